"""The collection: SQLite of a stranger, opened from a copy, read only, bounded; both of Anki's schemas."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qbank.importing.api import InputFault, Members, Place
from qbank_anki.reading.package import fields, settings, write_collection
from qbank_anki.reading.values import Note, NoteType

MAX_STEPS = 200_000
"""Of a thousand instructions each: a query of a collection with 100,000 notes takes some 10,000."""
MAX_CARDS = 1000
"""Of a note that are counted."""
MAX_VALUE = 50 * 1024 * 1024
HINT = "export the deck again; Anki's Check Database may help"


@contextmanager
def opened(members: Members) -> Iterator[sqlite3.Connection]:
    """Open a package's database. Raises InputFault where it is none, or what is called a table is something else."""
    with TemporaryDirectory(prefix="qbank-anki-") as folder:
        path = Path(folder) / "collection"
        write_collection(members, path)
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            _bound(database)
            _check(database)
            yield database
        except sqlite3.Error as error:
            raise InputFault(f"the collection can't be read: {error}", HINT) from None
        except UnicodeDecodeError:  # of SQLite's own messages: they quote names as they are
            raise InputFault(
                "the collection is broken: it names what is wrong in bytes that are no text", HINT
            ) from None
        finally:
            database.close()


def _bound(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA query_only = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    left = [MAX_STEPS]

    def step() -> int:
        left[0] -= 1
        return left[0] < 0

    database.set_progress_handler(step, 1000)


def _check(database: sqlite3.Connection) -> None:
    kinds = dict(database.execute("SELECT name, type FROM sqlite_master WHERE type != 'index'"))
    if any(kind != "table" for kind in kinds.values()):
        raise InputFault("the collection has views or triggers, which Anki's have not", "don't trust this file")
    missing = [name for name in ("notes", "cards", "col") if name not in kinds]
    if missing:
        raise InputFault(f"the collection has no {missing[0]}", HINT)


def notes(database: sqlite3.Connection) -> Iterator[Note]:
    """Yield the notes in the order in which they were made."""
    new = _has(database, "notetypes")
    types = _new_types(database) if new else _old_types(database)
    decks = _new_decks(database) if new else _old_decks(database)
    cards = _Cards(database)
    for number, kind, tags, text in database.execute(
        "SELECT CAST(id AS INTEGER), mid, tags, flds FROM notes ORDER BY id"
    ):
        deck, count = cards.of(number)
        contents = str(text or "").split("\x1f")
        known = types.get(str(kind)) or NoteType("", [f"Field {at}" for at in range(1, len(contents) + 1)])
        yield Note(
            Place(label=f"note {number}"), known, contents, str(tags or "").split(), decks.get(str(deck), ""), count
        )


class _Cards:
    """The decks of notes, and how many cards they have: asked for in the order of the notes, so none are kept."""

    def __init__(self, database: sqlite3.Connection) -> None:
        rows = database.execute(
            "SELECT CAST(nid AS INTEGER), CASE WHEN odid THEN odid ELSE did END FROM cards ORDER BY 1"
        )
        self._notes = itertools.groupby(rows, key=lambda row: row[0] or 0)
        self._next: tuple[int, list[Any]] | None = (-1, [])

    def of(self, note: int) -> tuple[object, int]:
        """Return the deck of a note's first card, and how many cards it has."""
        while self._next is not None and self._next[0] < note:
            found = next(self._notes, None)
            self._next = (found[0], [deck for _, deck in itertools.islice(found[1], MAX_CARDS)]) if found else None
        if self._next is None or self._next[0] != note:
            return "", 0
        return self._next[1][0], len(self._next[1])


def _has(database: sqlite3.Connection, name: str) -> bool:
    found = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None


def deck_names(database: sqlite3.Connection) -> set[str]:
    """Return the names of the decks that have cards."""
    decks = _new_decks(database) if _has(database, "notetypes") else _old_decks(database)
    used = database.execute("SELECT DISTINCT CASE WHEN odid THEN odid ELSE did END FROM cards")
    return {decks[str(deck)] for (deck,) in used if str(deck) in decks}


def _old_types(database: sqlite3.Connection) -> dict[str, NoteType]:
    """Return the note types, by their ids, from the JSON in which old collections have them."""
    return {number: _old_type(one) for number, one in _json(database, "models").items() if isinstance(one, dict)}


def _old_type(model: Mapping[str, Any]) -> NoteType:
    names = [str(one.get("name", "")) for one in _listed(model.get("flds"))]
    templates = [(str(one.get("qfmt", "")), str(one.get("afmt", ""))) for one in _listed(model.get("tmpls"))]
    return NoteType(str(model.get("name", "")), names, templates, model.get("type") == 1)


def _listed(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _old_decks(database: sqlite3.Connection) -> dict[str, str]:
    found = _json(database, "decks")
    return {number: str(one.get("name", "")) for number, one in found.items() if isinstance(one, dict)}


def _json(database: sqlite3.Connection, column: str) -> dict[str, Any]:
    (text,) = database.execute(f"SELECT {column} FROM col").fetchone() or ("",)  # noqa: S608 - one of two names
    try:
        found = json.loads(text or "{}")
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InputFault(f"the collection's {column} can't be read", HINT)
    return found


def _new_types(database: sqlite3.Connection) -> dict[str, NoteType]:
    """Return the note types from the tables that new collections have; their settings are protocol buffers."""
    names: dict[str, list[str]] = {}
    templates: dict[str, list[tuple[str, str]]] = {}
    for number, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        names.setdefault(str(number), []).append(str(name))
    for number, config in database.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        said = dict(fields(_bytes(config)))
        templates.setdefault(str(number), []).append((settings(said, 1), settings(said, 2)))
    found = {}
    for number, name, config in database.execute("SELECT id, name, config FROM notetypes"):
        key = str(number)
        is_cloze = dict(fields(_bytes(config))).get(1) == 1
        found[key] = NoteType(str(name), names.get(key, []), templates.get(key, []), is_cloze)
    return found


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _new_decks(database: sqlite3.Connection) -> dict[str, str]:
    return {
        str(number): str(name).replace("\x1f", "::") for number, name in database.execute("SELECT id, name FROM decks")
    }
