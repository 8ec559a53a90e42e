"""Our own note types: the question stands in the note's data as its author typed it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from qbank.importing.api import Address, Found, FoundStimulus, Read, markdown, readdressed
from qbank_anki.as_typed import fingerprint
from qbank_anki.notetypes import NOTE_TYPES
from qbank_anki.reading.values import Note

OWN = {one.name: one.fields for one in NOTE_TYPES.values()}
"""The fields of our note types, by the names of these."""
EDITED = "the card was edited in Anki since it was built; the question is as it was built"


def read_own(note: Note, address: Address, known: set[str]) -> Iterator[Read]:
    """Yield a note of ours as its question, its stimulus before it; `known` are the stimuli that were read."""
    data = _data(note.named.get("Data", ""))
    typed = data.get("typed")
    question = typed.get("question") if isinstance(typed, Mapping) else None
    if not isinstance(typed, Mapping) or not isinstance(question, Mapping):
        yield _old(note, str(data.get("kind") or "essay"), address)
        return
    files = typed.get("files")
    names = files if isinstance(files, Mapping) else {}

    def renamed(src: str) -> str | None:
        return address(str(names[src])) if src in names else None

    stimulus = typed.get("stimulus")
    if isinstance(stimulus, Mapping) and isinstance(stimulus.get("text"), str):
        name = str(stimulus.get("id") or "")
        if name not in known:
            known.add(name)
            text = readdressed(stimulus["text"], renamed)
            yield FoundStimulus(name, text, note.place, str(stimulus.get("title") or ""))
    fields = {"type": str(data.get("kind")), **readdressed(question, renamed)}
    edited = typed.get("shown") != fingerprint(note.named)
    yield Found(fields, note.place, note.named.get("ID", ""), notes=(EDITED,) if edited else ())


def _old(note: Note, kind: str, address: Address) -> Found:
    asked = note.named.get("Question") or note.named.get("Text") or note.named.get("Front") or ""
    name = "front" if kind == "flashcard" else "prompt"
    why = "an earlier version of qbank made the package: build it again, or complete this"
    return Found({"type": kind, name: markdown(asked, address)}, note.place, note.named.get("ID", ""), draft=why)


def _data(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, Mapping) else {}
