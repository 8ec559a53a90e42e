"""Formulas as plain text, for names and headings where no markup can stand: `H₂O`, `ΔH < 0`, `(a + 1)/2`."""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree as ET

from qbank.content.formulas import shown
from qbank.content.words import script

_SPACED = frozenset("+−±∓×÷⋅·=≠<>≤≥≈∼≃≡∝→⟶←⟵↔⟷⇌⇒⇐⇔↦∈∉⊂⊆⊃∪∩∧∨∣")
_APPLIED = "\u2061"
_RAISED = {"′": "′", "″": "″", "‴": "‴", "∘": "°", "*": "*"}
"""What stands high by itself."""
_GROUPS = {"math", "mrow", "mstyle", "mpadded", "msqrt"}


class _Unsayable(Exception):
    """A formula that isn't words in a row."""


@lru_cache(maxsize=1024)
def math_words(tex: str) -> str | None:
    """Return a formula as readable text, or None where it takes more than a line: matrices, accents, limits."""
    found = shown(tex, display=False)
    if found is None:
        return None
    root = ET.fromstring(found) if isinstance(found, str) else found  # noqa: S314
    try:
        return " ".join(_words(root).split())
    except _Unsayable:
        return None


def _words(element: ET.Element) -> str:
    name, children = element.tag, list(element)
    if name in {"mi", "mn", "mtext"}:
        return element.text or ""
    if name == "mo":
        return _operator(element)
    if name == "mspace":
        return " " if element.get("width", "0").strip("0.em") else ""
    if name == "semantics":
        return _words(children[0])
    if name in _GROUPS:
        inner = "".join(map(_words, children))
        return f"√{_grouped(inner)}" if name == "msqrt" else inner
    parts = [_words(child).strip() for child in children]
    if name == "mfrac":
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if name == "msub":
        return parts[0] + script("sub", parts[1])
    if name == "msup":
        return parts[0] + (_RAISED.get(parts[1]) or script("sup", parts[1]))
    if name == "msubsup":
        return parts[0] + script("sub", parts[1]) + script("sup", parts[2])
    raise _Unsayable


def _operator(element: ET.Element) -> str:
    sign = element.text or ""
    if sign == _APPLIED:
        return " "
    if sign in _SPACED and element.get("lspace") != "0em":
        return f" {sign} "
    return ", " if sign == "," and element.get("rspace") != "0em" else sign


def _grouped(words: str) -> str:
    return words if len(words) == 1 or words.isalnum() else f"({words})"
