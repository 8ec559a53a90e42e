"""YAML → model → YAML → model is exact: what the writer writes, the reader reads as the same questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_plains, any_texts, banks, questions

from qbank.compiler.reader import compile_bytes, compile_file
from qbank.compiler.unit import Unit
from qbank.compiler.writer import write_bank, write_questions
from qbank.diagnostics import Diagnostic
from qbank.model import KINDS, AnyQuestion, Bank, Draft

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "source").rglob("*.yaml"))
KITCHEN_SINK = "tests/kitchen_sink/source/kitchen-sink.yaml"

thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def compiled(text: str, file: str = "source/made-up.yaml") -> Unit:
    """Return a bank's text, compiled as the file `file` of this project."""
    return compile_bytes(text.encode(), ROOT, file)


def errors(unit: Unit) -> list[Diagnostic]:
    """Return what is wrong, warnings set aside."""
    return [one for one in unit.diagnostics if one.severity == "error"]


@pytest.mark.parametrize("file", [*EXAMPLES, KITCHEN_SINK])
def test_a_bank_comes_back_from_what_is_written_of_it(file: str) -> None:
    """Every question, stimulus and draft, and the header; and writing it again changes nothing."""
    first = compile_file(ROOT, file)
    assert first.bank is not None and first.questions
    text = write_bank(first.bank, first.drafts)
    second = compiled(text, file)
    assert not errors(second)
    assert second.bank == first.bank
    assert second.drafts == first.drafts
    assert write_bank(first.bank, second.drafts) == text


@thorough
@given(banks(any_texts, any_plains))
def test_any_bank_comes_back(bank: Bank) -> None:
    """Whatever its texts hold: line breaks, indentation, YAML's own marks, any script."""
    text = write_bank(bank)
    unit = compiled(text)
    assert not unit.source.diagnostics
    assert unit.bank == bank
    assert write_bank(unit.bank) == text


@thorough
@given(banks())
def test_a_valid_bank_stays_valid(bank: Bank) -> None:
    """What the strategies make is accepted by every check once written: other suites rely on it."""
    assert errors(compiled(write_bank(bank))) == []


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_kind_comes_back(kind: str, data: st.DataObject) -> None:
    """One question alone, as an importer writes it below `questions:`."""
    question: AnyQuestion = data.draw(questions(kind, any_texts, any_plains))
    unit = compiled("schema: 1\nbank: b\nquestions:\n" + write_questions([question]))
    assert unit.questions == [question]


BANK = """\
schema: 1
bank: capitals
title: Capitals
language: en
tags: geography
stimuli:
  map: The map shows Europe.
  table:
    title: Populations
    text: |
      | city | people |
      | --- | --- |
      | Paris | 2.1 m |
questions:
  - type: short_answer
    id: france
    aliases: paris
    stimulus: map
    prompt: What is the capital of France?
    accept:
      - Paris
      - text: Lutetia
        credit: 50%
    case_sensitive: true
    points: 2
    hints: It lies on the Seine.
    explanation: |
      It is **Paris**.

      - since 987
    tags:
      - europe
      - "a: b"

  - type: cloze
    id: germany
    stimulus: table
    prompt: The capital of Germany is [[Berlin]], on the [[@river]].
    blanks:
      river:
        accept: Spree
        points: 2
        hint: It begins with an S.
    feedback:
      correct: Yes.

  - type: matching
    id: pairs
    prompt: Match.
    pairs:
      - Spain: Madrid
      - left: right
        right: left
      - left: Italy
        right: Rome
        feedback: All roads lead there.
    distractors: Oslo

  - type: essay
    id: why
    prompt: Why is there a capital at all?
    rubric:
      - Names a reason
      - Names two causes: 2
      - criterion: Style
        points: 0.5
        description: Clear words.

  - type: numeric
    id: people
    prompt: 'How many? "Many", he said: $\\nabla$'
    status: draft
"""


def test_it_reads_as_if_typed_by_a_person() -> None:
    """Keys in the usual order, shorthands, one item standing alone, quotes only where YAML needs them."""
    unit = compiled(BANK)
    assert [one.code for one in errors(unit)] == ["no-answer"] or not errors(unit)
    assert unit.bank is not None
    assert write_bank(unit.bank, unit.drafts) == BANK


def test_a_bank_s_tags_stand_at_its_top_alone() -> None:
    """Questions have them in the model, once and first; in YAML they show their own tags only."""
    bank = Bank.model_validate(
        {
            "schema": "1",
            "bank": "b",
            "tags": ["all", "many"],
            "questions": [{"type": "true_false", "id": "q", "prompt": "p", "answer": True, "tags": ["own", "many"]}],
        }
    )
    assert bank.questions[0].tags == ("all", "many", "own")
    assert "tags: own" in write_bank(bank)
    assert compiled(write_bank(bank)).bank == bank


def test_a_draft_keeps_what_was_typed() -> None:
    """Unfinished, unknown and empty fields as well; it says that it is a draft even where a default did."""
    data = {"type": "numeric", "id": "d", "prompt": "?", "answer": "about 5", "hints": None, "colour": ["red"]}
    draft = Draft("d", "numeric", {**data, "status": "draft"})
    unit = compiled("schema: 1\nbank: b\nquestions:\n" + write_questions([draft]))
    assert not errors(unit)
    assert unit.drafts == [draft]
    without = Draft("d", "numeric", data)
    assert compiled("schema: 1\nbank: b\nquestions:\n" + write_questions([without])).drafts == [draft]


@pytest.mark.parametrize("points", ["1", "3", "4.5"])
def test_a_cloze_keeps_points_that_are_not_the_sum_of_its_blanks(points: str) -> None:
    """One point, the default elsewhere, is no default here; the sum need not be typed."""
    data = {"type": "cloze", "id": "c", "prompt": "[[a]] [[b]] [[c]]", "points": points}
    question = KINDS["cloze"].model_validate(data)
    text = write_questions([question])
    assert ("points" in text) == (points != "3")
    assert compiled("schema: 1\nbank: b\nquestions:\n" + text).questions == [question]
