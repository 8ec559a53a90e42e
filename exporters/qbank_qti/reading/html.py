"""Elements of XML → HTML, so that what QTI says in its own way is said as HTML does: then it becomes Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from mimetypes import guess_type

from qbank.importing.api import Element
from qbank_qti.reading.mathml import tex

_SPANS = {"underline": "u", "mark": "mark", "strike": "s"}
"""What our own writer makes of tags that QTI 2 doesn't have."""
_ISOLATES = {"\u2066": "ltr", "\u2067": "rtl", "\u2068": "auto"}
_END = "\u2069"
_PLAYED = {"audio", "video"}
_DROPPED = {"stylesheet", "catalogInfo", "rp"}
_RENAMED = {"prompt": "div", "contentBody": "div", "itemBody": "div", "stimulusBody": "div", "rubricBlock": "div",
            "hottext": "u"}  # fmt: skip


def inner(element: Element, instead: Mapping[int, str] | None = None) -> str:
    """Return what is in an element as HTML; elements whose `id()` is in `instead` are replaced."""
    out: list[str] = []
    _inside(element, instead or {}, out)
    return "".join(out)


def outer(element: Element, instead: Mapping[int, str] | None = None) -> str:
    """Return an element as HTML."""
    out: list[str] = []
    _write(element, instead or {}, out)
    return "".join(out)


def _inside(element: Element, instead: Mapping[int, str], out: list[str]) -> None:
    text = element.text
    for child in element.children:
        isolate = _ISOLATES.get(text[-1:]) if child.tag == "span" and child.tail.startswith(_END) else None
        out.append(escape(text[:-1] if isolate else text, quote=False))
        if isolate:
            child.attributes.setdefault("dir", isolate)
        _write(child, instead, out)
        text = child.tail[1:] if isolate else child.tail
    out.append(escape(text, quote=False))


def _write(element: Element, instead: Mapping[int, str], out: list[str]) -> None:
    replaced = instead.get(id(element))
    tag = element.tag
    if replaced is not None:
        out.append(replaced)
    elif tag == "object":
        _media(element, instead, out)
    elif tag == "math":
        found = tex(element)
        _formula(found, out, display=element.get("display") == "block") if found else _inside(element, instead, out)
    elif tag == "code" and element.get("class") == "math" and not element.children:
        _formula(element.text.strip("$"), out, display=element.text.startswith("$$"))
    elif tag == "ul" and (start := _start(element)):
        out.append(f'<ol start="{start}">')
        for child, number in zip(element.children, range(start, start + len(element.children)), strict=True):
            child.text = child.text.removeprefix(f"{number}. ")
        _inside(element, instead, out)
        out.append("</ol>")
    elif tag == "rt":
        out.append("(")
        _inside(element, instead, out)
        out.append(")")
    elif tag not in _DROPPED:
        name = _SPANS.get(element.get("class"), tag) if tag == "span" else _RENAMED.get(tag, tag)
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.attributes.items() if name != "u")
        out.append(f"<{name}{attributes}>")
        if name in {"br", "hr", "img"}:
            return
        _inside(element, instead, out)
        out.append(f"</{name}>")


def _media(element: Element, instead: Mapping[int, str], out: list[str]) -> None:
    """Write an object as the picture, the sound or the film that it is."""
    source = element.get("data")
    kind = (element.get("type") or guess_type(source)[0] or "").partition("/")[0]
    blocks = any(child.tag in {"p", "blockquote", "div", "table", "ul", "ol"} for child in element)
    words = "" if blocks else " ".join(element.whole.split())
    if kind in _PLAYED:
        out.append(f'<{kind} src="{escape(source)}" aria-label="{escape(words)}"></{kind}>')
        return
    if source and (kind == "image" or not words):
        out.append(f'<img src="{escape(source)}" alt="{escape(words)}">')
    if blocks:
        _inside(element, instead, out)


def _formula(found: str, out: list[str], *, display: bool) -> None:
    """Write a formula as MathML that says its TeX, which is all that Markdown is made of."""
    shown = ' display="block"' if display else ""
    out.append(f'<math{shown}><semantics><annotation encoding="application/x-tex">{escape(found, quote=False)}'
               "</annotation></semantics></math>")  # fmt: skip


def _start(element: Element) -> int:
    """Return the number that a list begins with whose items have their numbers in their texts; 0 for other lists."""
    first = re.match(r"(\d{1,9})\. ", element.children[0].text) if element.children else None
    start = int(first[1]) if first else 0
    numbers = zip(element.children, range(start, start + len(element.children)), strict=True)
    return start if first and all(child.text.startswith(f"{number}. ") for child, number in numbers) else 0


def list_items(html: str) -> list[str]:
    """Return the items of a list that is all of the HTML; none where it is something else."""
    found = re.fullmatch(
        r"\s*(?:<(?:div|p)\b[^>]{0,200}>\s*)*<(?P<tag>[uo]l)>(?P<inside>.*)</(?P=tag)>\s*(?:</(?:div|p)>\s*)*",
        html,
        re.DOTALL,
    )
    if found is None:
        return []
    depth, items, start = 0, [], 0
    for tag in re.finditer(r"<(/?)li\b[^>]{0,200}>", found["inside"]):
        if not tag[1]:
            depth += 1
            start = tag.end() if depth == 1 else start
        else:
            depth -= 1
            if depth == 0:
                items.append(found["inside"][start : tag.start()])
    return items
