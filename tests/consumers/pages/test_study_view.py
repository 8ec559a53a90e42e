"""Which questions are shown, in which order: by tag and difficulty, by chance, the most urgent first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pages_kit
from study_kit import answer, live, menu, shown

ALL = ["sum", "cells", "square", "even", "rows", "word"]


def test_a_filter_by_tag_and_difficulty(site: Path, visit: Any) -> None:
    """Any of the tags chosen, and any of the levels; what all questions have in common is no choice."""
    one = visit(site / "study" / "levels.html")
    assert shown(one) == ALL
    panel = menu(one, "Questions")
    assert "mathematics" not in panel.inner_text()
    assert panel.locator("legend").all_inner_texts() == ["Tags", "Difficulty"]
    panel.get_by_label("geometry 3").check()
    assert shown(one) == ["cells", "square", "word"]
    assert live(one) == panel.locator("#shown").inner_text() == "3 of 6 questions"
    assert one.page.locator(".menu > summary").first.inner_text().split() == ["Questions", "3/6"]
    panel.get_by_label("counting 3").check()
    assert shown(one) == ["cells", "square", "even", "rows", "word"]
    panel.get_by_label("hard 2").check()
    assert shown(one) == ["cells", "rows"]
    assert one.page.locator("#s-grid").is_visible()
    panel.get_by_label("hard 2").uncheck()
    panel.get_by_label("easy 2").check()
    assert shown(one) == ["square"]
    assert not one.page.locator("#s-grid").is_visible()
    panel.get_by_label("easy 2").uncheck()
    for name in ("geometry 3", "counting 3"):
        panel.get_by_label(name).uncheck()
    panel.get_by_label('<b>"even" & odd</b> 1').check()
    assert shown(one) == ["even"]


def test_the_filter_by_keyboard_alone(site: Path, visit: Any) -> None:
    """The menu opens, boxes are ticked, Escape closes it and keeps the focus; N goes through what is shown."""
    one = visit(site / "study" / "levels.html")
    one.page.locator(".menu > summary").first.focus()
    one.key("Enter", "Tab", "Tab", "Space")
    assert one.page.evaluate("document.activeElement.value") == "algebra"
    assert shown(one) == ["sum"]
    one.key("Enter")
    assert shown(one) == ["sum"]
    one.key("Space", "Tab", "Space", "Escape")
    assert not one.page.locator(".menu .panel").first.is_visible()
    assert one.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert shown(one) == ["cells", "even", "rows"]
    visited = []
    for _ in range(4):
        one.key("n")
        visited.append(one.page.evaluate("document.activeElement.dataset.id"))
    assert visited == ["cells", "even", "rows", "rows"]


def test_questions_are_shuffled_with_their_passages(site: Path, visit: Any) -> None:
    """Another order at every visit, a passage before its questions; numbers stay; off again, all is as it was."""
    one = visit(site / "study" / "levels.html")
    menu(one, "Questions").get_by_label("Shuffle the questions").check()
    orders = set()
    for _ in range(8):
        order = one.page.locator("main > *").evaluate_all("all => all.map(one => one.dataset.id ?? one.id)")
        at = order.index("s-grid")
        assert order[at : at + 3] == ["s-grid", "cells", "rows"]
        assert sorted(shown(one)) == sorted(ALL)
        assert one.question("rows").locator(".number").inner_text().split()[-1] == "5"
        orders.add(tuple(order))
        one.reload()
    assert len(orders) > 2
    panel = menu(one, "Questions")
    assert panel.get_by_label("Shuffle the questions").is_checked()
    panel.get_by_label("Shuffle the questions").uncheck()
    assert shown(one) == ALL


def test_keys_follow_the_shuffled_order(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "levels.html")
    menu(one, "Questions").get_by_label("Shuffle the questions").check()
    one.key("Escape")
    order = shown(one)
    visited = []
    for _ in order:
        one.key("n")
        visited.append(one.page.evaluate("document.activeElement.dataset.id"))
    assert visited == order
    one.key("p")
    assert one.page.evaluate("document.activeElement.dataset.id") == order[-2]


def test_sure_but_wrong_comes_first(site: Path, visit: Any) -> None:
    """Then what was missed, then what is due again; and the badge tells them apart."""
    one = visit(site / "study" / "levels.html")
    answer(one, "sum", "0")
    answer(one, "square", "1")
    one.question("rows").get_by_label("I am sure").check()
    answer(one, "rows", "4")
    assert not one.question("rows").get_by_label("I am sure").is_visible()
    one.page.clock.set_system_time("2099-01-01T12:00:00")
    one.reload()
    assert one.question("rows").locator(".badge").inner_text() == "✗ Sure, but not right"
    assert one.question("square").locator(".badge").inner_text() == "✗ Not right last time"
    one.page.locator("#practise").click()
    assert shown(one) == ["rows", "square", "sum"]
    assert one.page.locator("#s-grid").is_visible()
    assert not one.question("rows").get_by_label("I am sure").is_checked()


def test_missed_ones_return_until_they_are_right(site: Path, visit: Any) -> None:
    """A round ends with another of what is still missed, until there is none; then all questions are back."""
    one = visit(site / "study" / "levels.html")
    again = one.page.locator("#again")
    answer(one, "sum", "1")
    answer(one, "square", "1")
    one.page.locator("#practise").click()
    assert sorted(shown(one)) == ["square", "sum"]
    answer(one, "sum", "0")
    answer(one, "square", "1")
    assert again.inner_text() == "Practise what is due (1)"
    again.focus()
    one.key("Enter")
    assert shown(one) == ["square"]
    assert one.page.evaluate("document.activeElement.dataset.id") == "square"
    assert one.question("square").locator("input:checked").count() == 0
    answer(one, "square", "0")
    assert again.inner_text() == "All questions"
    again.click()
    assert shown(one) == ALL
    assert "tomorrow" in one.question("square").locator(".badge").inner_text()


def test_practice_keeps_to_the_filter(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "levels.html")
    answer(one, "sum", "1")
    answer(one, "square", "1")
    assert one.page.locator("#practise").inner_text() == "Practise what is due (2)"
    menu(one, "Questions").get_by_label("algebra 1").check()
    assert one.page.locator("#practise").inner_text() == "Practise what is due (1)"
    one.page.locator("#practise").click()
    assert shown(one) == ["sum"]


def test_moving_questions_keeps_what_is_typed_and_where_one_is(site: Path, visit: Any) -> None:
    """The focus is on the control that was used, not in what moved; texts stay."""
    one = visit(site / "study" / "levels.html")
    one.question("cells").locator("input[name=text]").fill("12")
    box = menu(one, "Questions").get_by_label("Shuffle the questions")
    box.focus()
    one.key("Space")
    assert one.page.evaluate("document.activeElement.id") == "shuffle"
    assert one.question("cells").locator("input[name=text]").input_value() == "12"


def test_keys_do_nothing_where_no_question_fits(site: Path, visit: Any) -> None:
    """What is hidden is neither answered nor reached."""
    one = visit(site / "study" / "levels.html")
    panel = menu(one, "Questions")
    panel.get_by_label("algebra 1").check()
    panel.get_by_label("hard 2").check()
    assert shown(one) == []
    assert live(one) == "0 of 6 questions"
    one.key("Escape")
    one.page.evaluate("document.activeElement.blur()")
    one.key("1", "Enter", "h", "r", "n", "p")
    assert one.page.locator("input[name=choice]:checked").count() == 0
    assert one.page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_bank_without_tags_has_no_filter(site: Path, visit: Any) -> None:
    """Only what there is to choose from is offered: here the order."""
    one = visit(site / "study" / "quiz.html")
    panel = menu(one, "Questions")
    assert panel.locator("fieldset").count() == 0
    assert panel.locator("input").count() == 1
    assert len(shown(one)) == len(pages_kit.questions(pages_kit.BANKS / "quiz.yaml"))
