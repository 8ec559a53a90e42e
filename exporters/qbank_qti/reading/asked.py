"""A question as both versions of the format are taken apart: texts, parts to be answered, rules, feedback."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from qbank.importing.api import Place
from qbank_qti.reading.scoring import Scoring

Sort = Literal["one", "some", "order", "pairs", "text", "number", "open", "file"]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, to order or to join: its identifier and its text (Markdown)."""

    ident: str
    text: str
    fixed: bool = False


@dataclass
class Part:
    """Something to be answered."""

    ident: str
    sort: Sort
    options: list[Option] = field(default_factory=list)
    rights: list[Option] = field(default_factory=list)
    """Of pairs: the other side."""
    correct: tuple[str, ...] = ()
    """What the file says is right, beside its rules."""
    shuffle: bool = True
    listed: tuple[Any, ...] = ()
    """Answers that are accepted as the file lists them, where its rules don't tell: of Canvas's blanks."""
    name: str = ""
    """What the author called a blank."""
    unit: str = ""
    units: Part | None = None
    """The list that a unit is chosen from."""
    rows: dict[str, str] = field(default_factory=dict)
    """Of pairs in 1.2: each left side has a response of its own."""
    plain: bool = False
    """Whether its texts were plain."""


@dataclass
class Remark:
    """A feedback: its text (Markdown), and what is known of it before the rules are run."""

    text: str
    title: str = ""
    role: Literal["", "correct", "incorrect", "explanation", "hints", "model_answer", "back"] = ""
    owner: tuple[str, str] | None = None
    """The response and the answer that it is about."""
    items: tuple[str, ...] = ()
    """The items of a list that is all of it."""


@dataclass
class Asked:
    """A question, taken apart."""

    place: Place
    name: str = ""
    title: str = ""
    prompt: str = ""
    """Markdown, with a marker for each blank."""
    parts: list[Part] = field(default_factory=list)
    blanks: bool = False
    """Whether the parts stand in the text."""
    scoring: Scoring | None = None
    unreadable: str = ""
    """What can't be read of its rules."""
    remarks: dict[str, Remark] = field(default_factory=dict)
    points: Fraction | None = None
    full: Fraction | None = None
    """The score that counts as everything, where it is said."""
    ours: dict[str, Any] = field(default_factory=dict)
    """Hints at what our own writer makes: `raw` weights, `seed`."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Fields of the question that are known already."""
    notes: list[str] = field(default_factory=list)
    draft: str = ""
