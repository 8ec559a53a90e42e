"""What flows between the stages: plain data that crosses processes as it is. Models never do.

What there is one of for each question is a named tuple: a process sends it in a third of a data class's time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qbank.content.markers import media_marker

SEPARATOR = "\x1e"
"""Between the parts of a fragment: a control character, which the language refuses in a source."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a text shows. `path` is relative to the project; `name` is its content hash with its suffix."""

    path: str
    name: str
    size: int
    type: str
    """Its MIME type."""

    @property
    def marker(self) -> str:
        """What stands for its address in a fragment until `assemble` knows it."""
        return media_marker(self.name)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of an item that a format doesn't carry as it is: the field (`choices.2.feedback`) and why."""

    path: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """An item rendered for one format: finished bytes, the media that they show, the conditional losses."""

    body: bytes
    media: tuple[Media, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def parts(self) -> list[str]:
        """The texts of a fragment that was made of several."""
        return self.body.decode().split(SEPARATOR)


@dataclass(frozen=True, slots=True)
class BankInfo:
    """What a bank says of itself."""

    id: str
    title: str
    """The title; the id where there is none."""
    file: str
    """The path of its file, relative to the project."""
    folders: tuple[str, ...] = ()
    """The folders below `source/` in which it lies."""
    description: str = ""
    language: str = "en"
    license: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    project: str = ""
    """The project's id; empty where it has none."""


class Row(NamedTuple):
    """What the index knows of an item. `kind` is the question's type, or `stimulus`."""

    id: str
    kind: str
    bank: str
    hash: str
    """Of the canonical model with its stimulus and media: it changes when what learners see changes."""
    line: int
    column: int
    """Where its id was typed."""
    title: str = ""
    stem: str = ""
    """The beginning of the prompt in plain text."""
    points: str = "0"
    """A decimal number; 0 for what has no points."""
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    status: str = "ready"
    stimulus: str = ""
    aliases: tuple[str, ...] = ()


class Variant(NamedTuple):
    """Which version of a question an entry is. A bank has the question as written."""

    form: str = ""
    seed: int = 0


class Entry(NamedTuple):
    """An item in a document. Questions are numbered from 1; a stimulus has 0 and stands before its first question."""

    row: Row
    number: int
    modified: int
    """When what learners see last changed: seconds since 1970 (UTC)."""
    variant: Variant = Variant()


@dataclass(frozen=True, slots=True)
class Document:
    """What becomes one output: a bank (later: an exam)."""

    info: BankInfo
    entries: Sequence[Entry]
    kind: str = "bank"
    form: str = ""

    @property
    def questions(self) -> list[Entry]:
        """The entries without stimuli."""
        return [entry for entry in self.entries if entry.row.kind != "stimulus"]


@dataclass(frozen=True, slots=True)
class Plan:
    """All documents of a build."""

    documents: Sequence[Document]


Fragments = Callable[[Entry], Fragment]
"""What rendering made of an entry; may be asked for as often as one likes."""
