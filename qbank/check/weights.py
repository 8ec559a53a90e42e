"""Weights add up: a key of a multiple-choice question is worth 100%, and so is the sum of all keys elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qbank.check.finding import Finding
from qbank.model import ChoiceBlank, Cloze, Item, MultipleChoice, MultipleResponse, write_share


def check(item: Item) -> Iterator[Finding]:
    """Yield `bad-weight` and `scoring-conflict`."""
    if isinstance(item, MultipleChoice):
        yield from _single(item, "choices")
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, ChoiceBlank):
                yield from _single(blank, f"blanks.{name}.choices")
    elif isinstance(item, MultipleResponse):
        yield from _several(item)


def _single(item: MultipleChoice | ChoiceBlank, path: str) -> Iterator[Finding]:
    for index, choice in enumerate(item.choices):
        if choice.weight is None:
            continue
        at = f"{path}.{index}.weight"
        if choice.correct and choice.weight != 1:
            yield Finding(
                "bad-weight", "the right choice is worth 100%, and has no weight of its own", at, "delete its weight"
            )
        elif not choice.correct and not 0 <= choice.weight < 1:
            hint = "write a share such as 50%; for several right choices use type: multiple_response"
            yield Finding("bad-weight", "a wrong choice is worth less than 100%, and not less than 0%", at, hint)


def _several(item: MultipleResponse) -> Iterator[Finding]:
    weighted = any(choice.weight is not None for choice in item.choices)
    if weighted and "scoring" in item.model_fields_set and item.scoring != "weights":
        message = f"a choice has a weight, but scoring is {item.scoring}"
        yield Finding("scoring-conflict", message, "scoring", "write scoring: weights, or delete the weights")
    keys = [choice for choice in item.choices if choice.correct]
    given = sum((choice.weight for choice in keys if choice.weight is not None), Fraction(0))
    if not item.weighted or not keys:
        return
    if any(choice.weight is not None and choice.weight <= 0 for choice in keys):
        yield Finding("bad-weight", "a right choice is worth more than 0%", "choices", "write a share such as 50%")
    open_keys = any(choice.weight is None for choice in keys)
    if given > 1 or (open_keys and given == 1):
        message = f"the weights of the right choices add up to {write_share(given)}"
        message += ", which leaves nothing for the others" if open_keys else ""
        yield Finding("bad-weight", message, "choices", "let them add up to 100%")
    elif not open_keys and given < 1:
        message = f"the weights of the right choices add up to {write_share(given)}: nobody can earn all points"
        yield Finding("bad-weight", message, "choices", "let them add up to 100%")
