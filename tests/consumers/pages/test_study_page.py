"""The page as a page: nothing from outside, nothing executed that an author typed, readable for everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pages_kit
import pytest
from study_kit import opened

EXAMPLES = sorted(
    re.search(r"^bank: (\S+)", path.read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]
    for path in (pages_kit.ROOT / "source").rglob("*.yaml")
)
BUDGET = 40_000
"""Bytes of script and style, without the font."""


@pytest.mark.parametrize("name", ["quiz", "rtl", "hostile", *EXAMPLES])
def test_no_sideways_scrolling_on_the_narrowest_screen(site: Path, examples: Path, visit: Any, name: str) -> None:
    """320 px are also what is left of 1280 px at 400% zoom."""
    one = opened(visit, site, examples, name, viewport={"width": 320, "height": 640})
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 320
    for number in (0, 1):
        one.page.locator(".menu > summary").nth(number).click()
        assert one.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_formula_that_is_too_wide_scrolls_alone(site: Path, visit: Any) -> None:
    """By keyboard as well; one that fits is left as it is, also when the window has become wide enough."""
    one = opened(visit, site, site, "quiz", viewport={"width": 320, "height": 640})
    formulas = one.question("current").locator("math")
    one.page.wait_for_function("document.querySelector('math.wide')")
    assert formulas.evaluate_all("all => all.map(one => [one.className, one.tabIndex])") == [["", -1], ["wide", 0]]
    inside = "one => one.getBoundingClientRect().right <= one.closest('p').getBoundingClientRect().right"
    assert formulas.nth(1).evaluate(inside)
    one.page.set_viewport_size({"width": 1280, "height": 640})
    one.page.wait_for_function("!document.querySelector('math.wide')")
    assert formulas.nth(1).evaluate("one => [one.className, one.tabIndex]") == ["", -1]


def test_what_the_questions_say_of_themselves(site: Path, visit: Any) -> None:
    """A number with units asks for the unit; a passage that stands further up is linked by its name."""
    one = visit(site / "study" / "quiz.html")
    assert one.question("current").locator("legend").inner_text() == "Write a number with its unit."
    assert one.question("river-length").locator("legend").inner_text() == "Write a number."
    link = one.question("river-length").locator(".meta a")
    assert (link.inner_text(), link.get_attribute("href")) == ("The river", "#s-river")


def weight(page: Path) -> int:
    """Return how many bytes of script and style a page has, without the font; there are none in attributes."""
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\s(style|on[a-z]+)=", re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL))
    parts = re.findall(r"<style>(.*?)</style>|<script>(.*?)</script>", text, re.DOTALL)
    assert parts[-1][1].startswith("(() => {")
    return sum(len((style + script).encode()) for style, script in parts if "@font-face" not in style)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_keep_to_the_budget(examples: Path, name: str) -> None:
    assert 30_000 < weight(examples / "study" / f"{name}.html") <= BUDGET


EVERYTHING = """\
  - type: flashcard
    id: everything
    front: |
      $$\\boxed{\\cancel{a} \\bcancel{b}}$$

      $$\\begin{array}{|l|c:r|} \\hline a & b & c \\\\ \\hdashline d & e & f \\\\ \\hline \\end{array}$$

      $$\\begin{align} a &= b \\\\ c &= d \\end{align}$$
    back: |
      ```python
      def f(x): return "a" + 1  # c
      ```
"""


def test_every_kind_with_formulas_and_code_keeps_to_the_budget(tmp_path: Path) -> None:
    """The most that a page can need: ten kinds, code in colour, all that formulas are styled by."""
    bank = tmp_path / "all.yaml"
    text = (pages_kit.BANKS / "quiz.yaml").read_text(encoding="utf-8")
    bank.write_text(text.replace("bank: quiz", "bank: all") + EVERYTHING, encoding="utf-8")
    pages_kit.built(tmp_path / "project", bank)
    page = tmp_path / "project" / "build" / "study" / "all.html"
    assert ".highlight" in page.read_text(encoding="utf-8")
    assert "updiagonalstrike]" in page.read_text(encoding="utf-8")
    assert weight(page) <= BUDGET


def test_a_hundred_questions_are_light(tmp_path: Path) -> None:
    """400 KB without pictures, most of it their own text."""
    bank = tmp_path / "many.yaml"
    questions = (
        f"  - type: multiple_choice\n    id: q{n}\n    title: Question {n}\n    prompt: {'What is it? ' * 10}\n"
        f"    choices:\n      - answer: This\n      - That\n      - Neither\n    tags: [a{n % 7}, b]\n"
        f"    explanation: {'Because it is. ' * 10}\n"
        for n in range(100)
    )
    bank.write_text("schema: 1\nbank: many\nquestions:\n" + "".join(questions), encoding="utf-8")
    pages_kit.built(tmp_path / "project", bank)
    assert (tmp_path / "project" / "build" / "study" / "many.html").stat().st_size < 400_000


def test_what_authors_type_is_text(site: Path, visit: Any) -> None:
    one = opened(visit, site, site, "hostile")
    assert one.page.evaluate("window.hacked") is None
    assert one.page.title() == "</title><script>window.hacked = 1</script>"
    assert one.question("hostile-choice").locator("h2").inner_text().endswith('<img src=x onerror="window.hacked = 2">')
    assert "</script><script>window.hacked = 3</script>" in one.question("hostile-choice").inner_text()
    assert "{{ 7 * 7 }} {% raw %}" in one.question("hostile-choice").inner_text()
    box = one.question("hostile-essay").locator("textarea")
    assert "</textarea><script>window.hacked = 4</script>" in box.input_value()
    text = one.question("hostile-text")
    text.locator("[name=text]").fill("</SCRIPT><!--")
    text.locator(".check").click()
    assert one.verdict("hostile-text") == "1"


def test_the_policy_stops_what_is_not_ours(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html", quiet=False)
    one.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.hacked = true';
          document.body.append(script);
          const image = document.createElement('img');
          image.src = 'https://example.org/x.png';
          document.body.append(image);
          document.body.setAttribute('style', 'display: none');
        }"""
    )
    one.page.wait_for_timeout(200)
    assert one.page.evaluate("window.hacked") is None
    assert one.page.locator("main").is_visible()
    for directive in ("script-src", "style-src", "img-src"):
        assert any("Content Security Policy" in text and directive in text for text in one.complaints)
    assert one.page.locator("body > img").evaluate("image => image.naturalWidth") == 0


def test_media_are_in_the_page(examples: Path, visit: Any) -> None:
    one = visit(examples / "study" / "circuits-motion-and-waves.html")
    sizes = one.page.locator("img").evaluate_all("images => images.map(image => image.naturalWidth)")
    assert sizes and all(sizes)
    assert (
        one.page.locator("audio").evaluate(
            "audio => new Promise(done => { audio.addEventListener('loadedmetadata', () => done(audio.duration));"
            " audio.load(); })"
        )
        > 0
    )


def test_without_a_script_everything_can_be_read(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html", java_script_enabled=False)
    assert "needs JavaScript" in one.page.locator("noscript").inner_html()
    assert not one.page.locator("#bar").is_visible()
    assert not one.page.locator(".check").first.is_visible()
    for article in one.page.locator("article").all():
        assert not article.locator(".inside").is_visible()
        article.locator(".answer > summary").click()
        assert article.locator(".inside").inner_text().strip()
    text = one.page.locator("main").inner_text()
    for shown in (
        "Canberra",
        "Largest, but not the capital.",
        "120 ± 1% km",
        "Mercury",
        "A large tree".replace("large", "big"),
        "The outer bank",
        "The river with the most water.",
    ):
        assert shown in text
    order = one.question("capital").locator(".choices .text").all_inner_texts()
    assert order[0] != "Canberra" or order[1:3] != ["Melbourne", "Sydney"]


def test_forced_colours_leave_marks_and_words(site: Path, examples: Path, visit: Any) -> None:
    one = opened(visit, site, examples, "quiz", forced_colors="active")
    mark = one.question("capital").locator(".mark").first
    assert mark.is_visible()
    assert one.question("capital").evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"


def test_right_to_left(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "rtl.html")
    assert one.page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
    first = one.question("nile").locator(".choices label").first
    box, text = first.locator("input").bounding_box(), first.locator(".text").bounding_box()
    assert box["x"] > text["x"]
    one.question("digits").locator("[name=text]").fill("٧")
    one.question("digits").locator(".check").click()
    assert one.verdict("digits") == "1"


def test_formulas_have_the_glyphs_that_they_need(examples: Path, visit: Any) -> None:
    pytest.importorskip("fontTools")
    one = visit(examples / "study" / "first-year-mathematics.html")
    loaded = one.page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].map(font => `${font.family} ${font.status}`))"
    )
    assert loaded == ['"qbank math" loaded'] or loaded == ["qbank math loaded"]
    assert (examples / "study" / "first-year-mathematics.html").stat().st_size < 400_000
