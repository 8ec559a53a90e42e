"""Content as Markdown: the source itself, with the addresses of its media replaced where they stand.

So are formulas that only some viewers know as they are typed: chemistry, units.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from qbank.content.formulas import portable
from qbank.content.parsing import is_block, parse
from qbank.content.types import Content, Reference

_PARAGRAPHS = {"paragraph_open", "inline", "paragraph_close"}
_DEFINITION = re.compile(r"^[ \t]{0,3}\[[^\]]+\]:", re.MULTILINE)  # of a link, which needs its own line


def markdown(text: str, media: Callable[[Reference], str], *, inline: bool = False) -> str:
    """Return the text as Markdown whose media have the addresses that `media` gives.

    All else is left as it was typed. With `inline` the paragraphs are on one line (line breaks that show are `<br>`),
    for list items and cells; a text with lists, code, tables, or a formula of its own line stays as it is.
    """
    content = parse(text)
    edits = [*_images(content.tokens, media), *_formulas(content.tokens)]
    flat = inline and not _DEFINITION.search(text) and all(token.type in _PARAGRAPHS for token in content.tokens)
    flat = flat and not (len(content.tokens) == 3 and is_block(text))
    if flat:
        edits += _breaks(content)
    out, end = [], 0
    for start, stop, new in sorted(edits):
        out += [text[end:start], new]
        end = stop
    result = "".join([*out, text[end:]])
    if not flat:
        return result
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", result.strip().replace("\r\n", "\n").replace("\r", "\n"))
    return "<br>".join(re.sub(r"\s*\n\s*", " ", paragraph.strip()) for paragraph in paragraphs)


def _images(tokens: tuple[Token, ...], media: Callable[[Reference], str]) -> Iterator[tuple[int, int, str]]:
    for token in tokens:
        for child in token.children or ():
            reference = child.meta.get("reference")
            if isinstance(reference, Reference):
                label = child.content.replace("\n", " ")
                title = str(child.attrs.get("title", "")).replace("\n", " ")
                label, title = _in_cell(label, child), _in_cell(title, child)
                quoted = ' "' + title.replace("\\", "\\\\").replace('"', '\\"') + '"' if title else ""
                yield reference.start, reference.end, f"![{label}]({_destination(media(reference))}{quoted})"


def _formulas(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    for token in tokens:
        for part in token.children or (token,):
            if "tex" in part.meta:
                typed = part.content.strip()
                shown = portable(typed)
                if shown != typed:
                    yield *part.meta["tex"], _in_cell(" ".join(shown.split("\n")), part)


def _in_cell(text: str, token: Token) -> str:
    return text.replace("|", "\\|") if token.meta.get("cell") else text


def _destination(address: str) -> str:
    """Return an address as CommonMark takes it: in angle brackets where it holds spaces or parentheses."""
    if address and not re.search(r"[\s()<>]", address):
        return address
    return "<" + re.sub(r"([<>\\])", r"\\\1", address) + ">"


def _breaks(content: Content) -> Iterator[tuple[int, int, str]]:
    for token in content.tokens:
        for child in token.children or ():
            if child.type == "hardbreak":
                start, end = child.meta["range"]
                yield len(content.text[:start].rstrip(" ")), end, "<br>"
