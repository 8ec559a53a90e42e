"""What is wrong with an SVG file: what it could do, or load, besides being shown.

A platform serves pictures from its own address, and an SVG that is opened there runs as a page. So a file with scripts,
pages or references to elsewhere in it is refused, not mended: a picture is what its author drew, or an error that says
what to change. The file is read piece by piece, by the parser of the standard library, which loads nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
MAX_DEPTH = 500
"""How deep elements may stand in each other: browsers draw them recursively."""

_ELEMENTS = {
    "a", "animate", "animateColor", "animateMotion", "animateTransform", "circle", "clipPath", "defs", "desc",
    "ellipse",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter", "font", "font-face", "font-face-src",
    "font-face-name", "g", "glyph", "hkern", "image", "line", "linearGradient", "marker", "mask", "metadata",
    "missing-glyph", "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set", "stop",
    "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view", "vkern",
}  # fmt: skip
"""SVG 1.1 and 2 without what runs or holds pages: `script`, `foreignObject`, `audio`, `video`, `iframe`, …"""

_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:https?:|mailto:|#)", re.IGNORECASE)
_EMBEDDED = r"data:(?:image/(?:png|jpeg|gif|webp)|font/|application/(?:x-)?font)"
_URL = re.compile(rf"url\((?!\s*[\"']?\s*(?:#|{_EMBEDDED}))", re.IGNORECASE)
_IMPORT = re.compile(r"@import|javascript:|expression\s*\(", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)|/\*.*?\*/", re.DOTALL)


class UnsafeSvg(Exception):
    """An SVG that is refused: what it holds, in which line, and what to do about it."""

    def __init__(self, what: str, line: int, hint: str) -> None:
        super().__init__(f"{what} (line {line})")
        self.hint = hint


def check_svg(file: Path) -> None:
    """Raise UnsafeSvg where a file is more than a picture, or none."""
    reader = _Reader()
    with file.open("rb") as stream:
        try:
            reader.parser.ParseFile(stream)
        except expat.ExpatError as error:
            what = f"isn't well-formed: {expat.ErrorString(error.code)}"
            raise UnsafeSvg(what, error.lineno, "export it anew from the program it was drawn with") from None


class _Reader:
    """The handlers of one run of expat."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self._depth = 0
        self._style: list[str] | None = None

    def _refuse(self, what: str, hint: str) -> None:
        raise UnsafeSvg(what, self.parser.CurrentLineNumber, hint)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: ARG002
        if internal:
            self._refuse("declares entities", "export it as plain SVG")

    def _instruction(self, target: str, data: str) -> None:  # noqa: ARG002
        if target.lower() == "xml-stylesheet":
            self._refuse("loads a style sheet", "put the style into the file")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._depth and (namespace, local) != (SVG, "svg"):
            self._refuse("isn't shown by browsers", f'its first element must be <svg xmlns="{SVG}">')
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._refuse(f"is nested more than {MAX_DEPTH} deep", "simplify it")
        if namespace == XHTML or (namespace == SVG and local not in _ELEMENTS):
            self._refuse(f"holds <{local}>", _HINTS.get(local, "export it as plain SVG, or as PNG"))
        for key, value in attributes.items():
            self._attribute(local, key.rpartition(" ")[2], value)
        if local == "style" and namespace == SVG:
            self._style = []

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._refuse(f"holds a script, {name}", "remove it")
        if name in {"href", "src"} and not (_LINK if element == "a" else _INSIDE).match(value):
            self._refuse(f"refers to {value.strip()[:40] or 'nothing'}", "embed what it shows into the file")
        if name == "attributeName" and value.strip().rpartition(":")[2].lower() in {"href", "src"}:
            self._refuse("changes where something leads", "remove the animation")
        self._css(value)

    def _css(self, value: str) -> None:
        if "url" not in value.lower() and "\\" not in value and not _IMPORT.search(value):
            return
        plain = _ESCAPED.sub(_unescaped, value)
        if _URL.search(plain) or _IMPORT.search(plain):
            self._refuse("loads something from elsewhere", "embed what it shows into the file")

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:  # noqa: ARG002
        self._depth -= 1
        if self._style is not None:
            style, self._style = "".join(self._style), None
            self._css(style)


def _unescaped(match: re.Match[str]) -> str:
    """Return what an escape in CSS stands for; a comment stands for nothing."""
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 else "\ufffd"
    return match[2] or ""


_HINTS = {
    "script": "remove the script",
    "foreignObject": "turn formatted text off when exporting it, or export it as PNG",
    "flowRoot": "convert flowed text to text before exporting it",
}
