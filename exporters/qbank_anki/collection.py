"""The database in a package: genanki's schema and collection, notes and cards written row by row."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA
from genanki.deck import Deck

from qbank_anki.identity import checksum, deck_id, free_id
from qbank_anki.notetypes import NOTE_TYPES, models


@dataclass(frozen=True, slots=True)
class Note:
    """A note as Anki keeps it. `modified` decides whether it updates one that was imported before."""

    guid: str
    family: str
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: tuple[int, ...]


def write_collection(path: Path, deck: str, description: str, revised: int, notes: Iterable[Note]) -> None:
    """Write a collection with one deck of these notes to a new file; the same notes give the same bytes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(APKG_SCHEMA + APKG_COL)
        database.execute("BEGIN")
        used = _write_notes(database, deck_id(deck), notes)
        _write_collection(database, deck, description, revised, used)
        database.execute("COMMIT")


def _write_notes(database: sqlite3.Connection, deck: int, notes: Iterable[Note]) -> set[str]:
    taken: set[int] = set()
    used: set[str] = set()
    for position, note in enumerate(notes, 1):
        used.add(note.family)
        number = free_id(note.guid, taken)
        taken.add(number)
        database.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", _note_row(number, note))
        for ord_ in note.cards:
            card = free_id(note.guid, taken) if ord_ else number
            taken.add(card)
            database.execute("INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", (
                card, number, deck, ord_, note.modified, position,
            ))  # fmt: skip
    return used


def _note_row(number: int, note: Note) -> tuple[Any, ...]:
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    sort = html.unescape(re.sub(r"<[^>]*>", "", note.fields[1]))
    model = NOTE_TYPES[note.family].id
    return (
        number,
        note.guid,
        model,
        note.modified,
        -1,
        tags,
        "\x1f".join(note.fields),
        sort,
        checksum(note.fields[0]),
        0,
        "",
    )


def _write_collection(database: sqlite3.Connection, deck: str, description: str, revised: int, used: set[str]) -> None:
    """Write what stands in the one row of `col`: note types, and the deck beside the default one."""
    number = deck_id(deck)
    note_types = {
        str(model.model_id): model.to_json(revised, 1) for family, model in models().items() if family in used
    }
    decks = json.loads(database.execute("SELECT decks FROM col").fetchone()[0])
    made = {**Deck(number, deck, description).to_json(), "mod": revised, "md": True}
    made |= {key: [0, 0] for key in ("lrnToday", "newToday", "revToday", "timeToday")}
    decks[str(number)] = made
    database.execute(
        "UPDATE col SET models = ?, decks = ?, mod = ?, scm = ?",
        (json.dumps(note_types), json.dumps(decks), revised * 1000, revised * 1000),
    )
