"""The example banks: sound, and between them an example of everything that can be typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from qbank.compiler.build import check
from qbank.compiler.layout import bank_files
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_file
from qbank.model.arrange import Pair
from qbank.model.bank import KINDS, BankHeader
from qbank.model.base import Feedback
from qbank.model.choice import Choice
from qbank.model.cloze import Cloze
from qbank.model.open import Criterion
from qbank.model.text import AcceptedNumber, AcceptedText

ROOT = Path(__file__).parents[2]
UNITS = [compile_file(ROOT, file) for file in bank_files(ROOT)]
QUESTIONS = [question for unit in UNITS for question in unit.questions]


def nested(model: BaseModel) -> Iterator[BaseModel]:
    """Yield a model and all models inside it."""
    yield model
    for _, value in model:
        for one in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(one, BaseModel):
                yield from nested(one)


def typed() -> dict[str, set[str]]:
    """Return the fields that the banks type, by the model that has them."""
    found: dict[str, set[str]] = {}
    headers = [unit.header for unit in UNITS if unit.header]
    for model in (*headers, *QUESTIONS):
        for one in nested(model):
            found.setdefault(type(one).__name__, set()).update(one.model_fields_set)
    return found


def test_nothing_is_wrong_with_the_examples() -> None:
    """Not even a warning: whoever learns from them learns nothing that qbank complains about."""
    assert check(open_project(ROOT)).diagnostics == []


def test_there_are_enough_of_each_kind() -> None:
    """Forty questions at least, and some of each kind."""
    kinds = [question.type for question in QUESTIONS]
    assert len(kinds) >= 40
    assert {kind: kinds.count(kind) for kind in KINDS if kinds.count(kind) < 3} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_shown(kind: str) -> None:
    """What only some kinds have is there in each of these; what all have, in one of them."""
    common = set.intersection(*(set(one.model_fields) for one in KINDS.values())) | {"feedback", "points", "prompt"}
    shown = typed()
    assert set(KINDS[kind].model_fields) - common - shown[KINDS[kind].__name__] == set()
    assert common - set().union(*(shown[one.__name__] for one in KINDS.values())) == set()


@pytest.mark.parametrize("model", [BankHeader, Feedback, Choice, AcceptedText, AcceptedNumber, Pair, Criterion])
def test_every_field_inside_is_shown(model: type[BaseModel]) -> None:
    """The fields of banks, choices, accepted answers, pairs and criteria as well."""
    assert set(model.model_fields) - typed()[model.__name__] == set()


@pytest.mark.parametrize("field", ["accept", "answer", "choices", "points", "hint"])
def test_every_way_to_describe_a_blank_is_shown(field: str) -> None:
    """Text, a number, a drop-down, described under `blanks`; with a weight and a hint of its own."""
    blanks = [one for question in QUESTIONS if isinstance(question, Cloze) for one in question.blanks.values()]
    assert [one for one in blanks if field in one.model_fields_set]
