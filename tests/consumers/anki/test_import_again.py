"""A second import, after the learner or the author did something in between: what Anki takes, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import qbank_anki.collection
import qbank_anki.write
from anki.collection import Collection
from anki.notes import Note
from anki_bank import LATER, QUESTIONS, Bank
from qbank_anki.notetypes import models
from reviewer import Import

Build = Callable[[Bank], Path]
KEPT = ("reps", "lapses", "ivl", "factor", "due", "queue", "type", "flags")
"""A card's history and its place in the schedule."""


def note_of(collection: Collection, question: str) -> Note:
    """Return the note of a question."""
    (found,) = collection.find_notes(f"ID:{question}")
    return collection.get_note(found)


def change(collection: Collection, note: Note, at: int) -> None:
    """Save a note as Anki's editor does, at a time."""
    collection.update_note(note)
    assert collection.db
    collection.db.execute("update notes set mod = ? where id = ?", at, note.id)


def edited(text: str) -> list[dict[str, object]]:
    """Return the questions with the first one's prompt replaced."""
    return [{**QUESTIONS[0], "prompt": text}, *QUESTIONS[1:]]


def test_a_note_that_the_learner_edited_outlives_an_older_build(
    collection: Collection, build: Build, bring: Import
) -> None:
    """The newer of both counts; the other notes are updated."""
    bring(build(Bank()))
    note = note_of(collection, "capital")
    note["Explanation"] = "My own words"
    change(collection, note, LATER + 20)
    log = bring(build(Bank([{**one, "explanation": "New."} for one in QUESTIONS], modified=LATER + 10)))
    assert note_of(collection, "capital")["Explanation"] == "My own words"
    assert "New." in note_of(collection, "primes")["Explanation"]
    assert len(log.updated) == len(QUESTIONS) - 1 and not log.conflicting


def test_a_newer_build_replaces_what_the_learner_edited(collection: Collection, build: Build, bring: Import) -> None:
    """A question that its author edits afterwards arrives, whole: the field Extra is empty again as well."""
    bring(build(Bank()))
    note = note_of(collection, "capital")
    note["Extra"] = "My own words"
    change(collection, note, LATER + 5)
    bring(build(Bank(edited("Which city?"), modified=LATER + 10)))
    found = note_of(collection, "capital")
    assert "Which city?" in found["Question"] and found["Extra"] == ""


def test_what_was_learned_is_kept(collection: Collection, build: Build, bring: Import) -> None:
    """Every card's history and its place in the schedule; suspended ones stay suspended, flags stay."""
    bring(build(Bank()))
    for number, one in enumerate(collection.find_cards("")):
        card = collection.get_card(one)
        card.type, card.queue = 2, -1 if number % 3 == 0 else 2  # review cards; some are suspended
        card.reps, card.lapses, card.ivl, card.factor, card.due = number, 1, 30, 2100, 500 + number
        card.flags = number % 8
        collection.update_card(card)
    before = {one: [getattr(collection.get_card(one), name) for name in KEPT] for one in collection.find_cards("")}
    bring(build(Bank([{**one, "source": "A book."} for one in QUESTIONS], modified=LATER + 10)))
    after = {one: [getattr(collection.get_card(one), name) for name in KEPT] for one in collection.find_cards("")}
    assert after == before and "A book." in note_of(collection, "primes")["Source"]


def test_an_update_replaces_tags(collection: Collection, build: Build, bring: Import) -> None:
    """The learner's `marked` among them, as the docs say; a note that isn't updated keeps its own."""
    bring(build(Bank()))
    for name in ("capital", "primes"):
        note = note_of(collection, name)
        note.tags = [*note.tags, "marked"]
        change(collection, note, LATER)
    bring(build(Bank([{**QUESTIONS[0], "tags": ["new"]}], modified=LATER + 10)))
    found = {"qbank::kitchen", "new", "all_kinds", "difficulty::easy", "bloom::remember"}
    assert set(note_of(collection, "capital").tags) == found
    assert "marked" in note_of(collection, "primes").tags


def test_an_update_moves_no_card(collection: Collection, build: Build, bring: Import) -> None:
    """Neither back from where the learner put it, nor to a deck that is named otherwise now; new cards go there."""
    bring(build(Bank(QUESTIONS[:2])))
    mine = collection.decks.id("My own")
    assert mine
    collection.set_deck(collection.find_cards("ID:capital"), mine)
    bring(build(Bank(options={"deck": "Elsewhere::{name}"}, modified=LATER + 10)))
    decks = {}
    for name in ("capital", "primes", "earth"):
        (card,) = collection.find_cards(f"ID:{name}")
        decks[name] = collection.decks.name(collection.get_card(card).did)
    assert decks == {"capital": "My own", "primes": "misc::Kitchen sink", "earth": "Elsewhere::Kitchen sink"}


def test_a_question_that_is_deleted_stays_in_anki(collection: Collection, build: Build, bring: Import) -> None:
    """An import deletes nothing: the learner decides."""
    bring(build(Bank()))
    log = bring(build(Bank(QUESTIONS[1:], modified=LATER + 10)))
    assert len(log.updated) == len(QUESTIONS) - 1
    assert collection.note_count() == len(QUESTIONS) and note_of(collection, "capital")


def test_a_note_that_the_learner_deleted_comes_back(collection: Collection, build: Build, bring: Import) -> None:
    """As a new one: an import doesn't know what was deleted. A suspended card stays away."""
    bring(build(Bank()))
    collection.remove_notes([note_of(collection, "capital").id])
    log = bring(build(Bank()))
    assert len(log.new) == 1 and collection.note_count() == len(QUESTIONS)


def test_a_flashcard_that_is_asked_both_ways_now_gets_its_second_card(
    collection: Collection, build: Build, bring: Import
) -> None:
    """The first keeps its history."""
    single = {"type": "flashcard", "id": "perro", "front": "perro", "back": "dog"}
    bring(build(Bank([single])))
    (card,) = collection.find_cards("ID:perro")
    bring(build(Bank([{**single, "reversed": True}], modified=LATER + 10)))
    found = collection.find_cards("ID:perro")
    assert len(found) == 2 and card in found and not collection.get_empty_cards().notes


@pytest.mark.parametrize(("mode", "cards"), [("together", 1), ("separate", 2)])
def test_a_cloze_that_has_more_blanks_now(
    collection: Collection, build: Build, bring: Import, mode: str, cards: int
) -> None:
    """One card asks for all of them; asked for one at a time, the new blank gets a card of its own."""
    cloze = {"type": "cloze", "id": "gaps", "prompt": "[[a]] and b"}
    bring(build(Bank([cloze], options={"cloze": mode})))
    (first,) = collection.find_cards("ID:gaps")
    bring(build(Bank([{**cloze, "prompt": "[[a]] and [[b]]"}], options={"cloze": mode}, modified=LATER + 10)))
    found = collection.find_cards("ID:gaps")
    assert len(found) == cards and first in found and not collection.get_empty_cards().notes


def test_a_change_of_layout_arrives(
    collection: Collection, build: Build, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Templates and styling of a later version replace those that were imported; notes stay what they are."""
    bring(build(Bank()))
    made = models()
    for model in made.values():
        changed = [{**one, "qfmt": one["qfmt"] + "<!-- later -->"} for one in model.templates]
        monkeypatch.setattr(model, "css", model.css + "/* later */")
        monkeypatch.setattr(model, "templates", changed)
    monkeypatch.setattr(qbank_anki.collection, "models", lambda: made)
    monkeypatch.setattr(qbank_anki.write, "REVISED", qbank_anki.write.REVISED + 1000)
    log = bring(build(Bank(modified=LATER + 2000)))
    assert not log.conflicting and not log.new and collection.note_count() == len(QUESTIONS)
    types = [one for one in collection.models.all() if str(one["name"]).startswith("qbank")]
    assert len(types) == 5
    assert all("later" in one["css"] and all("later" in two["qfmt"] for two in one["tmpls"]) for one in types)
