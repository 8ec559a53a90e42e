"""Formulas whose MathML needs no change beyond its tags, which is most of them: made safe without building a tree.

`math_tree` reads a formula as XML and looks at each element, which takes twenty times what math-core takes to make it.
Here its tags are looked up, each worked out once: what becomes of a tag is the same in every formula, but for those
that `math_tree` treats by what stands in or around them. With one of these a formula takes a tree; a test compares both
ways.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree as ET

from qbank.content.escape import attribute, escape
from qbank.content.math_tree import ACCENTS, ELEMENTS, SCRIPTED, Unknown, attributes_of

_TAG = re.compile(r"(<[^<>]*>)")
_TEXT = re.compile(r'(?:[^<>&"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|&(?:lt|gt|amp|quot);)*')
"""Text that reads the same when it has been read as XML and written again."""


def as_text(xml: str, tex: str, deepest: int) -> str | None:
    """Return safe MathML with `tex` as its annotation; None where that takes a tree, or more levels than `deepest`."""
    pieces = _TAG.split(xml)
    if not _TEXT.fullmatch(" ".join(pieces[::2])):
        return None
    opened: list[str] = []
    is_first = False  # whether nothing but text has come since the last opening tag
    for at in range(1, len(pieces), 2):
        piece = pieces[at]
        if piece.startswith("</"):
            if not opened or piece != f"</{opened.pop()}>":
                return None
            is_first = False
        else:
            name, shown, is_empty = _opening(piece)
            if shown is None or len(opened) >= deepest or (opened and opened[-1] == "mtext"):
                return None
            if (name == "math") != (at == 1) or bool(opened) != (at > 1):  # one root
                return None
            if name == "mtable" and not SCRIPTED.isdisjoint(opened):
                return None
            pieces[at] = shown
            is_first = not is_empty
            if is_first:
                opened.append(name)
                if name == "annotation":
                    pieces[at + 1] = escape(tex)
        if pieces[at + 1] and not is_first:
            return None
    return None if opened or pieces[0] or not xml else "".join(pieces)


@lru_cache(maxsize=1024)
def _opening(tag: str) -> tuple[str, str | None, bool]:
    """Return an opening tag's name, the tag made safe (None where it depends on others), and whether it closes itself.

    One that closes itself is written with a closing tag.
    """
    is_empty = tag.endswith("/>")
    try:
        element = ET.fromstring(tag if is_empty else f"{tag[:-1]}/>")  # noqa: S314
        attributes, classes, space = attributes_of(element)
    except (ET.ParseError, Unknown):
        return "", None, is_empty
    name = element.tag
    level = attributes.pop("scriptlevel", "0")
    by_others = (
        name not in ELEMENTS - {"menclose", "mstyle"}
        or (name in {"mrow", "mfrac"} and attributes.keys() & {"mathcolor", "displaystyle"})
        or (name in ACCENTS and attributes.keys() & {"accent", "accentunder"})
        or (name == "mtext" and element.attrib)
    )
    if by_others or classes or space or level != "0" or "voffset" in attributes:
        return name, None, is_empty
    shown = f"<{name}{''.join(attribute(key, value) for key, value in attributes.items())}>"
    return name, f"{shown}</{name}>" if is_empty else shown, is_empty
