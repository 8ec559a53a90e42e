"""What each renderer makes of what authors type."""

import re

import pytest
from content_fixtures import cases

from qbank.content import HtmlStyle, html, is_block, label, markdown, plain
from qbank.content.types import Reference

QTI = HtmlStyle(xml=True, dialect="qti2")


def at(reference: Reference) -> str:
    return f"@{reference.src}"


def second(reference: Reference) -> str:
    return reference.src.replace(".", " 2.")


@pytest.mark.parametrize(("title", "text", "expected"), cases("html.md"))
def test_html(title: str, text: str, expected: str) -> None:
    assert html(text, HtmlStyle(), at) == expected


@pytest.mark.parametrize(("title", "text", "expected"), cases("qti.md"))
def test_qti(title: str, text: str, expected: str) -> None:
    assert html(text, QTI, at) == expected


@pytest.mark.parametrize(("title", "text", "expected"), cases("plain.md"))
def test_plain(title: str, text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), cases("markdown_inline.md"))
def test_markdown_inline(title: str, text: str, expected: str) -> None:
    assert markdown(text, second, inline=True) == expected


def test_markdown_is_left_as_it_was_typed() -> None:
    text = (
        "# A\n\n\n* b\n\n> ![c *d*](e%20f.png 'T')  \n> | g\n\n| h |\n|-|\n| ![a\\|b](i.png) ![j][k] |\n\n[k]: l.png\n"
    )
    expected = text.replace("(e%20f.png 'T')", '(<e f 2.png> "T")').replace("(i.png)", "(<i 2.png>)")
    assert markdown(text, second) == expected.replace("![j][k]", "![j](<l 2.png>)")


def test_plain_text_with_formulas_of_its_target() -> None:
    """Each target delimits them in its own way."""
    text = "So $a_1$ and\n\n$$\nb < c\n$$\n\n<sup>$x$</sup> costs $5"
    assert (
        plain(text, math=lambda tex, display: f"<{tex}|{display}>")
        == "So <a_1|False> and\n\n<b < c|True>\n\n^(<x|False>) costs $5"
    )


def test_markdown_has_formulas_that_viewers_know() -> None:
    text = "A $\\ce{H2O}$ b $x$\n\n> $$\n> \\qty{1}{m}\n> $$\n\n| c |\n|-|\n| $\\R \\| \\ce{A \\| B}$ |\n\n$\\ce{@}$"
    expected = (
        "A ${\\mathrm{H}_{2}\\mathrm{O}}$ b $x$\n\n> $$\n> {1\\,\\mathrm{m}}\n> $$\n\n| c |\n|-|\n"
        "| $\\mathbb{R} \\| {\\mathrm{A}{}\\,\\|\\, {}\\mathrm{B}}$ |\n\n$\\ce{@}$"
    )
    assert markdown(text, second) == expected
    assert markdown("$\\ce{H2O}$", second, inline=True) == "${\\mathrm{H}_{2}\\mathrm{O}}$"


def test_plain_text_keeps_formulas_as_typed() -> None:
    assert plain("$\\ce{H2O}$") == "$\\ce{H2O}$"


def test_words_in_place_of_media() -> None:
    text = 'a ![<c> "d"](b.png) ![](e.ogg) ![f](g.mp4)'
    assert html(text, HtmlStyle(media=False), at) == "<p>a [&lt;c&gt; &quot;d&quot;] [e.ogg] [f]</p>"


def test_plain_text_has_the_tex_that_mathjax_takes() -> None:
    """Chemistry is written out; what must not get there keeps its dollars."""
    shown = plain(r"$\ce{H2O}$ and $\href{x}{y}$", math=lambda tex, _: f"<{tex}>")
    assert "\\ce" not in shown and shown.startswith("<{\\mathrm{H}") and shown.endswith(r"and $\href{x}{y}$")


def test_plain_text_with_addresses() -> None:
    assert plain("![a](b.png)", at) == "[a](@b.png)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb", "a<br>b"),
        ("a\n\n- b\n\nc\n\nd", "a<ul><li>b</li></ul>c<br>d"),
        ("a\n\n$$x$$\n\nb", r"a\[x\]b"),
        ("", ""),
    ],
)
def test_inline(text: str, expected: str) -> None:
    assert html(text, HtmlStyle(math="tex"), at, inline=True) == expected


def test_tex_is_escaped_and_active_tex_is_not_passed_on() -> None:
    style = HtmlStyle(math="tex", classes=False)
    assert html("$a<b$ $$c & d$$", style, at) == r"<p>\(a&lt;b\) \[c &amp; d\]</p>"
    assert html(r"$\href{javascript:x}{y}$", style, at) == r"<p><code>$\href{javascript:x}{y}$</code></p>"


def test_words_that_mathjax_would_take_for_a_formula() -> None:
    text = r"\\(a\\) \\[ \\begin{b} \$\$ c \$ \d"
    expected = r"<p><span>\</span>(a\) <span>\</span>[ <span>\</span>begin{b} <span>$</span>$ c $ \d</p>"
    assert html(text, HtmlStyle(math="tex"), at) == expected
    assert html(text, HtmlStyle(), at) == re.sub(r"</?span>", "", expected)


def test_without_classes() -> None:
    shown = html("|a|\n|-:|\n\n```py\nx = 1\n```", HtmlStyle(classes=False), at)
    table = '<table><tbody><tr><th style="text-align:right">a</th></tr></tbody></table>'
    assert shown == f"{table}<pre><code>x = 1</code></pre>"


def test_without_highlighting() -> None:
    assert html("```py\nx\n```", HtmlStyle(highlight=False), at) == '<pre><code class="language-py">x</code></pre>'


@pytest.mark.parametrize(
    ("dialect", "shown"),
    [
        ("qti2", '\u2067<span xml:lang="ar">a</span>\u2069'),
        ("qti22", '<span xml:lang="ar" dir="rtl">a</span>'),
        ("qti3", '<span lang="ar" dir="rtl">a</span>'),
    ],
)
def test_languages_and_directions_in_the_versions_of_qti(dialect: str, shown: str) -> None:
    style = HtmlStyle(xml=True, dialect=dialect)
    assert html('<span lang="ar" dir="rtl">a</span>', style, at, inline=True) == shown


def test_sounds_in_qti_3_stand_in_blocks() -> None:
    style = HtmlStyle(xml=True, dialect="qti3")
    sound = '<audio controls="true" preload="metadata" src="@a.mp3" aria-label="b"></audio>'
    assert html("![b](a.mp3)", style, at) == f"<div>{sound}</div>"
    assert html("# ![b](a.mp3)", style, at) == '<h1><object data="@a.mp3" type="audio/mpeg">b</object></h1>'


@pytest.mark.parametrize("text", ["", "a", "a *b* $c$ ![d](e.png)", "a\nb", "a  \nb", "3.14 is pi"])
def test_words_are_no_block(text: str) -> None:
    assert not is_block(text)


@pytest.mark.parametrize(
    "text", ["a\n\nb", "- a", "    a", "```\na\n```", "|a|\n|-|", "$$a$$", "a $$b$$", "# a", "> a", "---"]
)
def test_blocks(text: str) -> None:
    assert is_block(text)


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\ce{KMnO4}", "KMnO₄"),
        (r"\ce{SO4^2-}", "SO₄²⁻"),
        (r"\ce{^{14}_6C}", "₆¹⁴C"),
        (r"\ce{2 H2 + O2 -> 2 H2O}", "2 H₂ + O₂ ⟶ 2 H₂O"),
        (r"\Delta H < 0", "ΔH < 0"),
        (r"-2\cdot(-3)", "−2 ⋅ (−3)"),
        (r"\frac{a+1}{2}", "(a+1)/2"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"x^{2n}", "x²ⁿ"),
        (r"x_i^k", "x_i^k"),
        (r"f'(x)=\sin x", "f′(x) = sin x"),
        (r"3{,}14", "3,14"),
        (r"f(x,y)", "f(x, y)"),
        (r"90^\circ", "90°"),
        (r"\qty{9.81}{\metre\per\second\squared}", "9.81 m s⁻²"),
        (r"\begin{pmatrix}1\\2\end{pmatrix}", r"$\begin{pmatrix}1\\2\end{pmatrix}$"),
        (r"\hat x", r"$\hat x$"),
        (r"\frac{1", r"$\frac{1$"),
    ],
)
def test_labels_say_formulas_in_words(tex: str, words: str) -> None:
    """In a list of questions a formula reads as it looks; what takes more than a line stays as typed."""
    assert label(f"*What* is ${tex}$?") == f"What is {words}?"


def test_labels_are_one_line() -> None:
    """Blocks of formulas and of code are words as well."""
    assert label("Look:\n\n$$\na^2 < b\n$$\n\n- `x_1`\n- $y_1$") == "Look: a² < b - x_1 - y₁"
