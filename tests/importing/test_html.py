"""HTML into Markdown: what our own HTML came from, what strangers mean by theirs, and nothing that breaks a bank."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from importing.markup import blocks
from importing.markup import html as strange
from strategies import any_texts, texts

from qbank import content
from qbank.content.style import HtmlStyle
from qbank.importing.html import escape, from_markdown, markdown
from qbank.importing.html.blocks import Blocks
from qbank.importing.html.tree import tree

STYLES = {
    "tex": HtmlStyle(math="tex", highlight=False),
    "mathml": HtmlStyle(math="mathml", highlight=False),
    "inline": HtmlStyle(math="tex", classes=False, highlight=True),
    "qti2": HtmlStyle(math="mathml", xml=True, dialect="qti2", highlight=False),
    "qti22": HtmlStyle(math="mathml", xml=True, dialect="qti22", highlight=False),
    "qti3": HtmlStyle(math="mathml", xml=True, dialect="qti3"),
}
ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
_BLOCK = re.compile(r" ?(</?(?:p|ul|ol|li|table|thead|tbody|tr|td|th|pre|blockquote|br|h\d|hr)\b[^>]*>) ?")
_TWICE = re.compile(r"<(em|strong|s)>(?:(?!</\1>).)*<\1>")
"""A mark in the same mark, which we write once."""


def html(text: str, style: str = "tex") -> str:
    """Return Markdown as HTML, files at their addresses."""
    return content.html(text, STYLES[style], lambda reference: reference.src)


def shown(text: str, style: str = "tex") -> str:
    """Return what Markdown shows; white space between blocks, and a mark that ends where it begins, set aside."""
    found = re.sub(r"\s+", " ", html(text, style))
    return _BLOCK.sub(r"\1", re.sub(r'</(em|strong|s)><\1>|</span><span class="strike">', "", found))


def errors(text: str) -> list[str]:
    """Return what our language has against Markdown, but for formulas that no engine knows."""
    found = [one for one in content.parse(text).problems if one.severity == "error"]
    return [one.message for one in found if one.code not in ("bad-math", "math-unsupported")]


def squeezed(text: str) -> str:
    """Return text with one space for each run of white space."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


@pytest.mark.parametrize("style", STYLES)
@ANY
@given(text=texts | blocks)
@example(text="- *a*\n- $$x$$\n- | a |\n  | --- |")
@example(text="3. ```\n   x\n   ```\n4. y")
@example(text="*a*__b__c **_x_**y f(*x*)z")
@example(text="| a\\|b | `c\\|d` |\n| ---: | :---: |\n| &nbsp; | $\\|x\\|$ |")
def test_our_own_html_is_the_markdown_that_it_came_from(style: str, text: str) -> None:
    assume(not content.parse(text).problems and not _TWICE.search(shown(text)))
    back = markdown(html(text, style), lambda source: source)
    assert shown(back, style) == shown(text, style)
    assert not errors(back)


@ANY
@given(text=any_texts)
@example(text="$5, $10 and $6")
@example(text="\xa0x\u2003")
@example(text="a\n===\nb\n- - -\n1. c\n2. d\n| - |")
def test_escaped_text_is_read_as_it_is(text: str) -> None:
    assert squeezed(content.plain(escape(text))) == squeezed(text)


@ANY
@given(given=strange)
def test_whatever_strangers_send_is_markdown_of_ours(given: str) -> None:
    text = markdown(given, lambda source: source if source.endswith(".png") else None)
    assert not errors(text)
    assert shown(markdown(html(text), lambda source: source)) == shown(text), "reading it again makes something else"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>One</p><p>two <b>three </b>four</p>", "One\n\ntwo **three** four"),
        ("a<br>b<br><br>c<br>", "a\\\nb\n\nc"),
        ("<b>Hel</b><b>lo</b>", "**Hello**"),
        ('<span style="font-weight:bold">a</span> <span style="text-decoration:underline">b</span>', "**a** <u>b</u>"),
        ("<b>“so”</b>said", "**“so”**&#115;aid"),
        ("f<i>(x)</i>y", "&#102;*(x)*&#121;"),
        ("<i>a <b>b</b></i>", "_a **b**_"),
        (r"is 5\(\Omega\) or \[x\] and $$y$$.", r"is $5\Omega$ or $$x$$ and $$y$$."),
        (r"\(\require{cancel}\cancel{x}\)", r"$\cancel{x}$"),
        (r"<code>\(x\)</code> <span>\</span>(x\)", r"`\(x\)` \\(x\\)"),
        ('<img class="equation_image" data-equation-content="x^2" src="q">', "$x^2$"),
        ("<img src='a b.png' alt='[x] \"y\"'>", '![\\[x\\] "y"](<a b.png>)'),
        ('<a href="https://x.org/a_(b)">x</a> <a href="javascript:y">y</a>', "[x](<https://x.org/a_(b)>) y"),
        ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "- a\n\n- b\n\n  3. c"),
        ("<ul><li><p>a</p></li><li>b</li></ul><ul><li>c</li></ul>", "- a\n\n- b\n\n* c"),
        ("<pre>\n  if x:\n    y</pre>", "```\n  if x:\n    y\n```"),
        ("<table><tr><td align=right>a|b<td>c</tr><tr><td>e</table>", "| a\\|b | c |\n| ---: | --- |\n| e |  |"),
        ("<table><tr><td><p>c</p><ul><li>d</ul></table>", "| c<br>• d |\n| --- |"),
        ("<h2>A <i>b</i> #</h2><hr><blockquote>q</blockquote>", "## A *b* \\#\n\n---\n\n> q"),
        ("x<script>y</script><style>z</style><!-- c --><svg><text>t</text></svg>", "x"),
        ("<iframe src='https://x.org/film'></iframe>", "<https://x.org/film>"),
        ("1. not a list", "1\\. not a list"),
        ("H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>", "H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>"),
        ("[[blank]]", "\\[[blank]]"),
        ("costs $5, not $10", "costs $5, not $10"),
        ("Grant is _____ in", "Grant is _____ in"),
        ("5 * 3 = snake_case [0, 1) a < b && c", "5 * 3 = snake_case [0, 1) a < b && c"),
        ("<b><p>x</p></b>", "x"),
        ("a < b and b > c <3", "a < b and b > c <3"),
    ],
)  # fmt: skip
def test_html_is_what_an_author_would_type(given: str, expected: str) -> None:
    assert markdown(given, lambda source: source) == expected
    assert not errors(expected)


def test_a_file_that_is_not_there_is_its_description() -> None:
    assert markdown('<p><img src="x.png" alt="A cat"> sits</p>') == "[A cat] sits"


def test_mathml_that_says_its_tex_is_a_formula() -> None:
    given = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math>'
    assert markdown(f"Is {given}?") == "Is $x_1$?"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (r"is 2\(x\)", "is $2x$"),
        (r"\(x_1\)5 or \(y\)", "$x_15$ or $y$"),
        (r"\(a\)1,000\(b\).", "$a1,000$$b$."),
    ],
)
def test_a_number_beside_a_formula_is_part_of_it(given: str, expected: str) -> None:
    """A dollar beside a digit is money."""
    assert markdown(given) == expected
    assert [one.tex for one in content.parse(expected).formulas] == re.findall(r"\$(.+?)\$", expected)


def test_markdown_of_strangers() -> None:
    assert from_markdown("A *b* [c](https://x.org)") == "A *b* [c](https://x.org)"
    assert from_markdown("A <b>b</b>\n\n<div>c</div>\n\n[d](javascript:e)") == "A **b**\n\nc\n\n\\[d](javascript:e)"


@pytest.mark.parametrize(
    "given", ["<b>" * 100_000, "<ul><li>x" * 3_000, "<a" * 50_000, "<!-- >" * 50_000, "\\(" * 50_000, "<td>" * 9_000]
)
def test_markup_without_end_ends(given: str) -> None:
    """In time that grows with the text, and without a traceback."""
    assert not errors(markdown(given))


AROUND = pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<div>{}</div>", '<div class="prompt"><p>{}</p></div>'])


@AROUND
@given(words=any_texts)
@example(words="Words")
@example(words="1. no list")
@example(words="a  b ")
@ANY
def test_words_are_the_same_whether_they_are_taken_apart_or_not(around: str, words: str) -> None:
    """What is plainly words isn't read as HTML."""
    typed = around.format(words.replace("<", "&lt;"))
    assert "<" not in typed or markdown(typed) == Blocks(None).text(tree(typed))


said = st.sampled_from(("x", "x_1 ", "a &lt; b", "\\$", "\\require{cancel}", " ", "5", "x\\\\[2pt]y")) | any_texts
between = st.sampled_from((" is ", "1. ", "5", " ", "", ", ", "+", "- ", "a")) | any_texts


@AROUND
@given(
    parts=st.lists(st.tuples(between, said), min_size=1, max_size=3),
    last=between,
    shown=st.sampled_from(
        ("", "<mi>x</mi>", "<mrow><mn>5</mn>", '<mo stretchy="false">(</mo>', "<mark>x</mark>", "x<mi/>")
    ),
)
@ANY
def test_formulas_are_the_same_whether_they_are_taken_apart_or_not(
    around: str, parts: list[tuple[str, str]], last: str, shown: str
) -> None:
    """Words with MathML that says its TeX aren't read as HTML."""
    said = "".join(f"{words.replace('<', '&lt;')}{mathml(tex.replace('<', '&lt;'), shown)}" for words, tex in parts)
    typed = around.format(said + last.replace("<", "&lt;"))
    assert markdown(typed) == Blocks(None).text(tree(typed))


def mathml(tex: str, shown: str) -> str:
    """Return a formula as MathML."""
    return f'<math><semantics>{shown}<annotation encoding="application/x-tex">{tex}</annotation></semantics></math>'
