"""Pictures to choose from differ in their alt texts: that is all of them that some learners, and some menus, have."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.check.choosing import Texts, among
from qbank.check.finding import Finding
from qbank.content import plain
from qbank.model import Item


def check(item: Item) -> Iterator[Finding]:
    """Yield `same-alt` for each text that differs from an earlier one, and reads like it."""
    yield from among(item, _alike)


def _alike(texts: Texts) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, text in texts:
        if "![" in text:
            words = " ".join(plain(text).split())
            if seen.setdefault(words, text) != text:
                message = f"who can't see this picture takes it for another one: {words[:40]}"
                yield Finding("same-alt", message, path, "say in the alt text what tells it apart", "warning")
