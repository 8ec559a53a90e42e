"""An author's Markdown, made sure to stay in its place.

The core reads each text by itself; here many stand in one document, where an open fence, a raw tag, a definition of a
link or a heading reaches beyond its text. What would do so is written as HTML (or, a heading, as a lower one);
all else is kept as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qbank.api import fill_blanks
from qbank_markdown.furniture import looks_like_ours

LOWEST, BELOW = 6, 3
"""Headings of an author are below the document's own three levels."""
_MARK = "qbankcontained"
_SAFE = re.compile(r'</?(sub|sup|u|kbd|mark|span)( (?:lang|dir)="?[\w-]+"?)*>|<br ?/?>', re.IGNORECASE)
_FOOTNOTE = re.compile(r"^[ \t>*+-]*\[\^[^\]]+\]:", re.MULTILINE)
_FORMULA = re.compile(r"^\$\$[ \t]*\n(.*?)\n?\$\$[ \t]*$", re.MULTILINE | re.DOTALL)
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_ONE_PARAGRAPH = re.compile(r"(?![\s#+=|:>~`\[_-]|[0-9]{1,9}[.)]|\*[ \t*\[]|\$\$)[^<\n\r\0]*(?<!\s)")
"""Words on one line, with formulas and emphasis perhaps: nothing that begins a block, no tag, no definition. Most texts
are that, and need not be parsed (thrice) to see that they stay where they are: it is nine tenths of rendering."""
_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable(["table", "strikethrough"])


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[tuple[Token, ...], bool]:
    env: dict[str, object] = {}
    tokens = tuple(_PARSER.parse(text, env))
    return tokens, bool(env.get("references"))


def contained(text: str, as_html: Callable[[], str]) -> str:
    """Return Markdown that shows the text and leaves what is around it alone."""
    text = text.strip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
    if text and _ONE_PARAGRAPH.fullmatch(text) and not looks_like_ours(text):
        return text
    ours = looks_like_ours(text) or "```math" in text
    for made in () if ours else (lambda one: one, _fenced_formulas):
        candidate = _lowered(made(text))
        if candidate is not None and _stays(candidate):
            return candidate
    return _one_block(as_html())


def begins_with_words(text: str) -> bool:
    """Return whether contained Markdown begins with a paragraph, so that a label may stand before it."""
    if text and _ONE_PARAGRAPH.fullmatch(text):
        return True
    tokens, _ = _parsed(text)
    return bool(tokens) and tokens[0].type == "paragraph_open"


def blanks_in_code(text: str) -> set[int]:
    """Return the numbers of the blanks that stand in code or HTML, where a backslash would show."""
    tokens, _ = _parsed(text)
    found: set[int] = set()

    def note(number: int) -> str:
        found.add(number)
        return ""

    for leaf in (leaf for token in tokens for leaf in token.children or [token]):
        if leaf.type in ("code_inline", "fence", "code_block", "html_block", "html_inline"):
            fill_blanks(leaf.content, note)
    return found


def shows_media(text: str) -> bool:
    """Return whether Markdown has images (or sounds, or films)."""
    return any(leaf.type == "image" for token in _parsed(text)[0] for leaf in token.children or ())


def _fenced_formulas(text: str) -> str:
    """Formulas of their own lines as fenced ones: `=` below a line would make a heading of it."""
    return text if "```" in text else _FORMULA.sub("```math\n\\g<1>\n```", text)


def _lowered(text: str) -> str | None:
    """Return the text with its headings below the document's own; None where one stands in a list or a quotation."""
    lines = text.split("\n")
    for token in reversed(_parsed(text)[0]):
        if token.type != "heading_open" or token.map is None:
            continue
        if token.level or int(token.tag[1]) > LOWEST - BELOW:
            return None
        start, end = token.map
        if any("$$" in line for line in lines[start:end]):
            return None
        marks = "#" * (int(token.tag[1]) + BELOW)
        if token.markup.startswith("#"):
            lines[start] = re.sub(r"^ {0,3}#+", marks, lines[start])
        else:
            words = " ".join(line.strip() for line in lines[start : end - 1])
            lines[start:end] = [f"{marks} {words}" + (f" {marks}" if words.endswith("#") else "")]
    return "\n".join(lines)


def _stays(text: str) -> bool:
    alone, references = _parsed(text)
    if references or _FOOTNOTE.search(text) or not alone:
        return False
    around, _ = _parsed(f"{_MARK}\n\n{text}\n\n{_MARK}")
    if _shape(around[3:-3]) != _shape(alone) or any(around[at].content != _MARK for at in (1, -2)):
        return False
    return all(token.type != "html_block" and _balanced(token.children or ()) for token in alone)


def _shape(tokens: Sequence[Token]) -> list[tuple[str, int, str]]:
    return [(token.type, token.level, token.content) for token in tokens]


def _balanced(children: Sequence[Token]) -> bool:
    """Return whether all raw tags in a paragraph are harmless, and closed where they were opened."""
    opened: list[str] = []
    for child in children:
        if child.type == "html_inline":
            found = _SAFE.fullmatch(child.content)
            if not found:
                return False
            if found[1] and not child.content.startswith("</"):
                opened.append(found[1].lower())
            elif found[1] and (not opened or opened.pop() != found[1].lower()):
                return False
        elif child.nesting > 0:
            opened.append(child.type.removesuffix("_open"))
        elif child.nesting < 0 and (not opened or opened.pop() != child.type.removesuffix("_close")):
            return False
    return not opened


def _one_block(html: str) -> str:
    """Return HTML as one block of Markdown: an empty line would end it, so that code has its breaks as entities."""
    html = _HEADING.sub(_below, html)
    parts = _PRE.split(html.strip("\n"))
    joined = (part.replace("\n", "&#10;" if part.startswith("<pre") else " ") for part in parts)
    return f"<div>{''.join(joined)}</div>"


def _below(tag: re.Match[str]) -> str:
    level = int(tag[2]) + BELOW
    if level <= LOWEST:
        return f"<{tag[1]}h{level}"
    return f"<{tag[1]}h{LOWEST}" + ("" if tag[1] else f' aria-level="{level}"')
