"""JSON read back: what our writer writes comes back exactly; lists of questions come in; damage is one fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bank_files import BANKS, expected, made, unit_of
from hypothesis import HealthCheck, given, settings
from qbank_json import format as json_format
from read_back import detected, read, read_text, written
from strategies import any_plains, any_texts, banks

from qbank.content import parse
from qbank.importing.found import About, Aside, FoundStimulus, InputFault, Refused
from qbank.model import Bank
from qbank.model.walk import texts

thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_comes_back_exactly(path: Path, tmp_path: Path) -> None:
    """Every question, every stimulus, what it says of itself, and each file under its own address."""
    unit, project = unit_of(path)
    assert unit.bank
    file = written(made(json_format, unit.bank, project, unit), tmp_path, ".json")
    result = read("json", file)
    assert detected(file) == "json"
    assert result.bank == expected(unit.bank)
    assert result.kept == {address: (path.parent / address).read_bytes() for address in result.kept}
    assert set(result.kept) == {
        one.src
        for item in (*unit.stimuli.values(), *expected(unit.bank).questions)
        for _, text in texts(item)
        for one in parse(text).references
    }


@thorough
@given(banks(any_texts, any_plains))
def test_any_bank_comes_back_exactly(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> None:
    """Whatever its texts hold."""
    file = written(made(json_format, bank), tmp_path_factory.mktemp("json"), ".json")
    assert read("json", file).bank == expected(bank)


def test_files_are_shown_under_their_new_addresses(tmp_path: Path) -> None:
    """The text around them stays as it was typed; a name that leads elsewhere is not followed."""
    questions = [
        {"type": "essay", "prompt": "A $x$  ![a *b*](<old place/a.png> 'T'), ![c][d]\n\n[d]: old.png\n"},
        {"type": "essay", "prompt": "![out](out.png) ![key](key.txt)"},
    ]
    media = {
        "old place/a.png": {"file": "media/1.png"},
        "old.png": {"file": "media/2.png"},
        "out.png": {"file": "../2.png"},
        "key.txt": {"file": "key.txt"},
    }
    folder = tmp_path / "in"
    files = {"x.json": json.dumps({"bank": {"questions": questions}, "media": media}).encode(), "key.txt": b"key"}
    path = written({**files, "media/1.png": b"1", "media/2.png": b"2"}, folder, ".json")
    (tmp_path / "2.png").write_bytes(b"outside")
    result = read("json", path, address="new/{}")
    assert result.kept == {"new/old place/a.png": b"1", "new/old.png": b"2"}
    first, second = (one.data["prompt"] for one in result.found)
    assert first == "A $x$  ![a *b*](<new/old place/a.png> 'T'), ![c](new/old.png)\n\n[d]: old.png\n"
    assert second == "![out](out.png) ![key](key.txt)"


def test_a_list_of_questions_comes_in(tmp_path: Path) -> None:
    """Without a bank around it; numbers are as they were typed."""
    text = """[
      {"type": "numeric", "id": "n", "prompt": "How much?", "answer": 1.50, "tolerance": 1e-2},
      {"type": "true_false", "prompt": "Is it so?", "answer": true},
      {"prompt": "What is it?"},
      "no question"
    ]"""
    result = read_text("json", text, tmp_path, "json")
    assert result.data[:2] == [
        {"type": "numeric", "id": "n", "prompt": "How much?", "answer": "1.50", "tolerance": "1e-2"},
        {"type": "true_false", "prompt": "Is it so?", "answer": True},
    ]
    assert [(str(one.place), one.draft) for one in result.found[2:]] == [("question 3", "it says no type")]
    assert [(str(one.place), one.why) for one in result.of(Refused)] == [
        ("question 4", "it is no object with a question's fields")
    ]


def test_a_bank_as_the_language_has_it_comes_in(tmp_path: Path) -> None:
    """Defaults are filled in where a kind has the field; what is unknown is named."""
    bank = {
        "schema": 1,
        "bank": "b",
        "title": "T",
        "tags": ["x"],
        "author": "me",
        "defaults": {"points": 2},
        "stimuli": {"s": "A passage.", "t": []},
        "questions": [
            {"type": "essay", "id": "e", "stimulus": "s", "prompt": "Why?", "tags": ["x", "y"]},
            {"type": "flashcard", "id": "f", "front": "a", "back": "b"},
        ],
    }
    result = read_text("json", json.dumps(bank), tmp_path, "json")
    assert result.of(About) == [About({"title": "T", "tags": ["x"]}, "b")]
    assert [one.what for one in result.of(Aside)] == ["`author` was left"]
    assert [(one.name, one.text) for one in result.of(FoundStimulus)] == [("s", "A passage.")]
    assert [one.why for one in result.of(Refused)] == ["it has no text"]
    essay, card = result.data
    assert essay == {"type": "essay", "id": "e", "stimulus": "s", "prompt": "Why?", "tags": ["y"], "points": "2"}
    assert card == {"type": "flashcard", "id": "f", "front": "a", "back": "b"}


@pytest.mark.parametrize(
    "text, message",
    [
        ('{"questions": [}', "it is no JSON: Expecting value at column 16"),
        ('{"a": 1}', "it has no questions"),
        ("[" * 100_000, "its lists and objects are nested without end"),
        ('[{"type": "essay", "type": "cloze"}]', "an object has 'type' twice"),
        ('{"format": 2, "bank": {"questions": []}}', "it has JSON of version 2, and this is qbank with 1"),
        (b"\xff\xff\0", "it is no text"),
        ("7", "it has no questions"),
    ],
)
def test_what_cannot_be_read_is_one_fault(text: str | bytes, message: str, tmp_path: Path) -> None:
    """It says what is wrong."""
    with pytest.raises(InputFault) as fault:
        read_text("json", text, tmp_path, "json")
    assert str(fault.value) == message


def test_a_question_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    """Others come in."""
    deep = "[" * 200 + "]" * 200
    result = read_text("json", f'[{{"type": "essay", "prompt": {deep}}}, {{"type": "essay"}}]', tmp_path, "json")
    assert len(result.of(Refused)) == 1 and len(result.found) == 1
