"""What a learner chooses from: texts that must be told apart, whatever the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qbank.check.blanks import in_blank
from qbank.check.finding import Finding
from qbank.model import Choice, ChoiceBlank, Cloze, Item, Matching, MultipleChoice, MultipleResponse, Ordering

Texts = Sequence[tuple[str, str]]
"""Texts that stand beside each other, each with its field."""


def among(item: Item, rule: Callable[[Texts], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what a rule finds among the choices of an item, its left sides, its right sides, its items to order."""
    if isinstance(item, MultipleChoice | MultipleResponse):
        yield from rule(_texts(item.choices))
    elif isinstance(item, Matching):
        yield from rule([(f"pairs.{index}.left", one.left) for index, one in enumerate(item.pairs)])
        rights = [(f"pairs.{index}.right", one.right) for index, one in enumerate(item.pairs)]
        yield from rule([*rights, *((f"distractors.{index}", text) for index, text in enumerate(item.distractors))])
    elif isinstance(item, Ordering):
        yield from rule([(f"items.{index}", text) for index, text in enumerate(item.items)])
    elif isinstance(item, Cloze):
        for name, blank in item.filled.items():
            if isinstance(blank, ChoiceBlank):
                yield from in_blank(item, name, rule(_texts(blank.choices)))


def _texts(choices: Sequence[Choice]) -> Texts:
    return [(f"choices.{index}.text", one.text) for index, one in enumerate(choices)]
