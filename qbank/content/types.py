"""What a parse of author's text yields: the tokens, and everything in the text that someone may have to look at.

All offsets count characters of the text as the author's value holds it (Python's `str` indices); the end is exclusive.
The compiler adds them to the scalar's own place in the file, so that a caret can stand under one formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from qbank.diagnostics import Severity

MediaKind = Literal["image", "audio", "video"]
Feature = Literal["math", "image", "audio", "video", "table", "code", "link", "html"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a text: a diagnostic that doesn't know its file yet."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Reference:
    """A file of the project that the text shows or plays.

    `src` is decoded (`my%20cat.png` is `my cat.png`), to be read as a path; the range covers the whole `![alt](src)`.
    """

    kind: MediaKind
    src: str
    alt: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's TeX source without its dollars; the range is that of the source."""

    tex: str
    display: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """One text, parsed once. The tokens are markdown-it's, marked by `analyse`; nobody may change them."""

    text: str
    tokens: tuple[Token, ...]
    references: tuple[Reference, ...] = ()
    formulas: tuple[Formula, ...] = ()
    problems: tuple[Problem, ...] = ()
    features: frozenset[Feature] = frozenset()
    is_simple: bool = False
    """Whether it is one paragraph of words, emphasis and formulas in the line."""
