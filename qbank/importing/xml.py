"""XML of strangers, element by element: no DOCTYPE, hence no entities; bounded depth; each element knows its line."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO
from xml.parsers import expat

from qbank.importing.found import InputFault, Place

MAX_DEPTH = 200
_CHUNK = 16 * 1024


class Element:
    """An element without its namespace's prefix; `text` and `tail` are as in ElementTree, never None."""

    __slots__ = ("attributes", "children", "line", "tag", "tail", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Element] = []
        self.text = self.tail = ""

    def __iter__(self) -> Iterator[Element]:
        """Yield the children."""
        return iter(self.children)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, by its name without prefix."""
        return self.attributes.get(name, default)

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield all elements below with one of these tags (with any, if none is given), in order."""
        left = self.children[::-1]
        while left:
            found = left.pop()
            if not tags or found.tag in tags:
                yield found
            if found.children:
                left += found.children[::-1]

    def find(self, path: str) -> Element | None:
        """Return the first element that a path of tags (`a/b`) leads to, None where there is none."""
        tag, _, rest = path.partition("/")
        for child in self.children:
            if child.tag == tag:
                found = child.find(rest) if rest else child
                if found is not None:
                    return found
        return None

    def child_text(self, path: str) -> str:
        """Return the text of the element that a path leads to, stripped; empty where there is none."""
        found = self.find(path)
        return found.whole.strip() if found is not None else ""

    @property
    def whole(self) -> str:
        """All text in it, at any depth."""
        return self.text + "".join(child.whole + child.tail for child in self.children)

    def inner(self) -> str:
        """Return what is in it as HTML: for texts of which the markup counts."""
        return _escape(self.text) + "".join(child.outer() + _escape(child.tail) for child in self.children)

    def outer(self) -> str:
        """Return it as HTML, tags without prefixes."""
        attributes = "".join(f' {name}="{_escape(value)}"' for name, value in self.attributes.items())
        if self.tag in _VOID and not self.children and not self.text:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{self.inner()}</{self.tag}>"


def says_tex(element: Element) -> bool:
    """Tell whether an element is MathML's annotation that says the TeX of a formula."""
    return element.tag == "annotation" and "tex" in element.get("encoding").lower() and bool(element.whole.strip())


_ANNOTATIONS = {"annotation", "annotation-xml"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def elements(
    source: BinaryIO | bytes | Iterator[bytes], tags: Iterable[str], file: str = "", *, begun: Iterable[str] = ()
) -> Iterator[Element]:
    """Yield the elements with these tags as they end, each whole; what is outside of them isn't kept.

    An element inside of one that is yielded isn't yielded itself. Those that are called as one of `begun` are yielded
    as they begin, with their attributes alone: for what is around elements. Raises InputFault for XML that is broken,
    too deep, or has a DOCTYPE.
    """
    reader = _Reader(frozenset(tags), file, frozenset(begun))
    try:
        for chunk in _pieces(source):
            reader.feed(chunk)
            yield from reader.take()
        reader.feed(b"", last=True)
        yield from reader.take()
    finally:
        del reader.parser  # each knows the other: both would stay until garbage is looked for


def _pieces(source: BinaryIO | bytes | Iterator[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        source = io.BytesIO(source)
    read = getattr(source, "read", None)
    return iter(partial(read, _CHUNK), b"") if read is not None else iter(source)


def root(data: bytes, file: str = "", *, brief: bool = False) -> Element:
    """Return a document's root element, whole. Raises InputFault as `elements` does.

    With `brief`, formulas in MathML that all say their TeX are read without what they show: that is two fifths of the
    elements of a usual item of QTI, and nobody looks at it.
    """
    reader = _Reader(frozenset(), file, brief=brief)
    try:
        reader.feed(data, last=True)
    finally:
        del reader.parser
    if reader.missed:
        return root(data, file)
    (found,) = reader.take()
    return found


class _Reader:
    """Builds elements from expat's events."""

    def __init__(
        self, tags: frozenset[str], file: str, begun: frozenset[str] = frozenset(), *, brief: bool = False
    ) -> None:
        self.tags, self.file, self.begun, self.brief = tags, file, begun, brief
        self.missed, self.skipped = False, 0
        """Whether a formula that was passed by doesn't say its TeX; how many elements are open that aren't read."""
        self.depth, self.open, self.done = 0, list[Element](), list[Element]()
        self.texts = list[str]()
        """The text since the last tag: large ones come in parts."""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._listen()

    def _listen(self) -> None:
        parser = self.parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.texts.append

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            self._refuse(f"the XML is broken: {expat.ErrorString(error.code)}", "export it again", error.lineno)
        except (ValueError, LookupError) as error:
            self._refuse(f"the XML is broken: {error}", "export it again", 1)

    def take(self) -> list[Element]:
        found, self.done = self.done, []
        return found

    def _refuse(self, message: str, hint: str, line: int) -> None:
        raise InputFault(message, hint, Place(self.file, line)) from None

    def _doctype(self, *_: object) -> None:
        hint = "delete the line <!DOCTYPE …>, if you trust this file"
        self._refuse("it has a DOCTYPE, through which XML can reach other files", hint, self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.texts:
            self._text()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse(f"the XML is nested more than {MAX_DEPTH} deep", "", self.parser.CurrentLineNumber)
        tag = name.rpartition(":")[2] if ":" in name else name
        around = self.open
        if around:
            if self.brief and around[-1].tag == "semantics" and tag not in _ANNOTATIONS:
                self._skip()
                return
            found = Element(tag, _plain(attributes), self.parser.CurrentLineNumber)
            around[-1].children.append(found)
            around.append(found)
        elif tag in self.begun:
            self.done.append(Element(tag, _plain(attributes), self.parser.CurrentLineNumber))
        elif tag in self.tags or not self.tags:
            around.append(Element(tag, _plain(attributes), self.parser.CurrentLineNumber))

    def _end(self, _: str) -> None:
        if self.texts:
            self._text()
        self.depth -= 1
        if self.open:
            found = self.open.pop()
            if not self.open:
                self.done.append(found)
            elif self.brief and found.tag == "semantics" and not any(map(says_tex, found.children)):
                self.missed = True

    def _skip(self) -> None:
        """Pass by an element that began, and all in it."""
        parser, self.skipped = self.parser, 1
        parser.StartElementHandler, parser.EndElementHandler = self._start_skipped, self._end_skipped
        parser.CharacterDataHandler = None

    def _start_skipped(self, _: str, __: dict[str, str]) -> None:
        self.skipped += 1

    def _end_skipped(self, _: str) -> None:
        self.skipped -= 1
        if not self.skipped:
            self.depth -= 1
            self._listen()

    def _text(self) -> None:
        """Give the text since the last tag to the element that it stands in, or behind."""
        if self.open:
            inside, text = self.open[-1], "".join(self.texts)
            if inside.children:
                inside.children[-1].tail = text
            else:
                inside.text = text
        self.texts.clear()


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefixes, and no namespaces; most elements have few, or none."""
    for key in attributes:
        if ":" in key or key == "xmlns":
            break
    else:
        return attributes
    return {
        key.rpartition(":")[2] if ":" in key else key: value
        for key, value in attributes.items()
        if not key.startswith("xmlns")
    }
