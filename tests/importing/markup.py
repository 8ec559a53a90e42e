"""Markdown and HTML made up by Hypothesis: all that our language has, in each other; all that strangers may send."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from strategies import HOSTILE, words

ATOMS = (
    "*a*", "**b c**", "~~d~~", "`x|y`", "`` a`b ``", "$x^2$", r"$\text{if $x$}$", "[t](https://x.org/a_b?c=1&d=2)",
    '[t](https://x.org "so *so*")', "<https://x.org/a_b>", "![a *b*](a.png)", "![tone](t.ogg)", "![film](f.mp4)",
    "H<sub>2</sub>O",
    "<u>u *v*</u>", "<kbd>Ctrl</kbd>", "<mark>m</mark>", '<span lang="de" dir="ltr">das</span>', "a<br>b",
    "**a *b* c**",
    "***x***", "*a **b***", "**_x_**y", "x**y**z", "*(a)*", "~~*s*~~", "un*frigging*believable", "\\*a\\*", "\\_",
    "5 * 3 * 2",
    "snake_case_name", "a\\\nb", "a\nb", "&copy;", "&nbsp;x", "*a*_b_", "[0, 1)", "[x]", "a]b", "1\\. x", "\\- x",
    "\\# x", "x!", "!",
    "\\!", "'\"'", "**“a”** b", "f(*x*)", "$a$ and $b$", "\\$5 and \\$6", "$5, $10", "$$x + y$$ z", "----", "+1",
    "a | b", "a\\|b",
)  # fmt: skip

inline = st.lists(st.one_of(st.sampled_from(ATOMS), words, st.sampled_from(HOSTILE)), min_size=1, max_size=4).map(
    lambda parts: " ".join(parts)
)
glued = st.lists(st.one_of(st.sampled_from(ATOMS), words), min_size=1, max_size=3).map(lambda parts: "".join(parts))
one_line = (inline | glued).filter(lambda text: "\n" not in text and "$$" not in text)


def _indented(text: str, mark: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{mark}{first}", *(f"{' ' * len(mark)}{line}" if line else "" for line in others)])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return tables of one to three columns."""
    width = draw(st.integers(1, 3))
    cell = one_line.filter(lambda text: "|" not in text) | st.just("") | st.just("a\\|b") | st.just("`a\\|b`")
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=3))
    rules = draw(st.lists(st.sampled_from(["---", ":---", "---:", ":---:"]), min_size=width, max_size=width))
    lines = [f"| {' | '.join(row)} |" for row in [rows[0], rules, *rows[1:]]]
    return "\n".join(lines)


def lists(block: SearchStrategy[str]) -> SearchStrategy[str]:
    """Return lists, tight and loose, with bullets and numbers."""
    marks = st.sampled_from(["- ", "* ", "1. ", "3. ", "1) "])
    return st.builds(
        lambda mark, items, between: between.join(_indented(item, mark) for item in items),
        marks,
        st.lists(block, min_size=1, max_size=3),
        st.sampled_from(["\n", "\n\n"]),
    )


code = st.sampled_from(
    [
        "```python\nif a < b:\n\n    pass\n```",
        "    indented\n      more",
        "```\n\n  x\n```",
        "~~~\n```\n~~~",
        "``` c++\n&amp;\n```",
    ]
)
leaves = st.one_of(
    inline,
    glued,
    code,
    tables(),
    st.just("---"),
    one_line.map("# {}".format),
    one_line.map("### {} ##".format),
    st.sampled_from(["$$x$$", "$$\nx\n- y\n$$", "$$\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n$$"]),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        lists(inner),
        inner.map(lambda text: "\n".join(f"> {line}".rstrip() for line in text.split("\n"))),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
    ),
    max_leaves=6,
)
"""Markdown with every block and every inline mark, in each other."""

_TAGS = ("p", "b", "i", "em", "div", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "code", "blockquote",
"h2", "a", "span",
         "sub", "u", "script", "style", "svg", "math", "br", "hr", "img", "dl", "dt", "dd", "font", "iframe",
         "kbd", "tbody")  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from(_TAGS).map("<{}>".format),
    st.sampled_from(_TAGS).map("</{}>".format),
    st.sampled_from(_TAGS).map("<{}/>".format),
    st.sampled_from(HOSTILE),
    st.sampled_from(ATOMS),
    words,
    st.sampled_from([
        "<", ">", "&", "&lt;b&gt;", "&nbsp;", "&#0;", "&bogus;", "<!--", "-->", "<![CDATA[", "<!DOCTYPE html>",
        "<?php", "\\(x\\)", "\\[y",
        "$$z$$", "<a href='javascript:x'>", '<a href="https://x.org">', "<img src=x onerror=y alt='[z](u)'>",
        "<p style='color:red'>",
        '<span style="font-weight: bold">', "<td colspan=1000000>", "<ol start=99999999999>", "\n", "\t", "\u2028",
        "\x00", "[[", "]]",
        "<svg onload=x>", "<b <i>", '<p title="a>b">', "<table><tr><td>", "1. ", "- ", "| - |", "===", "    ", "\\",
    ]),
)  # fmt: skip
html = st.lists(_PIECES, max_size=30).map("".join)
"""HTML of strangers: tags in any order, open, closed twice, cut off."""
