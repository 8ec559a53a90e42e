"""What a card says of an answer is what `question.score` says (law 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest
from agreement import Agreement
from anki_bank import GERMAN, QUESTIONS
from reviewer import Review, Reviewer

from qbank.api import KINDS, AnyQuestion

MODELS: dict[str, AnyQuestion] = {
    str(one["id"]): KINDS[one["type"]].model_validate(one) for one in [*QUESTIONS, *GERMAN]
}
CARD = "Anki card script in Chromium"

Judged = Callable[[Reviewer, str, Any], None]


@pytest.fixture
def judged(agreement: Agreement) -> Judged:
    """Turn the card, and compare its verdict on a response with the reference: to the fraction, and in words.

    That the card says nothing, where nothing was answered or a pattern can't be read, is declared: learners grade.
    """

    def compare(reviewer: Reviewer, question: str, response: Any) -> None:
        model = MODELS[question]
        points = Fraction(getattr(model, "points", 1))
        reviewer.back(question)
        said = reviewer.page.locator(".qb-verdict")
        credit = said.get_attribute("data-credit") if said.count() else None
        ours, theirs = model.score(response), None if credit is None else Fraction(float(credit)) * points
        agreement(CARD, model.type, ours, theirs, declared=theirs is None)
        if theirs is not None and ours is not None:
            assert reviewer.texts(".qb-verdict") == [words(ours / points)]

    return compare


def words(credit: Fraction) -> str:
    """Return the verdict in words."""
    if credit == 1:
        return "✓ Correct"
    return f"◐ Partly correct · {int(credit * 100 + Fraction(1, 2))}%" if credit else "✗ Incorrect"


def verdict(reviewer: Reviewer, question: str) -> list[str]:
    """Turn the card and return what it says."""
    reviewer.back(question)
    return reviewer.texts(".qb-verdict")


@pytest.mark.parametrize("question", ["primes", "strict", "weighed", "lenient"])
def test_every_set_of_choices(review: Review, judged: Judged, question: str) -> None:
    """Right minus wrong, all or nothing, weights with and without a cost; nothing ticked is no answer."""
    reviewer = review()
    texts = [re.sub(r"\$(.+)\$", r"\\(\1\\)", choice.text) for choice in MODELS[question].choices]  # type: ignore[union-attr]
    numbers = range(1, len(texts) + 1)
    for ticked in chain.from_iterable(combinations(numbers, size) for size in numbers):
        reviewer.front(question)
        for number in ticked:
            reviewer.page.get_by_label(texts[number - 1], exact=True).check()
        judged(reviewer, question, set(ticked))
        assert reviewer.texts(".qb-verdict"), ticked
    reviewer.front(question)
    judged(reviewer, question, set())
    assert reviewer.texts(".qb-verdict") == []


@pytest.mark.parametrize(("question", "labels"), [("capital", ["Canberra", "Melbourne", "Sydney"]), ("earth", None)])
def test_every_choice(review: Review, judged: Judged, question: str, labels: list[str] | None) -> None:
    """One is chosen; it may be worth a part."""
    reviewer = review()
    for place, label in enumerate(labels or ["True", "False"], 1):
        reviewer.front(question)
        reviewer.page.get_by_label(label).check()
        judged(reviewer, question, place if labels else label == "True")
        assert reviewer.texts(".qb-verdict")


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
    "cased": ["MW", "mw", "Mw", " MW ", "mW", "5* (a+b)", "5* (a+b)c", "5 (a+b)", "55 (aab)", "5* (A+b)", "MW MW"],
    "between": ["-1.5", "3", "3.0000001", "-1.5000001", "0", "+3.0", "1e0", "1,5", "٣"],
}


@pytest.mark.parametrize(("question", "typed"), [(key, one) for key, all_ in TYPED.items() for one in all_])
def test_typed_answers(review: Review, judged: Judged, question: str, typed: str) -> None:
    """Texts, patterns, numbers, tolerances and units; what was typed stands on the back."""
    reviewer = review()
    reviewer.front(question)
    reviewer.page.get_by_label("Your answer").fill(typed)
    judged(reviewer, question, typed)
    assert reviewer.texts(".qb-verdict") and reviewer.texts(".qb-line") == [typed.strip()]


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


def test_every_matching(review: Review, judged: Judged) -> None:
    """Letters are chosen for the left sides; a choice among four for each of three."""
    reviewer = review()
    rights = ["went", "saw", "said", "goed"]
    for picks in list(product(rights, repeat=3))[::5]:
        reviewer.front("verbs")
        shown = reviewer.texts(".qb-rights > li")
        for left, right in zip(("go", "see", "say"), picks, strict=True):
            reviewer.page.get_by_label(left, exact=True).select_option(label="ABCD"[shown.index(right)])
        response = dict(zip(("go", "see", "say"), picks, strict=True))
        judged(reviewer, "verbs", response)
        assert reviewer.texts(".qb-verdict")
        assert all(right in " ".join(reviewer.texts(".qb-badge")) for left, right in response.items()
                   if MODELS["verbs"].score({left: right}) == 0)  # fmt: skip


def shown_items(reviewer: Reviewer) -> list[str]:
    """Return the items in the order in which the front has them."""
    return [one.split()[0] for one in reviewer.texts(".qb-items > li")]


@pytest.mark.parametrize(("question", "step"), [("planets", 4), ("chained", 1), ("alphabet", 1)])
def test_orders(review: Review, judged: Judged, question: str, step: int) -> None:
    """Items are moved with their buttons, by keyboard, and the focus stays on the button."""
    reviewer = review()
    items = MODELS[question].items  # type: ignore[union-attr]
    for wanted in list(permutations(items))[::step]:
        reviewer.front(question)
        # Named from the front, as the front is shuffled: first in reverse, so that something is moved in any case.
        for order in (wanted[::-1], wanted):
            for place, item in enumerate(order):
                for _ in range(shown_items(reviewer).index(item) - place):
                    reviewer.page.get_by_label(f"Move up: {item}").press("Enter")
                    focus = reviewer.page.evaluate("document.activeElement.getAttribute('aria-label')")
                    assert focus == f"Move up: {item}"
        assert shown_items(reviewer) == list(wanted)
        judged(reviewer, question, list(wanted))
        assert reviewer.texts(".qb-verdict")


def test_an_order_that_nobody_touched_is_no_answer(review: Review, judged: Judged) -> None:
    """Whatever the front happened to show."""
    reviewer = review()
    reviewer.front("planets")
    judged(reviewer, "planets", None)
    assert reviewer.texts(".qb-verdict") == []


@pytest.mark.parametrize(("typed", "says"), [("9,81", "✓ Richtig"), ("9.81", "✓ Richtig"), ("9,18", "✗ Falsch")])
def test_a_decimal_comma_where_the_language_writes_one(review: Review, typed: str, says: str) -> None:
    """Declared: the reference knows points only. In English a comma is no part of a number; see the answers above."""
    reviewer = review()
    reviewer.front("de-zahl")
    reviewer.page.locator(".qb-input").fill(typed)
    assert verdict(reviewer, "de-zahl") == [says]


@pytest.mark.parametrize(("typed", "says"), [("anna", ["✓ Richtig"]), ("ben", [])])
def test_a_pattern_that_browsers_cannot_read_gives_no_verdict(
    review: Review, agreement: Agreement, typed: str, says: list[str]
) -> None:
    """Python knows `(?x)`, JavaScript doesn't: better nothing than a right answer called wrong."""
    reviewer = review()
    reviewer.front("de-muster")
    reviewer.page.locator(".qb-input").fill(typed)
    assert verdict(reviewer, "de-muster") == says
    theirs = Fraction(1) if says else None
    agreement(CARD, "short_answer", MODELS["de-muster"].score(typed), theirs, declared=not says)
    assert reviewer.texts(".qb-line") == [typed]
