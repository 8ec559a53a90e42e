"""Passages that our own plain package repeats in every question that refers to them."""

from __future__ import annotations

import re
from html import unescape

from qbank.importing.api import Element
from qbank_qti.asi import TEMPLATE
from qbank_qti.reading.asked import Asked
from qbank_qti.reading.files import Texts

_BEGIN = re.compile(r'<div class="stimulus"(?: id="(?P<id>[^"]{1,200})")?>')
_TITLE = re.compile(r"(?:<div[^>]{0,100}>)?<h3>(?P<title>[^<]*)</h3>(?:</div>)?")


def template(inside: list[Element], asked: Asked, texts: Texts) -> None:
    """Take what our own writer puts below an essay for want of a place in its box: the template of an answer."""
    for material in inside:
        text = next(material.all("mattext"), None) if material.tag == "material" else None
        if text is not None and TEMPLATE in text.text and text.text.endswith("</blockquote>"):
            before, _, quoted = text.text.rpartition(TEMPLATE)
            asked.fields["response_template"] = texts.html(quoted.removesuffix("</blockquote>"))
            text.text = before


def passage(inside: list[Element], asked: Asked, texts: Texts) -> None:
    """Take the passage out of what is asked: its title and its text."""
    material = next((one for one in inside if one.tag == "material"), None)
    text = next(material.all("mattext"), None) if material is not None else None
    begin = _BEGIN.match(text.text) if text is not None else None
    if text is None or begin is None:
        return
    depth = 0
    for tag in re.finditer(r"<(/?)div\b", text.text):
        depth += -1 if tag[1] else 1
        if depth == 0:
            html = text.text[begin.end() : tag.start()]
            title = _TITLE.match(html)
            words = texts.html(html[title.end() :] if title else html)
            asked.ours["stimulus"] = (begin["id"] or "", unescape(title["title"]) if title else "", words)
            text.text = text.text[tag.end() + 1 :]
            return
