"""Every formula of the corpus becomes MathML that is safe, well-formed, and says what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from xml.etree import ElementTree

import pytest
from math_corpus import Entry, corpus
from math_shape import name, shape, words

from qbank.content import parse
from qbank.content.formulas import check_formula
from qbank.content.mathml import NAMESPACE, mathml

SHOWN = [entry for entry in corpus() if entry.shown]
NOT_SHOWN = [entry for entry in corpus() if not entry.shown]
SAFE = {
    "math", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts",
    "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
    "munder", "munderover", "none", "semantics", "annotation", "menclose",
}  # fmt: skip
"""The elements of MathML Core (W3C), which does nothing but show, and `menclose`, which is MathML 3's."""
SAFE_ATTRIBUTES = {
    "display", "displaystyle", "mathvariant", "mathcolor", "encoding", "accent", "accentunder", "stretchy", "symmetric",
    "fence", "lspace", "rspace", "width", "height", "depth", "minsize", "maxsize", "movablelimits", "largeop",
    "linethickness", "notation", "form", "scriptlevel", "columnalign", "class", "columnlines",
    "rowlines", "frame",
}  # fmt: skip


def root(entry: Entry) -> ElementTree.Element:
    """Return a formula's MathML, parsed."""
    xml = mathml(entry.tex.strip(), display=entry.display, xml=True, classes=True)
    assert xml is not None
    return ElementTree.fromstring(xml)


def each(entries: list[Entry]) -> pytest.MarkDecorator:
    """Run a test for each formula."""
    return pytest.mark.parametrize("entry", entries, ids=lambda entry: f"{entry.group}: {entry.name}")


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(SHOWN) >= 300
    assert len({(entry.group, entry.name) for entry in corpus()}) == len(corpus())


@each(corpus())
def test_markdown_takes_it_as_one_formula(entry: Entry) -> None:
    fence = "$$" if entry.display else "$"
    content = parse(f"Consider {fence}{entry.tex}{fence} here.")
    assert [(one.tex, one.display) for one in content.formulas] == [(entry.tex, entry.display)]
    assert [problem.code for problem in content.problems] == [] if entry.shown else ["math-unsupported"]


@each(SHOWN)
def test_its_mathml_is_safe(entry: Entry) -> None:
    found = root(entry)
    assert found.tag == f"{{{NAMESPACE}}}math" and ("display" in found.attrib) == entry.display
    for element in found.iter():
        assert element.tag.startswith(f"{{{NAMESPACE}}}") and name(element) in SAFE - {"merror"}
        assert element.attrib.keys() <= SAFE_ATTRIBUTES
    assert "".join(found.itertext()).count(entry.tex.strip()) == 1  # the annotation, as typed


_NO_LETTERS = [
    r"\\(?:begin|end)\{(?:sub)?array\}\{(?:[^{}]|\{[^{}]*\})*\}",  # columns, of which a width is none
    r"\\(?:begin|end)\{[^}]*\}(?:\{\d\})?",
    r"\\\\\[.*?\]",
    r"\\(?:hspace|color|textcolor|label|phantom)\{.*?\}",
    r"\\(?:kern|mskip)[\d.]+[a-z]+",
    r"\[(?:per-mode=.*?|b)\]",
    r"\\bond\{.*?\}|->T|(?<=\s)v(?=\})",
    r"\\[A-Za-z]+",
]


def typed(tex: str) -> Counter[str]:
    """Return the letters and digits of a formula that are not part of a command."""
    for pattern in _NO_LETTERS:
        tex = re.sub(pattern, " ", tex)
    return Counter(one for one in unicodedata.normalize("NFKD", tex) if one.isalnum())


@each(SHOWN)
def test_every_letter_and_number_of_the_source_appears(entry: Entry) -> None:
    found = Counter(words(root(entry)))
    if entry.name == "number with exponent":
        found["e"] += 1  # it is a times ten to the power
    if entry.name == "physical unit with slash":
        found["e"] += 1
    if entry.name == "product":
        found["x"] += 2  # they are times signs
    assert typed(entry.tex) - found == Counter()


@each(NOT_SHOWN)
def test_what_cannot_be_shown_everywhere_is_reported_where_it_stands(entry: Entry) -> None:
    failure = check_formula(entry.tex, display=entry.display)
    assert failure and failure.severity == "warning" and failure.hint
    assert 0 <= failure.start < failure.end <= len(entry.tex)


STRUCTURES = {
    "sum of fractions": "[(mfrac 1 2) + (mfrac 1 3) = (mfrac 5 6)]",
    "quadratic formula": "[(msub x [1 , 2]) = (mfrac [− b ± (msqrt [(msup b 2) − 4 a c])] [2 a])]",
    "cube root": "[(mroot 27 3) = 3]",
    "plain TeX root": "[(mroot 27 3) = 3]",
    "piecewise with math in text": "[f ( x ) = [{ (mtable (mtr (mtd 1) (mtd [if [x ∈ ℚ]])) (mtr (mtd 0) (mtd else)))]]",
    "small matrix": "[( (mtable (mtr (mtd 1) (mtd 2)) (mtr (mtd 3) (mtd 4))) )]",
    "sum with two conditions": ("[(munder ∑ (mtable (mtr (mtd 0 < i < m)) (mtr (mtd 0 < j < n)))) P ( i , j )]"),
    "rows without environment": "(mtable (mtr (mtd a = b)) (mtr (mtd c = d)))",
    "text with math": "[for all [n ∈ ℕ] with [n > 1]]",
    "water": "[(msub H 2) O]",
    "ion": "(msubsup SO 4 [2 −])",
    "complex": "[[ Cu ( (msub NH 3) (msub ) 4) (msup ] [2 +])]",
    "amounts": "[2 (msub H 2) + (msub O 2) ⟶ 2 (msub H 2) O]",
    "isotope": "[(msubsup [] 90 227) Th]",
    "equilibrium with conditions": "[A (mover (munder ⇌ (msub k [− 1])) (msub k 1)) B]",
    "oxidation states": "[(msup Fe II) (msubsup Fe 2 III) (msub O 4)]",
    "quantity": "[9.81 m (msup s [− 2])]",
    "unit as a fraction": "[5 (mfrac m s)]",
    "number with exponent": "[6.022 × (msup 10 23)]",
    "physical unit": "[123 kJ (msup mol [− 1])]",
    "temperature": "[20 (msup [] ∘) C]",
    "angle with minutes": "[(msup 12 ∘) (msup 30 ′) (msup 15 ″)]",
    "powers in words": "[[3 (msup m 2)] , [2 (msup cm 3)]]",
    "colour as a switch": "[[a + b] + c]",
    "limits by mathop": "[(munder [ess sup] [x ∈ X]) f ≤ (mover (munder M a) b)]",
}
"""Structures that were checked by hand: what stands above, below, inside and beside what."""


@pytest.mark.parametrize("title", STRUCTURES)
def test_its_structure_is_right(title: str) -> None:
    [entry] = [one for one in SHOWN if one.name == title]
    assert shape(root(entry)) == STRUCTURES[title]
