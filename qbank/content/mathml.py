r"""TeX into MathML that every target can take: well-formed, harmless, without style attributes.

math-core's output is read as XML and written again, element by element, attribute by attribute, by a list of what may
pass. Its styles become classes (see `math_css`), and attributes that readers without our CSS understand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree as ET

from qbank.content.escape import ILLEGAL, attribute, escape
from qbank.content.formulas import convert
from qbank.content.markers import MARKER

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_ELEMENTS = {
    "math", "semantics", "annotation", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
    "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none",
    "mtable", "mtr", "mtd", "mi", "mn", "mo", "ms", "mspace", "mtext",
}  # fmt: skip
_ATTRIBUTES = {
    "display", "displaystyle", "mathvariant", "encoding", "accent", "accentunder", "stretchy", "symmetric", "fence",
    "separator", "lspace", "rspace", "width", "height", "depth", "voffset", "minsize", "maxsize", "movablelimits",
    "largeop", "linethickness", "notation", "form",
}  # fmt: skip
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
# MathML 2's schema, which QTI 2 uses, wants a unit even for nothing.
_LENGTHS = {"lspace", "rspace", "width", "height", "depth", "voffset"}

_CLASSES = {
    "width: 100%": "m-wide", "width: 50%": "m-half", "text-align: left": "m-left", "text-align: right": "m-right",
    "padding-left: 0": "m-pl0", "padding-right: 0": "m-pr0", "padding-left:1em": "m-pl1",
    "border-left: 0.05em solid currentcolor": "m-bl", "border-right: 0.05em solid currentcolor": "m-br",
    "border-top: 0.05em solid currentcolor": "m-bt", "border-bottom: 0.05em solid currentcolor": "m-bb",
    "border-left: 0.05em dashed currentcolor": "m-dl", "border-right: 0.05em dashed currentcolor": "m-dr",
    "border-top: 0.05em dashed currentcolor": "m-dt", "border-bottom: 0.05em dashed currentcolor": "m-db",
}  # fmt: skip
_ALIGN = {"m-left": "left", "m-right": "right"}
_LINE = "linear-gradient(to top {}, transparent calc(50% - .04em), currentcolor, transparent calc(50% + .04em))"


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool, xml: bool, classes: bool) -> str | None:
    """Return the formula as a `math` element with its TeX as annotation, or None where it can't be converted.

    `xml` adds the namespace; `classes` keeps what `math_css` gives a meaning.
    """
    result = None if MARKER.search(tex) or _ILLEGAL.search(tex) else convert(tex, display)
    if not isinstance(result, str):
        return None
    out: list[str] = []
    _write(ET.fromstring(result), out, _Style(xml, classes))  # noqa: S314
    return "".join(out)


class _Style:
    def __init__(self, xml: bool, classes: bool) -> None:
        self.xml = xml
        self.classes = classes


def _write(element: ET.Element, out: list[str], style: _Style) -> None:
    name = element.tag
    if name not in _ELEMENTS:  # an <a>, or what math-core may think of next: its content without it
        out.append("<mrow>")
        for child in element:
            _write(child, out, style)
        out.append("</mrow>")
        return
    if name == "mrow" and element.get("class", "").startswith("menclose"):
        return  # a hook for math-core's own CSS; ours styles the menclose
    if name == "mfrac" and "displaystyle" in element.attrib:  # only mstyle has it in MathML 2 and 3
        outer = ET.Element("mstyle", displaystyle=element.attrib.pop("displaystyle"))
        outer.append(element)
        _write(outer, out, style)
        return
    if name == "menclose" and " " in (notation := element.get("notation", "")):  # one at a time in MathML 2
        first, _, others = notation.partition(" ")
        element.set("notation", first)
        inner = ET.Element("menclose", notation=others)
        inner.extend(list(element))
        element[:] = [inner]
    attributes = {key: value for key, value in element.items() if key in _ATTRIBUTES}
    for key in _LENGTHS & attributes.keys():
        attributes[key] = "0em" if attributes[key] == "0" else attributes[key].replace("rem", "em")
    names = _styled(element.get("style", ""), attributes)
    if name == "mrow" and attributes.keys() & {"mathcolor", "displaystyle"}:
        name = "mstyle"
    if name == "mstyle" and "scriptlevel" in element.attrib:
        attributes["scriptlevel"] = element.attrib["scriptlevel"]
    if style.xml:
        attributes.pop("voffset", None)
        attributes = {"xmlns": NAMESPACE, **attributes} if name == "math" else attributes
    if name == "mtd" and (align := next((_ALIGN[x] for x in names if x in _ALIGN), "")):
        attributes["columnalign"] = align
    if style.classes and names:
        attributes["class"] = " ".join(names)
    out.append(f"<{name}{''.join(attribute(key, value) for key, value in attributes.items())}>")
    out.append(escape(element.text or ""))
    for child in element:
        _write(child, out, style)
    out.append(f"</{name}>")


def _styled(css: str, attributes: dict[str, str]) -> list[str]:
    """Return the classes for a style attribute; a colour becomes an attribute."""
    names: list[str] = []
    for declaration in (part.strip() for part in css.split(";")):
        if declaration in _CLASSES:
            names.append(_CLASSES[declaration])
        elif match := re.fullmatch(r"color:\s*(#[0-9A-Fa-f]{6})", declaration):
            attributes["mathcolor"] = match[1]
    return names


def math_css() -> str:
    """Return the CSS that formulas need where classes are kept: aligned columns, rules, cancelled terms, boxes."""
    rules = [
        ".m-wide{width:100%}", ".m-half{width:50%}", ".m-left{text-align:left}", ".m-right{text-align:right}",
        ".m-pl0{padding-left:0}", ".m-pr0{padding-right:0}", ".m-pl1{padding-left:1em}",
        *(f".m-{kind[0]}{side[0]}{{border-{side}:.05em {line} currentcolor}}"
          for kind, line in (("b", "solid"), ("d", "dashed")) for side in ("left", "right", "top", "bottom")),
        "menclose[notation=box]{border:.06em solid;padding:.2em}",
        f"menclose[notation=updiagonalstrike]{{background:{_LINE.format('left')}}}",
        f"menclose[notation=downdiagonalstrike]{{background:{_LINE.format('right')}}}",
    ]  # fmt: skip
    return "\n".join(rules)
