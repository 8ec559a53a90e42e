"""What a reader found → a question of ours, or a draft that says what it lacks. No key is ever guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from qbank.check import RULES
from qbank.compiler.writer import question_data
from qbank.importing.found import Found, Place
from qbank.importing.mend import Find, cleaned, mended, mended_data
from qbank.importing.names import Names, words
from qbank.model.bank import KINDS, AnyQuestion, Draft


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as it will be written."""

    id: str
    data: Mapping[str, Any]
    place: Place
    text: str
    """What it asks, in plain words, for messages."""
    draft: str = ""
    """Why it is a draft; empty where it is none."""
    notes: tuple[str, ...] = ()

    @property
    def comments(self) -> tuple[str, ...]:
        """What its author should read above it, a line each."""
        told = ((f"Draft: {self.draft}.",) if self.draft else ()) + tuple(f"Note: {note}." for note in self.notes)
        return tuple(" ".join(cleaned(one).split()) for one in told)


def judge(found: Found, names: Names, find: Find, stimuli: Mapping[str, str]) -> Judged:
    """Return a question, ready or draft. `stimuli` are the passages of the input: their names there → their ids."""
    data = cleaned(dict(found.data))
    notes = [note.rstrip(".") for note in found.notes]
    text = words(found)
    data["id"] = names.give(found.name, text)
    if data.get("stimulus") is not None:
        known = stimuli.get(str(data.pop("stimulus")))
        if known:
            data["stimulus"] = known
    kind = KINDS.get(str(data.get("type")))
    if kind is None:
        why = found.draft or f"there is no kind {data.get('type')}"
        return _draft(found, {"type": str(data.get("type") or "essay"), **data}, text, why, notes, find)
    draft = found.draft or ("the input says so" if data.get("status") == "draft" else "")
    try:
        question: AnyQuestion = kind.model_validate(data)
    except ValidationError as error:
        return _draft(found, data, text, found.draft or fault(error), notes, find)
    wrong = next((one for rule in RULES for one in rule(question) if one.severity == "error"), None)
    if wrong is not None:
        return _draft(found, data, text, found.draft or wrong.message, notes, find)
    try:
        question, changed = mended(question, find)
    except ValidationError as error:  # what shows the same words without markup is longer than a text may be
        return _draft(found, data, text, found.draft or fault(error), notes, find)
    notes += changed
    written = question_data(question.model_copy(update={"status": "draft"}) if draft else question)
    return Judged(question.id, written, found.place, text, draft, tuple(dict.fromkeys(notes)))


def _draft(found: Found, data: dict[str, Any], text: str, why: str, notes: list[str], find: Find) -> Judged:
    data, changed = mended_data({"type": data.pop("type"), "id": data.pop("id"), **data}, find)
    notes = [*notes, *changed]
    written = question_data(Draft(data["id"], data["type"], data))
    return Judged(data["id"], written, found.place, text, why.rstrip("."), tuple(dict.fromkeys(notes)))


def fault(error: ValidationError) -> str:
    """Return what is wrong in one line."""
    details = error.errors(include_url=False)[0]
    path = ".".join(str(step) for step in details["loc"])
    if details["type"] == "missing":
        return f"{path} is missing"
    said = (details.get("ctx") or {}).get("text") or details["msg"]
    return f"{path}: {said}" if path else str(said)
