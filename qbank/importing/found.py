"""What a reader finds in a file: the four things that it yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands: the file (or the archive's member), the line, and what people call it."""

    file: str = ""
    """A member of an archive or a folder; empty where the input is one file."""
    line: int = 0
    """Counted from 1; 0 where the format has no lines."""
    label: str = ""
    """`note 1612`, `row 7`: for formats without lines."""

    def __str__(self) -> str:
        """Return `items/q1.xml, line 12`."""
        return ", ".join(filter(None, (self.file, f"line {self.line}" if self.line else "", self.label)))


@dataclass(frozen=True, slots=True)
class Found:
    """A question, as an author would type it: `data` has `type` and the fields that `docs/language.md` names.

    Values are text, numbers, booleans, lists and mappings, as they would be in YAML; texts are Markdown. It needs no
    `id`: what the input has in its place is `name`, of which an id is made, or of the question's text.
    """

    data: Mapping[str, Any]
    place: Place
    name: str = ""
    draft: str = ""
    """Why an author must look at it before it is asked: it becomes a draft, with this as its comment."""
    notes: tuple[str, ...] = ()
    """What came in otherwise than it was, or was left: comments for the author, a short line each."""


@dataclass(frozen=True, slots=True)
class FoundStimulus:
    """A passage, figure or data; questions name it by `stimulus: name` in their data, after it was found."""

    name: str
    text: str
    place: Place
    title: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the input says of itself as a bank: `title`, `description`, `language`, `license`, `authors`, `tags`."""

    data: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    """Its id there, or what one can be made of."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that can be no question, not even a draft: where it stands and why."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of the input that is no question and was left: settings, an outcome bank, a deck's options."""

    place: Place
    what: str


Read = Found | FoundStimulus | About | Refused | Aside


class InputFault(Exception):
    """A file that can't be read at all: what is wrong, and (`hint`) what to do about it."""

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.hint, self.place = hint, place or Place()
