"""The corpus in what is built: Chromium shows every formula, and QTI's schemas take them all."""

from __future__ import annotations

import importlib.util
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from math_corpus import corpus
from playwright.sync_api import Browser, Page

from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project

SHOWN = [entry for entry in corpus() if entry.shown]
SHARED = Path(__file__).resolve().parents[3] / "shared"
QTI = ("qti21", "qti22", "qti30")
FORMATS = ("study", "handout", *QTI)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus as a bank, a question for each formula, built for every format that shows MathML."""
    folder = tmp_path_factory.mktemp("corpus")
    questions = []
    for number, entry in enumerate(SHOWN):
        fence = "$$" if entry.display else "$"
        prompt = f"{entry.name}\n\n{fence}{entry.tex}{fence}"
        questions.append({"type": "true_false", "id": f"formula-{number}", "prompt": prompt, "answer": "true"})
    bank = {"schema": 1, "bank": "corpus", "title": "Formulas", "language": "en", "questions": questions}
    (folder / "source").mkdir()
    (folder / "source" / "corpus.yaml").write_text(json.dumps(bank), encoding="utf-8")
    outcome = build(open_project(folder), Request(formats=FORMATS, jobs=1, now=1_800_000_000, trust=True))
    assert not outcome.failed() and not outcome.diagnostics, outcome.diagnostics
    return folder / "build"


@pytest.fixture(scope="session", params=["study/corpus.html", "handout/corpus.html"])
def page(request: pytest.FixtureRequest, built: Path, browser: Browser) -> Iterator[Page]:
    """A page with the corpus, as it is laid out once its font is there."""
    opened = browser.new_page()
    opened.goto((built / request.param).as_uri())
    opened.evaluate("document.fonts.ready")
    yield opened
    opened.close()


BOXES = """() => [...document.querySelectorAll('math')].map(math => {
  for (let one = math.parentElement; one; one = one.parentElement) { one.hidden = false; }
  const seen = [...math.querySelectorAll('mi, mn, mo, mtext')].filter(one =>
    !one.closest('mphantom, annotation') && /[^\\s\\u0300-\\u036f\\u2061-\\u2064]/.test(one.textContent));
  const {width, height} = math.getBoundingClientRect();
  return {
    tex: math.querySelector('annotation').textContent, width, height,
    lost: seen.filter(one => { const box = one.getBoundingClientRect(); return !(box.width > 0 && box.height > 0); })
      .map(one => one.outerHTML),
    words: seen.length,
  };
})"""


def test_chromium_gives_every_formula_and_all_its_parts_room(page: Page) -> None:
    boxes = page.evaluate(BOXES)
    assert [one["tex"] for one in boxes] == [entry.tex.strip() for entry in SHOWN]
    assert [one for one in boxes if one["width"] < 3 or one["height"] < 3] == []
    assert [(one["tex"], one["lost"]) for one in boxes if one["lost"]] == []
    assert sum(one["words"] for one in boxes) > 2500


CHARACTERS = """() => [...document.querySelectorAll('mi, mn, mo')]
  .filter(one => !one.closest('mphantom')).map(one => one.textContent).join('')"""


def test_the_embedded_font_has_every_character_of_every_formula(built: Path, page: Page) -> None:
    """Words in `mtext` may be of any script, and are set in the fonts of the system."""
    import base64
    import re

    html = (built / "study" / "corpus.html").read_text(encoding="utf-8")
    fonts = re.findall(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)", html)
    assert len(fonts) == 1
    known = TTFont(io.BytesIO(base64.b64decode(fonts[0]))).getBestCmap()
    invisible = set("\u2061\u2062\u2063\u2064\ufe00\ufe01 \n")
    shown = set(page.evaluate(CHARACTERS)) - invisible
    assert len(shown) > 200
    assert ord("√") in known  # browsers draw roots with it, which is in no formula's text
    assert sorted(one for one in shown if ord(one) not in known) == []


@pytest.mark.parametrize("name", QTI)
def test_the_schemas_of_qti_take_every_formula(name: str, built: Path) -> None:
    script = SHARED / "xsd" / "validate.py"
    if not script.exists():
        pytest.skip("the schemas lie in ../shared, which is not here")
    spec = importlib.util.spec_from_file_location("validate", script)
    assert spec and spec.loader
    validate: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validate)
    [package] = (built / name).glob("*.zip")
    formulas, faults = 0, []
    for member, data in validate.members(package):
        root = ElementTree.fromstring(data)
        formulas += len(list(root.iter("{http://www.w3.org/1998/Math/MathML}math")))
        schema = validate.schema(root.tag[1:].partition("}")[0])
        if not schema.validate(validate.etree.fromstring(data)):
            faults += [f"{member}: {error.message}" for error in schema.error_log]
    assert faults == []
    assert formulas == len(SHOWN)
