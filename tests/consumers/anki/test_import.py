"""What the real Anki makes of a package: notes, cards, decks, tags, media, and a second import."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anki.collection import Collection
from anki_bank import LATER, QUESTIONS, Bank
from qbank_anki.identity import deck_id
from qbank_anki.notetypes import NOTE_TYPES
from reviewer import Import

Build = Callable[[Bank], Path]
GUIDS = [
    "0480d2972e01866ee640",
    "b996b0dc6f918d93c5e2",
    "b2434b6ac563cc308cf0",
    "a574b9c9bf88695e6aa3",
    "19a526e3c46e65b4f0ea",
]
"""Of a question of each family in the project `demo`: frozen."""
DECK = 1160669112741


def by_id(collection: Collection) -> dict[str, list[str]]:
    """Return the fields of all notes by the question's id."""
    notes = (collection.get_note(note) for note in collection.find_notes(""))
    return {note.fields[0]: note.fields for note in notes}


def edited(text: str) -> list[dict[str, object]]:
    """Return the questions with the first one's prompt replaced."""
    return [{**QUESTIONS[0], "prompt": text}, *QUESTIONS[1:]]


def test_a_package_brings_a_note_a_question(collection: Collection, build: Build, bring: Import) -> None:
    """Every question is a note, new to Anki; the reversed flashcard has two cards; no card is empty."""
    log = bring(build(Bank()))
    assert len(log.new) == len(QUESTIONS) == collection.note_count()
    assert collection.card_count() == len(QUESTIONS) + 1
    assert not (log.conflicting or log.missing_notetype or log.missing_deck or log.empty_first_field)
    assert not collection.get_empty_cards().notes
    assert set(by_id(collection)) == {question["id"] for question in QUESTIONS}


def test_note_types_are_those_of_the_specification(collection: Collection, build: Build, bring: Import) -> None:
    """Names, fields and templates are frozen: a change would make every imported note a conflict."""
    bring(build(Bank()))
    found = {
        str(one["name"]): [field["name"] for field in one["flds"]]
        for one in collection.models.all()
        if str(one["name"]).startswith("qbank")
    }
    tail = ["Explanation", "Hints", "Source", "Data", "Extra"]
    assert found == {
        "qbank Choice": ["ID", "Title", "Stimulus", "Question", "Choices", "Answer", *tail],
        "qbank Typed": ["ID", "Title", "Stimulus", "Question", "Expected", "Answer", *tail],
        "qbank Arrange": ["ID", "Title", "Stimulus", "Question", "Items", "Answer", *tail],
        "qbank Recall": ["ID", "Title", "Stimulus", "Front", "Back", "Reverse", *tail],
        "qbank Cloze": ["ID", "Title", "Stimulus", "Text", *tail],
    }
    recall = collection.models.by_name("qbank Recall")
    assert recall and [one["name"] for one in recall["tmpls"]] == ["Forward", "Reverse"]
    assert {one.id for one in NOTE_TYPES.values()} == {1795478400101 + number for number in range(5)}
    for note_type in NOTE_TYPES.values():
        model = collection.models.get(note_type.id)  # type: ignore[arg-type]
        assert model and model["sortf"] == 1 and model["tmpls"][0]["bqfmt"]


def test_deck_and_tags(collection: Collection, build: Build, bring: Import) -> None:
    """The deck nests by folder; tags come from the bank, the question, its difficulty and its level."""
    bring(build(Bank()))
    assert {one.name for one in collection.decks.all_names_and_ids()} == {"Default", "misc", "misc::Kitchen sink"}
    note = collection.get_note(collection.find_notes("ID:capital")[0])
    expected = {"qbank::kitchen", "world_cities", "geo::oceania", "all_kinds", "difficulty::easy", "bloom::remember"}
    assert set(note.tags) == expected
    assert len(collection.find_cards('deck:"misc::Kitchen sink"')) == collection.card_count()


def test_the_deck_is_named_by_the_option(collection: Collection, build: Build, bring: Import) -> None:
    """`{name}` is the title alone; a colon in a title nests nothing."""
    info = replace(Bank().info, title="C++: std::vector")
    bring(build(Bank(info=info, options={"deck": "Course::{bank}::{name}"})))
    assert "Course::kitchen::C++: std:vector" in {one.name for one in collection.decks.all_names_and_ids()}


def test_new_cards_come_in_the_order_of_the_bank(collection: Collection, build: Build, bring: Import) -> None:
    """Ids are hashes, so the order is in the position of new cards."""
    bring(build(Bank()))
    cards = [collection.get_card(one) for one in collection.find_cards("card:1")]
    order = [card.note().fields[0] for card in sorted(cards, key=lambda card: card.due)]
    assert order == [question["id"] for question in QUESTIONS]


def test_media_are_there(collection: Collection, build: Build, bring: Import) -> None:
    """Anki finds every file that a field names, and no file that none names; `+` and spaces in names are fine."""
    bring(build(Bank()))
    found = collection.media.check()
    assert not found.missing and not found.unused
    assert {Path(name).suffix for name in Path(collection.media.dir()).iterdir()} == {".png", ".svg", ".wav"}


def test_an_edit_updates_and_doubles_nothing(collection: Collection, build: Build, bring: Import) -> None:
    """A newer build changes the note in place: the same note, the same card, the learner's progress kept."""
    bring(build(Bank()))
    note = collection.find_notes("ID:capital")
    card = collection.get_card(collection.find_cards("ID:capital")[0])
    card.reps, card.ivl = 7, 30
    collection.update_card(card)
    log = bring(build(Bank(edited("Which city is the **capital**?"), modified=LATER + 10)))
    assert collection.note_count() == len(QUESTIONS) and not log.new and not log.conflicting
    assert collection.find_notes("ID:capital") == note
    assert "Which city" in by_id(collection)["capital"][3]
    again = collection.get_card(card.id)
    assert (again.reps, again.ivl) == (7, 30)


def test_an_older_build_changes_nothing(collection: Collection, build: Build, bring: Import) -> None:
    """The note's `mod` decides: what was built before does not come back."""
    bring(build(Bank(edited("New"), modified=LATER + 10)))
    log = bring(build(Bank()))
    assert not log.new and not log.updated and not log.conflicting
    assert "New" in by_id(collection)["capital"][3]


def test_the_same_build_again_changes_nothing(collection: Collection, build: Build, bring: Import) -> None:
    """Importing twice is harmless."""
    bring(build(Bank()))
    log = bring(build(Bank()))
    assert len(log.duplicate) == len(QUESTIONS) and not log.updated and collection.card_count() == len(QUESTIONS) + 1


def test_a_note_is_never_older_than_the_format(collection: Collection, build: Build, bring: Import) -> None:
    """`mod` is the later of the question's and the format's time, so that a change of ours arrives."""
    bring(build(Bank(modified=5)))
    assert {collection.get_note(one).mod for one in collection.find_notes("")} == {LATER - 1000}


def test_a_renamed_question_keeps_its_card(collection: Collection, build: Build, bring: Import) -> None:
    """The oldest alias names it; within a project the bank doesn't matter."""
    bring(build(Bank()))
    renamed = [{**QUESTIONS[0], "id": "canberra", "aliases": ["capital", "city"]}]
    info = replace(Bank().info, id="other", title="Other")
    log = bring(build(Bank(renamed, info, LATER + 10, aliases={"canberra": ("capital", "city")})))
    assert len(log.updated) == 1 and collection.note_count() == len(QUESTIONS)


def test_banks_without_a_project_are_apart(collection: Collection, build: Build, bring: Import) -> None:
    """Two strangers' banks may use the same ids."""
    for name in ("one", "two"):
        log = bring(build(Bank(QUESTIONS[:1], replace(Bank().info, id=name, project=""))))
        assert len(log.new) == 1
    assert collection.note_count() == 2


def test_another_family_is_another_note(collection: Collection, build: Build, bring: Import) -> None:
    """Anki can't update a note of another type; as a new note it arrives at least."""
    bring(build(Bank()))
    log = bring(build(Bank([{"type": "flashcard", "id": "capital", "front": "a", "back": "b"}], modified=LATER + 10)))
    assert len(log.new) == 1 and not log.conflicting


def test_a_card_for_each_blank_where_wanted(collection: Collection, build: Build, bring: Import) -> None:
    """`cloze: separate` asks for one blank at a time."""
    bring(build(Bank([one for one in QUESTIONS if one["id"] == "cpp"], options={"cloze": "separate"})))
    assert collection.card_count() == 5 and not collection.get_empty_cards().notes


def test_the_database_is_sound(collection: Collection, build: Build, bring: Import) -> None:
    """Anki's own check finds nothing to mend."""
    bring(build(Bank()))
    message, sound = collection.fix_integrity()
    assert sound and "rebuilt" in message.lower() and "\n" not in message.strip()


def test_names_are_for_good(collection: Collection, build: Build, bring: Import) -> None:
    """A GUID that changed would make every card a new one; so these are written down."""
    bring(build(Bank()))
    guids = {note.fields[0]: note.guid for note in map(collection.get_note, collection.find_notes(""))}
    found = [guids[name] for name in ("capital", "france", "verbs", "dog", "cpp")]
    assert found == GUIDS
    assert deck_id("misc::Kitchen sink") == DECK


def test_the_deck_tells_about_the_bank(collection: Collection, build: Build, bring: Import) -> None:
    """Description, authors and licence stand on the deck's page, as Markdown."""
    bring(build(Bank()))
    deck = collection.decks.by_name("misc::Kitchen sink")
    assert deck and deck["md"] and deck["desc"] == "For *testing*.\n\nAda\n\nCC0-1.0"


def test_two_builds_are_the_same_bytes(build: Build) -> None:
    """Folder and clock don't matter."""
    assert build(Bank()).read_bytes() == build(Bank()).read_bytes()


def test_data_holds_neither_media_nor_formulas(collection: Collection, build: Build, bring: Import) -> None:
    """Anki looks for both in fields as HTML; in JSON it would find neither, or the wrong thing."""
    bring(build(Bank()))
    for note in map(collection.get_note, collection.find_notes("")):
        data = note["Data"]
        assert json.loads(data)["kind"] and "\\(" not in data and "<" not in data and "{{" not in data
