"""The parts of a paragraph, put together: whether `*` opens or closes depends on what stands beside it.

Where that is wrong, a letter beside it is written as an entity, which is punctuation to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar

from qbank.importing.html.escape import words

SIGNS = ("*", "**", "~~")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = r"[0-9](?:[0-9.,]*[0-9])?"
_FIRST, _LAST = re.compile(_NUMBER), re.compile(rf"{_NUMBER}\Z")


@dataclass(slots=True)
class Piece:
    """A part of a paragraph: `text` (not escaped yet), `raw` Markdown, a `break`, or one of `SIGNS` around Markdown."""

    kind: str
    text: str

    @property
    def blank(self) -> bool:
        """Whether it is white space."""
        return self.kind == "text" and not _SPACE.sub("", self.text)


def joined(pieces: Sequence[Piece], *, edges: bool = False, brackets: bool = False) -> str:
    """Return pieces as Markdown; with `edges` white space at the ends stays, with `brackets` it is between brackets."""
    pieces = _numbers(_spaced(_merged(pieces), edges))
    dollars = any(piece.kind == "raw" and piece.text.startswith("$") for piece in pieces)
    signs = _signs(pieces)
    out: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            before = _end(pieces[at - 1], signs[at - 1]) if at else ""
            after = _begin(pieces[at + 1], signs[at + 1]) if at + 1 < len(pieces) else ""
            out.append(words(piece.text, before=before, after=after, dollars=dollars, brackets=brackets))
        else:
            out.append(f"{signs[at]}{piece.text}{signs[at]}")
    _flanked(pieces, signs, out)
    return "".join(out)


def _begin(piece: Piece, sign: str) -> str:
    return (sign or piece.text)[0]


def _end(piece: Piece, sign: str) -> str:
    return (sign or piece.text)[-1]


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which words stand beside words no more."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.kind == found[-1].kind == "text":
            found[-1] = Piece("text", found[-1].text + piece.text)
        elif piece.text:
            found.append(Piece(piece.kind, piece.text))
    return found


def _spaced(pieces: list[Piece], edges: bool) -> list[Piece]:
    """Return pieces with one space where there were several; none at line breaks and, without `edges`, at the ends."""
    for at, piece in enumerate(pieces):
        if piece.kind != "text":
            continue
        text = _SPACE.sub(lambda match: "\n" if "\n" in match[0] else " ", piece.text)
        if (at == 0 and not edges) or (at and pieces[at - 1].kind == "break"):
            text = text.lstrip(" \n")
        if (at == len(pieces) - 1 and not edges) or (at + 1 < len(pieces) and pieces[at + 1].kind == "break"):
            text = text.rstrip(" \n")
        piece.text = text
    return [piece for piece in pieces if piece.text]


def _numbers(pieces: list[Piece]) -> list[Piece]:
    """Put a number that touches a formula into it: a dollar beside a digit is money."""
    for at, piece in enumerate(pieces):
        if piece.kind != "raw" or not piece.text.startswith("$"):
            continue
        fence = "$$" if piece.text.startswith("$$") else "$"
        before = pieces[at - 1] if at else None
        if before and before.kind == "text" and (number := _LAST.search(before.text)):
            before.text = before.text[: number.start()]
            piece.text = f"{fence}{number[0]}{piece.text[len(fence) :]}"
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after and after.kind == "text" and (number := _FIRST.match(after.text)):
            after.text = after.text[number.end() :]
            piece.text = f"{piece.text[: -len(fence)]}{number[0]}{fence}"
    return [piece for piece in pieces if piece.text]


def _signs(pieces: list[Piece]) -> list[str]:
    """Return for each piece the sign that is around it: `_` where a `*` would touch another one."""
    found: list[str] = []
    for at, piece in enumerate(pieces):
        sign = piece.kind if piece.kind in SIGNS else ""
        if sign in ("*", "**"):
            touched = piece.text.startswith("*") or piece.text.endswith("*")
            touched = touched or (at > 0 and found[at - 1].startswith("*"))
            sign = sign.replace("*", "_") if touched else sign
        found.append(sign)
    return found


def _flanked(pieces: list[Piece], signs: list[str], out: list[str]) -> None:
    """Write a letter beside a sign as an entity where the sign wouldn't open or close otherwise."""
    for at, sign in enumerate(signs):
        if not sign:
            continue
        inner = pieces[at].text
        for near, edge, last in ((at - 1, inner[0], True), (at + 1, inner[-1], False)):
            text = out[near] if 0 <= near < len(out) and pieces[near].kind == "text" else ""
            letter = (text[-1:] if last else text[:1]) if text else ""
            if not letter or letter.isspace() or _punctuation(letter):
                continue
            if sign[0] == "_" or _punctuation(edge):
                entity = f"&#{ord(letter)};"
                out[near] = f"{text[:-1]}{entity}" if last else f"{entity}{text[1:]}"


def _punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
