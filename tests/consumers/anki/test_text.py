"""Notes as text, imported by the real Anki beside the package: the same notes, and none twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest, ImportLogWithChanges
from anki_bank import QUESTIONS, Bank, package
from bank_files import BANKS, made, unit_of
from qbank_anki import format as anki
from qbank_anki import text
from reviewer import Import

Build = Callable[[Bank], Path]


@pytest.fixture
def build_text(tmp_path: Path) -> Build:
    """Write a bank's notes as text, in a folder of their own."""
    count = 0

    def run(bank: Bank) -> Path:
        nonlocal count
        count += 1
        return package(bank, tmp_path / f"text{count}", text)

    return run


@pytest.fixture
def bring_text(collection: Collection) -> Import:
    """Import a text with what Anki reads from its head, and nothing changed in the dialog; return what Anki says."""

    def run(path: Path) -> ImportLogWithChanges.Log:
        metadata = collection.get_csv_metadata(str(path), None)
        return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log

    return run


def notes(collection: Collection) -> dict[str, tuple[list[str], list[str]]]:
    """Return the fields and tags of all notes, by their GUID."""
    found = map(collection.get_note, collection.find_notes(""))
    return {note.guid: (note.fields, note.tags) for note in found}


def edited(prompt: str) -> Bank:
    """Return the bank with another prompt and other tags in its first question, and a question more."""
    new = {"type": "flashcard", "id": "new", "front": "a", "back": "b", "reversed": True}
    return Bank([{**QUESTIONS[0], "prompt": prompt, "tags": ["only"]}, *QUESTIONS[1:], new])


def test_after_the_package_it_says_nothing_new(
    collection: Collection, build: Build, build_text: Build, bring: Import, bring_text: Import
) -> None:
    """Anki finds every note by its GUID, and all fields, tags and note types as they are."""
    bring(build(Bank()))
    before, cards = notes(collection), collection.card_count()
    log = bring_text(build_text(Bank()))
    assert len(log.duplicate) == log.found_notes == len(QUESTIONS)
    assert not (log.new or log.updated or log.conflicting or log.first_field_match or log.missing_notetype)
    assert notes(collection) == before and collection.card_count() == cards


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_bank_says_the_same_in_both(
    collection: Collection, bring_text: Import, bring: Import, tmp_path: Path, path: Path
) -> None:
    """Hostile text, tabs, quotes and line breaks of code included; pictures and sounds are the same files."""
    unit, project = unit_of(path)
    assert unit.bank
    (deck,) = made(anki, unit.bank, project, unit).values()
    files = made(text, unit.bank, project, unit)
    (tmp_path / "deck.apkg").write_bytes(deck)
    (tmp_path / "notes.txt").write_bytes(files.pop(f"{unit.bank.bank}.txt"))
    count = len(bring(tmp_path / "deck.apkg").new)
    media = {one.name: one.read_bytes() for one in Path(collection.media.dir()).iterdir()}
    assert {name.removeprefix("media/"): data for name, data in files.items()} == media
    log = bring_text(tmp_path / "notes.txt")
    assert len(log.duplicate) == log.found_notes == count > 0


def test_an_edit_updates_and_doubles_nothing(
    collection: Collection, build: Build, build_text: Build, bring: Import, bring_text: Import
) -> None:
    """The same card with its progress, where the learner moved it; a new question is a new note in the bank's deck."""
    bring(build(Bank()))
    card = collection.get_card(collection.find_cards("ID:capital")[0])
    card.reps, card.ivl = 7, 30
    collection.update_card(card)
    collection.set_deck([card.id], collection.decks.id("Mine") or 0)  # type: ignore[arg-type]
    log = bring_text(build_text(edited("Which *city*?")))
    assert (len(log.updated), len(log.new), len(log.duplicate)) == (1, 1, len(QUESTIONS) - 1)
    again = collection.get_card(card.id)
    assert (again.reps, again.ivl, collection.decks.name(again.did)) == (7, 30, "Mine")
    note = again.note()
    assert "Which <em>city</em>?" in note["Question"]
    assert set(note.tags) == {"qbank::kitchen", "only", "all_kinds", "difficulty::easy", "bloom::remember"}
    new = collection.find_cards("ID:new")
    assert len(new) == 2 and {collection.decks.name(collection.get_card(one).did) for one in new} == {
        "misc::Kitchen sink"
    }
    assert collection.note_count() == len(QUESTIONS) + 1 and not collection.get_empty_cards().notes


def test_it_updates_a_note_that_the_learner_edited(
    collection: Collection, build: Build, build_text: Build, bring: Import, bring_text: Import
) -> None:
    """A package would leave it alone; and a later package still updates what the text did."""
    bring(build(Bank()))
    note = collection.get_note(collection.find_notes("ID:capital")[0])
    note["Question"] = "mine"
    collection.update_note(note)
    assert not bring(build(Bank(edited("By package").questions))).updated
    bring_text(build_text(edited("By text")))
    assert "By text" in collection.get_note(note.id)["Question"]
    later = collection.get_note(note.id).mod + 10
    assert len(bring(build(Bank(edited("Later").questions, modified=later))).updated) == len(QUESTIONS) + 1
    assert "Later" in collection.get_note(note.id)["Question"]


def test_without_the_note_types_nothing_happens(collection: Collection, build_text: Build, bring_text: Import) -> None:
    """Anki names every note that it left out; none becomes a note of another type, and no deck is made."""
    decks = {one.name for one in collection.decks.all_names_and_ids()}
    log = bring_text(build_text(Bank()))
    assert len(log.missing_notetype) == log.found_notes == len(QUESTIONS)
    assert collection.note_count() == 0
    assert {one.name for one in collection.decks.all_names_and_ids()} == decks


def test_anki_exports_the_same_file(
    collection: Collection, build: Build, build_text: Build, bring: Import, tmp_path: Path
) -> None:
    """But for the order of notes and tags, and where the tags stand."""
    bring(build(Bank()))
    out = tmp_path / "export.txt"
    collection.export_note_csv(
        out_path=str(out),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    ours, theirs = rows(build_text(Bank())), rows(out)
    assert theirs["#"][:5] == ours["#"][:5] and len(theirs["#"]) == 6
    del theirs["#"], ours["#"]
    assert theirs.keys() == ours.keys()
    for guid, row in theirs.items():
        assert row[:2] == ours[guid][:2]
        assert set(row[-1].split()) == set(ours[guid][2].split())
        assert [one for one in row[2:-1] if one] == [one for one in ours[guid][3:] if one]


def rows(path: Path) -> dict[str, list[str]]:
    """Return the rows of a text by their first cell; the head's under `#`."""
    lines = path.read_text("utf-8").split("\n")
    head = [line for line in lines if line.startswith("#")]
    body = "\n".join(lines[len(head) :])
    return {"#": head} | {row[0]: row[1:] for row in csv.reader(io.StringIO(body, newline=""), delimiter="\t") if row}


def test_the_options_are_the_decks(
    collection: Collection, build: Build, bring: Import, bring_text: Import, tmp_path: Path
) -> None:
    """Deck and clozes as the package has them, where both are told the same."""
    bank = Bank(
        options={"deck": "Course::{bank}", "cloze": "separate"}, info=replace(Bank().info, title="C++: std::vector")
    )
    cards = bring(build(bank)) and collection.card_count()
    log = bring_text(package(bank, tmp_path / "text", text))
    assert len(log.duplicate) == len(QUESTIONS) and collection.card_count() == cards
