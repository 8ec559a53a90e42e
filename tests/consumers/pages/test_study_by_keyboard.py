"""Every scored kind answered by keyboard alone: the page's verdict is what `question.score` says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pages_kit
import pytest
from agreement import Agreement
from study_kit import judged

QUESTIONS = pages_kit.questions(pages_kit.BANKS / "quiz.yaml")


def digit_of(article: Any, value: int) -> str:
    """Return the key that chooses the choice with this value, where it stands today."""
    values = article.locator("ul.choices input").evaluate_all("inputs => inputs.map(input => input.value)")
    return str(values.index(str(value)) + 1)


def choose(visit: Any, name: str, positions: list[int]) -> None:
    """Choose by number keys, and check by Enter."""
    visit.focus(name)
    for position in positions:
        visit.key(digit_of(visit.question(name), position - 1))
    visit.key("Enter")


@pytest.mark.parametrize(
    ("name", "positions"),
    [
        ("capital", [1]),
        ("capital", [2]),
        ("capital", [3]),
        ("capital", [4]),
        ("primes", [1, 2, 3]),
        ("primes", [1, 4]),
        ("primes", [4]),
        ("primes", [1, 2]),
        ("weighted", [1, 2]),
        ("weighted", [1, 3]),
        ("weighted", [3]),
        ("weighted", [2, 4]),
        ("all-of-them", [1, 2]),
        ("all-of-them", [1]),
        ("all-of-them", [1, 2, 3]),
        ("river-wide", [1]),
        ("river-wide", [2]),
    ],
)
def test_choices_are_scored_as_the_model_scores_them(
    site: Path, visit: Any, name: str, positions: list[int], agreement: Agreement
) -> None:
    one = visit(site / "study" / "quiz.html")
    choose(one, name, positions)
    question = QUESTIONS[name]
    response: Any = positions if question.type == "multiple_response" else positions[0]
    if question.type == "true_false":
        response = positions == [1]
    judged(one, agreement, question, response)
    assert one.question(name).locator("details.answer").get_attribute("open") is not None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("city", "Paris"),
        ("city", "  paris "),
        ("city", "Parma"),
        ("city", "rouen"),
        ("city", "Röuenville"),
        ("city", "LUTETIA"),
        ("city", "lutetia"),
        ("city", "London"),
        ("city", "Rome"),
        ("river-length", "120"),
        ("river-length", "118.8"),
        ("river-length", "118.79"),
        ("river-length", "1.2e2"),
        ("river-length", "12"),
        ("river-length", "12O"),
        ("river-length", "120 km"),
        ("river-length", "١٢٠"),
        ("current", "1.5 A"),
        ("current", "1500 mA"),
        ("current", "1.5"),
        ("current", "1.5 V"),
        ("current", ".15e1A"),
    ],
)
def test_typed_answers_are_scored_as_the_model_scores_them(
    site: Path, visit: Any, name: str, typed: str, agreement: Agreement
) -> None:
    one = visit(site / "study" / "quiz.html")
    one.focus(name)
    one.key("Tab")
    if one.page.evaluate("document.activeElement.tagName") == "A":
        one.key("Tab")
    one.page.keyboard.type(typed)
    one.key("Enter")
    judged(one, agreement, QUESTIONS[name], typed)


def test_matching_is_scored(site: Path, visit: Any, agreement: Agreement) -> None:
    one = visit(site / "study" / "quiz.html")
    one.focus("verbs")
    article = one.question("verbs")
    given = {}
    for position in range(3):
        one.key("Tab")
        left = article.locator("label").nth(position).inner_text()
        right = {"go": "went", "see": "gone", "do": "did"}[left]
        one.page.keyboard.type(right)
        given[left] = right
    one.key("Tab", "Enter")
    assert judged(one, agreement, QUESTIONS["verbs"], given) == "2/3"
    assert "Not regular." in article.locator("form").inner_text()


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_ordering_keeps_the_focus_and_says_the_place(site: Path, visit: Any, moves: int, agreement: Agreement) -> None:
    one = visit(site / "study" / "quiz.html")
    one.focus("planets")
    one.key("Tab", "Tab")
    focused = one.page.evaluate("document.activeElement.id")
    for _ in range(moves):
        one.key("Space")
        assert one.page.evaluate("document.activeElement.id") == focused
    if moves:
        assert one.page.locator("#live").inner_text() == f"Position {moves + 1} of 4"
    order = [text.strip() for text in one.question("planets").locator(".order .text").all_inner_texts()]
    one.question("planets").evaluate("article => article.focus()")
    one.key("Enter")
    judged(one, agreement, QUESTIONS["planets"], order)


def test_blanks_are_scored(site: Path, visit: Any, agreement: Agreement) -> None:
    one = visit(site / "study" / "quiz.html")
    one.focus("grow")
    one.key("Tab")
    one.page.keyboard.type("Large")
    one.key("Tab")
    one.page.keyboard.type("had")
    one.key("Tab")
    one.page.keyboard.type("90")
    one.key("Tab")
    one.page.keyboard.type("stem")
    one.key("Enter")
    response = {"1": "Large", "2": "had", "3": "90", "stem": "stem"}
    assert judged(one, agreement, QUESTIONS["grow"], response) == "3/5"
    assert "A thin word for it." in one.question("grow").locator("form").inner_text()


def test_feedback_hints_and_verdict_are_shown_and_said(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    one.focus("capital")
    one.key("h", "h")
    assert "It begins with a C." in one.question("capital").locator(".hints").inner_text()
    one.key(digit_of(one.question("capital"), 2), "Enter")
    text = one.question("capital").inner_text()
    assert "Partly correct – 0.67 of 2 points" in text
    assert "Largest, but not the capital." in text
    assert "Half way there." in text
    assert "Well known." not in text
    assert "two cities could not agree" in text
    assert one.page.locator("#live").inner_text().startswith("Partly correct")


def test_what_people_judge_is_revealed_and_judged(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    for name, shown in (("cause", "The outer bank"), ("own-words", "Land that a river"), ("card", "most water")):
        assert shown not in one.question(name).inner_text()
        one.focus(name)
        one.key("Enter")
        assert shown in one.question(name).inner_text()
    article = one.question("cause")
    article.get_by_role("checkbox").first.focus()
    one.key("Space")
    assert article.locator(".sum").inner_text() == "2 of 3 points"
    article.get_by_role("button", name="I knew it").focus()
    one.key("Enter")
    assert one.verdict("cause") == "1"


def test_nothing_is_shown_before_it_is_asked_for(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    text = one.page.locator("main").inner_text()
    for hidden in ("Well known", "planned", "20 m wide.", "London", "trunk", "outer bank"):
        assert hidden not in text.replace("20 m wide at", "")


def test_retry_clears_and_editing_opens_again(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    choose(one, "capital", [2])
    one.key("r")
    assert one.verdict("capital") is None
    assert one.question("capital").locator("input:checked").count() == 0
    choose(one, "capital", [2])
    one.key(digit_of(one.question("capital"), 0))
    assert one.verdict("capital") is None
    one.key("Enter")
    assert one.verdict("capital") == "1"


def test_keys_are_off_while_one_types_and_can_be_switched_off(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    box = one.question("city").locator("[name=text]")
    box.focus()
    one.page.keyboard.type("n1h?r")
    assert box.input_value() == "n1h?r"
    assert not one.page.locator("#help").is_visible()
    one.question("capital").evaluate("article => article.focus()")
    one.key("?")
    assert one.page.locator("#help").is_visible()
    one.key("Escape")
    one.page.get_by_text("Progress", exact=True).click()
    one.page.get_by_label("Use keyboard shortcuts").uncheck()
    one.question("capital").evaluate("article => article.focus()")
    one.key("1")
    assert one.question("capital").locator("input:checked").count() == 0
    one.reload()
    one.question("capital").evaluate("article => article.focus()")
    one.key("1")
    assert one.question("capital").locator("input:checked").count() == 0


def test_choices_come_in_another_order_and_pinned_ones_stay(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    orders = set()
    for _ in range(8):
        texts = one.question("capital").locator(".choices .text").all_inner_texts()
        assert texts[-1] == "None of the above"
        orders.add(tuple(texts))
        one.reload()
    assert len(orders) > 1
