"""The door to content: author's text in, tokens and findings out, each text once."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.token import Token

from qbank.content.analyse import analyse
from qbank.content.rules import build
from qbank.content.simple import paragraph, simple
from qbank.content.types import Content

# One line of text in which nothing could be Markdown: half of all texts (names, numbers, short choices).
_PLAIN = re.compile(r"(?![\s#+=-]|[0-9]{1,9}[.)]|~~~)[^\\`*_\[\]<>&$~\n\r\0]*(?<!\s)")
_PARSER = build()


@lru_cache(maxsize=4096)
def parse(text: str) -> Content:
    """Return the content of a text. Never fails: what is wrong with it is among its `problems`."""
    if _PLAIN.fullmatch(text):
        tokens = paragraph(text, [Token("text", "", 0, content=text)]) if text else ()
        return Content(text, tokens, is_simple=True)
    return simple(text) or analyse(text, _PARSER.parse(text))


def is_block(text: str) -> bool:
    """Tell whether the text is more than one paragraph's words: a list, a table, code, a display formula, …"""
    tokens = parse(text).tokens
    if not tokens:
        return False
    if len(tokens) != 3 or tokens[0].type != "paragraph_open":
        return True
    return any(child.type == "math_inline_double" for child in tokens[1].children or ())
