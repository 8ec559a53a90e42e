"""Titles that say something; and the words that our own outputs say themselves, in any language."""

from __future__ import annotations

import re
from functools import cache

from qbank.api import LANGUAGES, labels, plain

_EMPTY = re.compile(r"(?:question|item|untitled|frage|pregunta)\W*\d*", re.IGNORECASE)
_TITLE = 60


@cache
def said(name: str) -> frozenset[str]:
    """Return what our outputs call something, in all languages."""
    return frozenset(str(getattr(labels(language), name)) for language in LANGUAGES)


def called(title: str, name: str) -> bool:
    """Tell whether a title is what our outputs call something."""
    return bool(title) and title.strip().rstrip(":") in said(name)


def own_title(title: str, text: str) -> str:
    """Return a title that an author gave; empty where it is a number, or the beginning of what is asked.

    `text` is Markdown, with `____` for blanks.
    """
    given, title = title.strip(), " ".join(title.split())
    if not title or _EMPTY.fullmatch(title):
        return ""
    if title[:1].isalnum() and title[:1].casefold() not in text.casefold():
        return given
    words = " ".join(plain(text).split())
    short = words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"
    return "" if title in {words, short} else given
