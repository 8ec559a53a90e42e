"""HTML of strangers as a tree: bounded in depth, in linear time, whatever is left open or closed twice.

Tags and comments that never end are taken away first; where browsers end an element by themselves (`<p>`, `<li>`,
`<td>`), so does this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from qbank.importing.html.tags import Tag, cut
from qbank.model.types import CONTROL

MAX_DEPTH = 60
"""Elements in each other; what is deeper is unwrapped: its words stay."""
MAX_TAGS = 20_000
"""Tags in one text; of a text with more, the words are kept alone."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
DROPPED = frozenset({
    "button", "canvas", "datalist", "head", "script", "select", "style", "svg", "template", "textarea", "title",
})  # fmt: skip
"""Elements that are left out with all that is in them."""
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

_SCOPES = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tr": ({"tr"}, {"table"}),
    "thead": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
}
"""Which open elements an element ends, and how far out they are looked for."""
_HOLDERS = frozenset({"li", "td", "th", "dd", "blockquote", "div", "section", "article", "figure", "root"})
_PARAGRAPH, _TABLE, _NOTHING = frozenset({"p"}), frozenset({"table"}), frozenset[str]()


class Node:
    """An element: its children are elements and texts."""

    __slots__ = ("attributes", "children", "has_blocks", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], children: list[Node | str] | None = None) -> None:
        self.tag, self.attributes = tag, attributes
        self.children = [] if children is None else children
        self.has_blocks = False

    def get(self, name: str) -> str:
        """Return an attribute, empty where it has none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The names in its `class`."""
        return self.get("class").split()

    def all(self) -> Iterator[Node]:
        """Yield the elements in it, in order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.all()

    def words(self) -> str:
        """Return the text in it as it stands; a `<br>` is a line break."""
        return "".join(
            child if isinstance(child, str) else "\n" if child.tag == "br" else child.words() for child in self.children
        )


def tree(html: str) -> Node:
    """Return HTML as a tree. Never fails."""
    builder = _Builder()
    for piece in cut(_tamed(html)):
        builder.take(piece)
    return builder.root()


def _tamed(html: str) -> str:
    """Return HTML without comments and declarations, in which every `<` begins a tag that ends."""
    html = CONTROL.sub("", html.replace("\f", " "))
    pieces = html.split("<!--")
    html = pieces[0] + "".join(piece.partition("-->")[2] for piece in pieces[1:])
    html = re.sub(r"<[!?][^<>]*>?", "", html)
    html = re.sub(r"<(?:(?![A-Za-z/])|(?=[^<>]*(?:<|\Z)))", "&lt;", html)
    return html if html.count("<") <= MAX_TAGS else re.sub("<[^<>]*>", " ", html)


class _Builder:
    def __init__(self) -> None:
        self.stack = [Node("root", {})]
        self.words: list[str] = []
        """The words since the last element began or ended."""
        self.unwrapped: Counter[str] = Counter()
        self.dropping, self.dropped = "", 0

    def root(self) -> Node:
        """Return the whole; nothing comes any more."""
        self._say()
        return self.stack[0]

    def take(self, piece: Tag | str) -> None:
        """Take the next tag, or the words before it."""
        if isinstance(piece, str):
            if not self.dropping:
                self.words.append(piece)
        elif piece.ends:
            self._end(piece.name)
        elif not (piece.alone and not self.dropping and piece.name in DROPPED):
            self._start(piece)
            if piece.alone and piece.name not in VOID:
                self._end(piece.name)

    def _start(self, piece: Tag) -> None:
        tag = piece.name
        if self.dropping:
            self.dropped += tag == self.dropping
            return
        if tag in DROPPED:
            self.dropping, self.dropped = tag, 1
            return
        self._end_others(tag)
        if tag not in VOID and len(self.stack) > MAX_DEPTH:
            self.unwrapped[tag] += 1
            return
        self._say()
        node = Node(tag, piece.attributes())
        self.stack[-1].children.append(node)
        if tag in BLOCKS:
            self._mark_blocks()
        if tag not in VOID:
            self.stack.append(node)

    def _end(self, tag: str) -> None:
        if self.dropping:
            self.dropped -= tag == self.dropping
            self.dropping = self.dropping if self.dropped else ""
        elif self.unwrapped[tag]:
            self.unwrapped[tag] -= 1
        else:
            self._close({tag}, _TABLE if tag not in ("table", "root") else _NOTHING)

    def _say(self) -> None:
        """Give the words to the element that they stand in."""
        if self.words:
            self.stack[-1].children.append("".join(self.words))
            self.words = []

    def _mark_blocks(self) -> None:
        for node in reversed(self.stack):
            if node.has_blocks:
                return
            node.has_blocks = True

    def _end_others(self, tag: str) -> None:
        if tag in BLOCKS:
            self._close(_PARAGRAPH, _HOLDERS)
        if tag in _SCOPES:
            self._close(*_SCOPES[tag])

    def _close(self, tags: Set[str], scope: Set[str]) -> None:
        """End the innermost element with one of these tags, and all inside of it, unless one of `scope` is nearer."""
        for at in range(len(self.stack) - 1, 0, -1):
            if self.stack[at].tag in tags:
                self._say()
                del self.stack[at:]
                return
            if self.stack[at].tag in scope:
                return
