"""What a QTI file says to a learner, to be looked for on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from player import QTI, as_2_1

MATHML = "{http://www.w3.org/1998/Math/MathML}"
APART = {*(f"{QTI}{name}" for name in ("rubricBlock", "inlineChoice", "object", "audio", "video")), f"{MATHML}math"}
"""What isn't among the words that one reads: for scorers, in a list that is closed, a sound or film, a formula."""


def said(xml: bytes) -> list[str]:
    """Return the texts that an item's or a stimulus's file says."""
    root = as_2_1(ElementTree.fromstring(xml))
    (body,) = [one for one in root if one.tag in {f"{QTI}itemBody", f"{QTI}stimulusBody"}]
    return [text for text in _words(body) if text]


def _words(element: ElementTree.Element) -> Iterator[str]:
    """Yield the texts of a body that a learner reads, each in one line."""
    if element.tag not in APART:
        yield " ".join((element.text or "").split())
        for inner in element:
            yield from _words(inner)
            yield " ".join((inner.tail or "").split())
