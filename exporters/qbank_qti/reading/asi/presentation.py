"""What an item of QTI 1.2 shows: texts, boxes, lists."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qbank.importing.api import Element
from qbank_qti.reading.files import Texts
from qbank_qti.reading.html import inner, outer

RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp", "response_extension")
_MEDIA = {"matimage": "img", "mataudio": "audio", "matvideo": "video"}


def html_of(material: Element) -> str:
    """Return the HTML of a material, or of anything that holds some."""
    if material.tag == "mattext":
        return _text(material)
    if material.tag in _MEDIA:
        words = escape(" ".join(material.whole.split()))
        label = "alt" if material.tag == "matimage" else "aria-label"
        return f'<{_MEDIA[material.tag]} src="{escape(material.get("uri"))}" {label}="{words}">'
    if material.tag == "matbreak":
        return "<br>"
    if material.tag == "math":
        return outer(material)
    parts = [html_of(child) for child in material]
    return "".join(parts)


def _text(mattext: Element) -> str:
    """Return a text: HTML is escaped in it once; XHTML may also stand in it as it is."""
    kind = mattext.get("texttype", "text/plain").lower()
    if mattext.children:
        return inner(mattext)
    if "html" in kind:
        return mattext.text
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in mattext.text.split("\n\n") if one.strip())


def shown(texts: Texts, material: Element | None) -> str:
    """Return a material as Markdown."""
    if material is None:
        return ""
    plain = list(material.all("mattext")) if material.tag != "mattext" else [material]
    simple = all("html" not in one.get("texttype", "text/plain").lower() and not one.children for one in plain)
    if simple and plain and not any(True for _ in material.all(*_MEDIA, "math")):
        return texts.plain("\n\n".join(one.text.strip() for one in plain))
    return texts.html(html_of(material))


def flat(element: Element) -> Iterator[Element]:
    """Yield materials and responses in order, through the flows that hold them."""
    for child in element:
        if child.tag in RESPONSES or child.tag == "material":
            yield child
        elif child.tag.startswith("flow") or child.tag == "presentation":
            yield from flat(child)


def labels(response: Element) -> list[Element]:
    """Return the choices of a response."""
    return list(response.all("response_label"))


def before(response: Element) -> Element | None:
    """Return the material that stands before a response's list or box, inside of it."""
    for child in response:
        if child.tag.startswith("render"):
            return None
        if child.tag.startswith(("material", "flow")):
            return child
    return None


def after(response: Element) -> Element | None:
    """Return the material that stands after it: a unit."""
    seen = False
    for child in response:
        if child.tag.startswith("render"):
            seen = True
        elif seen and child.tag.startswith("material"):
            return child
    return None
