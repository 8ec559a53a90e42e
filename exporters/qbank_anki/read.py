"""Anki's packages (`.apkg`, `.colpkg`) and text exports → questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from qbank.importing.api import About, Address, Importer, Input, InputFault, Keep, Read, beside
from qbank_anki.reading import columns
from qbank_anki.reading.database import deck_names, notes, opened
from qbank_anki.reading.foreign import read_foreign
from qbank_anki.reading.own import OWN, read_own
from qbank_anki.reading.package import COLLECTIONS, Media
from qbank_anki.reading.values import Note
from qbank_anki.text import FOLDER


def _sniff_package(source: Input) -> float:
    """Return how surely a file is a package."""
    return 0.98 if source.members is not None and any(one in source.members for one in COLLECTIONS) else 0.0


def _read_package(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield a package's notes as questions."""
    members = source.members
    if members is None:
        raise InputFault("it is no package of Anki's", "choose an .apkg or .colpkg file")
    media = Media(members)
    with opened(members) as database:
        decks = deck_names(database)
        yield _about(decks)
        yield from _questions(notes(database), _addresses(media.read, keep), by_deck=len(decks) > 1)


def _sniff_text(source: Input) -> float:
    """Return how surely a text is an export: by the line at its top, or by its tabs."""
    head = source.head_text
    if source.members is not None or not head:
        return 0.0
    if head.lower().startswith(("#separator:", "#html:", "#notetype", "#deck", "#tags", "#guid", "#columns")):
        return 0.98
    lines = [one for one in head.split("\n")[:50] if one.strip()][:20]
    return 0.25 if len(lines) > 1 and all("\t" in one for one in lines) and source.path.suffix == ".txt" else 0.0


def _read_text(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield a text export's notes as questions; files that they show are looked for beside it."""
    found = _addresses(lambda name: beside(source, f"{FOLDER}/{name}") or beside(source, name), keep)
    decks = {note.deck for _, note in zip(range(1000), columns.notes(source), strict=False)} - {""}
    yield _about(decks)
    yield from _questions(columns.notes(source), found, by_deck=len(decks) > 1)


def _about(decks: set[str]) -> About:
    """Return the only deck's name as the bank's title."""
    (title,) = decks if len(decks) == 1 else ("",)
    return About({"title": title.rpartition("::")[2]} if title.strip() else {})


def _questions(found: Iterator[Note], address: Address, *, by_deck: bool) -> Iterator[Read]:
    stimuli: set[str] = set()
    for note in found:
        if note.type.name in OWN and list(note.type.fields) == list(OWN[note.type.name]):
            yield from read_own(note, address, stimuli)
        else:
            yield read_foreign(note, address, by_deck=by_deck)


def _addresses(read: Callable[[str], bytes | None], keep: Keep) -> Address:
    """Return what finds the file that a name in a note stands for."""
    known: dict[str, str | None] = {}

    def address(name: str) -> str | None:
        if name not in known:
            data = read(name)
            if data is None and "%" in name:
                data = read(unquote(name))
            known[name] = None if data is None else keep(name, data)
        return known[name]

    return address


package = Importer("anki", "Anki package", _sniff_package, _read_package)
text = Importer("anki_text", "Anki notes as text", _sniff_text, _read_text)
