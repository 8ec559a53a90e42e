"""Nothing is lost in silence: what a table doesn't carry is reported wherever it is set, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks import carries_all
from planting import Plant
from rendering import Made, render
from sink import FILE, KITCHEN_SINK, kitchen_sink

from qbank.api import Carries
from qbank.compiler.losses import generic, losses
from qbank.compiler.reader import compile_bytes, compile_file
from qbank.compiler.registry import installed, load
from qbank.model import KINDS
from qbank.model.walk import set_fields


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_set_is_carried_or_reported(
    table: Carries, kind: str, planted: tuple[Path, list[Plant]], made: Made
) -> None:
    """At the field, or at the one above it that the table names; a kind that isn't held is one loss."""
    for question in kitchen_sink().questions:
        if question.type != kind or question.status != "ready":
            continue
        if not table.holds(kind):
            assert [loss.path for loss in made.losses if loss.item == question.id] == [""]
            continue
        reported = made.reported(question.id)
        for path, field in set_fields(question):
            name, carry = table.of(kind, field) or ("", None)
            assert carry is not None
            if carry.how != "carried" and not carry.conditional:
                above = ".".join(path.split(".")[: name.count(".") + 1])
                assert any(one == path or one.startswith(above) for one in reported), f"{question.id}: {path}"


def test_what_is_reported_fits_the_table(name: str, table: Carries, made: Made) -> None:
    """The code of a loss names the format, the table's entry, and what becomes of the field."""
    assert bool(made.losses) != carries_all(table)
    for loss in made.losses:
        assert loss.code.startswith(f"{name}/")
        assert loss.code.endswith(("-lost", "-approximated"))
        assert loss.severity == ("warning" if loss.code.endswith("-lost") else "note")


def test_rendering_reports_only_what_the_table_declares(name: str, table: Carries) -> None:
    """The core refuses an undeclared loss; the kitchen sink's conditional ones all pass."""
    exporter = load(installed()[name]).make(load(installed()[name]).options())
    unit = compile_file(KITCHEN_SINK, FILE)
    for item in unit.items:
        if table.holds(item.type):
            assert list(losses(item, table, render(exporter, item, unit).losses)) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_path_names_its_field(kind: str) -> None:
    """Without positions and the names of blanks: a loss at `blanks.verb.accept.0.text` is one of blanks.accept.text."""
    for question in kitchen_sink().questions:
        assert [generic(path, question) for path, _ in set_fields(question)] == [one for _, one in set_fields(question)]


PLAIN = """\
schema: 1
bank: plain
questions:
  - {type: multiple_choice, id: a, prompt: Which?, choices: [answer: One, Two, Three]}
  - {type: multiple_response, id: b, prompt: Which?, choices: [answer: One, answer: Two, Three]}
  - {type: true_false, id: c, prompt: So?, answer: true}
  - {type: short_answer, id: d, prompt: Who?, accept: Ada}
  - {type: numeric, id: e, prompt: How many?, answer: 5}
  - {type: matching, id: f, prompt: Match., pairs: [one: uno, two: due]}
  - {type: ordering, id: g, prompt: Order., items: [one, two, three], scoring: positions}
  - {type: cloze, id: h, prompt: "One [[two]] three."}
  - {type: essay, id: i, prompt: Why?}
  - {type: flashcard, id: j, front: one, back: uno}
"""


@pytest.mark.parametrize("number", range(len(KINDS)), ids=list(KINDS))
def test_a_plain_question_has_no_conditional_loss(name: str, table: Carries, number: int) -> None:
    """What happens "at times" isn't reported for questions to which it doesn't happen."""
    unit = compile_bytes(PLAIN.encode(), KITCHEN_SINK, FILE)
    question = unit.questions[number]
    assert not unit.diagnostics and question.type == list(KINDS)[number]
    if table.holds(question.type):
        exporter = load(installed()[name]).make(load(installed()[name]).options())
        assert render(exporter, question, unit).losses == ()
