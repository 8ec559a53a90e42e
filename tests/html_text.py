"""HTML as text that can be compared with `qbank.api.plain`: what a consumer shows beside what was written.

Both sides are squeezed: white space goes, and so do the marks that either sets around text for its own layout (list
marks, table bars, the brackets around an alt text). Every other character has to be there, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree, html

from qbank.api import plain

Element = html.HtmlElement
BLOCKS = {"li", "p", "div", "tr", "td", "th", "pre", "summary"}


def squeezed(text: str) -> str:
    """Return text without white space and layout marks, in compatible letters: `H₂O` is `H2O`."""
    text = re.sub(r"(?m)^[\s>]*\d+\. ", "", text)  # the marks of numbered lists
    return re.sub(r"[\s\-−|>\[\]\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))


def said(*markdown: str | None) -> str:
    """Return Markdown texts one after the other, squeezed; what isn't there is nothing."""
    return "".join(squeezed(plain(one)) for one in markdown if one)


def typed(*texts: object) -> str:
    """Return plain texts one after the other, squeezed; what isn't there is nothing."""
    return "".join(squeezed(str(one)) for one in texts if one)


def parsed(source: str) -> Element:
    """Return HTML as an element that holds all of it, without scripts and styles."""
    page = html.fromstring(f"<div>{source}</div>")
    for element in list(page.iter("script", "style")):
        element.drop_tree()
    return page


def shown(element: Element) -> str:
    """Return an element's text as `plain` writes it, squeezed: alt texts, formulas in dollars, links' addresses."""
    return squeezed("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    if isinstance(element, etree._Comment):
        return
    if element.tag == "img":
        yield element.get("alt") or ""
    elif element.tag in ("audio", "video"):
        yield element.get("aria-label") or ""
    struck = "~~" if element.tag == "s" else ""
    yield struck
    yield _formulas(element.text or "")
    for child in element:
        yield from _pieces(child)
        yield _formulas(child.tail or "")
    yield struck
    words = element.text_content()
    if element.tag == "a" and element.get("href") not in (words, f"mailto:{words}"):
        yield f" ({element.get('href')})"
    yield "\n" if element.tag in BLOCKS else ""


def _formulas(text: str) -> str:
    """Return text with dollars for MathJax's marks; those of an author are in an element of their own."""
    return re.sub(r"\\[()]", "$", re.sub(r"\\[\[\]]", "$$", text)) if re.search(r"\\[(\[]", text) else text
