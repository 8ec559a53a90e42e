"""math-core's MathML made safe: by a list of what may pass, without styles, and by the older schemas of MathML as well.

What isn't listed isn't dropped, which could change what a formula says: it makes the whole formula one that can't be
shown, and that is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from qbank.content.math_lines import draw_lines

ELEMENTS = {
    "math", "semantics", "annotation", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom", "menclose",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
    "mtd", "mi", "mn", "mo", "mspace", "mtext",
}  # fmt: skip
"""All are on the W3C's list of safe MathML: none loads, links or runs anything."""

ATTRIBUTES = {
    "display", "displaystyle", "mathvariant", "mathcolor", "encoding", "accent", "accentunder", "stretchy", "symmetric",
    "fence", "separator", "lspace", "rspace", "width", "height", "depth", "voffset", "minsize", "maxsize",
    "movablelimits", "largeop", "linethickness", "notation", "form", "scriptlevel", "columnalign", "class",
    "columnlines", "rowlines", "frame",
}  # fmt: skip

# MathML 2's schema, which QTI 2 uses, wants a unit even for nothing.
_LENGTHS = {"lspace", "rspace", "width", "height", "depth", "voffset"}
_CLASSES = {
    "width: 100%": "m-wide", "width: 50%": "m-half", "width: 7.5%": "", "text-align: left": "m-left",
    "text-align: right": "m-right", "padding-left: 0": "m-pl0", "padding-right: 0": "m-pr0",
    "padding-left:1em": "m-pl1", "justify-items: start": "", "justify-items: end": "", "padding-top: 0": "",
    "padding-bottom: 0": "", "padding-top: 0.1667em": "", "padding-left: 0.1em": "", "padding-right: 0.1em": "",
    "math-shift:compact": "",
    "border-left: 0.05em solid currentcolor": "m-bl", "border-right: 0.05em solid currentcolor": "m-br",
    "border-top: 0.05em solid currentcolor": "m-bt", "border-bottom: 0.05em solid currentcolor": "m-bb",
    "border-left: 0.05em dashed currentcolor": "m-dl", "border-right: 0.05em dashed currentcolor": "m-dr",
    "border-top: 0.05em dashed currentcolor": "m-dt", "border-bottom: 0.05em dashed currentcolor": "m-db",
}  # fmt: skip
_SIZES = re.compile(r"(?:font-size|width|margin-left):\s*-?[\d.]+(?:%|r?em)")
"""What may be left out: the size of a text, and the width of a space, which is an attribute as well."""
_COLOUR = re.compile(r"color:\s*(#[0-9A-Fa-f]{6})")
_PADDING = re.compile(r"padding-(left|right):\s*([\d.]+(?:em)?)")
_ALIGN = {"m-left": "left", "m-right": "right"}
_WORDS = {
    "b": "bold", "i": "italic", "em": "italic", "code": "monospace", "u": "underline",
    "math-core-sans-serif-font": "sans-serif", "math-core-serif-font": "", "font-variant-caps: small-caps": "caps",
}  # fmt: skip
ACCENTS = {"mover": {"\u20d7": "→", "\u20db": "…", "\u0332": "‾"}, "munder": {"\u0332": "_"}}
"""Characters that stand by themselves in place of combining ones, which fonts draw beside or too short."""
_VARIANTS = {"bold", "italic", "monospace", "sans-serif", "bold-italic"}
SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mroot", "mfrac"}


class Unknown(ValueError):
    """The engine wrote something that isn't on the list."""


def tidy(root: ET.Element, tex: str) -> ET.Element:
    """Return the formula's tree with only what is listed; `tex`, as typed, is its annotation. Raises Unknown."""
    [result] = _element(root, scripted=False)
    for annotation in result.iter("annotation"):
        annotation.text = tex
    return result


def _element(element: ET.Element, *, scripted: bool) -> Iterator[ET.Element]:
    name = element.tag
    if name == "mrow" and element.get("class", "").startswith("menclose"):
        return  # a hook for math-core's own CSS; ours styles the menclose
    if name not in ELEMENTS:
        raise Unknown(name)
    if name == "mtext":
        yield _text(element)
        return
    attributes, names, space = attributes_of(element)
    inner = ET.Element(name, attributes)
    inner.text = element.text
    for child in element:
        if child.tail and child.tail.strip():
            raise Unknown(child.tail)
        inner.extend(list(_element(child, scripted=scripted or name in SCRIPTED)))
    if names:
        inner.set("class", " ".join(names))
    if name in ACCENTS and attributes.keys() & {"accent", "accentunder"}:
        inner[-1].text = ACCENTS[name].get(inner[-1].text or "", inner[-1].text)
    if name == "mtable":
        draw_lines(inner)
    yield _wrapped(_padded(inner, space), scripted)


def attributes_of(element: ET.Element) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """Return an element's attributes, its classes, and the space beside it."""
    style = element.get("style", "")
    attributes = {key: value for key, value in element.items() if key != "style"}
    if not attributes.keys() <= ATTRIBUTES or "class" in attributes:
        raise Unknown(str(attributes))
    for key in _LENGTHS & attributes.keys():
        attributes[key] = "0em" if attributes[key] == "0" else attributes[key].replace("rem", "em")
    names: list[str] = []
    space: dict[str, str] = {}
    for one in filter(None, (part.strip() for part in style.split(";"))):
        if element.tag == "mpadded" and (match := _PADDING.fullmatch(one)):
            space[match[1]] = match[2]
        elif one in _CLASSES:
            names += filter(None, [_CLASSES[one]])
        elif match := _COLOUR.fullmatch(one):
            attributes["mathcolor"] = match[1]
        elif not _SIZES.fullmatch(one):
            raise Unknown(one)
    if element.tag == "mtd" and (align := next((_ALIGN[one] for one in names if one in _ALIGN), "")):
        attributes["columnalign"] = align
    return attributes, names, space


def _padded(element: ET.Element, space: dict[str, str]) -> ET.Element:
    """Return the element with its space as elements: MathML has no padding."""
    if not any(value != "0" for value in space.values()):
        return element
    row = ET.Element("mrow")
    for side in ("left", "right"):
        if side == "right":
            row.append(element)
        if space.get(side, "0") != "0":
            ET.SubElement(row, "mspace", width=space[side])
    return row


def _wrapped(element: ET.Element, scripted: bool) -> ET.Element:
    """Return the element with what only `mstyle` may have in MathML 2 and 3 on an `mstyle`."""
    attributes = element.attrib
    level = attributes.pop("scriptlevel", "0")
    outer = {}
    if element.tag in {"mrow", "mstyle"} and attributes.keys() & {"mathcolor", "displaystyle"}:
        element.tag = "mstyle"
        if level != "0" or (scripted and "displaystyle" in attributes):
            attributes["scriptlevel"] = level
        return element
    if element.tag == "mfrac" and "displaystyle" in attributes:
        outer["displaystyle"] = attributes.pop("displaystyle")
    if level != "0" or (scripted and element.tag == "mtable"):
        outer["scriptlevel"] = level
    if element.tag == "menclose" and " " in (notation := attributes.get("notation", "")):  # one at a time in MathML 2
        first, _, others = notation.partition(" ")
        inner = ET.Element("menclose", notation=others)
        inner.extend(list(element))
        element[:] = [inner]
        element.set("notation", first)
    if not outer:
        return element
    style = ET.Element("mstyle", outer)
    style.append(element)
    return style


def _text(element: ET.Element) -> ET.Element:
    """Return words without HTML in them: their face is an attribute, and a class for browsers, which ignore it."""
    style = element.get("style", "")
    if element.attrib.keys() - {"style"} or (style and not _SIZES.fullmatch(style.strip(";"))):
        raise Unknown(str(element.attrib))
    result = ET.Element("mtext")
    faces: list[str] = []
    inner = element
    while len(inner):
        if inner.text or len(inner) > 1 or inner[0].tail:
            raise Unknown("mtext")
        inner = inner[0]
        known = _WORDS.get(inner.get("class") or inner.get("style") or inner.tag)
        if known is None:
            raise Unknown(inner.tag)
        faces += filter(None, [known])
    result.text = inner.text
    variant = "bold-italic" if {"bold", "italic"} <= set(faces) else faces[0] if faces else ""
    if variant in _VARIANTS:
        result.set("mathvariant", variant)
    if faces:
        result.set("class", " ".join(f"m-{face}" for face in faces))
    return result
