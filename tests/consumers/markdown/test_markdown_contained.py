"""No text reaches beyond its place, whatever it holds: the next question, the fold, the list it stands in."""

from __future__ import annotations

from typing import Any

import pytest
from document_kit import documents, question, shown, text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.api import Stimulus

BREAKOUTS = (
    "```", "~~~~", "````python", "</details>", "<details>", "<summary>", "<!--", "-->", "<script>", "</script>",
    "<pre>", "<div>", "</div>", "<u>", "</u>", "<span lang=de>", "<b", "<?", "<![CDATA[", "]]>", "<textarea>",
    "<h2>Question 9</h2>", "<br>", "- x", "* y", "1. z", "7) s", "# h", "## Question 9", "Question 9", "===", "---",
    "***", "> q", ">", "    code", "\tcode", "|a|", "|-|", "[x]: http://e.org", "[^1]: note", "[x]", "[^1]",
    "![i]", "\\", "`", "``", "**", "__", "~~", "$$", "$", "&lt;", "&#10;", "http://e.org", "<http://e.org>",
    "<a@e.org>", ":-", "- [ ] t", "Term", "\u2028", "\u00a0", "\u202e",
)  # fmt: skip
"""What begins or ends something in Markdown or HTML."""

between = st.sampled_from([" ", "\n", "\n\n"])
hostile = st.lists(st.sampled_from(BREAKOUTS) | st.sampled_from([" ", "\n", "\n\n", "\n  "]), max_size=9).map("".join)


@st.composite
def texts(draw: st.DrawFn, word: str) -> str:
    """Return hostile text in the midst of words."""
    return f"{word}A{draw(between)}{draw(hostile)}{draw(between)}{word}B".strip()


FIELDS = {
    "prompt": texts("PROMPT"),
    "explanation": texts("EXPLAIN"),
    "hint": texts("HINT"),
    "key": texts("KEY"),
    "wrong": texts("WRONG"),
    "said": texts("SAID"),
    "plain": st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip),
}
LAST = question(
    "true_false", id="last", title="Last", prompt="Still [x] here[^1]?", answer="true", explanation="Yes [x]."
)


def asked(t: dict[str, str]) -> list[Any]:
    """Return a bank whose texts are the given ones."""
    common = {"explanation": t["explanation"], "hints": [t["hint"]], "title": t["plain"], "tags": [t["plain"]]}
    said = {"feedback": {"correct": t["said"]}}
    choices = [{"answer": t["key"], "feedback": t["said"]}, {"text": t["wrong"], "feedback": t["said"]}]
    return [
        Stimulus(id="s", title=t["plain"], text=t["prompt"]),
        question("multiple_choice", prompt=t["prompt"], choices=choices, **common, **said),
        question("matching", prompt=t["prompt"], pairs=[{t["key"]: "r1"}, {t["wrong"]: t["said"]}], **common),
        question("ordering", prompt=t["prompt"], items=[t["key"], t["wrong"]], **common, **said),
        question("short_answer", prompt=t["prompt"], accept=[{"text": t["plain"], "feedback": t["said"]}], **common),
        question("essay", prompt=t["prompt"], response_template=t["wrong"], model_answer=t["key"], **common,
                 rubric=[{"criterion": t["said"], "description": t["key"]}]),
        LAST,
    ]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries(FIELDS))
def test_hostile_texts_stay_in_their_place(t: dict[str, str]) -> None:
    items = asked(t)
    top, *found = shown(documents(items)["bank.md"])
    assert [one.heading.split(" ·")[0] for one in found] == [f"Question {place}" for place in range(2, len(items) + 1)]
    assert [part.tag for part in top.parts] == ["h1", "p", "blockquote"]
    alone = shown(documents([LAST])["bank.md"])[1]
    assert [text(part) for part in found[-1].parts] == [text(part) for part in alone.parts], "the last is as if alone"
    choice, pairs, order, short, essay = found[:-1]
    for one in (choice, pairs, order, short, essay):
        assert [text(part[0]) for part in one.folded] == ["Hint 1", "Show answer"]
        assert "PROMPTA" in one.visible
        assert "HINTA" in text(one.folded[0])
        assert "EXPLAINA" in one.key
        assert not any(word in one.visible for word in ("HINT", "EXPLAIN"))
        assert not any(element.tag in ("h1", "h2", "h3") for part in one.parts for element in part.iter())
    assert "SAIDA" in choice.key and "SAID" not in choice.visible
    assert "KEYA" in choice.key and "WRONGA" in choice.visible
    lists = [part for part in choice.parts if part.tag in ("ul", "ol")]
    assert [text(item)[:2] for item in lists[-1]] == ["A.", "B."]
    assert [len(part) for part in pairs.parts if part.tag in ("ul", "ol")][-2:] == [2, 2]
    assert "KEY" not in essay.visible and "SAID" not in essay.visible
    assert not any(
        element.tag in ("script", "textarea", "iframe")
        for one in found
        for part in one.parts
        for element in part.iter()
    )


@pytest.mark.parametrize(
    "typed",
    [
        "```\ncode, never closed",
        "</details> and out",
        "<!-- the rest",
        "<pre>\nthe rest",
        "[x]: https://example.org",
        "[^1]: a note",
        "- item\n\n  ```\n  open in a list",
        "<u>never closed",
        "## Question 7",
        "Question 7\n---",
        "> # quoted heading",
    ],
)
def test_each_way_out_is_shut(typed: str) -> None:
    """One by one, so that each is tried in every run; and what was typed can still be read."""
    first = question("true_false", prompt=f"{typed}", explanation=typed, answer="true")
    one, last = shown(documents([first, LAST])["bank.md"])[1:]
    assert last.heading == "Question 2 · Last"
    assert text(last.parts[1]) == "Still [x] here[^1]?"
    assert last.key == "Answer: True Explanation Yes [x]."
    assert one.heading == "Question 1"
    assert one.key.startswith("Answer: True Explanation")
    if "]: " not in typed:
        assert {"never", "out", "rest", "open", "Question 7", "heading"} & {
            word for word in ("never", "out", "rest", "open", "Question 7", "heading") if word in one.key
        }


@pytest.mark.parametrize("code", ["    four\n      six", "```\n  two\n\n\ttab\n```", "\ttab\n\t\ttwo tabs"])
def test_code_keeps_its_indentation_everywhere(code: str) -> None:
    items = [
        question("multiple_choice", prompt=code, choices=[{"answer": code, "feedback": code}, "no"], hints=code),
        question(
            "matching", prompt=code, pairs=[{"left": code, "right": f"a\n\n{code}", "feedback": code}, {"b": "c"}]
        ),
        question("essay", prompt=code, response_template=code, rubric=[{"criterion": "x", "description": code}]),
        question("short_answer", prompt=code, accept=[{"text": "x", "feedback": code}]),
    ]
    found = shown(documents(items)["bank.md"])[1:]
    (alone, *_) = shown(documents([question("essay", prompt=code)])["bank.md"])[1:]
    (expected,) = {block.text_content().expandtabs(4) for part in alone.parts for block in part.iter("pre")}
    blocks = [[block.text_content().expandtabs(4) for part in one.parts for block in part.iter("pre")] for one in found]
    assert [len(one) for one in blocks] == [5, 5, 3, 2]
    assert {block for one in blocks for block in one} == {expected}


def test_headings_of_authors_are_below_the_document_s() -> None:
    one = shown(documents([question("essay", prompt="# Big #\n\nText\n\nSmall\nand long\n---")])["bank.md"])[1]
    assert [(part.tag, text(part)) for part in one.parts if part.tag.startswith("h")] == [
        ("h4", "Big"),
        ("h5", "Small and long"),
    ]


def test_formulas_are_kept_as_typed() -> None:
    r"""But one that Markdown would make a heading of, by its `=`, is fenced as GitHub reads it, too."""
    typed = "Inline $a_1 < b$.\n\n$$\n\\frac{1}{2}\n$$"
    assert typed in documents([question("essay", prompt=typed)])["bank.md"]
    source = documents([question("essay", prompt="$$\na\n=\nb\n$$")])["bank.md"]
    assert "```math\na\n=\nb\n```" in source


def test_what_only_looks_empty_keeps_a_paragraph_together() -> None:
    """A line separator isn't an empty line: the definition behind it stays words, in a list as well."""
    said = "SAID\n\u2028\n[x]: http://e.org"
    item = question("multiple_choice", choices=[{"answer": "a", "feedback": said}, "b"])
    one, last = shown(documents([item, LAST])["bank.md"])[1:]
    assert "[x]: http://e.org" in one.key
    assert text(last.parts[1]) == "Still [x] here[^1]?"
