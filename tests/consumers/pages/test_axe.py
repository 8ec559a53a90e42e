"""axe-core finds nothing on any page: every kind, hostile text, right to left; light, dark, forced colours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pages_kit
import pytest
from study_kit import answer_all, menu

AXE = (pages_kit.ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
KITCHEN_SINK = pages_kit.ROOT / "tests" / "kitchen_sink" / "source"
FILES = [*(pages_kit.ROOT / "source").rglob("*.yaml"), *KITCHEN_SINK.rglob("*.yaml"), *pages_kit.BANKS.glob("*.yaml")]
NAMES = sorted(
    re.search(r"^bank: (\S+)", path.read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]
    for path in FILES
)
RUN = """only => axe.run(only ? { runOnly: [only] } : { rules: {
  'target-size': { enabled: true },
  'empty-table-header': { enabled: false },
} }).then(result => result.violations.flatMap(rule =>
  rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""
"""All of WCAG 2.2 AA and axe's own advice, but for an author's empty corner of a table."""
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(one => !one.closest('math, td table:not(.points)')
  && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 200))"""
"""What is wider than the screen, but for formulas and authors' tables, which may be (WCAG 1.4.10)."""
CROWDED = """() => [...document.querySelectorAll('.choices li')].filter(one => !one.querySelector('math')
  && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which everything is built, its index at the top."""
    folder = tmp_path_factory.mktemp("axe")
    shutil.copytree(pages_kit.ROOT / "source", folder / "source")
    shutil.copytree(KITCHEN_SINK, folder / "source" / "sink")
    pages_kit.built(folder, *sorted(pages_kit.BANKS.glob("*.yaml")), formats=("study", "handout"))
    return folder / "build"


def violations(visit: Any, rule: str = "") -> list[str]:
    """Return what axe finds wrong, by one rule or all: the rule and the element."""
    if not visit.page.evaluate("'axe' in window"):
        visit.page.evaluate(AXE)
    found: list[str] = visit.page.evaluate(RUN, rule or None)
    return found


def test_axe_finds_what_is_wrong(pages: Path, visit: Any) -> None:
    """A label taken away, grey on grey: so an empty list says something."""
    one = visit(pages / "study" / "levels.html", quiet=False)
    one.page.evaluate(
        "document.querySelector('#q-cells [name=text]').removeAttribute('aria-label');"
        "document.querySelector('#q-cells .prompt').style.color = '#bbb';"
    )
    assert {found.split(":")[0] for found in violations(one)} == {"label", "color-contrast"}


@pytest.mark.parametrize("name", NAMES)
def test_study_pages_before_and_after_the_answers(pages: Path, visit: Any, name: str) -> None:
    one = visit(pages / "study" / f"{name}.html")
    assert violations(one) == []
    answer_all(one)
    assert one.page.locator(".verdict:visible").count() > 2
    assert violations(one) == []


@pytest.mark.parametrize("name", NAMES)
def test_study_pages_in_the_dark(pages: Path, visit: Any, name: str) -> None:
    """Nothing but the colours is other, so nothing but the contrast is measured: before and after the answers."""
    one = visit(pages / "study" / f"{name}.html", color_scheme="dark")
    assert violations(one, "color-contrast") == []
    answer_all(one)
    assert violations(one, "color-contrast") == []


@pytest.mark.parametrize("suffix", ["", "-key"])
@pytest.mark.parametrize("name", NAMES)
def test_handouts_and_keys(pages: Path, visit: Any, name: str, suffix: str) -> None:
    """Also where the reader's system is dark: paper is white."""
    one = visit(pages / "handout" / f"{name}{suffix}.html", color_scheme="dark")
    assert violations(one) == []


@pytest.mark.parametrize("name", NAMES)
def test_narrow_screens(pages: Path, visit: Any, name: str) -> None:
    """320 px, which are also 1280 px at 400%: nothing sticks out or lies upon anything; what scrolls can be focused."""
    narrow = {"width": 320, "height": 640}
    one = visit(pages / "study" / f"{name}.html", viewport=narrow)
    answer_all(one)
    assert one.page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(one, "scrollable-region-focusable") == []
    for suffix in ("", "-key"):
        one = visit(pages / "handout" / f"{name}{suffix}.html", viewport=narrow)
        assert one.page.evaluate(STICKS_OUT) == []
        assert one.page.evaluate(CROWDED) == []
        assert violations(one, "scrollable-region-focusable") == []


@pytest.mark.parametrize("key", ["inline", "none"])
def test_sheets_with_their_key_and_without(tmp_path: Path, visit: Any, key: str) -> None:
    settings = f"schema: 1\nformats:\n  handout: {{key: {key}}}\n"
    pages_kit.built(tmp_path, pages_kit.BANKS / "quiz.yaml", formats=("handout",), settings=settings)
    assert violations(visit(tmp_path / "build" / "handout" / "quiz.html")) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_page(pages: Path, visit: Any, scheme: str) -> None:
    one = visit(pages / "index.html", color_scheme=scheme)
    one.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert violations(one) == []


def test_the_menus_and_the_list_of_keys(pages: Path, visit: Any) -> None:
    one = visit(pages / "study" / "levels.html")
    for name in ("Questions", "Progress"):
        menu(one, name)
        assert violations(one) == []
    one.page.get_by_role("button", name="Keyboard shortcuts").click()
    assert violations(one) == []


def test_forced_colours(pages: Path, visit: Any) -> None:
    one = visit(pages / "study" / "quiz.html", forced_colors="active")
    answer_all(one)
    assert violations(one) == []
    assert violations(visit(pages / "handout" / "quiz-key.html", forced_colors="active")) == []
