r"""Formulas, images, sounds, films and addresses inside of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from qbank.importing.html.escape import words
from qbank.importing.html.pieces import Piece
from qbank.importing.html.tree import Node

_SPACE = re.compile(r"\s+")


def formula(tex: str, *, display: bool) -> str:
    """Return TeX as a formula of ours, on one line unless it stands for itself; nothing for one without TeX."""
    tex = re.sub(r"\\require\s*\{[a-z]+\}", "", tex).strip()
    tex = _SPACE.sub(lambda match: "\n" if display and "\n" in match[0] else " ", tex)
    if not tex:
        return ""
    fence = "$$" if display else "$"
    return f"{fence}{_dollars(tex)}{fence}"


def _dollars(tex: str) -> str:
    """Return TeX in which no dollar outside of braces ends it."""
    if "$" not in tex:
        return tex
    depth, out = 0, []
    for part in re.findall(r"\\.|.", tex, re.DOTALL):
        depth += (part == "{") - (part == "}")
        out.append("\\$" if part == "$" and depth <= 0 else part)
    return "".join(out)


def mathml(node: Node) -> Piece:
    """Return a formula by the TeX that its MathML says it was made from, else by its words."""
    said = next((one for one in node.all() if one.tag == "annotation" and "tex" in one.get("encoding").lower()), None)
    tex = said.words() if said is not None else node.get("alttext")
    if not tex.strip():
        return Piece("text", f" {node.words()} ")
    return Piece("raw", formula(tex, display=node.get("display") == "block"))


def shown(node: Node, address: Callable[[str], str | None] | None) -> Iterator[Piece]:
    """Yield what an element shows: a file, a formula that stands as a picture, or else the words that describe it."""
    if tex := _pictured(node):
        yield Piece("raw", formula(tex, display=False))
        return
    inner = next((one.get("src") for one in node.all() if one.tag == "source" and one.get("src")), "")
    source = node.get("src") or node.get("data") or inner
    said = node.get("alt") or node.get("aria-label") or node.words() or node.get("title")
    alt = _SPACE.sub(" ", said).strip()
    if node.tag == "iframe" and re.match(r"https?://[^\s<>]+\Z", source):
        yield Piece("raw", f"<{source}>")
        return
    found = address(source) if source and address else None
    if found is not None:
        yield file(found, alt, node.get("title"))
    elif alt:
        yield Piece("text", f"[{alt}]")


def _pictured(node: Node) -> str:
    """Return the TeX of a formula that stands as an image, as editors and filters make them."""
    if node.tag != "img":
        return ""
    if tex := node.get("data-equation-content"):
        return tex
    if "equation_image" in node.classes and "/equation_images/" in node.get("src"):
        return unquote(unquote(node.get("src").rpartition("/equation_images/")[2].partition("?")[0]))
    return node.get("alt") if "texrender" in node.classes else ""


def file(address: str, alt: str, title: str = "") -> Piece:
    """Return a file with what it shows."""
    label = words(alt, brackets=True, after="]")
    title = "" if title == alt else title
    return Piece("raw", f"![{label}]({target(address, title)})")


def target(address: str, title: str = "") -> str:
    """Return an address, and a title, as CommonMark takes them."""
    address = re.sub(r"\\|&(?=#?\w+;)", r"\\\g<0>", address.replace("\n", "%0A"))
    if re.search(r"[\s()<>]", address) or not address:
        address = f"<{re.sub('[<>]', lambda match: f'%{ord(match[0]):02X}', address)}>"
    if not title.strip():
        return address
    title = re.sub(r'\\|"|&(?=#?\w+;)', r"\\\g<0>", _SPACE.sub(" ", title))
    return f'{address} "{title}"'
