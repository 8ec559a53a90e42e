"""What the tests of the study page do again and again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from agreement import Agreement

CONSUMER = "Study page in Chromium"


ANSWER_ALL = """() => {
  for (const form of document.querySelectorAll('article form')) {
    for (const input of form.querySelectorAll('input[type=text], textarea')) input.value ||= '4';
    for (const select of form.querySelectorAll('select')) select.selectedIndex = 1;
    for (const input of form.querySelectorAll('li:nth-child(-n+2) > label > input')) input.checked = true;
    for (const hint of form.querySelectorAll('.hint')) { hint.hidden = false; hint.open = true; }
    form.querySelector('.check').click();
  }
}"""


def answer_all(visit: Any) -> None:
    """Answer everything, some right, some wrong, and open all hints and results."""
    visit.page.evaluate(ANSWER_ALL)
    visit.page.evaluate("document.querySelector('#results details').open = true")
    visit.page.wait_for_timeout(100)


def opened(visit: Any, site: Path, examples: Path, name: str, **options: Any) -> Any:
    """Open a page of either project, everything on it answered."""
    folder = site if (site / "study" / f"{name}.html").exists() else examples
    one = visit(folder / "study" / f"{name}.html", **options)
    answer_all(one)
    return one


def answer(visit: Any, name: str, value: str) -> None:
    """Answer a question (a choice by its index, or typed text) and check it."""
    article = visit.question(name)
    choice = article.locator(f"input[name=choice][value='{value}']")
    if choice.count():
        choice.check()
    else:
        article.locator("input[name=text]").fill(value)
    article.locator(".check").click()


def shown(visit: Any) -> list[str]:
    """Return the ids of the questions that are shown, in their order."""
    articles = visit.page.locator("article.question:visible")
    return list(articles.evaluate_all("all => all.map(one => one.dataset.id)"))


def menu(visit: Any, name: str) -> Any:
    """Open one of the bar's menus and return its panel."""
    visit.page.locator(".menu > summary", has_text=name).click()
    return visit.page.locator(".menu[open] .panel")


def live(visit: Any) -> str:
    """Return what was said last to a screen reader."""
    return str(visit.page.locator("#live").inner_text())


def judged(visit: Any, agreement: Agreement, question: Any, response: Any) -> str:
    """Compare the page's verdict with the model's score; return the verdict, as a share of the points."""
    credit = visit.verdict(question.id)
    assert credit is not None
    agreement(CONSUMER, question.type, question.score(response), Fraction(credit) * Fraction(question.points))
    return str(credit)
