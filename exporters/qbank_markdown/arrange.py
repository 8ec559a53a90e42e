"""In which order things are listed: drawn once, by the question's id, the same for sheet and key."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qbank.api import Choice, Matching, MultipleChoice, MultipleResponse, Ordering, shuffled

_DRAWS = 5


def choice_order(item: MultipleChoice | MultipleResponse) -> list[int]:
    """Return the positions of a question's choices as they are listed."""
    return option_order(item.choices, item.id) if item.shuffle else list(range(len(item.choices)))


def option_order(choices: Sequence[Choice], seed: str) -> list[int]:
    """Return the positions of choices in a drawn order; fixed ones keep their place."""
    return shuffled(choices, seed, [choice.fixed for choice in choices])


def left_order(item: Matching) -> list[int]:
    """Return the positions of the pairs as their left sides are listed."""
    return shuffled(item.pairs, item.id) if item.shuffle else list(range(len(item.pairs)))


def right_sides(item: Matching) -> list[str]:
    """Return the right sides as they are listed, each once, distractors among them."""
    texts = list(dict.fromkeys([*(pair.right for pair in item.pairs), *item.distractors]))
    return [texts[index] for index in shuffled(texts, f"{item.id}/right", never_as_is=True)]


def item_order(item: Ordering) -> list[int]:
    """Return the positions of items to be put in order as they are listed: of a few draws the furthest from right."""

    def kept(order: Sequence[int]) -> int:
        in_place = sum(place == at for place, at in enumerate(order))
        return in_place + sum(second == first + 1 for first, second in pairwise(order))

    draws = (shuffled(item.items, f"{item.id}/{draw}", never_as_is=True) for draw in range(_DRAWS))
    return min(draws, key=kept)
