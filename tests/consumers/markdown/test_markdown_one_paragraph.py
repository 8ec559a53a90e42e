"""A text that is plainly one paragraph stays what it is without being parsed: the parser says the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from qbank_markdown import contain
from strategies import HOSTILE, TAGS, any_texts

STARTS = (
    "1. a",
    "- a",
    "+ a",
    "* a",
    "***",
    "---",
    "===",
    "___",
    "> a",
    "| a | b |",
    "[a]: b",
    "*[^a]: b",
    "~~~",
    "# a",
)
STARTS += ("    a", "$$a$$", "**a** b", "*a* b", "$a$ b", "`a` b", ": a", "a`b", "a*b_c", "![a](b.png)", "a\\", "a&b")
lines = st.lists(st.sampled_from((*HOSTILE, *TAGS, *STARTS)), min_size=1, max_size=3).map(" ".join)


@given(text=lines | any_texts)
@example(text="Plain words.")
def test_the_parser_says_the_same(text: str) -> None:
    whole, begins = contain.contained(text, lambda: "HTML"), contain.begins_with_words(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contain, "_ONE_PARAGRAPH", re.compile("(?!)"))
        assert whole == contain.contained(text, lambda: "HTML")
        assert begins == contain.begins_with_words(text)


def test_words_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contain, "_parsed", None)
    for text in ("Words.", "With $x^2$ and **bold** *words*, a_b, [a link](https://example.org), `code`."):
        assert contain.contained(text, lambda: "HTML") == text
        assert contain.begins_with_words(text)
