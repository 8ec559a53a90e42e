"""HTML cut into tags and the words between them, as browsers do it where each `<` begins a tag that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# What is between quotes behind a `=` may hold `>`. A quote that isn't closed is a character like any other. No part
# gives back what it took: it takes no longer than the text is long.
_TAG = re.compile(
    r"""<(?:
        /(?P<end>[A-Za-z][^\s/<>]*+)?[^<>]*+
      | (?P<start>[A-Za-z][^\s/<>]*+)
        (?:(?P<attributes>(?>[^<>=]|=\s*+(?:"[^"<]*+"|'[^'<]*+')?)*+)(?=>)|(?P<odd>[^<>]*+))
    )>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+)|(?!\s*+=))?""")


@dataclass(slots=True)
class Tag:
    """A tag; names are in small letters, without the prefix of a namespace."""

    name: str
    ends: bool = False
    """Whether it ends an element."""
    alone: bool = False
    """Whether it says that nothing is in its element (`<br/>`)."""
    typed: str = ""
    """Its attributes, as they are typed."""

    def attributes(self) -> dict[str, str]:
        """Return its attributes."""
        found = ((one[1], one[2] or "") for one in _ATTRIBUTE.finditer(self.typed)) if self.typed else ()
        return {name.lower().rpartition(":")[2]: _value(value) for name, value in found}


def cut(html: str) -> Iterator[Tag | str]:
    """Yield tags and words; an end of nothing (`</>`) is left out."""
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            yield _unescaped(html[end : found.start()])
        end = found.end()
        if start := found["start"]:
            typed = found["attributes"] or found["odd"] or ""
            yield Tag(_plain(start), alone=typed.endswith("/") and _is_alone(typed), typed=typed)
        elif name := found["end"]:
            yield Tag(_plain(name), ends=True)
    if end < len(html):
        yield _unescaped(html[end:])


def _is_alone(typed: str) -> bool:
    """Tell whether the slash at the end is none of an address (`<a href=https://x.org/>`)."""
    last = 0
    for one in _ATTRIBUTE.finditer(typed):
        last = one.end()
    return last < len(typed)


def _plain(name: str) -> str:
    return name.lower().rpartition(":")[2]


def _value(typed: str) -> str:
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'":
        typed = typed[1:-1]
    return _unescaped(typed)


def _unescaped(text: str) -> str:
    return unescape(text) if "&" in text else text
