"""A regular expression becomes the texts that it stands for, or is refused; never something else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.expand import expand


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        ("colou?r", ["color", "colour"]),
        ("^(the )?nile$", ["nile", "the nile"]),
        ("gr[ae]y|silver", ["gray", "grey", "silver"]),
        ("v[1-3]", ["v1", "v2", "v3"]),
        (r"3\.14.*", ["3.14*"]),
        (r"2\*3", [r"2\*3"]),
        ("(?:a|b(c|d))e", ["ae", "bce", "bde"]),
    ],
)
def test_few_texts(expression: str, texts: list[str]) -> None:
    assert expand(expression) == texts


@pytest.mark.parametrize(
    "expression",
    [
        r"\d+",
        "a+",
        "a*",
        ".",
        "a.b",
        "[^a]b",
        "a{2}",
        "(?i)a",
        "a??",
        r"\bx",
        "[a-z][a-z]",
        r"a\\.*",
        "a |b",
        "",
        "(",
        "[a",
        "a)",
    ],
)
def test_refused(expression: str) -> None:
    assert expand(expression) is None


@pytest.mark.filterwarnings("ignore:Possible nested set")
@given(st.text("abc()|?[]", max_size=12))
def test_what_is_written_is_what_matches(expression: str) -> None:
    texts = expand(expression)
    if texts is not None:
        assert all(re.fullmatch(expression, text) for text in texts)
        every = [a + b + c for a in ["", *"abc"] for b in ["", *"abc"] for c in ["", *"abc"]]
        assert {one for one in every if one and re.fullmatch(expression, one)} <= set(texts)
