r"""What stands inside of a paragraph: words, emphasis, code, formulas, links, files → pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from qbank.importing.html import files
from qbank.importing.html.escape import lines
from qbank.importing.html.pieces import SIGNS, Piece, joined
from qbank.importing.html.tree import Node

Address = Callable[[str], str | None]
"""Takes the address of a file that a text shows; returns the one to write, None where there is no such file."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_OPENING = re.compile(r"\\\(|\\\[|\$\$")
_CLOSING = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_MARKS = {
    "em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*", "strong": "**", "b": "**",
    "s": "~~", "del": "~~", "strike": "~~",
}  # fmt: skip
_TAGS = {"sub": "sub", "sup": "sup", "u": "u", "ins": "u", "mark": "mark", "kbd": "kbd"}
_CODE = {"code", "tt", "samp"}
_CLASSES = {"underline": "u", "mark": "mark", "strike": "s"}
_STYLES = (
    (re.compile(r"text-decoration[^;]*underline"), "u"),
    (re.compile(r"text-decoration[^;]*line-through"), "s"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "em"),
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)\S|#", re.IGNORECASE)


class Inline:
    """Writes runs of inline elements; in a `cell` (and a heading) there are no line breaks but `<br>`."""

    def __init__(self, address: Address | None) -> None:
        self.address = address

    def paragraphs(self, nodes: Iterable[Node | str]) -> list[str]:
        """Return a run as paragraphs: two line breaks in a row stand between them."""
        runs: list[list[Piece]] = [[]]
        breaks, mark = 0, ""
        for piece in self._pieces(nodes):
            if piece.kind == "break":
                breaks, mark = breaks + 1, "\\\n"
                continue
            if (
                breaks == 1
                and piece.kind == "text"
                and "\n" in piece.text[: len(piece.text) - len(piece.text.lstrip(" \n"))]
            ):
                mark = "<br>\n"  # as it was typed, at the end of a line
            if piece.blank:
                runs[-1] += [] if breaks else [piece]
                continue
            if breaks > 1:
                runs.append([])
            elif breaks:
                runs[-1].append(Piece("break", mark))
            breaks = 0
            runs[-1].append(piece)
        return [found for run in runs if (found := _paragraph(run))]

    def line(self, nodes: Iterable[Node | str]) -> str:
        """Return a run as one line, for a heading or a cell."""
        pieces = list(self._pieces(nodes))
        while pieces and pieces[-1].kind == "break":
            pieces.pop()
        for piece in pieces:
            if piece.kind == "break":
                piece.text = "<br>"
        return joined(pieces).replace("\n", " ")

    def plain(self, text: str) -> str:
        """Return words with formulas as paragraphs of Markdown."""
        return _paragraph(list(_math(text)))

    # -- from elements to pieces

    def _pieces(self, nodes: Iterable[Node | str], sign: str = "") -> Iterable[Piece]:
        for node in _united(nodes):
            if isinstance(node, str):
                yield from _math(node)
            else:
                yield from self._element(node, sign)

    def _element(self, node: Node, sign: str) -> Iterable[Piece]:
        tag = _renamed(node)
        if tag == "br":
            yield Piece("break", "\\\n")
        elif tag in _CODE:
            yield from _code(node.words())
        elif tag == "math":
            yield files.mathml(node)
        elif tag in ("img", "audio", "video", "object", "embed", "iframe"):
            yield from files.shown(node, self.address)
        elif tag in _MARKS and _MARKS[tag] != sign:
            yield from self._around(_MARKS[tag], node, _MARKS[tag])
        elif tag == "a":
            yield from self._link(node, sign)
        elif tag in _TAGS:
            yield from self._around(_TAGS[tag], node, sign)
        elif tag == "span" and (said := _language(node)):
            yield from self._around(f"span{said}", node, sign)
        elif tag == "q":
            yield from [Piece("text", "“"), *self._pieces(node.children, sign), Piece("text", "”")]
        else:
            yield from self._pieces(node.children, sign)

    def _around(self, mark: str, node: Node, sign: str) -> Iterable[Piece]:
        """Yield an element with something around it; white space at its ends stands outside."""
        pieces = list(self._pieces(node.children, sign))
        while pieces and pieces[-1].kind == "break":
            pieces.pop()
        alone = [piece for piece in pieces if not piece.blank]
        if mark in SIGNS and len(alone) == 1 and alone[0].kind in ("*", "**"):
            sign = alone[0].kind.replace("*", "_")
            alone[0].kind, alone[0].text = "raw", f"{sign}{alone[0].text}{sign}"
        inner = joined(pieces, edges=True)
        core = inner.strip(" \n")
        if not core:
            yield Piece("text", " " if inner else "")
            return
        if inner[0] in " \n":
            yield Piece("text", inner[0])
        yield Piece(mark, core) if mark in SIGNS else Piece("raw", f"<{mark}>{core}</{mark.partition(' ')[0]}>")
        if inner[-1] in " \n":
            yield Piece("text", inner[-1])

    def _link(self, node: Node, sign: str) -> Iterable[Piece]:
        href = node.get("href").strip()
        inner = joined(list(self._pieces(node.children, sign)), edges=True, brackets=True)
        core = inner.strip(" \n")
        if core and _LINK.match(href):
            if node.words() == href and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*", href):
                core = f"<{href}>"
            else:
                core = f"[{core}]({files.target(href, node.get('title'))})"
            yield Piece("text", " " * (inner[0] in " \n"))
            yield Piece("raw", core)
            yield Piece("text", " " * (inner[-1] in " \n"))
            return
        found = self.address(href) if href and self.address and not _SCHEME.match(href) else None
        if found is not None:
            yield files.file(found, _SPACE.sub(" ", node.words()).strip())
        else:
            yield from self._pieces(node.children, sign)


def _united(nodes: Iterable[Node | str]) -> list[Node | str]:
    """Return elements in which no mark stands beside the same mark: `<b>a</b><b>b</b>` is one."""
    found: list[Node | str] = []
    before = ""
    for node in nodes:
        mark = _MARKS.get(_renamed(node), "") if isinstance(node, Node) else ""
        last = found[-1] if found else None
        if mark and isinstance(node, Node) and isinstance(last, Node) and mark == before:
            last.children += node.children
        elif mark and isinstance(node, Node):
            found.append(Node(node.tag, node.attributes, [*node.children]))
        else:
            found.append(node)
        before = mark
    return found


def _paragraph(run: list[Piece]) -> str:
    """Return a run as a paragraph; a formula that is all of it keeps its lines."""
    shown = [piece for piece in run if not piece.blank]
    if len(shown) == 1 and shown[0].kind == "raw" and shown[0].text.startswith("$$"):
        return shown[0].text
    for piece in run:
        if piece.kind == "raw":
            piece.text = piece.text.replace("\n", " ")
    return lines(joined(run))


def _math(text: str) -> Iterable[Piece]:
    r"""Yield words, and formulas between `\(…\)`, `\[…\]` or `$$…$$`."""
    end = 0
    never = set()
    for opening in _OPENING.finditer(text):
        fence = opening[0]
        close = -1 if fence in never or opening.start() < end else text.find(_CLOSING[fence], opening.end())
        if close < 0:
            never |= {fence} if opening.start() >= end else set()
            continue
        if not text[opening.end() : close].strip():
            continue
        if opening.start() > end:
            yield Piece("text", text[end : opening.start()])
        yield Piece("raw", files.formula(text[opening.end() : close], display=fence != "\\("))
        end = close + 2
    if end < len(text):
        yield Piece("text", text[end:])


def _code(text: str) -> Iterable[Piece]:
    """Yield code: line breaks are spaces, and longer fences hold backticks."""
    text = text.replace("\n", " ")
    if not text:
        return
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " " and text.strip(" ") != "")
    yield Piece("raw", f"{fence}{' ' * pad}{text}{' ' * pad}{fence}")


def _renamed(node: Node) -> str:
    """Return an element's name; a `span` by what its class or style makes of it."""
    if node.tag != "span" or not node.attributes:
        return node.tag
    style = node.get("style").lower()
    by_class = next((_CLASSES[name] for name in node.classes if name in _CLASSES), "")
    return by_class or next((name for pattern, name in _STYLES if pattern.search(style)), "span")


def _language(node: Node) -> str:
    language, direction = node.get("lang"), node.get("dir").lower()
    said = f' lang="{language}"' if re.fullmatch(r"[A-Za-z0-9-]+", language) else ""
    return said + (f' dir="{direction}"' if direction in ("ltr", "rtl", "auto") else "")
