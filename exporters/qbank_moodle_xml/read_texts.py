"""Texts of Moodle XML as Markdown, with the files that lie beside them in the same element."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from qbank.importing.api import Address, Element, Keep, escape, from_markdown, markdown, told

_FILES = "@@PLUGINFILE@@/"
_HTML = re.compile(r"<[a-z/!]|&#?\w+;|\\[(\[]|\$\$", re.IGNORECASE)
_DATA = re.compile(r"data:(image|audio|video)/([a-z0-9]+)(?:\+xml)?;base64,", re.IGNORECASE)


def words(element: Element | None) -> str:
    """Return an element's `text`, stripped: a name, a tag, an answer that is typed."""
    if element is None:
        return ""
    text = element.find("text")
    return (text if text is not None else element).whole.strip()


class Texts:
    """Reads the texts of one question."""

    def __init__(self, question: Element, keep: Keep) -> None:
        self.question, self.keep = question, keep
        self.missing: list[str] = []
        """The files that aren't in the input."""

    def rich(self, element: Element | None) -> str:
        """Return an element's text as Markdown, empty where it has none."""
        return self.read(element, markdown) if element is not None else ""

    def told(self, element: Element | None, otherwise: str = "explanation") -> dict[str, Any]:
        """Return the fields that our own writer puts into one text; what has no heading of ours is `otherwise`."""
        if element is None or not words(element):
            return {}
        found: dict[str, Any] = {}

        def taken(html: str, address: Address | None) -> str:
            found.update(told(html, address))
            return str(found.pop("explanation", ""))

        rest = self.read(element, taken)
        return {**({otherwise: rest} if rest and otherwise not in found else {}), **found}

    def read(self, element: Element, html: Callable[[str, Address | None], str]) -> str:
        """Return an element's text by its format; `html` reads HTML."""
        inside = element.find("text")
        if inside is None:
            return ""
        text = inside.inner() if inside.children else inside.text
        kind = element.get("format", "html" if _HTML.search(text) else "moodle_auto_format")
        address = self._address(element)
        if kind == "plain_text":
            return escape(text.strip())
        if kind == "markdown":
            return from_markdown(text, address)
        if kind == "moodle_auto_format":
            if not _HTML.search(text):
                return escape(text.strip())
            text = re.sub(r"\n\s*\n", "<p>", text.strip()).replace("\n", "<br>")
        return html(text, address)

    def _address(self, element: Element) -> Address:
        files = {
            (one.get("path", "/").strip("/"), one.get("name")): one for one in element.children if one.tag == "file"
        }

        def address(source: str) -> str | None:
            if match := _DATA.match(source):
                return self._kept(f"{match[1]}.{match[2]}", source[match.end() :])
            if not source.startswith(_FILES):
                self.missing.append(source)
                return None
            path, _, name = unquote(source.removeprefix(_FILES)).split("?")[0].rpartition("/")
            found = files.get((path, name))
            kept = self._kept(name, found.whole) if found is not None else None
            if kept is None:
                self.missing.append(name)
            return kept

        return address

    def _kept(self, name: str, content: str) -> str | None:
        try:
            data = base64.b64decode(re.sub(r"\s+", "", content))
        except (binascii.Error, ValueError):
            return None
        return self.keep(name, data)
