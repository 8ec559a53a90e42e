"""A choice such as `+` or `>= 5` is no list and no quote: Markdown would take its sign away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.check.choosing import Texts, among
from qbank.check.finding import Finding
from qbank.model import Item

_LONGEST = 40
_TAKEN = {
    "a list": re.compile(r"[-+*](?=\s|$)|\d{1,9}(?=[.)]$)"),
    "a heading": re.compile(r"(?=#{1,6}(?:\s|$))"),
    "a quote": re.compile(r"(?=>)"),
    "a line": re.compile(r"(?=(?:\*{3,}|-{3,}|_{3,})$)"),
}
"""What Markdown takes a line for that begins so."""


def check(item: Item) -> Iterator[Finding]:
    """Yield `sign-lost` for each text to choose from that is one line, and that Markdown takes for something else."""
    yield from among(item, _lost)


def _lost(texts: Texts) -> Iterator[Finding]:
    for path, text in texts:
        for what, begins in _TAKEN.items():
            if "\n" not in text and (found := begins.match(text)):
                # A number keeps its digits: what is escaped is the dot behind them.
                place = found.end() if text[0].isdigit() else 0
                hint = f"write {text[:place]}\\{text[place:_LONGEST]}"
                yield Finding("sign-lost", f"Markdown takes {text[:_LONGEST]} for {what}", path, hint, "warning")
