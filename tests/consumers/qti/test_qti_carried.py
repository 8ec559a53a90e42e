"""Nothing is lost in silence: every text that the table carries is in the package, and what it calls lost is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import kitchen
import pytest
from qbank_qti import qti12, qti21

from qbank.api import FEATURES, Fragment
from qbank.compiler.losses import losses
from qbank.model import KINDS, Essay, Flashcard, Stimulus
from qbank.model.walk import fields_of, set_fields

# What is no text: names, numbers, words from a list.
_KEPT = {
    "type", "id", "stimulus", "difficulty", "bloom", "points", "weight", "credit", "tolerance", "min", "max", "match",
    "scoring", "attachments", "min_words", "max_words", "case_sensitive", "shuffle", "fixed", "reversed", "units",
}  # fmt: skip

each_format = pytest.mark.parametrize("format_", [qti12, qti21], ids=lambda one: one.name)


def marked(value: Any, numbers: Iterator[int], kind: str) -> Any:
    """Return a question as typed, every text of it ending in a number of its own."""
    if isinstance(value, str):
        return f"{value}{chr(10) * 2 if chr(10) in value else ' '}{next(numbers)}"
    if isinstance(value, list):
        return [marked(one, numbers, kind) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, one in value.items():
        number = key == "answer" and not isinstance(one, bool) and str(one).replace(".", "").isdigit()
        found[key] = one if key in _KEPT or number else marked(one, numbers, kind)
    return found


def at(item: Any, path: str) -> Any:
    """Return what stands at a path of a model."""
    for step in path.split("."):
        item = (
            item[int(step)]
            if isinstance(item, tuple)
            else item[step]
            if isinstance(item, dict)
            else getattr(item, step)
        )
    return item


def output(fragment: Fragment) -> str:
    """Return all that a fragment brings into the package."""
    return " ".join(str(part) for part in json.loads(fragment.body).values())


def questions() -> list[Any]:
    """Return the kitchen sink, every text with a number."""
    numbers = count(7_700_001)
    return [kitchen.question(marked(data, numbers, str(data["type"]))) for data in kitchen.QUESTIONS]


@each_format
def test_every_text_arrives_or_is_declared_lost(format_: Any) -> None:
    """Text by text, through all kinds and all fields."""
    exporter, table, seen = format_.make(format_.options()), format_.carries, 0
    for item in [one for one in questions() if table.holds(one.type)]:
        fragment = kitchen.render(exporter, item)
        made, reported = output(fragment), {loss.path for loss in fragment.losses}
        for path, field in set_fields(item):
            value = at(item, path)
            if not isinstance(value, str) or not value[-7:].isdigit():
                continue
            seen += 1
            _, carry = table.of(item.type, field)
            gone = carry.how == "lost" and not carry.conditional
            told = carry.conditional and any(path.startswith(one) for one in reported if one)
            assert (value[-7:] in made) != gone or told, f"{item.type} {item.id}: {path} is {carry.how}"
    assert seen > 200


@each_format
def test_what_is_reported_fits_the_table(format_: Any) -> None:
    """The core accepts every loss that an exporter reports, and no table lacks a field."""
    exporter, table = format_.make(format_.options()), format_.carries
    for item in [*questions(), kitchen.PASSAGE]:
        if table.holds(item.type):
            assert all(carry.note for _, _, carry in losses(item, table, kitchen.render(exporter, item).losses))


@each_format
def test_the_table_names_every_kind_and_every_field(format_: Any) -> None:
    """Also what texts contain."""
    for name, kind in {**KINDS, "stimulus": Stimulus}.items():
        assert name in format_.carries
        if format_.carries.holds(name):
            for field in [*fields_of(kind), "score", *FEATURES]:
                assert format_.carries.of(name, field), f"{name}: {field}"


def test_a_stimulus_is_in_every_item_of_qti21_that_refers_to_it() -> None:
    """It has no file of its own there."""
    exporter = qti21.make(qti21.options())
    for item in kitchen.questions():
        made = output(kitchen.render(exporter, item))
        assert ('class="stimulus"' in made) == (item.stimulus is not None)
        assert ("A &lt;passage&gt;" in made) == (item.stimulus is not None)


def test_scorers_see_what_to_look_for_and_learners_do_not() -> None:
    """The model answer and the rubric of an essay."""
    question = next(one for one in kitchen.questions() if isinstance(one, Essay))
    made = output(kitchen.render(qti21.make(qti21.options()), question))
    scorer = made.partition('view="scorer tutor"')[2]
    assert "Names two causes" in scorer and "<strong>good</strong>" in scorer
    assert "Names two causes" not in made.partition('view="scorer tutor"')[0]


def test_a_card_shows_its_back_afterwards() -> None:
    """As feedback, not as part of the question."""
    question = next(one for one in kitchen.questions() if isinstance(one, Flashcard))
    before, _, after = output(kitchen.render(qti21.make(qti21.options()), question)).partition("</itemBody>")
    assert "Front" in before and "<blockquote>" in after.partition('title="Back"')[2]
