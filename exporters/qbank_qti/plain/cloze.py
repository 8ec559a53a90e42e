"""Cloze: the boxes stand in the text where its paragraph can be cut there, else below it, with numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser

from qbank.api import Blank, ChoiceBlank, Cloze, NumberBlank, blank_marker, fill_blanks
from qbank_qti.asi import material, typed
from qbank_qti.plain.choice import cases_of, drop_down
from qbank_qti.plain.item import ItemWriter
from qbank_qti.plain.scoring import Case, Part
from qbank_qti.plain.typed import number_box, numbers, texts

_MARK = re.compile(blank_marker(0).replace("0", "[0-9]+"))
_VOID = {"br", "img", "hr", "source", "wbr", "input", "track"}


def cloze(item: ItemWriter, question: Cloze) -> list[str]:
    """Add the text with its blanks."""
    blanks = list(question.filled.items())
    idents = [f"B{number}" for number in range(1, len(blanks) + 1)]
    html = item.bare_html(question.with_gaps(blank_marker))
    pieces = _pieces(html)

    def box(number: int, about: str) -> str:
        return _box(item, blanks[number - 1][1], idents[number - 1], about)

    if pieces is not None and item.context.stimulus is None:
        item.body += _in_the_text([item.directed(piece, inline=True) for piece in pieces], box)
    else:
        item.body.append(item.prompt(item.directed(fill_blanks(html, lambda number: f"({number}) ______"))))
        item.body += [box(number, material(f"({number})", "text/plain")) for number in range(1, len(blanks) + 1)]
    weights = sum(blank.points for _, blank in blanks)
    item.score(
        [
            Part(_cases(item, question, key, blank, ident), Fraction(blank.points, weights))
            for ident, (key, blank) in zip(idents, blanks, strict=True)
        ]
    )
    return idents


def _in_the_text(pieces: list[str], box: Callable[[int, str], str]) -> list[str]:
    """Return texts and boxes, one after the other."""
    found = []
    for number, piece in enumerate(pieces):
        if number:
            found.append(box(number, ""))
        if piece:
            found.append(material(piece))
    return found


def _box(item: ItemWriter, blank: Blank, ident: str, about: str) -> str:
    if isinstance(blank, ChoiceBlank):
        return drop_down(item, blank, ident, about)
    if isinstance(blank, NumberBlank):
        return number_box(ident, blank.unit, about)
    return typed(ident, about=about)


def _cases(item: ItemWriter, question: Cloze, key: str, blank: Blank, ident: str) -> list[Case]:
    if isinstance(blank, ChoiceBlank):
        return cases_of(item, blank.choices, ident)
    if isinstance(blank, NumberBlank):
        return numbers(item, blank, ident)
    return texts(item, blank, f"blanks.{key}.accept" if key in question.blanks else "prompt", ident)


class _Balance(HTMLParser):
    """Whether every element that is opened is closed, and the other way round."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.balanced = True

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Remember an element that is open."""
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.balanced = False


def _pieces(html: str) -> list[str] | None:
    """Return the text between the blanks; None where a blank stands inside an element other than one paragraph."""
    found = re.fullmatch(r"\s*<p>(.*)</p>\s*", html, re.DOTALL)
    if not found:
        return None
    pieces = _MARK.split(found[1])
    for piece in pieces:
        reader = _Balance()
        reader.feed(piece)
        if reader.open or not reader.balanced:
            return None
    return pieces
