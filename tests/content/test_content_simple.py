"""What is read without markdown-it is read as markdown-it reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from qbank.content import HtmlStyle, html, parse, render_html
from qbank.content.analyse import analyse
from qbank.content.rules import build
from qbank.content.simple import simple
from qbank.content.types import Content

PARSER = build()
WORDS = [
    "word",
    "two words",
    "(in brackets)",
    "5",
    "£5",
    "é",
    "²",
    "٣",
    "x",
    ".",
    ", ",
    " ",
    "  ",
    ":",
    "!",
    "-",
    "#",
    "1.",
    "a\u00a0b",
]
MARKUP = [
    "*a*", "**b c**", "* a*", "*a *", "**", "*", "$x$", "$x_1^2$", "$ x$", "$x $", "$a*b*c$", r"$\frac{1}{2}$", "$",
    "$$", r"\$", r"$a\$", "$[x]$", "$`$", "$\\nope$", "$<$", "$|$", "\t", "=", "+ ", "~", "`c`", "[l](u)", "<b>",
    "&amp;", "_e_", "\n", "|", "---",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(WORDS + MARKUP), max_size=7).map("".join)


def seen(content: Content) -> Any:
    """Return what renderers and diagnostics look at; markdown-it leaves empty texts beside emphasis."""
    blocks = [(one.type, one.tag, one.nesting, one.hidden) for one in content.tokens]
    children = [child for one in content.tokens for child in one.children or ()]
    inline = [_inline(one) for one in children if one.type != "text" or one.content]
    return blocks, inline, content.references, content.formulas, content.problems, content.features


def _inline(token: Token) -> Any:
    places = (token.meta["range"], token.meta["cell"]) if token.type == "math_inline" else None
    return token.type, token.tag, token.nesting, token.content, token.markup, places


@settings(max_examples=3000, deadline=None)
@given(PIECES | st.text(alphabet="a1 *$.(\\_²\u00a0\u2028é😀", max_size=12))
@example("*a*b")
@example("(**a b**)")
@example("a*b*")
@example("$5 and $10")
@example("5$x$")
@example("$x$5")
@example("²$x$")
def test_it_is_what_markdown_it_makes_of_it(text: str) -> None:
    """Token by token, with the same places and findings."""
    found = simple(text)
    if found is not None:
        assert seen(found) == seen(analyse(text, PARSER.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Two words",
        "A *new* word, **two words**, and (*three* more).",
        r"Solve $x^2 = 2$ for $x$: $\sqrt{2}$.",
        "$x$",
        "**All**",
        "Is it 5?",
    ],
)
def test_common_texts_need_no_parser(text: str) -> None:
    """Or the shortcut would be of no use."""
    assert simple(text) is not None


@pytest.mark.parametrize(
    "text",
    ["", "a\n\nb", "- a", "1. a", "# a", "`a`", "[a](b)", "a  ", "<br>", "&amp;", "| a |", "_a_", "$$x$$", "\\*"],
)
def test_everything_else_is_left_to_the_parser(text: str) -> None:
    """What begins a block, or has other markup."""
    assert simple(text) is None


STYLES = [
    HtmlStyle(math=math, xml=dialect != "html5", dialect=dialect, classes=classes, highlight=False, media=False)
    for math in ("tex", "mathml")
    for dialect in ("html5", "qti2", "qti22", "qti3")
    for classes in (True, False)
]


@settings(max_examples=500, deadline=None)
@given(PIECES | st.sampled_from(["", "\x023\x03 and \x024\x03", r"a \(x\) $$", "A *b* $x<1$ **c**"]))
@example(r"$\frac{a}{b}$ and $\vec x$ \( no")
def test_it_is_written_as_everything_else_is(text: str) -> None:
    """In every style, with paragraphs and without: one writing for all styles that can't differ."""
    whole = replace(parse(text), is_simple=False)
    for style in STYLES:
        for inline in (True, False):
            shown = html(text, style, str, inline=inline)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(render_html, "parse", lambda _: whole)
                assert shown == html(text, style, str, inline=inline)
