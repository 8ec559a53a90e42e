"""Aiken files, read by Moodle's rules: every question that the format holds is there, and what is lost is said."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from agreement import Agreement
from aiken import RefusedError, read
from bank_files import BANKS, items, made, unit_of
from hypothesis import given, settings
from hypothesis import strategies as st
from qbank_aiken import format as aiken
from strategies import HOSTILE, texts

from qbank.api import KINDS, BankInfo, Context
from qbank.compiler.losses import losses
from qbank.compiler.reader import compile_bytes
from qbank.model import Bank, Item, MultipleChoice

INFO = BankInfo("b", "B", "source/b.yaml")
FIELDS = {"multiple_choice": {"choices": [{"answer": "yes"}, "no"]}, "true_false": {"answer": True}}


def question(kind: str = "multiple_choice", **fields: Any) -> Any:
    """Return a question, validated as typed."""
    return KINDS[kind].model_validate({"type": kind, "id": "q", "prompt": "Why?", **FIELDS[kind], **fields})


def lines(*questions: Any, stimuli: Any = None) -> bytes:
    """Return the file that questions become."""
    bank = Bank(schema="1", bank="b", questions=questions, stimuli=stimuli or {})
    (data,) = made(aiken, bank).values()
    return data


def reported(item: Item) -> set[tuple[str, str]]:
    """Return what is said to be lost or changed: the table's entry, and how."""
    fragment = aiken.make(aiken.options()).render(item, Context(INFO, {}))
    return {(name, carry.how) for _, name, carry in losses(item, aiken.carries, fragment.losses)}


def one_line(text: str) -> str:
    """Return Markdown as it is meant to stand in a line."""
    return re.sub(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+", " ", Context(INFO, {}).plain(text)).strip(" ")


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_question_that_is_held_is_read(path: Path) -> None:
    """With its key, as many choices as were typed, and no file besides."""
    unit, project = unit_of(path)
    assert unit.bank
    files = made(aiken, unit.bank, project, unit)
    found = read(files.pop(f"{unit.bank.bank}.txt"))
    held = [one for one in items(unit.bank) if aiken.carries.holds(one.type) and one.type != "stimulus"]
    assert not files and len(found) == len(held) > 0
    for one, item in zip(found, held, strict=True):
        if isinstance(item, MultipleChoice):
            assert len(one.choices) == len(item.choices)
            key = next(choice for choice in item.choices if choice.correct)
            assert "$" in key.text or one.meant[one.key] == one_line(key.text)
        else:
            assert (one.shown, one.key) == (["True", "False"], 0 if item.answer else 1) or unit.bank.language != "en"
        assert one.stem.endswith(one_line(item.text)) or "$" in item.text


LABELS = [
    "A. first", "A) first", "A.first", "U.S. presidents", "Z)", "ANSWER: B", "ANSWER:", "Answer : b", "a. x", "x", "5",
    "?", "A.", "\n\nA. x", "> A. quoted", "1. A. listed", "`A. code`", "**B)** bold", "B) *x*\n\nANSWER: A", "é", "A",
]  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_a_stem_that_begins_like_a_label_is_a_stem(text: str) -> None:
    """Nothing can be escaped in Aiken."""
    found = read(lines(question(prompt=text), question("true_false", id="t", prompt=text)))
    assert [one.stem for one in found] == [one_line(text)] * 2


def test_the_reading_refuses_what_moodle_loses() -> None:
    """Or the tests here could not fail."""
    for bad in ("A. x", "Why?\nA. a\nANSWER: A", "x\nA. a\nB. b\nANSWER: A", "Why?\nA. a\nB. b", "Why?\nHow?\nA. a"):
        with pytest.raises(RefusedError):
            read(bad.encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(texts, texts | st.sampled_from(LABELS), texts), min_size=1, max_size=4))
def test_hostile_texts_stay_in_their_lines(rows: list[tuple[str, str, str]]) -> None:
    """Any text: the stem is the stem, and each choice the choice."""
    choices = [[{"answer": key}, {"text": f"{key} {other}"}] for _, key, other in rows]
    made_up = [
        question(id=f"q{n}", prompt=stem, choices=choices[n], shuffle=False) for n, (stem, *_) in enumerate(rows)
    ]
    for one, item in zip(read(lines(*made_up)), made_up, strict=True):
        assert without_formulas(one.stem) == without_formulas(one_line(item.prompt))
        assert [without_formulas(text) for text in one.meant] == [
            without_formulas(one_line(choice.text)) for choice in item.choices
        ]
        assert one.key == 0


def without_formulas(text: str) -> str:
    """Return text in which formulas are the same however they are delimited."""
    return re.sub(r"\\\(|\\\)|\$", "", text).replace("\u2060", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_shown_otherwise_is_said(text: str) -> None:
    """Where learners in Moodle see another choice than was typed, the author is told."""
    item = question(choices=[{"answer": text}, "no"], shuffle=False)
    (found,) = read(lines(item))
    if without_formulas(found.shown[0]) != without_formulas(text):
        assert ("choices.text", "approximated") in reported(item)


def test_formulas_are_tex_that_moodle_typesets() -> None:
    """Between `\\(` and `\\)`, also those of their own line; what only looks like that stays text."""
    (found,) = read(
        lines(
            question(
                prompt="So $a < b$:\n\n$$\nx \\\\[2pt]\n$$\n\n`\\(no\\)` costs $5",
                choices=["$a<b$", {"answer": "$1$"}],
                shuffle=False,
            )
        )
    )
    assert (
        html.unescape(found.text)
        == "So \\(a < b\\): \\(\\begin{gathered}x \\\\[2pt]\\end{gathered}\\) \\\u2060(no\\) costs $5"
    )
    assert found.choices == ["\\(a\\lt b\\)", "\\(1\\)"]


def test_a_stimulus_stands_before_each_of_its_questions() -> None:
    """With its title; a stem that is guarded alone needs no guard there."""
    stimuli = {"sea": {"title": "The sea", "text": "It is **shallow**.\n\nVery."}, "bare": {"text": "A. Text"}}
    questions = [question(stimulus="sea"), question(id="r", stimulus="bare", prompt="B. How?")]
    assert [one.stem for one in read(lines(*questions, stimuli=stimuli))] == [
        "The sea: It is shallow. Very. — Why?",
        "A. Text — B. How?",
    ]


@pytest.mark.parametrize("place", [0, 20, 29])
def test_more_choices_than_letters(place: int) -> None:
    """The last distractors are left out, never the key, and that is said."""
    choices = [{"answer": f"c{n}"} if n == place else f"c{n}" for n in range(30)]
    item = question(choices=choices)
    (found,) = read(lines(item))
    assert len(found.choices) == 26 and found.shown[found.key] == f"c{place}"
    dropped = [f"c{n}" for n in range(30) if f"c{n}" not in found.shown]
    assert dropped == [f"c{n}" for n in range(30) if n != place][25:]
    fragment = aiken.make(aiken.options()).render(item, Context(INFO, {}))
    assert [loss.path for loss in fragment.losses] == [f"choices.{name[1:]}" for name in dropped]
    assert ("choices", "lost") in reported(item)


def test_choices_are_drawn_once() -> None:
    """Authors type the key first; where choices may not move, they stay."""
    keys = {read(lines(question(id=f"q{n}", choices=[{"answer": "k"}, "a", "b", "c"])))[0].key for n in range(20)}
    assert keys == {0, 1, 2, 3}
    (found,) = read(lines(question(choices=[{"answer": "k"}, "a", {"text": "None", "fixed": True}])))
    assert found.shown[2] == "None"
    (found,) = read(lines(question(choices=["a", {"answer": "k"}, "b"], shuffle=False)))
    assert (found.shown, found.key) == (["a", "k", "b"], 1)


def test_responses_score_alike(agreement: Agreement) -> None:
    """Every response to the fixed questions; a choice that is worth a part is declared."""
    typed = [{"answer": "a"}, "b", {"text": "c", "weight": "50%"}]
    for item in (question(choices=typed[:2]), question(choices=typed), question(choices=[*typed, "d"], shuffle=False)):
        (found,) = read(lines(item))
        parts = ("choices.weight", "lost") in reported(item)
        assert parts == any(choice.weight for choice in item.choices)
        for place, choice in enumerate(item.choices, 1):
            ours, theirs = item.score(place), found.grade(found.shown.index(choice.text))
            agreement("Moodle's rules: Aiken", item.type, ours, theirs, declared=parts)
        agreement("Moodle's rules: Aiken", item.type, item.score(None), found.grade(None))
    for answer in (True, False):
        item = question("true_false", answer=answer)
        (found,) = read(lines(item))
        for response in (True, False):
            theirs = found.grade(0 if response else 1)
            agreement("Moodle's rules: Aiken", item.type, item.score(response), theirs)


def test_true_and_false_are_words_of_the_banks_language() -> None:
    """As everywhere else."""
    text = "schema: 1\nbank: b\nlanguage: de\nquestions:\n  - {type: true_false, id: q, prompt: So?, answer: false}\n"
    unit = compile_bytes(text.encode(), Path(), "source/b.yaml")
    assert unit.bank
    (data,) = made(aiken, unit.bank).values()
    (found,) = read(data)
    assert (found.shown, found.key) == (["Richtig", "Falsch"], 1)
