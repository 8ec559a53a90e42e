"""JSON files: one a bank, media beside them.

```
{"format": 1, "project": "…", "folders": […],
 "bank": {"schema": "1", "bank": "…", "title": "…", "language": "…", …, "stimuli": {…}, "questions": […]},
 "clozes": {"verbs": ["She ", {"name": "1", "accept": [{"text": "goes"}]}, " home."]},
 "media": {"figures/cell.svg": {"file": "media/….svg", "type": "image/svg+xml", "size": 1234}},
 "modified": {"verbs": 1790000000}}
```
`clozes` has the prompts with blanks taken apart; `media` is keyed by the addresses in the texts; `modified` says when
what learners see of an item last changed. docs/data.md tells it to readers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qbank.api import (
    BankInfo,
    Blank,
    Cloze,
    Context,
    Entry,
    Fragment,
    Fragments,
    Item,
    Media,
    Options,
    Output,
    Plan,
)
from qbank_json.plain import plain

VERSION = 1
"""Of the shape above; raised when a program that reads it would have to change."""
FOLDER = "media"
_STIMULUS = "stimulus"
_HEADER = ("title", "description", "language", "license", "authors", "tags")


class Json:
    """The exporter: `render` makes the data of an item, `assemble` puts them into one object a bank."""

    def __init__(self, options: Options) -> None:
        pass

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item as JSON: its data, the parts of a cloze, and the files that its texts show, by address."""
        data = {"id": item.id, "type": item.type, **plain(item)}
        files = {address: _file(media) for address, media in context.files(item).items()}
        return context.fragment(json.dumps({"item": data, "parts": _parts(item), "media": files}, ensure_ascii=False))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.json` for each bank, and the files that its texts show."""
        written: set[str] = set()
        for document in plan.documents:
            data = _document(document.info, document.entries, fragments)
            out.write(f"{document.info.id}.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
            for media in (media for entry in document.entries for media in fragments(entry).media):
                if media.name not in written:
                    written.add(media.name)
                    out.copy(f"{FOLDER}/{media.name}", media)


def _file(media: Media) -> dict[str, Any]:
    return {"file": f"{FOLDER}/{media.name}", "type": media.type, "size": media.size}


def _parts(item: Item) -> list[Any]:
    """Return a cloze's prompt as texts and blanks in order; nothing for others."""
    if not isinstance(item, Cloze):
        return []
    blanks = iter(item.filled.items())
    return [part if isinstance(part, str) else _blank(*next(blanks)) for part in item.found.parts if part]


def _blank(name: str, blank: Blank) -> dict[str, Any]:
    return {"name": name, **plain(blank)}


def _document(info: BankInfo, entries: Sequence[Entry], fragments: Fragments) -> dict[str, Any]:
    made = [json.loads(fragments(entry).body) for entry in entries]
    items = [one["item"] for one in made]
    stimuli = {
        one["id"]: {name: text for name, text in one.items() if name in ("title", "text")}
        for one in items
        if one["type"] == _STIMULUS
    }
    return {
        "format": VERSION,
        "project": info.project,
        "folders": info.folders,
        "bank": {
            **_header(info),
            "stimuli": stimuli,
            "questions": [one for one in items if one["type"] != _STIMULUS],
        },
        "clozes": {one["item"]["id"]: one["parts"] for one in made if one["parts"]},
        "media": {address: file for one in made for address, file in one["media"].items()},
        "modified": {entry.row.id: entry.modified for entry in entries},
    }


def _header(info: BankInfo) -> dict[str, Any]:
    found = {name: getattr(info, name) for name in _HEADER}
    return {"schema": "1", "bank": info.id, **{name: one for name, one in found.items() if one}}
