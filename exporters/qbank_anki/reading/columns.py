"""Anki's text exports: notes as lines, with columns that the lines at the top name."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator

from qbank.importing.api import Input, InputFault, Place
from qbank_anki.reading.own import OWN
from qbank_anki.reading.values import Note, NoteType

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
LONGEST = 4 * 1024 * 1024
SPECIAL = ("guid", "notetype", "deck", "tags")
BOTH_WAYS = ("reversed", "umgekehrt", "inversée", "invertida")
"""What stands in the names of Anki's own types for cards in both directions."""


def settings_of(source: Input) -> dict[str, str]:
    """Return what the lines at the top say (`#separator:tab`)."""
    found = {}
    for line in itertools.takewhile(lambda one: one.startswith("#"), source.head_text.split("\n")):
        name, _, value = line[1:].partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def notes(source: Input) -> Iterator[Note]:
    """Yield the notes, line by line."""
    said = settings_of(source)
    separator = said.get("separator", "tab").lower()
    delimiter = SEPARATORS.get(separator, separator if len(separator) == 1 else "\t")
    special = {name: int(said[f"{name} column"]) - 1 for name in SPECIAL if _is_number(said.get(f"{name} column", ""))}
    csv.field_size_limit(LONGEST)
    skipped = len([*itertools.takewhile(lambda one: one.startswith("#"), source.head_text.split("\n"))])
    reader = csv.reader((f"{one}\n" for one in itertools.islice(source.lines(), skipped, None)), delimiter=delimiter)
    line = skipped + 1
    try:
        for row in reader:
            if any(row):
                yield _note(row, special, said, Place(line=line))
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        hint = "look for a quote that is opened and never closed"
        raise InputFault(f"the notes can't be read: {error}", hint, Place(line=line)) from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text[:4]) < 1000


def _note(row: list[str], special: dict[str, int], said: dict[str, str], place: Place) -> Note:
    def cell(name: str) -> str:
        return row[special[name]] if name in special and special[name] < len(row) else said.get(name, "")

    contents = [one for at, one in enumerate(row) if at not in special.values()]
    kind, is_html = cell("notetype"), said.get("html", "false").lower() != "false"
    if kind in OWN:
        return Note(place, NoteType(kind, OWN[kind]), contents, cell("tags").split(), cell("deck"), is_html=is_html)
    names = [f"Field {number}" for number in range(1, len(contents) + 1)]
    lower = kind.lower()
    front, back = "{{Field 1}}", "{{FrontSide}}" + "".join(f"{{{{{name}}}}}" for name in names[1:])
    templates = [("{{Field 1}}{{type:Field 2}}", back) if "type in" in lower else (front, back)]
    both = any(word in lower for word in BOTH_WAYS) and "optional" not in lower
    templates += [("{{Field 2}}", "{{FrontSide}}{{Field 1}}")] if both else []
    is_cloze = any("{{c" in one for one in contents)
    type_ = NoteType(kind, names, templates, is_cloze)
    return Note(place, type_, contents, cell("tags").split(), cell("deck"), len(templates), is_html)
