"""XML as Moodle reads it: text in CDATA, and the files that a text shows beside it, in the same element."""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Iterable, Iterator

from qbank.api import fill_media, media_marker

HEADER = b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
FOOTER = b"</quiz>\n"
_FILES = "@@PLUGINFILE@@"


def element(name: str, /, *content: str, **attributes: str) -> str:
    """Return an element on one line; `content` is XML already."""
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(content)}</{name}>"


def cdata(text: str) -> str:
    """Return text as it stands between tags: as it is where it may, else in CDATA, in which `]]>` is split.

    Never with entities: a parser hands over what is around one in pieces, and Moodle's (`lib/classes/xml_parser.php`)
    drops pieces of white space alone, so that `&lt; &gt;` would become `<>`.
    """
    if not any(character in text for character in "<>&"):
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def words(name: str, text: str) -> str:
    """Return an element with plain text in a `text` of its own."""
    return element(name, element("text", cdata(text)))


def rich(name: str, shown: str, /, *more: str, **attributes: str) -> str:
    """Return an element with HTML, then the files that it shows, each once; `more` follows.

    Moodle keeps the files of every element apart: one lies beside each text that shows it. What stands for its content
    is its marker, which is filled when the file is written. Names are content hashes, so that there is no `+` in any.
    """
    names: dict[str, None] = {}

    def address(file: str) -> str:
        names[file] = None
        return f"{_FILES}/{file}"

    text = fill_media(shown, address)
    files = (element("file", media_marker(file), name=file, path="/", encoding="base64") for file in names)
    return element(name, element("text", cdata(text)), *list(files), *more, **attributes, format="html")


def shield(shown: str) -> str:
    """Return an author's HTML, in which nothing is taken for a reference to a file."""
    return shown.replace(_FILES, f"&#64;{_FILES[1:]}")


def base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the base64 of a content given in pieces, piece by piece."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        whole = len(data) - len(data) % 3
        rest = data[whole:]
        yield b64encode(data[:whole])
    yield b64encode(rest)
