"""A text of the document as its author typed it: what kept it in its place is taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt

from qbank.importing.api import from_markdown, markdown
from qbank_markdown.contain import BELOW
from qbank_markdown.reading.sections import CODE

_BLOCK = re.compile(r"<div>(.*)</div>")
_HEADING = re.compile(r'<h([4-6])(?: aria-level="([789])")?>((?:(?!<h[1-6]).)*?)</h\1>')
_FORMULA = re.compile(r"^```math\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_PLAYED = re.compile(
    r"""(?<![!\\]) \[ ( (?: \\. | \[[^\[\]]*\] | [^\[\]\\] )* ) \]
    \( (?= <? (?![a-zA-Z][a-zA-Z0-9+.-]*: | [/\#]) [^)>\n]{1,500} \.(?:mp3|ogg|wav|m4a|mp4|webm) >? [ )] )""",
    re.VERBOSE,
)
"""A link to a sound or a film beside the document: our language has no such links, it is played."""
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Texts:
    """Takes texts back; `ours` where comments say that the document was written here, else anyone may have."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours

    def back(self, lines: Sequence[str] | str) -> str:
        """Return Markdown as it is typed in a bank."""
        text = lines if isinstance(lines, str) else "\n".join(lines)
        text = text.replace(CODE, "").strip("\n").rstrip()
        block = _BLOCK.fullmatch(text) if text.startswith("<div>") else None
        if block:
            return markdown(_raised_html(block[1]), _same)
        if "```math" in text:
            text = _FORMULA.sub(r"$$\n\g<1>$$", text)
        if "](" in text:
            text = _PLAYED.sub(r"![\1](", text)
        if "####" in text:
            text = _raised(text)
        return text if self.ours else from_markdown(text, _same)


def _same(address: str) -> str:
    """Return an address as it is: files lie beside the document, where the core looks for them."""
    return address


def _raised(text: str) -> str:
    """Return a text whose headings are those of a text that stands alone."""
    lines = text.split("\n")
    for token in _PARSER.parse(text):
        if token.type == "heading_open" and token.map and token.markup.startswith("#" * (BELOW + 1)):
            at = token.map[0]
            lines[at] = lines[at].replace("#" * BELOW, "", 1)
    return "\n".join(lines)


def _raised_html(html: str) -> str:
    def raised(found: re.Match[str]) -> str:
        level = int(found[2] or found[1]) - BELOW
        return f"<h{level}>{found[3]}</h{level}>"

    return _HEADING.sub(raised, html)
