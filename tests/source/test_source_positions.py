"""Where things were typed: places count characters, and a piece of a text is found in any style."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from source_kit import scalars, source, under

from qbank.source import Mapping, Scalar, dump, find, locate, span

PIECES = [
    ("plain", "prompt: The value of $x^2$ here", "$x^2$", (1, 22, 1, 27)),
    ("plain, two lines", "prompt: The value\n  of $x^2$ here", "$x^2$", (2, 6, 2, 11)),
    ("plain, across lines", "prompt: The value\n  of $x^2$ here", "value of", (1, 13, 2, 5)),
    ("plain, an empty line", "prompt: One\n\n  two $x$", "$x$", (3, 7, 3, 10)),
    ("single quotes", "prompt: 'It''s $x$'", "$x$", (1, 16, 1, 19)),
    ("a quote itself", "prompt: 'It''s'", "'", (1, 12, 1, 14)),
    ("single, two lines", "prompt: 'It''s\n  $x$ ''here'''", "here", (2, 9, 2, 13)),
    ("double quotes", 'prompt: "a $x$"', "$x$", (1, 12, 1, 15)),
    ("escapes before", r'prompt: "\u00e9\\ \x41\U0001F600 \" $x$"', "$x$", (1, 37, 1, 40)),
    ("an escape itself", r'prompt: "a \u00e9 b"', "é", (1, 12, 1, 18)),
    ("an escaped break", 'prompt: "a\\\n  b $x$"', "$x$", (2, 5, 2, 8)),
    ("double, two lines", 'prompt: "a\n  b $x$"', "b $x$", (2, 3, 2, 8)),
    ("literal", "prompt: |\n  One\n    two $x$\n", "$x$", (3, 9, 3, 12)),
    ("literal, kept", "prompt: |+\n  One\n\n\n", "One", (2, 3, 2, 6)),
    ("literal, a margin of 4", "prompt: |4-\n      One $x$\n", "$x$", (2, 11, 2, 14)),
    ("literal, spaces first", "prompt: |2\n    One\n  $x$\n", "  One", (2, 3, 2, 8)),
    ("literal, a comment", "prompt: | # comment\n  $x$\n", "$x$", (2, 3, 2, 6)),
    ("literal, across lines", "prompt: |\n  One $x\n  y$ two\n", "$x\ny$", (2, 7, 3, 5)),
    ("folded", "prompt: >\n  One\n  two $x$\n", "$x$", (3, 7, 3, 10)),
    ("folded, a margin of 1", "prompt: >1-\n  One\n two $x$\n", "$x$", (3, 6, 3, 9)),
    ("folded, indented more", "prompt: >\n  One\n\n    two $x$\n  three\n", "$x$", (4, 9, 4, 12)),
    ("in brackets", "choices: [one, two $x$]", "$x$", (1, 20, 1, 23)),
    ("in a list", "choices:\n  - one\n  - two $x$\n", "$x$", (3, 9, 3, 12)),
    ("behind an emoji", "prompt: 👩‍🚀 e\u0301 $x$", "$x$", (1, 16, 1, 19)),
    ("behind wide characters", "prompt: '漢字 ２ $x$'", "$x$", (1, 15, 1, 18)),
    ("behind right to left", "prompt: שלום $x$", "$x$", (1, 14, 1, 17)),
    ("behind a tab", "prompt: a\tb $x$", "$x$", (1, 13, 1, 16)),
    ("behind a no-break space", "prompt: a\u00a0b $x$", "$x$", (1, 13, 1, 16)),
    ("behind U+2028", "prompt: a\u2028b $x$", "$x$", (1, 13, 1, 16)),
]


@pytest.mark.parametrize(("typed", "piece", "place"), [row[1:] for row in PIECES], ids=[row[0] for row in PIECES])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no-BOM", "BOM"])
def test_a_piece_of_a_text_is_found_where_it_was_typed(
    typed: str, piece: str, place: tuple[int, int, int, int], ends: str, bom: str
) -> None:
    """A formula is found at its line and column whatever the style, the line breaks and a BOM."""
    read = source(bom + typed.replace("\n", ends))
    assert not read.diagnostics
    scalar = next(node for node in scalars(read) if piece in node.value)
    at = scalar.value.index(piece)
    found = locate(read, scalar, at, at + len(piece))
    assert (found.line, found.column, found.end_line, found.end_column) == place


@pytest.mark.parametrize(
    ("typed", "path", "place"),
    [
        ("bank: b\ntitle: 😀 x # comment\n", ["title"], (2, 8, 2, 11)),
        ("a: 'it''s'\n", ["a"], (1, 4, 1, 11)),
        ("a: [x, 'y']\n", ["a", 1], (1, 8, 1, 11)),
        ("a: [x, 'y']\n", ["a"], (1, 4, 1, 12)),
        ("a:\n  - x: 1\n    y: 2\n\n# end\nb: 3\n", ["a"], (2, 3, 3, 9)),
        ("a:\n  - x: 1\n    y: 2\n\n# end\nb: 3\n", ["a", 0, "y"], (3, 8, 3, 9)),
        ("a:\nb: 1\n", ["a"], (1, 3, 1, 3)),
        ("a: {x: {y: 1}}", ["a", "x"], (1, 8, 1, 14)),
        ("a: C #major", ["a"], (1, 4, 1, 12)),
    ],
)
def test_nodes_know_where_they_start_and_end(
    typed: str, path: list[str | int], place: tuple[int, int, int, int]
) -> None:
    """A node covers what was typed for it, quotes included, and neither comments nor blank lines behind it."""
    read = source(typed)
    assert read.root
    found = span("f", find(read.root, path))
    assert (found.line, found.column, found.end_line, found.end_column) == place


def test_find_returns_the_deepest_node_there_is() -> None:
    """What is missing is looked for in what it is missing from."""
    root = source("questions:\n  - id: a\n").root
    assert isinstance(root, Mapping)
    question = find(root, ["questions", 0, "choices", 2])
    assert isinstance(question, Mapping)
    assert question.get("id")
    assert find(root, ["nothing"]) is root
    assert find(root, ["questions", 7]) is root.get("questions")


lines = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
texts = st.lists(lines | st.just(""), min_size=1, max_size=4).map("\n".join)


@given(st.lists(texts, min_size=1, max_size=4), st.data())
def test_text_under_a_place_is_the_piece_itself(values: list[str], data: st.DataObject) -> None:
    """In what `dump` writes, plain or after `|`, a piece of one line lies where it is located."""
    read = source(dump(values))
    for scalar in scalars(read):
        if scalar.style in ("", "|") and scalar.value:
            start = data.draw(st.integers(0, len(scalar.value) - 1))
            end = data.draw(st.integers(start, len(scalar.value)))
            piece = scalar.value[start:end]
            assume("\n" not in piece)
            assert under(read.text, locate(read, scalar, start, end)) == piece


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12), st.data())
def test_a_place_in_quotes_holds_the_piece_as_typed(text: str, data: st.DataObject) -> None:
    """In single quotes a `'` lies under two, in double quotes every character under its escape."""
    at = data.draw(st.integers(0, len(text) - 1))
    assume(not text[at - 1 : at + 2].isspace())
    for typed, shown in (
        (f"k: '{text.replace(chr(39), chr(39) * 2)}'", text[at].replace("'", "''")),
        (f"k: {json.dumps(text, ensure_ascii=False)}", json.dumps(text[at], ensure_ascii=False)[1:-1]),
        ('k: "' + "".join(f"\\U{ord(char):08X}" for char in text) + '"', f"\\U{ord(text[at]):08X}"),
    ):
        read = source(typed)
        assert not read.diagnostics, typed
        assert isinstance(read.root, Mapping)
        scalar = read.root.entries[0][1]
        assert isinstance(scalar, Scalar)
        assert scalar.value == text
        assert under(read.text, locate(read, scalar, at, at + 1)) == shown
