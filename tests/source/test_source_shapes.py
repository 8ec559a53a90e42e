"""Text that YAML reads as something else, and text that looks risky and is fine."""

from __future__ import annotations

import pytest
from source_kit import finding, put, source

from qbank.diagnostics import Diagnostic
from qbank.source import Mapping, Scalar, Sequence, Source, comma_fault, find, folded_fault, shape_fault, value

LIST = "bank: b\nchoices:\n  - first\n  {}\n  - last\n"


def second(read: Source) -> Diagnostic | None:
    """Return what is wrong with the second choice, which must be text."""
    assert read.root
    assert not read.diagnostics
    return shape_fault(read, find(read.root, ["choices", 1]), "choices.1", "q")


@pytest.mark.parametrize(
    ("typed", "code", "columns", "hint"),
    [
        ("- Note: it depends", "text-with-colon", (5, 21), '- "Note: it depends"'),
        ("- Note: it depends # c", "text-with-colon", (5, 21), '- "Note: it depends" # c'),
        ("- The answer: 'x'", "text-with-colon", (5, 20), "- \"The answer: 'x'\""),
        (r"- In short: $\pi$", "text-with-colon", (5, 20), r"- 'In short: $\pi$'"),
        ("- [0, 1]", "text-expected", (5, 11), '- "[0, 1]"'),
        ("- [0, 1] # closed", "text-expected", (5, 11), '- "[0, 1]" # closed'),
        ("- []", "text-expected", (5, 7), '- "[]"'),
        ("- {a, b}", "text-expected", (5, 11), '- "{a, b}"'),
        ("- - 5", "text-expected", (5, 8), '- "- 5"'),
        ("- #1", "empty-text", (5, 7), '- "#1"'),
        ("- # 1", "empty-text", (5, 8), '- "# 1"'),
        ("-", "empty-text", (4, 4), "Type the text."),
        ("- |", "empty-text", (5, 6), "Type the text on the lines below, indented."),
    ],
)
def test_a_text_that_yaml_takes_for_something_else(typed: str, code: str, columns: tuple[int, int], hint: str) -> None:
    """The place is that of what was typed; where the hint is a line, it makes it text."""
    read = source(LIST.format(typed))
    fault = second(read)
    assert fault
    assert finding(fault) == (code, 4, columns[0], 4, columns[1])
    assert (fault.hint, fault.path, fault.item, fault.severity) == (hint, "choices.1", "q", "error")
    if hint.startswith("- "):
        assert second(source(put(read.text, fault))) is None


def test_lines_that_were_meant_as_text_are_shown_the_bar() -> None:
    """Fields or a list of several lines can't be shown in quotes: the hint says how text of several lines is typed."""
    fault = second(source("choices:\n  - first\n  - a: 1\n    b: 2\n"))
    assert fault
    assert finding(fault) == ("text-expected", 3, 5, 4, 9)
    assert "put `|` above them" in fault.hint


FINE = """
-5|no|~|1.50|12:30|std::vector|50%|1,000|don't|$\\nabla f$|null|true|yes|0x1F|1_000|2024-02-30|=|a:b|C#|a#b|a -b
http://x.y/z#a|(a)|$x$, $y$|a [b] c|a {b} c|3..5|?x|:x|.5|a & b|a * b|5 > 3|ünï|שלום|漢字|👩‍🚀|.inf|0o7
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize("typed", FINE.split("|"))
def test_text_that_is_fine_as_typed(typed: str) -> None:
    """All plain values are the text that was typed, whatever YAML's own types make of them."""
    read = source(LIST.format("- " + typed))
    assert second(read) is None
    assert read.root
    assert value(find(read.root, ["choices", 1])) == typed
    assert value(find(read.root, ["choices"])) == ["first", typed, "last"]


@pytest.mark.parametrize(
    ("typed", "columns", "hint"),
    [
        ("[1,000, 2,000]", (9, 23), "- 1,000\n- 2,000"),
        ("[1,000]", (9, 16), "- 1,000"),
        ("[1,000,000, 5]", (9, 23), "- 1,000,000\n- 5"),
        ("[3,14, 2,72]", (9, 21), "- 3,14\n- 2,72"),
    ],
)
def test_commas_that_cut_numbers_in_two(typed: str, columns: tuple[int, int], hint: str) -> None:
    """A list in brackets whose commas stand inside numbers is shown as one item a line."""
    read = source(f"accept: {typed}\n")
    assert read.root
    node = find(read.root, ["accept"])
    assert isinstance(node, Sequence)
    fault = comma_fault(read, node)
    assert fault
    assert finding(fault) == ("comma-in-flow-list", 1, columns[0], 1, columns[1])
    assert fault.hint == hint
    mended = source("accept:\n" + hint)
    assert mended.root
    assert value(find(mended.root, ["accept"])) == [line[2:] for line in hint.split("\n")]


@pytest.mark.parametrize("typed", ["[1, 2]", "[1,2,3]", "[a, b]", "['1,000', '2,000']", "[x]", "[]", "[1000, 2000]"])
def test_lists_in_brackets_that_are_meant_so(typed: str) -> None:
    """Commas between items are no fault."""
    read = source(f"accept: {typed}\n")
    assert read.root
    node = find(read.root, ["accept"])
    assert isinstance(node, Sequence)
    assert comma_fault(read, node) is None


@pytest.mark.parametrize(
    ("typed", "place", "hint"),
    [
        ("prompt: >\n  Choose:\n  - one\n  - two\n", (3, 3, 3, 8), "prompt: |"),
        ("prompt: >\n  1. one\n  2. two\n", (3, 3, 3, 9), "prompt: |"),
        ("prompt: >\n  ```\n  code\n  ```\n", (3, 3, 3, 7), "prompt: |"),
        ("prompt: >\n  | a | b |\n  |---|---|\n", (3, 3, 3, 12), "prompt: |"),
        ("prompt: >-\n\n  # Title\n  ## More\n", (4, 3, 4, 10), "prompt: |"),
        ("prompt: Choose\n  - one\n  - two\n", (2, 3, 2, 8), "prompt: | and the text on the lines below"),
        ("prompt: 'Choose\n  * one'\n", (2, 3, 2, 9), "prompt: | and the text on the lines below"),
    ],
)
def test_layout_that_is_lost_where_lines_are_joined(typed: str, place: tuple[int, int, int, int], hint: str) -> None:
    """A list, table, heading or code whose lines YAML joins is a warning at the first line that is lost."""
    fault = folded(typed)
    assert fault
    assert finding(fault) == ("folded-markdown", *place)
    assert (fault.hint, fault.severity) == (hint, "warning")
    if hint.endswith("|"):
        assert folded(hint + typed[typed.index("\n") :]) is None


@pytest.mark.parametrize(
    "typed",
    [
        "prompt: >\n  One\n  two\n",
        "prompt: >\n  One\n\n  - two\n\n  - three\n",
        "prompt: >\n  One\n    - two\n    - three\n",
        "prompt: |\n  One\n  - two\n",
        "prompt: One - two\n",
        "prompt: One\n  -two\n",
        "prompt: 5\n  *3\n",
    ],
)
def test_joined_lines_that_lose_nothing(typed: str) -> None:
    """Paragraphs may be folded, and breaks that YAML keeps are no loss."""
    assert folded(typed) is None


def folded(text: str) -> Diagnostic | None:
    """Return what is wrong with how a prompt's lines are joined."""
    read = source(text)
    assert isinstance(read.root, Mapping)
    prompt = read.root.get("prompt")
    assert isinstance(prompt, Scalar)
    return folded_fault(read, prompt)
