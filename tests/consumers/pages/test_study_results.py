"""How it went: on the page, by tag and by question, and on paper."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from study_kit import answer, menu, shown


def lines(visit: Any, selector: str) -> list[str]:
    """Return the texts of what is shown, on one line each."""
    found = visit.page.locator(f"{selector}:visible").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def answered(site: Path, visit: Any) -> Any:
    """Return a page with a right, a wrong, a partly right answer, and a card that was known."""
    one = visit(site / "study" / "levels.html")
    answer(one, "sum", "0")
    one.question("cells").get_by_label("I am sure").check()
    answer(one, "cells", "13")
    answer(one, "even", "0")
    one.question("word").locator(".check").click()
    one.question("word").get_by_role("button", name="I knew it").click()
    return one


def test_nothing_is_told_before_an_answer(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "levels.html")
    assert not one.page.locator("#results").is_visible()


def test_results_altogether_by_tag_and_by_question(site: Path, visit: Any) -> None:
    """Points of what has points, right ones of all that was answered; partly right isn't right."""
    one = answered(site, visit)
    assert one.page.locator("#score").inner_text() == "3 of 6 points · 2 of 4 right"
    assert lines(one, "#results tr") == [
        '<b>"even" & odd</b> 0 / 1',
        "algebra 1 / 1",
        "counting 0 / 2",
        "geometry 1 / 2",
    ]
    bars = one.page.locator("#results tr:visible progress").evaluate_all("all => all.map(one => [one.value, one.max])")
    assert bars == [[0, 1], [1, 1], [0, 2], [1, 2]]
    one.page.locator("#results summary").click()
    assert lines(one, "#each li") == [
        "Question 1 A sum ✓ Correct 2 / 2",
        "Question 2 How many cells has the grid? ✗ Sure, but not right 0 / 2",
        "Question 3 A square is a rectangle. –",
        "Question 4 Which are even? ◐ Partly correct 1 / 2",
        "Question 5 How many rows has the grid? –",
        "Question 6 a quadrilateral ✓ Correct",
    ]
    answer(one, "square", "0")
    assert one.page.locator("#score").inner_text() == "5 of 8 points · 3 of 5 right"


def test_the_list_of_questions_gives_no_answer_away(site: Path, visit: Any) -> None:
    """A text with blanks stands there with lines in their place, before it is answered and afterwards."""
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    one.page.locator("#results summary").click()
    [row] = [text for text in lines(one, "#each li") if text.startswith("Question 11 ")]
    assert row == "Question 11 A ____ tree ____ about ____ leaves and one ____. –"


def test_results_are_kept_and_reset(site: Path, visit: Any) -> None:
    one = answered(site, visit)
    one.reload()
    assert one.page.locator("#score").inner_text() == "3 of 6 points · 2 of 4 right"
    one.page.once("dialog", lambda dialog: dialog.accept())
    menu(one, "Progress").get_by_role("button", name="Reset").click()
    assert not one.page.locator("#results").is_visible()


def test_a_question_is_reached_from_its_result(site: Path, visit: Any) -> None:
    """By keyboard; one that a filter hides is shown again."""
    one = answered(site, visit)
    menu(one, "Questions").get_by_label("algebra 1").check()
    one.key("Escape")
    assert shown(one) == ["sum"]
    one.page.locator("#results summary").click()
    one.page.locator("#each a").nth(3).focus()
    one.key("Enter")
    assert one.page.evaluate("document.activeElement.dataset.id") == "even"
    assert len(shown(one)) == 6


def printed(visit: Any, folder: Path) -> str:
    """Return the text of the page as it is printed now."""
    file = folder / "page.pdf"
    visit.page.pdf(path=file, format="A4")
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, encoding="utf-8")
    return re.sub(r" ?/ ?", "/", re.sub(r"[ \t]+", " ", done.stdout))


def test_the_summary_is_printed_without_the_questions(site: Path, visit: Any, tmp_path: Path) -> None:
    """Title, a line for the name, the date, points, tags and every question on a page; printing again has all."""
    one = visit(site / "study" / "levels.html", init="window.print = () => { window.printed = true; }", locale="en-GB")
    answer(one, "sum", "0")
    answer(one, "cells", "13")
    one.page.clock.set_fixed_time("2031-05-06T12:00:00")
    one.page.get_by_role("button", name="Print summary").click()
    assert one.page.evaluate("window.printed")
    text = printed(one, tmp_path)
    for told in (
        "Levels", "Name", "Date May 6, 2031", "2 of 4 points · 1 of 2 right", "geometry 0/1",
        "1 A sum ✓ Correct 2/2", "2 How many cells has the grid? ✗ Incorrect 0/2",
    ):  # fmt: skip
        assert told in text, told
    for kept in ("Choose true or false", "three rows", "Print summary", "Practise", "Progress"):
        assert kept not in text, kept
    assert text.count("\f") == 1
    one.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    text = printed(one, tmp_path)
    assert "three rows" in text
    assert "Results" in text
