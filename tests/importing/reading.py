"""Reads with one reader, as the command does: what it yields, and its questions held against the model."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from qbank.importing.found import About, Aside, Found, FoundStimulus, Read, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect, importer
from qbank.model import KINDS, AnyQuestion

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def read(name: str, path: Path, **settings: str) -> list[Read]:
    """Return all that a reader yields; files that texts show keep their names."""
    return list(importer(name).read(Input(path, settings), lambda file, data: file))


def read_text(name: str, tmp_path: Path, text: str | bytes) -> list[Read]:
    """Return what a reader yields for a text."""
    path = tmp_path / "input.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(name, path)


def questions(found: list[Read]) -> list[dict[str, Any]]:
    """Return the data of the questions that are no drafts; each is one that the model accepts."""
    ready = [one for one in found if isinstance(one, Found) and not one.draft]
    for one in ready:
        validated(one)
    return [dict(one.data) for one in ready]


def only(found: list[Read]) -> dict[str, Any]:
    """Return the data of the only question."""
    (data,) = questions(found)
    return data


def validated(one: Found) -> AnyQuestion:
    """Return a question as the model reads it."""
    return KINDS[one.data["type"]].model_validate({"id": "q", **one.data})


def record(path: Path) -> dict[str, int]:
    """Return how much of each sort came in from a file, whose reader is found by its content."""
    source = Input(path)
    names = {About: "about", Aside: "aside", FoundStimulus: "stimuli", Refused: "refused"}
    counted: Counter[str] = Counter({"reader": 0})
    for one in detect(source).read(source, lambda file, data: file):
        if isinstance(one, Found):
            counted["drafts" if one.draft else "questions"] += 1
            counted["notes"] += len(one.notes)
            if not one.draft:
                validated(one)
        else:
            counted[names[type(one)]] += 1
    return {name: count for name, count in counted.items() if count}
