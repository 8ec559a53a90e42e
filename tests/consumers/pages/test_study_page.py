"""The page as a page: nothing from outside, nothing executed that an author typed, readable for everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pages_kit
import pytest

AXE = pages_kit.ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
EXAMPLES = sorted(
    re.search(r"^bank: (\S+)", path.read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]
    for path in (pages_kit.ROOT / "source").rglob("*.yaml")
)
BUDGET = 40_000
"""Bytes of script and style, without the font."""

ANSWER_ALL = """() => {
  for (const form of document.querySelectorAll('article form')) {
    for (const input of form.querySelectorAll('input[type=text], textarea')) input.value ||= '4';
    for (const select of form.querySelectorAll('select')) select.selectedIndex = 1;
    for (const input of form.querySelectorAll('li:nth-child(-n+2) > label > input')) input.checked = true;
    for (const hint of form.querySelectorAll('.hint')) { hint.hidden = false; hint.open = true; }
    form.querySelector('.check').click();
  }
}"""


def violations(visit: Any) -> list[str]:
    """Return what axe finds wrong: the rule and the element."""
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = visit.page.evaluate(
        # An author's empty corner of a table, and a formula as a heading, which axe takes for empty.
        "axe.run({ rules: { 'empty-table-header': { enabled: false } } }).then(result => result.violations.flatMap("
        "rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"
    )
    return found


def opened(visit: Any, site: Path, examples: Path, name: str, **options: Any) -> Any:
    """Open a page of either project, everything on it answered."""
    folder = site if (site / "study" / f"{name}.html").exists() else examples
    one = visit(folder / "study" / f"{name}.html", **options)
    one.page.evaluate(ANSWER_ALL)
    one.page.wait_for_timeout(100)
    return one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["quiz", "rtl", *EXAMPLES])
def test_axe_finds_nothing(site: Path, examples: Path, visit: Any, name: str, scheme: str) -> None:
    one = opened(visit, site, examples, name, color_scheme=scheme)
    assert violations(one) == []


def test_axe_finds_nothing_before_an_answer_and_in_the_menu(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    one.page.locator(".menu summary").click()
    assert violations(one) == []
    one.page.get_by_role("button", name="Keyboard shortcuts").click()
    assert violations(one) == []


@pytest.mark.parametrize("name", ["quiz", "rtl", "hostile", *EXAMPLES])
def test_no_sideways_scrolling_on_the_narrowest_screen(site: Path, examples: Path, visit: Any, name: str) -> None:
    """320 px are also what is left of 1280 px at 400% zoom."""
    one = opened(visit, site, examples, name, viewport={"width": 320, "height": 640})
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 320
    one.page.locator(".menu summary").click()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_keep_to_the_budget(examples: Path, name: str) -> None:
    text = (examples / "study" / f"{name}.html").read_text(encoding="utf-8")
    parts = re.findall(r"<style>(.*?)</style>|<script>(.*?)</script>", text, re.DOTALL)
    sizes = [len((style + script).encode()) for style, script in parts if "@font-face" not in style]
    assert sum(sizes) <= BUDGET
    assert not re.search(r"\s(style|on[a-z]+)=", re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL))


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
    text.locator("input").fill("</SCRIPT><!--")
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
    assert violations(one) == []


def test_right_to_left(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "rtl.html")
    assert one.page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
    first = one.question("nile").locator(".choices label").first
    box, text = first.locator("input").bounding_box(), first.locator(".text").bounding_box()
    assert box["x"] > text["x"]
    one.question("digits").locator("input").fill("٧")
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
