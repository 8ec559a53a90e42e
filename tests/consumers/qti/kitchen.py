"""The bank of `kitchen_questions`, compiled and built as the core would do it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kitchen_questions import NASTY, QUESTIONS, RICH

from qbank.api import BankInfo, Context, Document, Entry, Exporter, Fragment, Item, Media, Output, Plan, Row, Stimulus
from qbank.model import KINDS

INFO = BankInfo(
    id="kitchen-sink",
    title='The "kitchen" <sink> & more',
    file="source/kitchen.yaml",
    description="All **kinds** & all fields.\n\nSecond paragraph.",
    language="en",
    license="CC-BY-4.0",
    authors=("Ann; Doe", "Bob"),
    tags=("all", "a & b"),
)
PASSAGE = Stimulus(id="passage", title="A <passage>", text=RICH)
FILES = {
    "cat+1.png": ("image/png", b"\x89PNG cat"),
    "beep.wav": ("audio/wav", b"RIFF"),
    "film.mp4": ("video/mp4", b"film"),
}


def question(data: dict[str, object]) -> Item:
    """Return a question from what an author types."""
    return KINDS[str(data["type"])].model_validate(data)


def media() -> dict[str, Media]:
    """Return the media of the bank as the compiler names them."""
    found = {}
    for name, (kind, data) in FILES.items():
        stem = hashlib.sha256(data).hexdigest()[:32]
        found[name] = Media(f"source/{name}", f"{stem}.{name.rpartition('.')[2]}", len(data), kind)
    return found


def stimulus_of(item: Item, stimuli: Sequence[Item] = ()) -> Stimulus | None:
    """Return the stimulus that a question refers to: one of these, else the passage."""
    name = getattr(item, "stimulus", None)
    found = [one for one in stimuli if isinstance(one, Stimulus) and one.id == name]
    return (found or [PASSAGE])[0] if name else None


def context(item: Item, info: BankInfo = INFO, stimuli: Sequence[Item] = ()) -> Context:
    """Return the surroundings in which an item is rendered."""
    return Context(info, media(), stimulus_of(item, stimuli))


def render(exporter: Exporter, item: Item, info: BankInfo = INFO, stimuli: Sequence[Item] = ()) -> Fragment:
    """Return an item's fragment."""
    return exporter.render(item, context(item, info, stimuli))


def build(exporter: Exporter, items: Sequence[Item], folder: Path, info: BankInfo = INFO) -> Path:
    """Build one bank into a folder and return its package; the passage is part of it where a question refers to it."""
    source, out = folder / "project" / "source", folder / "out"
    source.mkdir(parents=True, exist_ok=True)
    for name, (_, data) in FILES.items():
        (source / name).write_bytes(data)
    if any(stimulus_of(item, items) == PASSAGE for item in items):
        items = [PASSAGE, *items]
    entries = []
    for item in items:
        shown, points = stimulus_of(item, items), str(getattr(item, "points", 0))
        row = Row(item.id, item.type, info.id, "", 1, 1, points=points, stimulus=shown.id if shown else "")
        number = 0 if item.type == "stimulus" else len([one for one in entries if one.number]) + 1
        entries.append(Entry(row, number, 1_800_000_000))
    made = {item.id: render(exporter, item, info, items) for item in items}
    plan = Plan([Document(info, entries)])
    exporter.assemble(plan, lambda entry: made[entry.row.id], Output(out, folder / "project"))
    return out / f"{info.id}.zip"


def questions() -> list[Item]:
    """Return every question of the bank."""
    return [question(data) for data in QUESTIONS]


__all__ = [
    "INFO",
    "NASTY",
    "PASSAGE",
    "QUESTIONS",
    "RICH",
    "build",
    "context",
    "media",
    "question",
    "questions",
    "render",
]
