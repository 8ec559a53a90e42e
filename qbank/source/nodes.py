"""The tree that a YAML file is read into: values as typed, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qbank.diagnostics import Span

Place = tuple[int, int]
"""Line and column, both from 0, in characters."""

Style = Literal["", "'", '"', "|", ">"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is text until a field says otherwise. `style` is the quote or block mark, `""` for plain."""

    value: str
    style: Style
    start: Place
    end: Place

    @property
    def is_null(self) -> bool:
        """Whether nothing was typed: an empty plain scalar. `null` and `~` are text."""
        return not self.value and not self.style


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when it was written in brackets."""

    items: tuple[Node, ...]
    flow: bool
    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order typed; keys are unique (a duplicate is reported and dropped)."""

    entries: tuple[tuple[Scalar, Node], ...]
    flow: bool
    start: Place
    end: Place

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the node of a key itself, to point at it."""
        return next((name for name, _ in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


def span(file: str, node: Node) -> Span:
    """Return the place of a node as people count it, from 1."""
    return Span(file, node.start[0] + 1, node.start[1] + 1, node.end[0] + 1, node.end[1] + 1)
