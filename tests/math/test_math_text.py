"""Formulas that are made safe as text are to the last character what they are when they are made safe as trees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree

import pytest
from chemistry_corpus import FORMULAS
from hypothesis import given
from hypothesis import strategies as st
from math_corpus import corpus

from qbank.content import formulas, mathml
from qbank.content.math_text import as_text
from qbank.content.math_tree import Unknown, tidy

TYPED = [(one.tex, one.display) for one in corpus()] + [(f"\\ce{{{one}}}", False) for one in FORMULAS]
TAGS = (
    "<math>", "</math>", "<mrow>", "</mrow>", "<mi>", "</mi>", '<mi mathvariant="normal">', '<mo lspace="0">', "</mo>",
    '<mo stretchy="false" rspace="0.5rem">', "<mspace/>", '<mspace width="1em"/>', "<msup>", "</msup>", "<mtext>",
    "</mtext>", "<b>", "</b>", "<script>", '<mi onclick="x">', '<mrow class="menclose-x">', "<mtable>", "</mtable>",
    '<mtable scriptlevel="0">', "<mtr>", "</mtr>", "<mtd>", '<mtd style="text-align: left">', "</mtd>", "<annotation>",
    "</annotation>", '<mrow displaystyle="true">', '<mfrac displaystyle="true">', "<mfrac>", "</mfrac>", "<x",
    "<!---->",
    '<mover accent="true">', "</mover>", '<mi scriptlevel="1">', '<mpadded voffset="1em">', "</mpadded>", "<mi/ >",
)  # fmt: skip
TEXTS = (
    "x",
    " ",
    "a>b",
    "&amp;",
    "&lt;",
    "&quot;",
    "&apos;",
    "&#65;",
    "&nope;",
    "&",
    '"',
    "'",
    "\n",
    "\r",
    "\x01",
    "−",
)
pieces = st.lists(st.one_of(st.sampled_from(TAGS), st.sampled_from(TEXTS)), max_size=12).map("".join)


def every_way(tex: str, display: bool) -> Iterator[str | None]:
    formulas.convert.cache_clear()
    for xml, classes in product((True, False), repeat=2):
        yield mathml.mathml.__wrapped__(tex, display=display, xml=xml, classes=classes)


@pytest.mark.parametrize(("tex", "display"), TYPED)
def test_both_ways_give_the_same(tex: str, display: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(every_way(tex, display))
    monkeypatch.setattr(formulas, "as_text", lambda *_: None)
    assert found == list(every_way(tex, display))
    formulas.convert.cache_clear()


def test_most_formulas_take_no_tree() -> None:
    taken = [formulas.convert(tex, display) for tex, display in TYPED]
    assert sum(isinstance(one, str) for one in taken) > 0.6 * len(taken)


@given(inner=pieces, wrapped=st.booleans())
def test_whatever_an_engine_might_write_is_the_same_or_takes_a_tree(inner: str, wrapped: bool) -> None:
    xml = f"<math><semantics>{inner}</semantics></math>" if wrapped else inner
    shown = as_text(xml, "a<b", 150)
    if shown is None:
        return
    out: list[str] = []
    mathml._write(tidy(ElementTree.fromstring(xml), "a<b"), out, set(), False)
    assert shown == "".join(out)


def test_what_is_not_listed_takes_a_tree() -> None:
    with pytest.raises(Unknown):
        tidy(ElementTree.fromstring("<math><script>x</script></math>"), "")
    assert as_text("<math><script>x</script></math>", "", 150) is None
    assert as_text("<math><mi>x</mi></math>", "", 150) == "<math><mi>x</mi></math>"
    assert as_text("<mrow>" * 151 + "</mrow>" * 151, "", 150) is None
