"""Data to YAML: it reads back as the same data, and looks as a person would type it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_kit import BANKS, source

from qbank.source import dump, value

FIXTURES = Path(__file__).parent / "dumped"

HOSTILE = (
    "", "~", "null", "true", "yes", "1.50", "12:30", "0x1F", "2024-02-30", "- x", "* y", "-", "?", ":", "? x",
    "# n", "a #b", "a # b", "a: b", "a:", ": a", "'x", '"x', "'x'", '"x"', "|", ">", "|-", "> 5", "@x", "%d", "`x`",
    "[0, 1)", "{{c1::x}}", r"\nabla", "\\", '\\"', "---", "...", "--- x", "<<", "=", "!x", "&x", "*x", ",", "[",
    "]", "{", "}", " a", "a ", "\t", "a\t", "\ta", "a\tb", "\n", "a\n", "\na", "a\n\n", " a\nb", "a\n b", "a\n \nb",
    "a\n\tb", "a\n# b", "a\n- b", "a\n---\nb", "a\n...\nb", "%YAML 1.1\n---", "\r", "a\rb", "\r\n", "a\r\nb",
    "\u2028", "\u2029", "\ufeff", "\ufeffa", "\u00a0", "\ue000", "😀", "e\u0301", "שלום", "\u202eabc", "x" * 1000,
    "x" * 1030 + ": y", "\nnabla", "\ttimes", 'say "\nnow"',
)  # fmt: skip
"""What YAML takes for its own, or loses, where it isn't written with care."""

pieces = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(HOSTILE)
texts = pieces | st.lists(pieces, max_size=3).map("".join) | st.lists(pieces, max_size=4).map("\n".join)
datas = st.recursive(
    st.none() | texts,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(texts, below, max_size=4),
    max_leaves=10,
).filter(lambda data: "\ufffe" not in repr(data) and "\\uffff" not in repr(data) and "\\ufffe" not in repr(data))


def read_back(text: str) -> object:
    """Return the data of a text that has no faults."""
    read = source(text)
    assert {one.code for one in read.diagnostics} <= {"empty-file"}, text
    return None if read.root is None else value(read.root)


@given(datas)
@settings(max_examples=300)
def test_what_is_written_reads_back_the_same(data: object) -> None:
    """Whatever the text: no fault, the same data, and written again the same lines."""
    text = dump(data)
    assert read_back(text) == data
    assert dump(read_back(text)) == text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_reads_back_the_same_anywhere(text: str) -> None:
    """As a value, an item, a key and the whole file."""
    for data in ({"k": text, "z": "end"}, [text, "end"], {text or "k": "v", "z": "end"}, [[text], {"k": [text]}], text):
        assert read_back(dump(data)) == data


@pytest.mark.parametrize("bank", BANKS, ids=lambda text: text.split("bank: ")[1].split("\n")[0])
def test_example_banks_read_back_the_same(bank: str) -> None:
    """A whole bank keeps its data; written twice, it is the same."""
    data = read_back(bank)
    assert read_back(dump(data)) == data
    assert dump(read_back(dump(data))) == dump(data)


def cases() -> list[Any]:
    """Return the fixtures: a title, the data as Python, the YAML expected."""
    found = []
    for path in sorted(FIXTURES.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n=== ")[1:]:
            title, _, rest = part.partition("\n")
            given_as, _, expected = rest.partition("\n---\n")
            found.append(pytest.param(given_as, expected.rstrip("\n") + "\n", id=title))
    return found


@pytest.mark.parametrize(("given_as", "expected"), cases())
def test_it_looks_as_a_person_would_type_it(given_as: str, expected: str) -> None:
    """Quotes only where they must be, lines after `|`, questions apart; numbers and booleans as typed."""
    assert dump(eval(given_as, {})) == expected


def test_a_comment_stands_at_the_top() -> None:
    """A comment of several lines is one, above the first field."""
    assert dump({"a": "b"}, comment="one\n\ntwo") == "# one\n#\n# two\na: b\n"


def test_what_is_not_text_is_written_as_text_would_be() -> None:
    """Numbers and booleans come back as the text that an author types."""
    assert dump({"points": 2, "share": 0.5, "shuffle": False, "tags": ()}) == (
        "points: 2\nshare: 0.5\nshuffle: false\ntags: []\n"
    )
