"""Choices: what the sheet offers, what the key says of each, in the order in which they were typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from qbank.api import shuffled
from qbank_markdown.reading.lists import Item, is_letter, labelled, lettered
from qbank_markdown.reading.texts import Texts

T = TypeVar("T")
_SHARE = re.compile(r"\((-?\d[\d.]*%|-?\d+/\d+|-?\d+\.\d+|[01])\)")
_LAST_SHARE = re.compile(r"[ \n]\((-?\d[\d.]*%|-?\d+/\d+)\)\Z")
NO_KEY = "no key is marked"
OTHER = "the key has another text than the question for {}; the question's stands"


def as_typed(
    found: Sequence[T], seed: str, *, shuffle: bool, fixed: Sequence[bool] = (), mixed: bool = False
) -> list[T]:
    """Return what was listed in a drawn order (see `arrange`) in the order in which it was typed."""
    if not shuffle or not seed:
        return list(found)
    order = shuffled(found, seed, fixed, never_as_is=mixed)
    places = {at: place for place, at in enumerate(order)}
    return [found[places[at]] for at in range(len(found))]


class Choices:
    """The choices of a question or of a blank, by their letters."""

    def __init__(self, found: Mapping[str, str], remembered: Mapping[str, Any], texts: Texts) -> None:
        self.found, self.texts = found, texts
        self.remembered = {letter: one for letter, one in remembered.items() if isinstance(one, dict)}
        self.right: dict[str, str] = {}
        """The letters that the key lists, with what it says that they are worth."""
        self.notes: list[str] = []
        self.draft = ""
        self.said: dict[str, str] = {}

    def mark(self, key: Sequence[Item | str]) -> None:
        """Take over what the key lists as right."""
        for letter, text in lettered(key).items():
            shown = self.found.get(letter)
            if shown is None:
                self.draft = f"the key names a choice {letter} that isn't there"
                continue
            rest = text[len(shown) :].strip() if text.startswith(shown) else None
            share = _SHARE.fullmatch(rest) if rest else None
            if rest is None or (rest and not share):
                share = _LAST_SHARE.search(text)
                self.notes.append(OTHER.format(letter))
            self.right[letter] = share[1] if share else ""

    def say(self, feedback: Sequence[Item | str]) -> None:
        """Take over the feedback of choices."""
        self.said |= {letter: text for letter, text in lettered(feedback).items() if letter in self.found}

    def data(self, seed: str, *, shuffle: bool, several: bool) -> list[Any]:
        """Return the choices as they are typed, in that order; with `several` shares are weights of right ones, too."""
        made, fixed = [], []
        for letter, text in self.found.items():
            share, kept = self.right.get(letter), self.remembered.get(letter, {})
            right = share is not None and not share.startswith("-") and not kept.get("wrong")
            right = right and (share != "0%" if several else not share)
            one: dict[str, Any] = {"answer" if right else "text": self.texts.back(text)}
            one |= {"weight": share} if share else {}
            one |= {"feedback": self.texts.back(self.said[letter])} if letter in self.said else {}
            one |= {"fixed": True} if kept.get("fixed") is True else {}
            one |= {"id": kept["id"]} if isinstance(kept.get("id"), str) else {}
            made.append(one["text"] if set(one) == {"text"} else one)
            fixed.append("fixed" in one)
        return as_typed(made, seed, shuffle=shuffle, fixed=fixed)


def without_letters(feedback: Sequence[Item | str]) -> dict[str, str]:
    """Return the texts of labelled items that aren't about a choice, by their labels."""
    pairs = (labelled(one.text) for one in feedback if isinstance(one, Item))
    return {label: text for label, text in pairs if label and not is_letter(label)}
