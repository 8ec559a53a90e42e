"""MathML as one can read it: `(msup x 2)` for `<msup><mi>x</mi><mn>2</mn></msup>`."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

TOKENS = {"mi", "mn", "mo", "mtext"}
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\ufe00\ufe01"))
_ALIKE = str.maketrans(
    {
        "⃗": "→", "⃛": "…", "̂": "^", "ˆ": "^", "̃": "~", "˜": "~", "̲": "―", "̅": "―", "̄": "―", "_": "―", "¯": "―", "‾": "―",
        "⟂": "⊥", "■": "◼", "□": "◻", "’": "'", "‘": "'", "⟹": "⇒", "⟼": "↦", "Α": "A", "Β": "B", "Ε": "E", "Ρ": "P",
        "⊧": "⊨", "≔": ":=",
    }
)  # fmt: skip
"""Characters that look alike: engines differ in which one they take."""


def name(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def shape(element: ElementTree.Element) -> str:
    """Return the structure: tokens as their text, rows as what stands in them, other elements by name.

    Spaces, styles, empty parts of rows, and what only annotates are left out.
    """
    kind = name(element)
    if kind in TOKENS:
        return _seen(element)
    if kind in {"mspace", "annotation"}:
        return ""
    parts = [part for part in map(shape, element) if part]
    if kind in {"math", "semantics", "mstyle", "mpadded"}:
        return " ".join(parts)
    if kind == "mrow":
        parts = [part for part in parts if part != "[]"]
        return parts[0] if len(parts) == 1 else f"[{' '.join(parts)}]"
    return f"({' '.join([kind, *parts])})"


def words(element: ElementTree.Element) -> str:
    """Return what a reader sees, without spaces, letters of every face as plain ones, alike characters as one.

    MathJax 2 writes scripts that stand before their base in another order, so the characters are sorted.
    """
    return "".join(sorted(_words(element)))


def _words(element: ElementTree.Element) -> str:
    if name(element) in {"annotation", "mphantom"}:
        return ""
    if name(element) == "msqrt" and [name(one) for one in element.iter()] == ["msqrt", "mpadded", "mphantom", "mi"]:
        return "√"  # a root of nothing: the sign alone
    own = _seen(element) if name(element) in TOKENS else ""
    text = unicodedata.normalize("NFKD", own + "".join(map(_words, element)))
    return "".join(text.translate(_ALIKE).split())


def _seen(element: ElementTree.Element) -> str:
    return (element.text or "").translate(_UNSEEN).strip().replace("\u00a0", " ")
