"""Pictures to choose from differ in their alt texts: that is all of them that some learners, and some menus, have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.check.finding import Finding
from qbank.content import plain
from qbank.model import ChoiceBlank, Cloze, Item, Matching, MultipleChoice, MultipleResponse, Ordering

Texts = Sequence[tuple[str, str]]
"""Texts to be told apart, each with its field."""


def check(item: Item) -> Iterator[Finding]:
    """Yield `same-alt`."""
    for texts in _groups(item):
        yield from _alike([(path, text) for path, text in texts if "![" in text])


def _groups(item: Item) -> Iterator[Texts]:
    """Yield the texts among which a learner chooses."""
    if isinstance(item, MultipleChoice | MultipleResponse):
        yield [(f"choices.{index}.text", one.text) for index, one in enumerate(item.choices)]
    elif isinstance(item, Matching):
        yield [(f"pairs.{index}.left", one.left) for index, one in enumerate(item.pairs)]
        rights = [(f"pairs.{index}.right", one.right) for index, one in enumerate(item.pairs)]
        yield [*rights, *((f"distractors.{index}", text) for index, text in enumerate(item.distractors))]
    elif isinstance(item, Ordering):
        yield [(f"items.{index}", text) for index, text in enumerate(item.items)]
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, ChoiceBlank):
                yield [(f"blanks.{name}.choices.{index}.text", one.text) for index, one in enumerate(blank.choices)]


def _alike(texts: Texts) -> Iterator[Finding]:
    """Yield a finding for each text that differs from an earlier one, and reads like it."""
    seen: dict[str, str] = {}
    for path, text in texts:
        words = " ".join(plain(text).split())
        if seen.setdefault(words, text) != text:
            message = f"who can't see this picture takes it for another one: {words[:40]}"
            yield Finding("same-alt", message, path, "say in the alt text what tells it apart", "warning")
