"""The index: what is known of an item without its model, and the hash of all that learners see of it."""

from __future__ import annotations

import hashlib
import json

from qbank import content
from qbank.compiler.unit import Unit
from qbank.compiler.values import BankInfo, Row
from qbank.model import Item, Stimulus
from qbank.model.walk import texts
from qbank.source import Mapping, span

STEM_LENGTH = 100
"""As much as any list of questions shows; there is one in memory for each."""


def is_built(row: Row, drafts: bool) -> bool:
    """Return whether an item is part of a build: stimuli, ready questions, and drafts when asked for."""
    return row.status == "ready" or (drafts and row.status == "draft")


def row_of(item: Item, unit: Unit) -> Row:
    """Return the row of an item in the index."""
    assert unit.info
    node = unit.places[item.id]
    named = node.get("id") if isinstance(node, Mapping) else None
    place = span(unit.source.file, named or node)
    row = Row(
        id=item.id,
        kind=item.type,
        bank=unit.info.id,
        hash=fingerprint(item, unit),
        line=place.line,
        column=place.column,
        title=item.title or "",
        stem=_stem(item.stem),
    )
    if isinstance(item, Stimulus):
        return row
    return row._replace(
        points=str(getattr(item, "points", 0)),
        tags=item.tags,
        difficulty=item.difficulty or "",
        status=item.status,
        stimulus=item.stimulus or "",
        aliases=item.aliases,
    )


def _stem(text: str) -> str:
    stem = content.label(text)
    return stem if len(stem) <= STEM_LENGTH else stem[: STEM_LENGTH - 1].rstrip() + "…"


def fingerprint(item: Item, unit: Unit) -> str:
    """Return the hash of all that a learner sees of an item: its canonical model, its stimulus, its media."""
    parts = [_canonical(item)]
    shown: list[Item] = [item]
    stimulus = None if isinstance(item, Stimulus) else unit.stimuli.get(item.stimulus or "")
    if stimulus is not None:
        parts.append(_canonical(stimulus))
        shown.append(stimulus)
    if unit.media:
        found = [content.parse(text).references for one in shown for _, text in texts(one)]
        sources = {reference.src for references in found for reference in references}
        parts += [unit.media[src].name for src in sorted(sources) if src in unit.media]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def fragment_key(item: Item, row: Row, info: BankInfo) -> str:
    """Return the hash of all that a format's fragment of an item depends on: what learners see, and who made it."""
    identity = [repr(getattr(item, name, "")) for name in sorted(item.IDENTITY)]
    return hashlib.sha256("\n".join([row.hash, repr(info), *identity]).encode()).hexdigest()[:32]


def _canonical(item: Item) -> str:
    data = {key: value for key, value in item.as_typed().items() if key == "type" or key not in item.IDENTITY}
    return json.dumps({**data, "type": item.type}, sort_keys=True, ensure_ascii=False)
