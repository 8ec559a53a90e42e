"""Markdown of strangers → ours: as it is where our language has all of it, else by way of HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from qbank.content import parse
from qbank.importing.html.convert import markdown
from qbank.importing.html.inline import Address

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_FILES = re.compile(r"!\[|\]\(|<img", re.IGNORECASE)


def from_markdown(text: str, address: Address | None = None) -> str:
    """Return Markdown with HTML, links and files that our language has; `address` as for `markdown`."""
    text = text.strip("\n")
    if not _FILES.search(text) and not any(one.severity == "error" for one in parse(text).problems):
        return text
    return markdown(_PARSER.render(text), address)
