"""What texts contain, in pairs of texts that differ in it alone, and as the plain text that a target may show instead.

A question of each kind has them in its main text; where it is carried, a reader can tell the two from each other and
both from plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sink import all_kinds, kitchen_sink

from qbank.compiler.values import Media
from qbank.model import Cloze, Item

MAIN = {"flashcard": "front", "stimulus": "text"}
"""The field of the main text, where it isn't the prompt."""
FILES = {"image": "media/figure.svg", "audio": "media/beep.wav", "video": "media/film.webm"}
OTHER = "media/a+b 100%.png"
"""Whose content takes the place of the others' under the same name in the text."""
TEXTS = {
    "math": (r"$x_1^2$", r"$x_1^3$", r"\$x\_1^2\$"),
    "table": ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | e |", "a | b\\\nc | d"),
    "code": ("```\nif a:\n    b\n```", "```\nif a:\n    c\n```", "if a:\\\nb"),
}
"""With the feature, with another, and without it: what a reader of plain text sees of the first."""


@dataclass(frozen=True)
class Feature:
    """An item that shows something, one that shows something else, one in plain words; files under what was typed."""

    name: str
    item: Item
    other: Item
    plain: Item | None
    media: Mapping[str, Media]
    other_media: Mapping[str, Media]


def features(kind: str) -> Iterator[Feature]:
    """Yield each feature in the main text of an item of this kind."""
    item: Any = next(one for one in kitchen_sink().items if one.type == kind)
    media = kitchen_sink().media
    for name, file in FILES.items():
        shown = _with(item, f"![It shows]({file})")
        yield Feature(name, shown, shown, None, media, {**media, file: _exchanged(media[file], media[OTHER])})
    for name, (text, changed, plain) in TEXTS.items():
        made = [_with(item, one) for one in (text, changed, plain)]
        yield Feature(name, *made, media, media)


def _with(item: Any, text: str) -> Item:
    words = f"Look.\n\n{text}" + ("\n\n[[so]]" if isinstance(item, Cloze) else "")
    update = {MAIN.get(item.type, "prompt"): words, "stimulus": None, "blanks": {}}
    fields = all_kinds()[item.type].model_fields
    made = item.model_copy(update={name: one for name, one in update.items() if name in fields})
    found: Item = type(item).model_validate(made.as_typed())
    return found


def _exchanged(media: Media, content: Media) -> Media:
    """Return a file of the same type with another's content."""
    digest, suffix = content.name.partition(".")[0], media.name.partition(".")[2]
    return replace(content, name=f"{digest}.{suffix}", type=media.type)
