"""MathJax, as each platform loads it, shows every formula of the corpus, and the same as our MathML."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from chemistry_corpus import FORMULAS
from math_corpus import Entry, corpus
from math_shape import name, words
from mathjax_kit import ANKI, MOODLE_45, PLATFORMS, Formula, Node, names_of
from playwright.sync_api import Browser

from qbank.content import HtmlStyle, html
from qbank.content.formulas import check_formula, mathjax
from qbank.content.mathml import mathml
from qbank.content.tex import commands, known_to_mathjax
from qbank.content.tex.mathjax import ENVIRONMENTS

SHOWN = [entry for entry in corpus() if entry.shown]


def emitted(entry: Entry) -> Formula:
    """Return the TeX between the delimiters of our HTML, as a browser reads it."""
    tex = mathjax(entry.tex.strip())
    assert tex is not None
    return tex, entry.display


def made(platform: str, formulas: list[Formula], browser: Browser, folder: Path) -> list[str]:
    """Return the MathML that a platform's MathJax makes of formulas."""
    engine = PLATFORMS[platform]
    shown = engine.mathml(formulas) if isinstance(engine, Node) else engine.mathml(formulas, browser, folder)
    assert len(shown) == len(formulas)
    return shown


def faults(shown: str) -> list[str]:
    """Return what MathJax couldn't show: errors, and commands printed in red."""
    red = re.findall(r'mathcolor="red"[^>]*>\s*(?:<[^>]*>\s*)*\\', shown)
    return re.findall(r"<merror.*?</merror>", shown, re.DOTALL) + red


def seen(xml: str) -> str:
    """Return what a reader sees of MathML."""
    return words(ElementTree.fromstring(xml))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_formula_is_shown_without_an_error_and_as_in_mathml(
    platform: str, browser: Browser, tmp_path: Path
) -> None:
    wrong = {}
    for entry, shown in zip(SHOWN, made(platform, [emitted(one) for one in SHOWN], browser, tmp_path), strict=True):
        ours = mathml(entry.tex.strip(), display=entry.display, xml=True, classes=True)
        assert ours is not None
        if faults(shown) or seen(shown) != seen(ours):
            wrong[entry.name] = (seen(shown), seen(ours), faults(shown))
    assert wrong == {}


def test_faults_are_seen(browser: Browser, tmp_path: Path) -> None:
    """Or the test above could not fail."""
    formulas = [("\\frac{1", False), ("\\nonsense x", False), ("{\\color{red}{x}}", False)]
    for platform in PLATFORMS:
        found = [bool(faults(one)) for one in made(platform, formulas, browser, tmp_path)]
        assert found == [True, True, False], platform


def test_what_is_emitted_is_what_stands_between_the_delimiters() -> None:
    shown = html(r"$\ce{H2O}$ $$\cancel{x} < 1$$", HtmlStyle(math="tex"), lambda _: "")
    assert shown == r"<p>\({\mathrm{H}_{2}\mathrm{O}}\) \[\require{cancel}\cancel{x} &lt; 1\]</p>"


SAME_ARROWS = str.maketrans({"⟶": "→", "-": "−", "‐": "−", "°": "∘"})
"""What mhchem draws in its own way."""


def test_chemistry_is_what_mhchem_makes_of_it() -> None:
    """MathJax's own mhchem, as Anki loads it, shows the same characters, in the same places above and below."""
    formulas = [(f"\\ce{{{one}}}", False) for one in FORMULAS]
    assert len(formulas) > 120
    assert [one for one, _ in formulas if check_formula(one, display=False)] == []
    theirs = ANKI.mathml(formulas)
    ours = ANKI.mathml([(mathjax(tex) or "", display) for tex, display in formulas])
    wrong = {
        tex: (scripts(one), scripts(other))
        for (tex, _), one, other in zip(formulas, theirs, ours, strict=True)
        if scripts(one) != scripts(other)
    }
    assert wrong == {}


def scripts(xml: str) -> list[str]:
    """Return what MathML shows on the line, below and above, each as sorted characters."""
    found: dict[str, str] = {"line": "", "below": "", "above": ""}
    _scripts(ElementTree.fromstring(xml), "line", found)
    return ["".join(sorted(text.translate(SAME_ARROWS))) for text in found.values()]


def _scripts(element: ElementTree.Element, place: str, found: dict[str, str]) -> None:
    kind = name(element)
    places = {"msub": ["below"], "munder": ["below"], "msup": ["above"], "mover": ["above"]}
    inside = places.get(kind, ["below", "above"] if kind in {"msubsup", "munderover"} else [])
    if kind == "mphantom":
        return
    if not len(element):
        found[place] += words(element)
    for child, where in zip(element, [place, *inside] if inside else [place] * len(element), strict=True):
        _scripts(child, where if place == "line" else place, found)


def test_the_list_of_what_mathjax_knows_is_true(browser: Browser, tmp_path: Path) -> None:
    """What is on it, all three versions define; what all define and isn't, does more than show something."""
    old = MOODLE_45.names(browser, tmp_path)
    kinds = ("macros", "mathchar0mi", "mathchar0mo", "mathchar7")
    known = {one for kind in kinds for one in old[kind]} | {one.lstrip("\\") for one in old["delimiter"]}
    environments = set(old["environment"])
    for engine in ("mathjax-3", "mathjax-4"):
        found = names_of(engine)
        known &= set(found["commands"])
        environments &= set(found["environments"])
    by_extension = {"boldsymbol", "color", "cancel", "bcancel", "xcancel"}
    """The first two are in version 2 and load themselves later; `\\require` loads the others everywhere."""
    assert commands() - known == by_extension
    letters = {one for one in known if one.isascii() and one.isalpha()}
    assert letters - commands() == {
        "DeclareMathOperator", "def", "eqref", "label", "let", "mmlToken", "newcommand", "newenvironment", "ref",
        "renewcommand", "renewenvironment", "require", "tag",
    }  # fmt: skip
    assert environments == ENVIRONMENTS
    assert known_to_mathjax("\\frac") and not known_to_mathjax("\\ce")
