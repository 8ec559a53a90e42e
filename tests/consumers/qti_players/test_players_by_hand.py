"""What a learner does on the screen: clicks, types, opens lists, drags. The answer is scored as the reference does."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
import scoring_bank
from agreement import Agreement
from players_kit import Player, item_of
from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as TooLate

QUESTIONS = {one.id: one for one in scoring_bank.QUESTIONS}

pytestmark = pytest.mark.parametrize("package", ["QTI 3.0", "QTI 2.1 converted"], indirect=True, scope="session")
PLACES = {"qti3-item-player": "li.qti-simple-choice", "qti-components": "drop-list"}
"""Where an item is dragged: one player moves items within their list, the other has empty places beside it."""
TARGETS = {"qti3-item-player": "li.target", "qti-components": "* + qti-simple-match-set > qti-simple-associable-choice"}
"""Where the left side of a pair is dragged."""


class Hand:
    """A learner at one item."""

    def __init__(self, player: Player, package: str, question: str) -> None:
        self.player = player
        self.page = player.page
        self.question: Any = QUESTIONS[question]
        self.consumer = f"{player.name}: {package}"
        player.open(package, item_of(self.question))

    def choice(self, text: str, within: str = "") -> Locator:
        """Return what says a text, the whole of it."""
        return self.page.locator(within or ".qti-item-body, qti-item-body").get_by_text(text, exact=True)

    def type(self, *texts: str) -> None:
        """Fill the boxes, one after the other."""
        for number, text in enumerate(texts):
            box = self.page.locator("input[type=text]").nth(number)
            box.clear()
            box.press_sequentially(text)
            self.page.keyboard.press("Tab")

    def pick(self, number: int, text: str) -> None:
        """Open a list and pick what says a text."""
        self.page.locator("button[aria-haspopup=listbox]").nth(number).click()
        options = self.page.locator("[role=option]:visible, qti-inline-choice:visible")
        options.get_by_text(text, exact=True).or_(options.filter(has_text=text)).first.click()

    def drag(self, text: str, place: Locator) -> None:
        """Drag what says a text until it is in a place: a hand that slips tries again."""
        there = place.get_by_text(text, exact=True)
        for _ in range(5):
            if there.count():
                return
            self._drag(self.choice(text), place)
            with suppress(TooLate):
                there.wait_for(timeout=2000)
        raise AssertionError(f"{text} can't be dragged")

    def _drag(self, source: Locator, target: Locator) -> None:
        """Drag one thing onto another, as slowly as a hand would."""
        source.hover()
        self.page.mouse.down()
        box = target.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x - 5, y - 5, steps=8)
        self.page.mouse.move(x, y, steps=4)
        self.page.mouse.up()
        self.page.locator(".sortable-chosen").wait_for(state="detached")

    def scores(self, response: Any, agreement: Agreement) -> Fraction:
        """Hand in; assert that the score is the reference's, and return it."""
        ours = self.question.score(response)
        agreement(self.consumer, self.question.type, ours, float(self.player.outcomes()["SCORE"]))
        assert self.player.complaints == []
        assert ours is not None
        return ours


def test_one_choice_is_clicked(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-credits")
    for text, position in (("key", 1), ("half", 2), ("none", 4)):
        hand.choice(text).click()
        hand.scores(position, agreement)


def test_several_choices_are_clicked(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-thirds")
    for before, chosen in pairwise(["", "abc", "ab", "ad", "e"]):
        for letter in sorted({*before} ^ {*chosen}):
            hand.choice(letter).click()
        hand.scores({"abcde".index(letter) + 1 for letter in chosen}, agreement)


def test_a_text_is_typed(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-letters")
    for text in ("Größe Ω", "ÉLAN", "else"):
        hand.type(text)
        hand.scores(text, agreement)


def test_a_number_is_typed(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-relative")
    for text in ("9.9", "10", "9.7", "abc"):
        hand.type(text)
        hand.scores(text, agreement)


def test_a_unit_is_picked(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-units")
    for number, unit in (("2", "A"), ("2000", "mA"), ("3", "A"), ("2", "mA")):
        hand.type(number)
        hand.pick(0, unit)
        hand.scores(f"{number} {unit}", agreement)


def test_blanks_are_filled(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-composite")
    hand.type("elder", "9.8", "goes", "3")
    for number, text in enumerate(["have", "blue", "A"]):
        hand.pick(number, text)
    response = {"1": "elder", "2": "have", "3": "9.8", "verb": "goes", "pick": "blue", "size": "3 A"}
    assert 0 < hand.scores(response, agreement) < 2


def test_pairs_are_dragged(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-pairs")
    for left, right in (("go", "went"), ("am", "goed")):
        hand.drag(left, hand.page.locator(TARGETS[player.name]).filter(has_text=right))
    hand.scores({"go": "went", "am": "goed"}, agreement)


def test_items_are_dragged_into_order(player: Player, package: str, agreement: Agreement) -> None:
    hand = Hand(player, package, "s-by-positions")
    order = ["one", "two", "four", "three"]
    for place, text in enumerate(order):
        hand.drag(text, hand.page.locator(PLACES[player.name]).nth(place))
    hand.scores(order, agreement)
