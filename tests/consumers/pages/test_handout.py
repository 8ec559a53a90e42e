"""The handout printed by Chromium on both papers, read back from the PDF; and the key that belongs to it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pages_kit
import pdf_kit
import pytest
from playwright.sync_api import Browser

QUESTIONS = pages_kit.questions(pages_kit.BANKS / "quiz.yaml")


def printed(browser: Browser, file: Path, paper: str, folder: Path) -> list[str]:
    """Print a file and return the text of each page."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    target = folder / f"{file.stem}-{paper}.pdf"
    page.pdf(path=target, format=paper)
    page.close()
    assert complaints == []
    text = subprocess.run(
        ["pdftotext", "-layout", target, "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    return text.removesuffix("\f").split("\f")


def plain(page: str) -> str:
    """Return text without the breaks that a page puts into it."""
    return re.sub(r"\s+", " ", page.replace("\u00ad", ""))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_has_all_that_one_needs_and_no_answers(
    site: Path, browser: Browser, tmp_path: Path, paper: str
) -> None:
    pages = printed(browser, site / "handout" / "quiz.html", paper, tmp_path)
    text = plain(" ".join(pages))
    for shown in (
        "A quiz of every kind",
        "Name",
        "Date",
        "Score",
        "/ 20",
        "Total",
        "What is the capital of Australia?",
        "The river is 120 km long",
        "Why do rivers meander?",
        "None of the above",
        "( had / has / have )",
        "Amazonas",
    ):
        assert shown.replace(" ", "") in text.replace(" ", "") or shown.startswith("("), shown
    for kept in (
        "Yes, since 1913",
        "planned",
        "Canberra lies",
        "outer bank",
        "most water",
        "Names erosion",
        "It begins with",
        "Elephants",
        "trunk",
        "Thames",
    ):
        assert kept not in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_page_says_which_printing_it_is(site: Path, browser: Browser, tmp_path: Path, paper: str) -> None:
    sheet = printed(browser, site / "handout" / "quiz.html", paper, tmp_path)
    key = printed(browser, site / "handout" / "quiz-key.html", paper, tmp_path)
    assert len(sheet) > 1
    marks = {re.search(r"quiz · ([0-9a-f]{8})", plain(page))[1] for page in sheet + key}  # type: ignore[index]
    assert len(marks) == 1
    for number, page in enumerate(sheet, 1):
        assert f"Page {number} of {len(sheet)}" in plain(page)
        assert "A quiz of every kind" in plain(page)


@pytest.fixture(scope="session")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two banks with passages, marks around their questions."""
    folder = tmp_path_factory.mktemp("marked")
    pdf_kit.marking_templates(folder / "pages" / "handout")
    science = folder / "source" / "science"
    shutil.copytree(pages_kit.ROOT / "source" / "science", science)
    (science / "circuits-motion-and-waves.yaml").unlink()
    settings = "schema: 1\nformats:\n  handout: {templates: pages}\n"
    pages_kit.built(folder, pages_kit.BANKS / "quiz.yaml", formats=("handout",), settings=settings)
    return folder / "build" / "handout"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["quiz", "cell-biology"])
def test_no_question_is_split_whatever_the_paper(
    marked: Path, browser: Browser, tmp_path: Path, name: str, paper: str
) -> None:
    """The reader chooses it: the file fixes no size. `test_pdf` has all banks."""
    marks = pdf_kit.marks(printed(browser, marked / f"{name}.html", paper, tmp_path))
    begun = {one: pages for (kind, one), pages in marks.items() if kind == "begin"}
    assert len(begun) > 10
    for one, pages in begun.items():
        assert (len(pages), pages) == (1, marks["end", one]), f"{one} is split"


def test_the_key_is_apart_inline_or_left_out(tmp_path: Path, visit: Any) -> None:
    """Inline it follows the last question, with ids of its own, so that links and screen readers find either."""
    for key, files in (("apart", ["quiz-key.html", "quiz.html"]), ("inline", ["quiz.html"]), ("none", ["quiz.html"])):
        settings = f"schema: 1\nformats:\n  handout: {{key: {key}}}\n"
        folder = tmp_path / key
        pages_kit.built(folder, pages_kit.BANKS / "quiz.yaml", formats=("handout",), settings=settings)
        assert sorted(path.name for path in (folder / "build" / "handout").iterdir()) == files
        one = visit(folder / "build" / "handout" / "quiz.html")
        assert ("Well known." in one.page.inner_text("body")) == (key == "inline")
        ids = one.page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))
        assert ("k-capital" in ids) == (key == "inline")


def test_lines_to_write_on_are_as_many_as_asked_for(tmp_path: Path, visit: Any) -> None:
    """Every 8 mm; without the option the question's own lengths tell, and kinds that need none have none."""
    space = "{essay: 12, short_answer: 3, numeric: 5, multiple_choice: 2, flashcard: 0}"
    counts = {}
    for name, settings in (("own", ""), ("asked", f"schema: 1\nformats:\n  handout: {{space: {space}}}\n")):
        folder = tmp_path / name
        pages_kit.built(folder, pages_kit.BANKS / "quiz.yaml", formats=("handout",), settings=settings)
        one = visit(folder / "build" / "handout" / "quiz.html")
        names = ("cause", "city", "own-words", "current", "capital", "primes", "card")
        counts[name] = [one.question(each).locator(".line").count() for each in names]
        heights = one.page.locator(".line").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert {round(height / 96 * 25.4, 1) for height in heights} == {8.0}
    assert counts == {"own": [8, 1, 2, 0, 0, 0, 2], "asked": [12, 3, 3, 5, 2, 0, 0]}


def test_the_key_names_the_letters_that_are_printed(site: Path, visit: Any) -> None:
    sheet, key = visit(site / "handout" / "quiz.html"), visit(site / "handout" / "quiz-key.html")
    for name in ("capital", "primes", "weighted", "all-of-them"):
        printed_choices = dict(
            text.split(maxsplit=1) for text in sheet.question(name).locator(".choices li").all_inner_texts()
        )
        said = {item.split()[0] for item in key.question(name).locator(".answers .right").all_inner_texts()}
        right = {choice.text for choice in QUESTIONS[name].choices if choice.correct}
        assert {printed_choices[letter] for letter in said} == right
    rights = dict(text.split() for text in sheet.question("verbs").locator(".match ul li").all_inner_texts())
    lefts = sheet.question("verbs").locator(".match ol li").all_inner_texts()
    solution = {pair.left: pair.right for pair in QUESTIONS["verbs"].pairs}
    for line, left in zip(key.question("verbs").locator(".answers li").all_inner_texts(), lefts, strict=True):
        assert rights[line.split()[1]] == solution[left.strip()]
    items = sheet.question("planets").locator(".order li").all_inner_texts()
    places = [int(line.split()[0]) for line in key.question("planets").locator(".answers li").all_inner_texts()]
    ordered = [item.strip() for _, item in sorted(zip(places, items, strict=True))]
    assert ordered == list(QUESTIONS["planets"].items)
    assert ordered != [item.strip() for item in items]


def test_the_key_holds_what_a_marker_needs(site: Path, visit: Any) -> None:
    text = plain(visit(site / "handout" / "quiz-key.html").page.inner_text("body"))
    for shown in (
        "Key",
        "Canberra",
        "1/3",
        "It begins with a C.",
        "Well known.",
        "120 ± 1% km",
        "12 ± 1% km 50%",
        "Paris",
        "big",
        "has",
        "trunk",
        "The outer bank",
        "Names erosion",
        "The river with the most water.",
    ):
        assert shown in text, shown


def test_the_key_names_a_text_with_blanks_by_its_words(site: Path, visit: Any) -> None:
    """Not by what its author typed."""
    key = visit(site / "handout" / "quiz-key.html").question("grow")
    assert plain(key.locator("h2").inner_text()) == "11 A ____ tree ____ about ____ leaves and one ____."


def test_the_key_names_a_question_with_a_formula_by_its_words(tmp_path: Path, visit: Any) -> None:
    """A heading is plain text, in which no TeX is typed."""
    bank = tmp_path / "b.yaml"
    question = "{type: essay, id: q, prompt: 'How does $\\ce{H2SO4}$ act where $x^2 < 1$?'}"
    bank.write_text(f"schema: 1\nbank: b\nquestions:\n  - {question}\n", encoding="utf-8")
    pages_kit.built(tmp_path, bank, formats=("handout", "study"))
    key = visit(tmp_path / "build" / "handout" / "b-key.html")
    assert key.page.locator("h2").all_inner_texts() == ["1\nHow does H₂SO₄ act where x² < 1?"]
    study = visit(tmp_path / "build" / "study" / "b.html")
    assert "How does H₂SO₄ act where x² < 1?" in study.page.locator("bdi").all_text_contents()


def test_the_sheet_holds_no_key_anywhere(site: Path) -> None:
    html = (site / "handout" / "quiz.html").read_text(encoding="utf-8")
    for kept in ("correct", "1913", "planned", "erosion", "Elephants", "<script", "trunk"):
        assert kept not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "language", "direction", "word"),
    [("rtl", "ar", "rtl", "الاسم"), ("deutsch-lesen", "de", "ltr", "Punkte"), ("quiz", "en", "ltr", "Points")],
)
def test_words_are_in_the_banks_language(
    site: Path, examples: Path, visit: Any, name: str, language: str, direction: str, word: str
) -> None:
    folder = site if (site / "handout" / f"{name}.html").exists() else examples
    one = visit(folder / "handout" / f"{name}.html")
    assert one.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, direction]
    assert word.lower() in one.page.inner_text("body").lower()


def test_authors_text_is_text_on_paper(site: Path, visit: Any) -> None:
    for suffix in ("", "-key"):
        one = visit(site / "handout" / f"hostile{suffix}.html")
        assert one.page.evaluate("window.hacked") is None
        assert '<img src=x onerror="window.hacked = 2">' in one.page.inner_text("body")


def test_choices_stand_in_columns_by_the_longest(site: Path, visit: Any) -> None:
    one = visit(site / "handout" / "quiz.html", viewport={"width": 800, "height": 1000})

    def lefts(name: str) -> int:
        boxes = one.question(name).locator(".choices li").evaluate_all("items => items.map(item => item.offsetLeft)")
        return len(set(boxes))

    assert lefts("primes") == 4
    assert lefts("capital") == 2


def test_options_and_templates_of_a_project(tmp_path: Path, visit: Any) -> None:
    own = tmp_path / "project" / "pages" / "handout"
    own.mkdir(parents=True)
    (own / "stimulus.html").write_text("<section class='stimulus'>Ours: {{ html }}</section>", encoding="utf-8")
    settings = (
        "schema: 1\nformats:\n  handout:\n    instructions: Use *ink*.\n    points_table: false\n    templates: pages\n"
    )
    pages_kit.built(tmp_path / "project", pages_kit.BANKS / "quiz.yaml", formats=("handout",), settings=settings)
    text = visit(tmp_path / "project" / "build" / "handout" / "quiz.html").page.inner_text("body")
    assert "Use ink." in text
    assert "Earned" not in text
    assert "Ours:" in text
