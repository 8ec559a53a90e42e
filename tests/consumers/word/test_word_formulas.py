"""The corpus of formulas (tests/math) in Word: each is a formula of its own there, with all its letters and digits."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from chemistry_corpus import FORMULAS
from math_corpus import corpus
from word_kit import SPACES, papers

from qbank.content.mathml import mathml
from qbank.model import Bank


def told(tex: str, display: bool) -> str | None:
    """Return the formula as MathML, where it can be shown so."""
    return mathml(tex, display=display, xml=False, classes=False)


TYPED = [(one.tex, one.display) for one in corpus() if one.shown] + [(f"\\ce{{{one}}}", False) for one in FORMULAS]
SHOWN = [(tex, display) for tex, display in TYPED if told(tex, display)]
LEAVES = ("mi", "mo", "mn", "mtext", "ms")


@pytest.fixture(scope="module")
def formulas() -> list[Any]:
    """Return the formulas of a sheet that asks for each of the corpus."""
    questions = [
        {"type": "essay", "id": f"q{number}", "prompt": f"$$\n{tex}\n$$" if display else f"${tex}$"}
        for number, (tex, display) in enumerate(SHOWN)
    ]
    bank = Bank.model_validate({"schema": "1", "bank": "b", "questions": questions})
    return papers(bank, key="none", points_table=False)["b"].find("//m:oMath")


def test_every_formula_is_words_own(formulas: list[Any]) -> None:
    """Chemistry and units, too; those of their own line stand on one."""
    assert len(SHOWN) > 400 and len(formulas) == len(SHOWN)
    paragraphs = [one.getparent().tag.endswith("}oMathPara") for one in formulas]
    assert paragraphs == [display for _, display in SHOWN]


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[tex[:40] for tex, _ in SHOWN])
def test_a_formula_has_all_its_letters_and_digits(formulas: list[Any], number: int) -> None:
    """As many of each as MathML has; double-struck and other letters are a style of plain ones in Word."""
    tex, display = SHOWN[number]
    element = ElementTree.fromstring(told(tex, display) or "")
    typed = " ".join(one.text or "" for one in element.iter() if one.tag.rpartition("}")[2] in LEAVES)
    shown = " ".join(one.text or "" for one in formulas[number].iter(f"{{{SPACES['m']}}}t"))
    assert letters(shown) == letters(typed), ElementTree.tostring(element, "unicode")


def letters(text: str) -> Counter[str]:
    """Count letters and digits, whatever their style; accents stand elsewhere in Word."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(one for one in plain if unicodedata.category(one) in ("Lu", "Ll", "Lo", "Nd"))
