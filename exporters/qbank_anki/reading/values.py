"""A note and its type, as packages and texts both give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qbank.importing.api import Place

_FIELD = re.compile(r"\{\{(?![#^/!])([^{}]{1,200})\}\}")
_BUILT_IN = {"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"}


@dataclass(frozen=True)
class NoteType:
    """A note type: its fields, and the templates of its cards, question and answer."""

    name: str
    fields: Sequence[str] = ()
    templates: Sequence[tuple[str, str]] = ()
    is_cloze: bool = False

    @cached_property
    def shown(self) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
        """The fields that each card shows on its front, and those that it adds on its back."""
        found = []
        for front, back in self.templates:
            asked = self._named(front)
            found.append((asked, [name for name in self._named(back) if name not in asked]))
        return found

    @cached_property
    def typed(self) -> str:
        """The field that learners type on the first card; empty where they type none."""
        for front, _ in self.templates[:1]:
            for match in _FIELD.finditer(front):
                filters = match[1].split(":")
                if "type" in filters[:-1] and "cloze" not in filters:
                    return self._known(filters[-1])
        return ""

    def _named(self, template: str) -> list[str]:
        names = [match[1] for match in _FIELD.finditer(template) if "type" not in match[1].split(":")[:-1]]
        return [*dict.fromkeys(filter(None, (self._known(name.split(":")[-1]) for name in names)))]

    def _known(self, name: str) -> str:
        name = name.strip()
        return name if name in self.fields and name not in _BUILT_IN else ""


@dataclass(frozen=True)
class Note:
    """A note."""

    place: Place
    type: NoteType
    fields: Sequence[str]
    tags: Sequence[str] = ()
    deck: str = ""
    cards: int = 1
    is_html: bool = True

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The fields by their names."""
        return dict(zip(self.type.fields, self.fields, strict=False))
