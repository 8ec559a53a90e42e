"""What YAML would make of an author's text, row by row: the code, the caret's place, and the line to type instead."""

from __future__ import annotations

import pytest
from diagnostics_kit import Project

BANK = """schema: 1
bank: b
questions:
  - type: multiple_choice
    id: q
    prompt: {prompt}
    choices:
      - answer: Right
      {choice}
    explanation: After all.
"""

QUOTE_AND_RETRY = [
    ("prompt: «Solve this:»", "needs-quotes", 'prompt: "Solve this:"'),
    ("prompt: «Note: it depends»", "needs-quotes", 'prompt: "Note: it depends"'),
    ("- «*Hamlet*»", "needs-quotes", '- "*Hamlet*"'),
    ("- «![cat](c.png)»", "needs-quotes", '- "![cat](c.png)"'),
    ("- «`x`»", "needs-quotes", '- "`x`"'),
    ("- «@x»", "needs-quotes", '- "@x"'),
    ("- «%d»", "needs-quotes", '- "%d"'),
    ("- «[0, 1)»", "needs-quotes", '- "[0, 1)"'),
    ("prompt: «|x| < 3»", "needs-quotes", 'prompt: "|x| < 3"'),
    ("prompt: «> 5»", "needs-quotes", 'prompt: "> 5"'),
    ('prompt: «"Hi," she said»', "needs-quotes", "prompt: '\"Hi,\" she said'"),
    ("- «'tis»", "unclosed-quote", '- "\'tis"'),
    ('- "$«\\p»i$"', "backslash-in-double-quotes", "- '$\\pi$'"),
]
ACCEPTED_BY_YAML = [
    ("- «Note: it depends»", "text-with-colon", '- "Note: it depends"'),
    ("- «[0, 1]»", "text-expected", '- "[0, 1]"'),
    ("- «- 5»", "text-expected", '- "- 5"'),
    ("- «{{c1::x}}»", "text-expected", '- "[[x]]"'),
    ("prompt: «{{c1::x}} is»", "text-expected", 'prompt: "[[x]] is"'),
    ("- C «#major»", "text-after-hash", '- "C #major"'),
    ("prompt: Issue «#3 of it»", "text-after-hash", 'prompt: "Issue #3 of it"'),
    ('- "«\\f»rac"', "backslash-in-double-quotes", "- '\\frac'"),
    ('prompt: "$«\\n»abla$"', "backslash-in-double-quotes", "prompt: '$\\nabla$'"),
    ("- «>5»", "empty-text", '- ">5"'),
    ("- «!x»", "empty-text", '- "!x"'),
    ("- «&x»", "empty-text", '- "&x"'),
    ("- «#1»", "empty-text", '- "#1"'),
    ("- «!x y»", "tag", '- "!x y"'),
    ("- «&x y»", "anchor", '- "&x y"'),
    ("- «*x»", "alias", '- "*x"'),
    ("«-»Paris", "missing-space", "- Paris"),
    ("prompt«:»What?", "missing-space", "prompt: What?"),
    ("promp«t» What?", "missing-colon", "prompt: What?"),
]


MARKDOWN_NEXT = ('- "- 5"', '- ">5"')
"""Choices that YAML takes for text now, and whose sign Markdown would take: that is said as well."""


def bank(line: str) -> tuple[str, int]:
    """Return a bank with a line in it, a prompt or a choice, and the line's number."""
    text = BANK.format(prompt="What?", choice="- Wrong")
    typed = "prompt: What?" if line.startswith("promp") else "- Wrong"
    text = text.replace(typed, line)
    return text, text[: text.index(line)].count("\n") + 1


@pytest.mark.parametrize(("marked", "code", "hint"), QUOTE_AND_RETRY + ACCEPTED_BY_YAML)
def test_a_line_that_yaml_misreads(project: Project, marked: str, code: str, hint: str) -> None:
    """The code is right, the caret stands under what is at fault, and the hint is the line to type: it is accepted."""
    project.write("source/c.png", b"a picture")
    typed = marked.replace("«", "").replace("»", "")
    text, number = bank(typed)
    column = text.split("\n")[number - 1].index(typed) + 1
    [found] = [one for one in project.bank(text) if one["code"] not in ("missing-media", "sign-lost")]
    place = found["span"]
    assert (found["code"], found["hint"]) == (code, hint)
    assert (place["file"], place["line"], place["end_line"]) == ("source/bank.yaml", number, number)
    assert place["column"] == column + marked.index("«")
    assert place["end_column"] == column + marked.index("»") - 1
    left = [one["code"] for one in project.bank(text.replace(typed, hint))]
    assert left == (["sign-lost"] if hint in MARKDOWN_NEXT else [])


@pytest.mark.parametrize(
    "text", ["-5", "no", "~", "1.50", "12:30", "std::vector", "50%", "1,000", "don't", "$\\nabla f$"]
)
@pytest.mark.parametrize("field", ["- ", "prompt: "])
def test_text_that_is_fine_as_typed(project: Project, field: str, text: str) -> None:
    """What other YAML programs make numbers, dates and booleans of is text here, without quotes."""
    assert project.bank(bank(field + text)[0]) == []


def test_cloze_of_another_program_becomes_ours(project: Project) -> None:
    """Anki's `{{c1::x}}` gets the hint with our brackets; typed into a cloze it is one."""
    text = "schema: 1\nbank: b\nquestions:\n  - type: cloze\n    id: q\n    prompt: {{c1::x}} is it\n"
    [found] = [one for one in project.bank(text) if one["code"] == "text-expected"]
    assert found["hint"] == 'prompt: "[[x]] is it"'
    assert project.bank(text.replace("prompt: {{c1::x}} is it", found["hint"])) == []


@pytest.mark.parametrize(
    ("field", "code", "hint"),
    [
        ("type: true_false\n    prompt: x\n    answer: yes", "bad-boolean", "write true"),
        ("type: true_false\n    prompt: x\n    answer: Off", "bad-boolean", "write false"),
        ("type: numeric\n    prompt: x\n    answer: 3,14", "bad-number", "write 3.14"),
        ("type: numeric\n    prompt: x\n    answer: 1,000,000", "bad-number", "write 1000000"),
        ("type: numeric\n    prompt: x\n    answer: −2", "bad-number", "write -2, with the hyphen of the keyboard"),
        ("type: numeric\n    prompt: x\n    answer: 5 kg", "bad-number", "write 5"),
        ("type: numeric\n    prompt: x\n    answer: 1_000", "bad-number", "write 1000"),
        ("type: numeric\n    prompt: x\n    answer: nan", "bad-number", "write a number such as 3.14"),
        ("type: numeric\n    prompt: x\n    answer: 1e999999999", "bad-number", "write a number such as 3.14"),
        ("type: numeric\n    prompt: x\n    answer: 0x10", "bad-number", "write a number such as 3.14"),
        ("type: numeric\n    prompt: x\n    answer: 1/3", "bad-number", "write 0.333333"),
        ("type: numeric\n    prompt: x\n    answer: 12 m²", "bad-number", "write 12"),
        (
            "type: numeric\n    prompt: x\n    answer: 1,000",
            "bad-number",
            "write 1000, or 1.000 if the comma is the decimal one",
        ),
        ("type: short_answer\n    prompt: x\n    accept: [a, {text: b, credit: 50}]", "bad-share", "write 50%"),
    ],
)
def test_a_value_in_another_grammar(project: Project, field: str, code: str, hint: str) -> None:
    """Truth values, numbers and shares have a small grammar, and the hint is what to type in it."""
    [found] = project.bank(f"schema: 1\nbank: b\nquestions:\n  - id: q\n    {field}\n")
    assert (found["code"], found["hint"]) == (code, hint)


def test_commas_in_numbers_cut_them(project: Project) -> None:
    """`[1,000, 2,000]` is four items to YAML; the hint has one item a line."""
    text = "schema: 1\nbank: b\nquestions:\n  - type: ordering\n    id: q\n    prompt: x\n    items: [1,000, 2,000]\n"
    [found] = project.bank(text)
    assert found["code"] == "comma-in-flow-list"
    assert found["hint"] == "- 1,000\n- 2,000"
    assert (found["span"]["line"], found["span"]["column"], found["span"]["end_column"]) == (7, 12, 26)
    assert project.bank(text.replace("[1,000, 2,000]", "\n      - 1,000\n      - 2,000")) == []


@pytest.mark.parametrize("lines", ["- a\n- b", "1. a\n2. b", "| a |\n| - |", "```\na\n```"])
@pytest.mark.parametrize("mark", [">", ">-"])
def test_folding_loses_lines(project: Project, mark: str, lines: str) -> None:
    """`>` joins the lines of lists, tables and code: a warning at the line, which `|` mends and a question allows."""
    below = lines.replace("\n", "\n      ")
    text = f"schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n    prompt: {mark}\n      {below}\n"
    [found] = project.bank(text)
    assert (found["code"], found["severity"], found["item"]) == ("folded-markdown", "warning", "q")
    assert (found["span"]["line"], found["span"]["column"]) == (8, 7)
    assert found["hint"] == "prompt: |"
    assert project.bank(text.replace(mark, "|", 1)) == []
    assert project.bank(text + "    allow: folded-markdown\n") == []


@pytest.mark.parametrize("text", ["a:\n\n      - b", "first line\n      second line, 1980. Third"])
def test_folding_that_loses_nothing(project: Project, text: str) -> None:
    """Prose may be folded, and lists behind an empty line of which there is one item."""
    assert (
        project.bank(f"schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n    prompt: >\n      {text}\n") == []
    )


@pytest.mark.parametrize(
    ("lines", "code", "at", "hint"),
    [
        ("prompt: It goes\non here", "bad-indent", (7, 1), "      on here"),
        ("prompt: It goes\n    on here", "bad-indent", (7, 5), "      on here"),
        ("prompt: x\n  \thints: y", "tab-indent", (7, 3), "    hints: y"),
        ("prompt: x\n     hints: y", "bad-indent", (7, 6), "    hints: y"),
        ('prompt: "It goes\n    on here', "unclosed-quote", (6, 13), 'prompt: "It goes"'),
        ("tags: [a, b\n    prompt: x", "unclosed-bracket", (6, 11), "tags: [a, b]"),
    ],
)
def test_what_stands_in_the_wrong_column(
    project: Project, lines: str, code: str, at: tuple[int, int], hint: str
) -> None:
    """Continuations at the left, tabs, and what isn't closed are reported at their line, with the line to type."""
    text = f"schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n    {lines}\n"
    found = project.bank(text)[0]
    assert (found["code"], (found["span"]["line"], found["span"]["column"]), found["hint"]) == (code, at, hint)


@pytest.mark.parametrize(
    ("bullet", "name"), [("•", "bullet"), ("*", "asterisk"), ("–", "en dash"), ("·", "middle dot")]
)
def test_bullets_of_other_programs(project: Project, bullet: str, name: str) -> None:
    """A list that goes on with other bullets is one finding, and is read as the list that it looks like."""
    choices = f"      - answer: a\n      {bullet} b\n      {bullet} c\n"
    text = (
        f"schema: 1\nbank: b\nquestions:\n  - type: multiple_choice\n    id: q\n    prompt: x\n    choices:\n{choices}"
    )
    [found] = project.bank(text)
    assert (found["code"], found["span"]["line"], found["span"]["column"]) == ("lookalike-character", 9, 7)
    assert f"the {name} (U+{ord(bullet):04X}) here for a dash" in found["message"]
    assert found["hint"] == "- b"
    assert project.bank(text.replace(f"{bullet} ", "- ")) == []


@pytest.mark.parametrize(
    ("lines", "at", "hint"),
    [
        ("\u00a0   prompt: x", (6, 1), "prompt: x"),
        ("    prompt:\u00a0x", (6, 12), "prompt: x"),
        ("    prompt\uff1a x", (6, 11), "prompt: x"),
        ("    prompt\uff1ax", (6, 11), "prompt: x"),
        ("    prompt: x\n\u3000   hints: y", (7, 1), "hints: y"),
    ],
)
def test_characters_that_look_like_the_right_ones(project: Project, lines: str, at: tuple[int, int], hint: str) -> None:
    """Spaces from web pages and colons of other keyboards are named, since nobody sees them; the hint is accepted."""
    text = f"schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n{lines}\n    points: 2\n"
    [found] = project.bank(text)
    place = found["span"]
    assert (found["code"], (place["line"], place["column"]), found["hint"]) == ("lookalike-character", at, hint)
    typed = text.split("\n")
    typed[at[0] - 1] = "    " + hint
    assert project.bank("\n".join(typed)) == []


def test_such_characters_are_fine_in_a_text(project: Project) -> None:
    """Chinese paragraphs begin with two wide spaces, and French puts a space before a colon."""
    text = "schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n    prompt: |\n"
    assert project.bank(text + "      \u3000\u3000你\uff1a好\u00a0: x\n") == []


def test_an_invisible_character_in_a_key_is_written_out(project: Project) -> None:
    """Else the message would name a key that looks right."""
    text = "schema: 1\nbank: b\nquestions:\n  - type: essay\n    id: q\n    \u200bprompt: x\n"
    [found] = project.bank(text)
    assert (found["message"], found["hint"]) == ("unknown key '\\u200bprompt'", "did you mean prompt?")
