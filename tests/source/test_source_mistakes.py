"""Text that YAML can't read: quoted and read again, so that every hint is the line to type."""

from __future__ import annotations

import pytest
from source_kit import findings, put, source

from qbank.source import Mapping, find, value

QUESTION = "schema: 1\nbank: b\nquestions:\n  - id: q\n    {}\n    points: 2\n"
LIST = "schema: 1\nbank: b\nquestions:\n  - id: q\n    choices:\n      - first\n      {}\n      - last\n    points: 2\n"

QUOTED = [
    # what was typed, the columns of the value, the hint
    ("- *Hamlet*", (9, 17), '- "*Hamlet*"'),
    ("- ![cat](c.png)", (9, 22), '- "![cat](c.png)"'),
    ("- `x`", (9, 12), '- "`x`"'),
    ("- `x` and `y`", (9, 20), '- "`x` and `y`"'),
    ("- @x", (9, 11), '- "@x"'),
    ("- %d", (9, 11), '- "%d"'),
    ("- [0, 1)", (9, 15), '- "[0, 1)"'),
    ("- |x| < 3", (9, 16), '- "|x| < 3"'),
    ("- > 5", (9, 12), '- "> 5"'),
    ('- "Hi," she said', (9, 23), "- '\"Hi,\" she said'"),
    ("- 'Hi,' she said", (9, 23), "- \"'Hi,' she said\""),
    ('- "A" and "B"', (9, 20), '- \'"A" and "B"\''),
    ("- See: this: that", (9, 24), '- "See: this: that"'),
    ("- *Hamlet*  # the play", (9, 17), '- "*Hamlet*"  # the play'),
    ("- text: @x", (15, 17), '- text: "@x"'),
]

CODED = [
    ("- 'tis", "unclosed-quote", (9, 13), '- "\'tis"', "'tis"),
    ("- 'tis the season", "unclosed-quote", (9, 24), '- "\'tis the season"', "'tis the season"),
    ("- 'What is it?", "unclosed-quote", (9, 21), '- "What is it?"', "'What is it?"),
    ("- 'What's this?'", "unclosed-quote", (9, 23), '- "What\'s this?"', "'What's this?'"),
    ("- 'It's 5 o'clock'", "unclosed-quote", (9, 25), "- \"It's 5 o'clock\"", "'It's 5 o'clock'"),
    ('- "He said "hi" to me"', "unclosed-quote", (9, 29), "- 'He said \"hi\" to me'", '"He said "hi" to me"'),
    ('- "Hello', "unclosed-quote", (9, 15), '- "Hello"', '"Hello'),
    (r'- "$\pi$"', "backslash-in-double-quotes", (11, 13), r"- '$\pi$'", r"$\pi$"),
    (r'- "\frac{1}{2}"', "backslash-in-double-quotes", (10, 12), r"- '\frac{1}{2}'", r"\frac{1}{2}"),
    (r'- "\nabla f"', "backslash-in-double-quotes", (10, 12), r"- '\nabla f'", r"\nabla f"),
    (r'- "a \times b"', "backslash-in-double-quotes", (12, 14), r"- 'a \times b'", r"a \times b"),
    (r'- "\rho"', "backslash-in-double-quotes", (10, 12), r"- '\rho'", r"\rho"),
    (r'- "\beta"', "backslash-in-double-quotes", (10, 12), r"- '\beta'", r"\beta"),
    (r'''- "it's \beta"''', "backslash-in-double-quotes", (15, 17), r"""- 'it''s \beta'""", r"it's \beta"),
    (r'- "😀 \frac12"', "backslash-in-double-quotes", (12, 14), r"- '😀 \frac12'", r"😀 \frac12"),
    ("- C #major", "text-after-hash", (11, 17), '- "C #major"', "C #major"),
    ("- Issue #3 is open # c", "text-after-hash", (15, 29), '- "Issue #3 is open" # c', "Issue #3 is open # c"),
    ("- >5", "empty-text", (9, 11), '- ">5"', ">5"),
    ("- !x", "empty-text", (9, 11), '- "!x"', "!x"),
    ("- &x", "empty-text", (9, 11), '- "&x"', "&x"),
    ("- {{c1::x}}", "text-expected", (9, 18), '- "[[x]]"', "{{c1::x}}"),
    ("- {{name}}", "text-expected", (9, 17), '- "{{name}}"', "{{name}}"),
    ("- [one, two", "unclosed-bracket", (9, 10), "- [one, two]", ["one", "two"]),
]


@pytest.mark.parametrize(("typed", "columns", "hint"), QUOTED, ids=[row[0] for row in QUOTED])
def test_a_value_that_needs_quotes_is_read_as_typed_and_shown_in_quotes(
    typed: str, columns: tuple[int, int], hint: str
) -> None:
    """The value is found exactly, read as it looks, and the hint in its place makes the file read."""
    read = source(LIST.format(typed))
    assert findings(read) == [("needs-quotes", 7, columns[0], 7, columns[1])]
    assert read.diagnostics[0].hint == hint
    assert read.root
    line = read.line(7)
    shown = value(find(read.root, ["questions", 0, "choices", 1]))
    assert shown in (line[8 : columns[1] - 1], {"text": line[14 : columns[1] - 1]})
    mended = source(put(read.text, read.diagnostics[0]))
    assert not mended.diagnostics
    assert mended.root
    assert value(mended.root) == value(read.root)


@pytest.mark.parametrize(("typed", "code", "columns", "hint", "shown"), CODED, ids=[row[0] for row in CODED])
def test_what_has_a_code_of_its_own_is_found_and_mended_by_its_hint(
    typed: str, code: str, columns: tuple[int, int], hint: str, shown: object
) -> None:
    """Code, place and hint are those of the mistake; neighbours are read; the hint in its place is accepted."""
    read = source(LIST.format(typed))
    assert findings(read) == [(code, 7, columns[0], 7, columns[1])]
    assert read.diagnostics[0].hint == hint
    assert read.root
    assert value(find(read.root, ["questions", 0])) == {"id": "q", "choices": ["first", shown, "last"], "points": "2"}
    assert not source(put(read.text, read.diagnostics[0])).diagnostics


@pytest.mark.parametrize(
    ("typed", "code", "columns", "hint"),
    [
        ("prompt: Solve this:", "needs-quotes", (13, 24), 'prompt: "Solve this:"'),
        ("prompt: Note: it depends", "needs-quotes", (13, 29), 'prompt: "Note: it depends"'),
        ("prompt: Compare:\n      this", "needs-quotes", (13, 21), "prompt: |\n  Compare:\n  this"),
        ("prompt:What?", "missing-space", (11, 12), "prompt: What?"),
        ("prompt What?", "missing-colon", (10, 11), "prompt: What?"),
        ("prompt: *a* and\n      *b*", "needs-quotes", (13, 20), "prompt: |\n  *a* and\n  *b*"),
    ],
)
def test_a_field_is_mended_by_its_hint(typed: str, code: str, columns: tuple[int, int], hint: str) -> None:
    """A field's value is quoted, or put below `|` where it goes on; a space or colon that is missing is shown."""
    read = source(QUESTION.format(typed))
    assert findings(read) == [(code, 5, columns[0], 5, columns[1])]
    assert read.diagnostics[0].hint == hint
    mended = source(put(read.text, read.diagnostics[0], lines=typed.count("\n") + 1))
    assert not mended.diagnostics
    assert mended.root
    question = find(mended.root, ["questions", 0])
    assert isinstance(question, Mapping)
    assert [key.value for key, _ in question.entries] == ["id", "prompt", "points"]


def test_all_mistakes_of_a_file_are_found_in_one_run() -> None:
    """Every typical mistake, one question each: all found at their lines, none beside, every question read."""
    typed = [row[0] for row in QUOTED + CODED]
    text = "schema: 1\nbank: b\nquestions:\n"
    for number, line in enumerate(typed):
        text += f"  - id: q{number}\n    choices:\n      {line}\n      - last\n"
    read = source(text)
    assert [span.line for span in (one.span for one in read.diagnostics)] == [6 + 4 * at for at in range(len(typed))]
    assert [one.code for one in read.diagnostics] == ["needs-quotes"] * len(QUOTED) + [row[1] for row in CODED]
    assert read.root
    data = value(read.root)
    assert isinstance(data, dict)
    assert [question["id"] for question in data["questions"]] == [f"q{number}" for number in range(len(typed))]
    assert all(question["choices"][-1] == "last" for question in data["questions"])


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("bank: b\nquestions:\n\t- id: q\n", [("tab-indent", 3, 1, 3, 2)], "  - id: q"),
        ("questions:\n  - id: q\n\tprompt: x\n\tpoints: 1\n", [("tab-indent", 3, 1, 3, 2)], "    prompt: x"),
        ("questions:\n  - id: q\n    prompt: What\nis it?\n", [("bad-indent", 4, 1, 4, 7)], "      is it?"),
        ("questions:\n  - id: q\n     prompt: x\n    points: 1\n", [("bad-indent", 3, 6, 3, 15)], "    prompt: x"),
        ("questions:\n  - id: q\n    tags: x\n - id: r\n", [("bad-indent", 4, 2, 4, 9)], "  - id: r"),
        ("questions:\n  - id: q\n   tags: x\n    points: 1\n", [("bad-indent", 3, 4, 3, 11)], "    tags: x"),
        (
            "questions:\n  - id: q\n    choices:\n      - a\n   points: 1\n  - id: r\n",
            [("bad-indent", 5, 4, 5, 13)],
            "    points: 1",
        ),
    ],
    ids=["tab-first", "tabs", "column-0", "too-far-right", "dash-too-far-left", "field-too-far-left", "after-a-list"],
)
def test_lines_that_start_in_the_wrong_column_are_one_finding(
    text: str, found: list[tuple[str, int, int, int, int]], hint: str
) -> None:
    """Tabs and wrong columns are named once, with the line as it should start; it makes the file read."""
    read = source(text)
    assert findings(read) == found
    assert read.diagnostics[0].hint == hint
    lines = text.expandtabs(4 if "\tprompt" in text else 2).split("\n")
    lines[found[0][1] - 1] = hint
    assert not source("\n".join(lines)).diagnostics
