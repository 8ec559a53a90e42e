"""What a card says of an answer is what `question.score` says (law 7)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest
from anki_bank import QUESTIONS
from reviewer import Review, Reviewer

from qbank.api import KINDS, AnyQuestion

MODELS: dict[str, AnyQuestion] = {str(one["id"]): KINDS[one["type"]].model_validate(one) for one in QUESTIONS}


def words(question: str, response: Any) -> list[str]:
    """Return the verdict that the reference gives."""
    model = MODELS[question]
    score = model.score(response)
    assert score is not None
    credit = score / Fraction(getattr(model, "points", 1))
    if credit == 1:
        return ["✓ Correct"]
    return [f"◐ Partly correct · {int(credit * 100 + Fraction(1, 2))}%"] if credit else ["✗ Incorrect"]


def verdict(reviewer: Reviewer, question: str) -> list[str]:
    """Turn the card and return what it says."""
    reviewer.back(question)
    return reviewer.texts(".qb-verdict")


@pytest.mark.parametrize("question", ["primes", "strict"])
def test_every_set_of_choices(review: Review, question: str) -> None:
    """Right minus wrong, and all or nothing; nothing ticked is no answer."""
    reviewer = review()
    texts = [re.sub(r"\$(.+)\$", r"\\(\1\\)", choice.text) for choice in MODELS[question].choices]  # type: ignore[union-attr]
    numbers = range(1, len(texts) + 1)
    for ticked in chain.from_iterable(combinations(numbers, size) for size in numbers):
        reviewer.front(question)
        for number in ticked:
            reviewer.page.get_by_label(texts[number - 1], exact=True).check()
        assert verdict(reviewer, question) == words(question, set(ticked)), ticked
    reviewer.front(question)
    assert verdict(reviewer, question) == []


@pytest.mark.parametrize(("question", "labels"), [("capital", ["Canberra", "Melbourne", "Sydney"]), ("earth", None)])
def test_every_choice(review: Review, question: str, labels: list[str] | None) -> None:
    """One is chosen; it may be worth a part."""
    reviewer = review()
    for place, label in enumerate(labels or ["True", "False"], 1):
        reviewer.front(question)
        reviewer.page.get_by_label(label).check()
        assert verdict(reviewer, question) == words(question, place if labels else label == "True")


TYPED = {
    "france": ["Paris", "  PARIS ", "pariser", "par", "Lyon", "London", "lutetia", "LUTÈTIA", "Lutètia", "lutetias"],
    "gravity": [
        "9.81",
        "9.76",
        "9.86",
        "9.75",
        "9.87",
        "9.8600001",
        "10",
        "+9.81",
        "981e-2",
        "g",
        "9.81 m",
        ".5",
        "9,81",
    ],
    "current": [
        "2 A",
        "2000mA",
        "2",
        "2 kA",
        "1.98 A",
        "2.02 A",
        "2.03 A",
        "1980 mA",
        "1979 mA",
        "-2 A",
        "2 constructor",
    ],
}


@pytest.mark.parametrize(("question", "typed"), [(key, one) for key, all_ in TYPED.items() for one in all_])
def test_typed_answers(review: Review, question: str, typed: str) -> None:
    """Texts, patterns, numbers, tolerances and units; what was typed stands on the back."""
    reviewer = review()
    reviewer.front(question)
    reviewer.page.get_by_label("Your answer").fill(typed)
    assert verdict(reviewer, question) == words(question, typed)
    assert reviewer.texts(".qb-line") == [typed.strip()]


def test_the_answer_given_is_pointed_at(review: Review) -> None:
    """Among the accepted answers the one that matched is marked, with its feedback."""
    reviewer = review()
    reviewer.front("france")
    reviewer.page.get_by_label("Your answer").fill("pariser")
    reviewer.back("france")
    assert reviewer.texts(".qb-picked") == ["par* 50% Spell it out."]


def test_enter_turns_the_card(review: Review) -> None:
    """As in Anki's own field."""
    reviewer = review()
    reviewer.page.evaluate("window.pycmd = what => { window.asked = what; }")
    reviewer.front("france")
    reviewer.page.get_by_label("Your answer").press("Enter")
    assert reviewer.page.evaluate("window.asked") == "ans"


def test_every_matching(review: Review) -> None:
    """Letters are chosen for the left sides; a choice among four for each of three."""
    reviewer = review()
    rights = ["went", "saw", "said", "goed"]
    for picks in list(product(rights, repeat=3))[::5]:
        reviewer.front("verbs")
        shown = reviewer.texts(".qb-rights > li")
        for left, right in zip(("go", "see", "say"), picks, strict=True):
            reviewer.page.get_by_label(left, exact=True).select_option(label="ABCD"[shown.index(right)])
        response = dict(zip(("go", "see", "say"), picks, strict=True))
        assert verdict(reviewer, "verbs") == words("verbs", response)
        assert all(right in " ".join(reviewer.texts(".qb-badge")) for left, right in response.items()
                   if MODELS["verbs"].score({left: right}) == 0)  # fmt: skip


def test_orders(review: Review) -> None:
    """Items are moved with their buttons, by keyboard, and the focus stays on the button."""
    reviewer = review()
    planets = ["Mercury", "Venus", "Earth", "Mars"]
    for wanted in list(permutations(planets))[::4]:
        reviewer.front("planets")
        for place, planet in enumerate(wanted):
            for _ in range(10):
                shown = [one.split()[0] for one in reviewer.texts(".qb-items > li")]
                if shown.index(planet) <= place:
                    break
                reviewer.page.get_by_label(f"Move up: {planet}").press("Enter")
                focus = reviewer.page.evaluate("document.activeElement.getAttribute('aria-label')")
                assert focus == f"Move up: {planet}"
        if not reviewer.page.evaluate("JSON.parse(sessionStorage.getItem('qbank:planets')).moved || false"):
            assert verdict(reviewer, "planets") == []
            continue
        assert verdict(reviewer, "planets") == words("planets", list(wanted))


@pytest.mark.parametrize(("typed", "says"), [("9,81", "✓ Richtig"), ("9.81", "✓ Richtig"), ("9,18", "✗ Falsch")])
def test_a_decimal_comma_where_the_language_writes_one(review: Review, typed: str, says: str) -> None:
    """In English a comma is no part of a number; see the typed answers above."""
    reviewer = review()
    reviewer.front("de-zahl")
    reviewer.page.locator(".qb-input").fill(typed)
    assert verdict(reviewer, "de-zahl") == [says]


@pytest.mark.parametrize(("typed", "says"), [("anna", ["✓ Richtig"]), ("ben", [])])
def test_a_pattern_that_browsers_cannot_read_gives_no_verdict(review: Review, typed: str, says: list[str]) -> None:
    """Python knows `(?x)`, JavaScript doesn't: better nothing than a right answer called wrong."""
    reviewer = review()
    reviewer.front("de-muster")
    reviewer.page.locator(".qb-input").fill(typed)
    assert verdict(reviewer, "de-muster") == says
    assert reviewer.texts(".qb-line") == [typed]
