"""No formula that anybody could type breaks a rewriting, leaves the list of what is safe, or becomes live markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_shape import name

from qbank.content import HtmlStyle, html
from qbank.content.formulas import check_formula, mathjax, portable
from qbank.content.math_tree import ATTRIBUTES, ELEMENTS
from qbank.content.mathml import mathml
from qbank.content.refusals import MAX_DEPTH, MAX_LENGTH
from qbank.content.tex import Rewritten, Untranslatable, for_mathjax, for_mathml

PIECES = [
    "{", "}", "[", "]", "$", "\\(", "\\)", "\\", "\\\\", "&", "^", "_", "'", "%", "#", "~", "\\{", "\\}", "\\%",
    " ", "\n", "\\ce", "\\ce{", "\\pu{", "\\pu{1 m}", "\\qty{1}{m}", "\\SI", "\\si{\\kilo\\metre}",
    "\\num{1e3}", "\\num{", "\\ang{1;2}", "\\qtyrange{1}{2}{m}", "\\text{", "\\text{a $x$}", "\\textbf{",
    "\\mbox{", "\\color{red}", "\\textcolor{blue}{", "\\mathop{", "\\limits", "\\root", "\\of", "\\substack{",
    "\\begin{", "\\begin{array}{", "\\begin{array}{*{9}{c}}", "\\end{array}", "\\begin{smallmatrix}",
    "\\end{smallmatrix}", "\\begin{rcases}", "\\end{rcases}", "\\begin{align}", "\\end{align}", "\\hline",
    "\\left", "\\right", "\\left<", "\\bigr.", "\\tag{1}", "\\label{a}", "\\xRightarrow[a]{b}", "\\bond{", "->",
    "<=>", "->[", "H2O", "^2-", "+", "-", "=", "v", "(aq)", "x", "1", "1/2", ".", ",", "\\frac", "\\sqrt[3]{x}",
    "\\R", "\\overunderset", "\\per", "\\squared", "\\tothe{", "°", "√", "é", "א", "م", "中", "\u202e",
    "<script>", "</math>", "]]>", "&lt;", "<!--", "\\href{javascript:a}{b}", "\\newcommand", "\\require{html}",
    "\\unicode{x3c}", "\\\"", "\\'e", "\\verb|x|", "\x021\x03",
]  # fmt: skip
FORMULAS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=10).map(lambda pieces: "\\ce{" + "".join(pieces) + "}"),
    st.lists(st.sampled_from(PIECES), max_size=10).map(lambda pieces: "\\text{" + "".join(pieces) + "}"),
)


@settings(max_examples=400, deadline=None)
@given(FORMULAS, st.booleans())
def test_any_formula_is_safe_or_reported_where_it_stands(tex: str, display: bool) -> None:
    failure = check_formula(tex, display=display)
    if failure:
        assert 0 <= failure.start <= failure.end <= len(tex) and failure.message
    xml = mathml(tex, display=display, xml=True, classes=True)
    if xml is None:
        return
    for element in ElementTree.fromstring(xml).iter():
        assert name(element) in ELEMENTS and element.attrib.keys() <= ATTRIBUTES


@settings(max_examples=400, deadline=None)
@given(FORMULAS)
def test_every_character_of_a_rewriting_knows_where_it_was_typed(tex: str) -> None:
    for rewrite in (lambda one: for_mathml(one, False), for_mathjax):
        try:
            result: Rewritten = rewrite(tex)
        except Untranslatable as error:
            assert 0 <= error.start <= error.end <= len(tex) and error.message
            continue
        assert result.offsets is None or len(result.offsets) == len(result.text) + 1
        assert all(0 <= result.origin(at) <= len(tex) for at in range(len(result.text) + 1))
        kept = {at for at in (result.offsets or ()) if at < len(tex)}
        if result.offsets is None:
            assert result.text == tex
        elif tex.strip():
            assert kept


MARKDOWN = {
    "code", "br", "em", "strong", "span", "p", "ul", "ol", "li", "h", "hr", "pre", "s", "a", "blockquote", "table",
    "tbody", "tr", "th", "td",
}  # fmt: skip
_SOURCE = re.compile(r"<(?:code|annotation).*?</(?:code|annotation)>")


@settings(max_examples=300, deadline=None)
@given(FORMULAS)
def test_no_formula_becomes_markup(tex: str) -> None:
    """Whatever the style: tags in what is written are those of MathML, or `code`, or there are none."""
    text = f"${tex.strip()}$"
    for style in (HtmlStyle(math="tex"), HtmlStyle(), HtmlStyle(xml=True, dialect="qti2")):
        shown = html(text, style, lambda _: "x", inline=True)
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z!?]+)", shown))
        assert tags <= ELEMENTS | MARKDOWN, shown
        assert "<script" not in shown and "javascript:a" not in re.sub(
            r"<(?:code|annotation).*?</(?:code|annotation)>", "", shown
        )


ACTIVE = ["\\href{javascript:x}{y}", "\\class{a}{b}", "\\style{color:red}{b}", "\\cssId{a}{b}", "\\require{html}",
          "\\newcommand{\\a}{b}", "\\def\\a{b}", "\\let\\a\\b", "\\gdef\\a{}", "\\data{a=b}{c}", "\\htmlData{a}{b}",
          "\\includegraphics{a}", "\\definecolor{a}{rgb}{1,0,0}", "\\mmlToken{mi}[href=x]{y}"]  # fmt: skip


AROUND = ["{}", "\\text{{{}}}", "\\text{{a ${}$}}", "\\ce{{{}}}", "\\ce{{A ->[${}$] B}}", "\\qty{{1}}{{{}}}"]


@pytest.mark.parametrize("active", ACTIVE)
@pytest.mark.parametrize(
    "around", ["{}", "\\text{{{}}}", "\\text{{a ${}$}}", "\\ce{{{}}}", "\\ce{{A ->[${}$] B}}", "\\qty{{1}}{{{}}}"]
)
def test_what_does_more_than_show_is_an_error_wherever_it_stands(active: str, around: str) -> None:
    tex = around.format(active)
    failure = check_formula(tex, display=False)
    assert failure and (failure.code, failure.severity) == ("bad-math", "error")
    assert mathjax(tex) is None and portable(tex) == tex and mathml(tex, display=False, xml=False, classes=True) is None


def test_hostile_words_are_only_words() -> None:
    tex = "\\text{<script>alert(1)</script> & \\ce{<b>}}"
    shown = html(f"${tex}$", HtmlStyle(math="tex"), lambda _: "")
    assert "<script" not in shown and "&lt;script&gt;" in shown
    native = mathml("\\text{</mtext><script>}", display=False, xml=False, classes=True)
    assert native is not None and "<mtext>&lt;/mtext&gt;&lt;script&gt;</mtext>" in native


NESTED = [
    "{", "\\frac{1}{", "\\sqrt{", "\\text{$", "\\textbf{\\textit{", "\\ce{\\ce{", "\\ce{A ->[", "\\textcolor{red}{",
    "\\substack{", "\\begin{array}{c}", "\\left(", "\\overset{a}{", "\\mathop{", "\\begin{pmatrix}",
]  # fmt: skip


@pytest.mark.parametrize("opening", NESTED)
@pytest.mark.parametrize("times", [MAX_DEPTH // 2, MAX_DEPTH + 1, 500])
def test_what_is_nested_too_deeply_is_refused_and_never_recursed_into(opening: str, times: int) -> None:
    tex = (opening * times)[:MAX_LENGTH]
    failure = check_formula(tex, display=True)
    assert failure and failure.message
    assert mathml(tex, display=True, xml=True, classes=False) is None


@pytest.mark.parametrize(
    "piece", ["x + ", "\\ce{H2O} + ", "\\qty{1}{m} ", "\\text{a $b$} ", "\\alpha ", "\\frac12 ", "א"]
)
def test_a_formula_may_be_long(piece: str) -> None:
    tex = (piece * (MAX_LENGTH // len(piece))).strip().removesuffix("+")
    assert len(tex) > MAX_LENGTH - 20 and check_formula(tex, display=False) is None
    failure = check_formula(tex + " + x" * 10, display=False)
    assert failure and "characters" in failure.message


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "[",
        "[a,b[, ",
        "{(} ",
        "{{(}} ",
        "\\mathbin{(}",
        "\\overunderset m\\{\\lvert ",
        "({(}",
        "{}(",
        "\\{",
        "\\langle ",
        "\\lvert ",
        "⟦",
        "x = (a",
        "(\\hat)",
        "(\\frac1)",
        "(^)",
        "(\\big)",
        "\\left| ((( \\middle| ",
    ],
)
def test_brackets_that_are_not_closed_do_not_take_for_ever(piece: str) -> None:
    """What is asked here took the engine longer than anybody waits."""
    tex = (piece * (MAX_LENGTH // len(piece))).strip()
    failure = check_formula(tex, display=False)
    assert failure and mathml(tex, display=False, xml=True, classes=True) is None
    if "opens more brackets" in failure.message:
        assert tex[failure.start] in piece and "close them" in failure.hint


@pytest.mark.parametrize(
    "tex",
    [
        "".join(f"\\left({n} + \\sin(\\alpha)\\right)" for n in range(30)),
        "(" * 30 + "x" + ")" * 30,
        "]0, 1[ \\cup ]2, 3[ \\cup ]4, 5[ \\cup ]6, 7[ \\cup ]8, 9[",
        "\\begin{matrix}" + " & ".join(["[0, 1["] * 20) + "\\end{matrix}",
        "[0,1[, [1,2[, [2,3[, [3,4[, [4,5[",
        "f(a) + f(b) + \\langle u, v \\rangle + \\{x : x > 0\\} " * 20,
        "\\lvert x \\rvert + \\lceil y \\rceil " * 20,
        "\\left[0, 1\\right. + " * 30 + "x",
    ],
)
def test_brackets_that_authors_type_are_shown(tex: str) -> None:
    assert check_formula(tex.strip(), display=False) is None


@pytest.mark.parametrize(
    ("tex", "word"),
    [
        ("\\text{שלום} = x", "שלום"),
        ("\\text{مساحة $r$ الدائرة}", "الدائرة"),
        ("س + ص", "ص"),
        ("\\text{面积}", "面积"),
        ("\\text{na\\\"ive \\c{c}a \\v{s}}", "naïve"),
        ("\\text{𝔘𝔫𝔦 😀}", "😀"),
        ("x_{\\text{größte}}", "größte"),
    ],
)  # fmt: skip
def test_words_of_every_script_arrive(tex: str, word: str) -> None:
    assert check_formula(tex, display=False) is None
    native = mathml(tex, display=False, xml=False, classes=True)
    assert native is not None and word in re.sub(r"<annotation.*?</annotation>", "", native)
    assert word in (mathjax(tex) or "")
