"""No text that anybody could type, or smuggle in, breaks a parse, a renderer, or the output's XML."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qbank.content import HtmlStyle, html, is_block, markdown, media_marker, parse, plain
from qbank.content.markers import BLANK, MEDIA
from qbank.content.parsing import _PARSER, _PLAIN
from qbank.content.types import Reference

STYLES = [
    HtmlStyle(math=math, xml=True, dialect=dialect, classes=classes)
    for math in ("tex", "mathml")
    for dialect in ("html5", "qti2", "qti22", "qti3")
    for classes in (True, False)
]

PIECES = [
    "\n", "\n\n", " ", "    ", "\t", "a", "x1", "é", "𝔸", "*", "**", "_", "~~", "`", "``", "```", "```py\n", "$",
    "$$", "$$\n", "$x^2$", "\\", "\\\\", "\\|", "|", "|-|\n", "| a | b |\n|:-|-:|\n", "- ", "1. ", "3) ", "> ",
    "# ", "===\n", "---\n", "<", ">", "&", "&amp;", "&#0;", "&#x2;", '"', "'", "<sub>", "</sub>", "<u>", "</u>",
    "<br>", "<span lang=de>", "</span>", "<b>", "<div>\n", "<!--", "-->", "<script>", "<?", "<![CDATA[", "]]>",
    "![", "](", "](a.png)", "](b.mp3)", "](c.mp4 'T')", "![x](y.png)", "[", "]", "(", ")", "[a]: b.png\n", "![a]",
    "[x](https://y.z)", "[x](javascript:y)", "<https://x.y>", "<x:y>", "\\frac{1}{2}", "\\ce{x}", "{", "}", "%",
    "^", "\x021\x03", "\x022\x03", "\x02", "\x03", "\x0e", "\x0f", "\0", "\x01", "\x0b", "\x85", "\u2028", "\ufffe",
    "\ud800", "\r", "\r\n",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.text(st.characters(codec=None), max_size=60),  # type: ignore[arg-type]
)


def address(reference: Reference) -> str:
    """Return an address as hostile as the text that asked for it."""
    return reference.src


def well_formed(fragment: str) -> None:
    """Fail where the fragment, its markers filled, isn't XML."""
    filled = MEDIA.sub("name", BLANK.sub("_", fragment))
    try:
        etree.fromstring(f"<div>{filled}</div>".encode())
    except etree.XMLSyntaxError as error:
        pytest.fail(f"{error}: {filled!r}")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_renderer_takes_every_text_and_xhtml_is_well_formed(text: str) -> None:
    content = parse(text)
    for problem in content.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.message and problem.hint is not None
    plain(text)
    plain(text, address)
    is_block(text)
    for style in STYLES:
        for inline in (True, False):
            well_formed(html(text, style, address, inline=inline))
    html(text, HtmlStyle(), address)
    markdown(text, address, inline=True)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_references_and_formulas_stand_where_they_say(text: str) -> None:
    content = parse(text)
    for reference in content.references:
        assert text[reference.start : reference.start + 2] == "!["
        assert text[reference.end - 1] in ")]"
    for formula in content.formulas:
        if "\n" not in formula.tex and "|" not in formula.tex and "\0" not in text and "\r" not in text:
            assert text[formula.start : formula.end] == formula.tex


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_markdown_replaces_every_address(text: str) -> None:
    content = parse(text)
    again = parse(markdown(text, lambda _: "new.png")).references
    assert [reference.src for reference in again] == ["new.png"] * len(content.references)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("abc 12.,;:!?()'\"/%@^|{}=+-#~éß中"), max_size=12))
def test_a_text_that_is_not_parsed_would_have_been_the_same(text: str) -> None:
    if _PLAIN.fullmatch(text):
        kinds = [(token.type, token.content, token.hidden) for token in _PARSER.parse(text)]
        assert kinds == [(token.type, token.content, token.hidden) for token in parse(text).tokens]


MARKED = st.lists(st.sampled_from(["\x02", "\x02", " ", "a", "*", "`", "~~", "$", "\n", "| ", "- ", "![", "](a.png)"]))


def numbered(pieces: list[str]) -> str:
    """Return the text with each \\x02 made a blank's marker with a number of its own."""
    return "".join(f"\x02{n}\x03" if piece == "\x02" else piece for n, piece in enumerate(pieces))


@settings(max_examples=400, deadline=None)
@given(MARKED.map(numbered))
def test_markers_survive_every_renderer_or_are_reported(text: str) -> None:
    misplaced = {text[p.start : p.end] for p in parse(text).problems if p.code == "misplaced-blank"}
    expected = sorted(m[0] for m in BLANK.finditer(text) if m[0] not in misplaced)
    for shown in (plain(text), *(html(text, style, address) for style in STYLES)):
        assert sorted(m[0] for m in BLANK.finditer(shown) if m[0] not in misplaced) == expected
    assert BLANK.findall(markdown(text, address)) == BLANK.findall(text)


def test_nothing_hostile_reaches_an_attribute() -> None:
    shown = html('![a"onerror=x](p.png "t\\"x")', HtmlStyle(), lambda reference: media_marker(reference.src))
    assert re.fullmatch(r'<p><img src="\x0ep.png\x0f" alt="a&quot;onerror=x" title="t&quot;x"></p>', shown)
