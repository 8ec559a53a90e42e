"""JSON as other programs read it: by the published schema, by the models, and for what it says besides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bank_files import BANKS, NOW, ROOT, SINK, expected, made, unit_of
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator
from qbank_json import format as json_format
from strategies import any_plains, any_texts, banks

from qbank.content import parse
from qbank.model import Bank, Cloze
from qbank.model.walk import texts

SCHEMA = Draft7Validator(json.loads((ROOT / "schemas" / "bank.schema.json").read_text("utf-8")))
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def read(files: dict[str, bytes]) -> Any:
    """Return the only JSON file."""
    (name,) = (name for name in files if name.endswith(".json"))
    return json.loads(files[name])


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_is_valid_and_the_same(path: Path) -> None:
    """By the schema that editors use, and by the models; every file that a text shows is there under its address."""
    unit, project = unit_of(path)
    assert unit.bank
    files = made(json_format, unit.bank, project, unit)
    data = read(files)
    assert [error.message for error in SCHEMA.iter_errors(data["bank"])] == []
    assert Bank.model_validate(data["bank"]) == expected(unit.bank)
    shown = {
        reference.src
        for item in (*unit.stimuli.values(), *unit.questions)
        if getattr(item, "status", "ready") == "ready"
        for _, text in texts(item)
        for reference in parse(text).references
    }
    assert set(data["media"]) == shown
    for address, one in data["media"].items():
        assert files[one["file"]] == (path.parent / address).read_bytes()
        assert one["size"] == len(files[one["file"]]) and one["type"] == unit.media[address].type


@thorough
@given(banks(any_texts, any_plains))
def test_any_bank_is_the_same(bank: Bank) -> None:
    """Whatever its texts hold."""
    data = read(made(json_format, bank))
    assert Bank.model_validate(data["bank"]) == expected(bank)
    assert [error.message for error in SCHEMA.iter_errors(data["bank"])] == []


def test_programs_meet_one_shape_of_each_thing() -> None:
    """Every choice, pair, accepted answer and criterion is a mapping; every list is one; defaults are said."""
    data = read(made(json_format, unit_of(SINK / "source" / "kitchen-sink.yaml")[0].bank))  # type: ignore[arg-type]
    questions = {one["id"]: one for one in data["bank"]["questions"]}
    for one in questions.values():
        for name in ("choices", "accept", "pairs", "rubric"):
            assert all(isinstance(each, dict) for each in one.get(name, ()))
        for name in ("tags", "hints", "objectives", "items", "distractors"):
            assert isinstance(one.get(name, []), list)
        assert one["bloom"], "a default of the bank is applied where a question says nothing"
        assert one["type"] == "flashcard" or one["points"]
    assert questions["sink-units"]["units"] == {"mA": "0.001", "kA": "1E+3"}
    assert questions["sink-units"]["accept"] == [{"answer": "3", "credit": "100%"}]
    assert questions["sink-order-all"]["items"] == ["a", "b", "c"]


def test_clozes_are_taken_apart() -> None:
    """Texts and blanks in order: the prompt's grammar needn't be known."""
    unit, _ = unit_of(SINK / "source" / "kitchen-sink.yaml")
    assert unit.bank
    data = read(made(json_format, unit.bank))
    (question,) = (one for one in unit.bank.questions if isinstance(one, Cloze))
    parts = data["clozes"][question.id]
    blanks = [one for one in parts if isinstance(one, dict)]
    assert "".join("…" if isinstance(one, dict) else one for one in parts) == question.with_gaps(lambda _: "…")
    assert (
        [one["name"] for one in blanks]
        == list(question.filled)
        == ["1", "2", "3", "4", "verb", "size", "range", "pick"]
    )
    assert blanks[0]["accept"][1] == {"text": "el|der", "credit": "100%"}
    assert blanks[1]["choices"][0] == {"answer": "has"}
    assert blanks[2] == {"name": "3", "points": 1, "answer": "9.81", "tolerance": "1%"}


def test_it_says_when_items_last_changed() -> None:
    """From the lock: a program can take over what is newer."""
    unit, _ = unit_of(SINK / "source" / "kitchen-sink.yaml")
    assert unit.bank
    data = read(made(json_format, unit.bank))
    assert set(data["modified"]) == {one["id"] for one in data["bank"]["questions"]} | {"passage", "plain"}
    assert set(data["modified"].values()) == {NOW}
    assert data["format"] == 1 and data["folders"] == ["a"]
