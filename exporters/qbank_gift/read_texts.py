r"""Texts of GIFT as Markdown: HTML, Markdown, plain, or Moodle's own mixture of plain text and HTML."""

from __future__ import annotations

import re

from qbank.api import plain
from qbank.importing.api import escape, from_markdown, is_beginning, markdown, told
from qbank_gift.read_block import BREAK, Block, meant

_FORMAT = re.compile(r"\s*\[([a-z]+)\]", re.IGNORECASE)
FORMATS = ("html", "markdown", "plain", "moodle")
_HTML = re.compile(r"<[a-z/!]|&#?\w+;|\\[(\[]|\$\$", re.IGNORECASE)
_NAME_LENGTH = 60


class Texts:
    """Reads the texts of one block, whose stem's format is the default of the others."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.format, self._stem = formatted(block.stem, "moodle")

    def stem(self) -> str:
        """Return the stem."""
        return text(self._stem, self.format)

    def unit(self) -> tuple[str, str]:
        """Return the stem, and the unit that our own writer puts below it."""
        match = re.search(r"<p>… ([^<>]+)</p>\s*$", meant(self._stem)) if self.format == "html" else None
        if match is None:
            return self.stem(), ""
        return markdown(meant(self._stem)[: match.start()].replace(BREAK, "\n")), plain(markdown(match[1])).strip()

    def rich(self, given: str) -> str:
        """Return a choice, a left side or a feedback."""
        name, given = formatted(given, self.format)
        return text(given, name)

    def typed(self, given: str) -> str:
        """Return an answer that is typed: plain text, on one line."""
        return " ".join(meant(formatted(given, "plain")[1]).replace(BREAK, " ").split())

    def general(self) -> dict[str, object]:
        """Return the explanation, and what our own writer puts below it."""
        name, given = formatted(self.block.general, self.format)
        if name == "html":
            return told(meant(given).replace(BREAK, "\n"))
        found = text(given, name)
        return {"explanation": found} if found else {}

    def title(self, shown: str, ident: str) -> str:
        """Return the name, unless it is only what the stem begins with, or the id."""
        name = self.block.name
        return "" if is_beginning(name, shown) or name == ident else _words(name)


def formatted(given: str, default: str) -> tuple[str, str]:
    """Return a text's format and the text without its mark."""
    match = _FORMAT.match(given)
    name = match[1].lower() if match else ""
    if match is None or name not in FORMATS:
        return default, given.strip()
    return name, given[match.end() :].strip()


def text(given: str, name: str) -> str:
    """Return a text of a format as Markdown."""
    given = meant(given)
    if name == "html":
        return markdown(given.replace(BREAK, "\n"))
    if name == "markdown":
        return from_markdown(given.replace(BREAK, "\n"))
    if name == "moodle" and _HTML.search(given):
        return markdown(re.sub(f"{BREAK}\\s*{BREAK}", "<p>", given).replace(BREAK, "<br>"))
    lines = (escape(part.replace(BREAK, "\n")) for part in re.split(f"{BREAK}\\s*{BREAK}", given))
    return "\n\n".join(line.replace("\n", "\\\n") if BREAK in given else line for line in lines)


def _words(name: str) -> str:
    """Return a name as plain text: in Moodle it is shown as HTML."""
    return name.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
