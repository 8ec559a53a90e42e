"""Pairs and items differ, so that each has one place only."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.check.finding import Finding
from qbank.model import Item, Matching, Ordering


def check(item: Item) -> Iterator[Finding]:
    """Yield `too-few-items` and `duplicate-item`."""
    if isinstance(item, Matching):
        if len(item.pairs) < 2:
            yield Finding(
                "too-few-items", "a matching question needs at least two pairs", "pairs", "add a pair: - left: right"
            )
        yield from _repeated([(f"pairs.{index}.left", pair.left) for index, pair in enumerate(item.pairs)], "left side")
        rights = {pair.right for pair in item.pairs}
        for index, text in enumerate(item.distractors):
            if text in rights:
                message = f"the distractor {text[:40]!r} is the right side of a pair"
                yield Finding("duplicate-item", message, f"distractors.{index}", "delete it")
        yield from _repeated(
            [(f"distractors.{index}", text) for index, text in enumerate(item.distractors)], "distractor"
        )
    elif isinstance(item, Ordering):
        if len(item.items) < 2:
            joined = ", ".join(item.items)
            hint = f"write [{joined}], or each after a dash" if ", " in joined else "add an item: - Next step"
            yield Finding("too-few-items", "an ordering question needs at least two items", "items", hint)
        yield from _repeated([(f"items.{index}", text) for index, text in enumerate(item.items)], "item")


def _repeated(texts: list[tuple[str, str]], what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, text in texts:
        if text in seen:
            yield Finding("duplicate-item", f"this {what} is there twice: {text[:40]!r}", path, "change or delete one")
        seen.add(text)
