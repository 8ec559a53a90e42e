"""Where a piece of a value was typed: a formula, a blank, a picture inside a text of any style.

The lines of the source are cooked one by one as YAML does it (`''`, escapes, margins), then laid along the value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qbank.diagnostics import Span
from qbank.source.nodes import Place, Scalar, span

if TYPE_CHECKING:
    from qbank.source.reading import Source

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_SIMPLE = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SIMPLE |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\t": "\t"}

Cooked = list[tuple[str, int, int]]
"""Characters of the value with the columns at which each was typed, from and to."""


def locate(source: Source, scalar: Scalar, start: int, end: int) -> Span:
    """Return where `value[start:end]` of a scalar was typed; the whole scalar where that can't be told."""
    whole = span(source.file, scalar)
    start, end = max(start, 0), min(end, len(scalar.value))
    if start > end or not scalar.value:
        return whole
    places = _latest.places(source, scalar)
    if places is None:
        return whole
    if start == end:
        line, column = places[start][0] if start < len(places) else places[-1][1]
        return Span(source.file, line + 1, column + 1, line + 1, column + 1)
    (line, column), (end_line, end_column) = places[start][0], places[end - 1][1]
    return Span(source.file, line + 1, column + 1, end_line + 1, end_column + 1)


class _Latest:
    """The scalar that was asked about last: a text may have thousands of findings, one after the other."""

    def __init__(self) -> None:
        self._of: tuple[Source, Scalar] | None = None
        self._places: list[tuple[Place, Place]] | None = None

    def places(self, source: Source, scalar: Scalar) -> list[tuple[Place, Place]] | None:
        """Return what `_places` returns."""
        if self._of is None or self._of[0] is not source or self._of[1] is not scalar:
            self._of, self._places = (source, scalar), _places(source, scalar)
        return self._places


_latest = _Latest()


def _places(source: Source, scalar: Scalar) -> list[tuple[Place, Place]] | None:
    """Return, for each character of a value, where it was typed; None where value and source don't agree."""
    first, last = scalar.start[0], scalar.end[0]
    value = scalar.value
    if scalar.style == "" and first == last:
        column = scalar.start[1]
        line = source.line(first + 1)
        if line[column : column + len(value)] != value:
            return None
        return [((first, column + at), (first, column + at + 1)) for at in range(len(value))]
    places: list[tuple[Place, Place]] = []
    margin = _margin(source.lines, scalar) if scalar.style in ("|", ">") else 0
    for number in range(first, min(last, len(source.lines) - 1) + 1):
        cooked = _cooked(source.lines[number], scalar, number, margin)
        if cooked and not _lay(places, value, number, cooked):
            return None
    end = places[-1][1] if places else scalar.start
    while len(places) < len(value) and value[len(places)] in "\n ":
        places.append((end, end))
    return places if len(places) == len(value) else None


def _cooked(line: str, scalar: Scalar, number: int, margin: int) -> Cooked:
    """Return what one line gives to the value, without the margin and what is trimmed."""
    first, last = scalar.start[0], scalar.end[0]
    if scalar.style in ("|", ">"):
        if number == first or (number >= last and scalar.end[1] == 0):
            return []
        return [(char, at, at + 1) for at, char in enumerate(line) if at >= margin]
    quote = len(scalar.style)
    begin = scalar.start[1] + quote if number == first else len(line) - len(line.lstrip(" \t"))
    stop = scalar.end[1] - quote if number == last else len(line)
    if scalar.style == '"':
        return _unescaped(line, begin, stop, trim=number != last)
    if number != last:
        stop = len(line[:stop].rstrip(" \t"))
    if scalar.style == "":
        return [(line[at], at, at + 1) for at in range(begin, stop)]
    cooked: Cooked = []
    at = begin
    while at < stop:
        width = 2 if line.startswith("''", at) else 1
        cooked.append((line[at], at, at + width))
        at += width
    return cooked


def _unescaped(line: str, begin: int, stop: int, trim: bool) -> Cooked:
    cooked: Cooked = []
    at, typed = begin, 0
    while at < stop:
        match = _ESCAPE.match(line, at, stop)
        if match is None:
            if line[at] == "\\":  # at the end of a line: the break doesn't count, the spaces before it do
                return cooked
            cooked.append((line[at], at, at + 1))
        else:
            code = match[0][1:]
            char = chr(int(code[1:], 16)) if len(code) > 1 else _SIMPLE.get(code, code)
            cooked.append((char, at, match.end()))
            typed = len(cooked)
        at = cooked[-1][2]
    if trim:
        while len(cooked) > typed and cooked[-1][0] in " \t":
            cooked.pop()
    return cooked


def _margin(lines: list[str], scalar: Scalar) -> int:
    """Return how far a block is indented: its first line with text says so, or the longest value line ending it."""
    header = lines[scalar.start[0]][scalar.start[1] :]
    for number in range(scalar.start[0] + 1, min(scalar.end[0] + 1, len(lines))):
        line = lines[number]
        if line.strip(" "):
            blank = len(line) - len(line.lstrip(" "))
            if not re.match(r"[|>][+-]?[1-9]", header):
                return blank
            first = next((text for text in scalar.value.split("\n") if text.strip(" ")), "")
            return blank - (len(first) - len(first.lstrip(" ")))
    return 0


def _lay(places: list[tuple[Place, Place]], value: str, number: int, cooked: Cooked) -> bool:
    """Lay a line along the value where the last one stopped; the breaks between them have no place of their own."""
    text = "".join(char for char, _, _ in cooked)
    at = len(places)
    while not value.startswith(text, at):
        if at >= len(value) or value[at] not in "\n ":
            return False
        at += 1
    before = (number, cooked[0][1])
    places.extend((before, before) for _ in range(at - len(places)))
    places.extend(((number, start), (number, end)) for _, start, end in cooked)
    return True
