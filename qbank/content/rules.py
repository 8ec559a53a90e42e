"""The rules that make markdown-it read our Markdown: formulas, positions, and nothing turned to text in silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath.index import math_block_dollar

MAX_NESTING = 40
"""Lists and quotes in each other. markdown-it drops what is deeper, so `analyse` has to report it."""

SAFE_TAGS = ("sub", "sup", "u", "br", "kbd", "mark", "span")
_STARTS_SAFE = re.compile(rf"</?(?:{'|'.join(SAFE_TAGS)})(?![a-zA-Z0-9-])", re.IGNORECASE)
_RECORDED = ("math", "newline", "escape", "backticks", "link", "image", "autolink", "html_inline")

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACES = defaultdict(int, {"{": 1, "}": -1})

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Parser(MarkdownIt):
    """markdown-it that leaves addresses as they were typed: what they may be is for `analyse` to say, with a message.

    Its own `validateLink` would show `[x](javascript:…)` as plain text, and nobody would know why.
    """

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Accept everything; `analyse` reports."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return the address as typed."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Return the text of an autolink as typed."""
        return link


def math_inline(state: StateInline, silent: bool) -> bool:
    r"""Read `$x$` and, inside a paragraph, `$$x$$`.

    An opening `$` is not followed by white space nor preceded by a digit, a closing one is not preceded by white space
    nor followed by a digit, so that `$5 and $10` is money. (The dollarmath plugin has the same rules, but looks at
    the text's *last* character where there is none before the first: `$x$ is 5` would not be a formula.) A `$` within
    braces is part of the formula: `$\text{for all $n$}$`.
    """
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    fence = "$$" if source.startswith("$$", start) else "$"
    if start and source[start - 1].isdigit():
        return False
    inner = start + len(fence)
    end = _end_of_formula(source, inner, state.posMax, fence)
    if end < 0:
        return False
    tex, after = source[inner:end], end + len(fence)
    if not tex.strip() or (fence == "$" and (tex[0].isspace() or tex[-1].isspace())):
        return False
    if after < len(source) and source[after].isdigit():
        return False
    if not silent:
        token = state.push("math_inline" if fence == "$" else "math_inline_double", "math", 0)
        token.content, token.markup = tex, fence
    state.pos = after
    return True


def open_braces(source: str, start: int, end: int) -> int:
    """Return how many braces are opened in a range and not closed there; less than nothing for the other way round."""
    return sum(_BRACES[brace] for brace in _BRACE.findall(source, start, end))


def _end_of_formula(source: str, start: int, limit: int, fence: str) -> int:
    """Return where the closing dollars stand, -1 for nowhere: the first outside of braces, or else the first at all."""
    first, end, counted, depth = -1, source.find(fence, start, limit), start, 0
    while end >= 0:
        if not _escaped(source, start, end):
            depth += open_braces(source, counted, end)
            first, counted = (end if first < 0 else first), end
            if depth <= 0:
                return end
        end = source.find(fence, end + 1, limit)
    return first


def _escaped(source: str, start: int, position: int) -> bool:
    """Tell whether an odd number of backslashes precedes the position."""
    backslashes = position - len(source[start:position].rstrip("\\")) - start
    return backslashes % 2 == 1


def _recorded(rule: InlineRule) -> InlineRule:
    """Return the rule, leaving `pos` and `end` in the meta of the first token that it pushes.

    markdown-it's inline tokens don't know where they were, and diagnostics must.
    """

    def record(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        # Text that was waiting to become a token is pushed before the rule's own.
        token = next((token for token in state.tokens[count:] if token.type != "text"), None)
        if token is not None and not silent:
            token.meta = {"pos": start, "end": state.pos}
        return True

    return record


def _html_block(rule: BlockRule) -> BlockRule:
    """Return the rule for blocks of HTML, but for lines that start with a harmless inline tag: they are paragraphs."""

    def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        return not _STARTS_SAFE.match(state.src, begin) and rule(state, start, end, silent)

    return html_block


def _math_block(rule: BlockRule) -> BlockRule:
    """Return the plugin's rule for `$$` blocks, made silent: it pushes its token even when only asked whether it would.

    (It is asked where a formula may end a paragraph or a list.)
    """

    def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count, line = len(state.tokens), state.line
        found = rule(state, start, end, silent)
        if silent:
            del state.tokens[count:]
            state.line = line
        return found

    return math_block


def build() -> Parser:
    """Return the parser of author's text: CommonMark, tables, strikethrough and formulas."""
    parser = Parser("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "math", math_inline)
    blocks = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "math_block", _math_block(blocks), {"alt": ends})
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _RECORDED:
            rule.fn = _recorded(rule.fn)
    for block in parser.block.ruler.__rules__:
        if block.name == "html_block":
            block.fn = _html_block(block.fn)
    return parser
