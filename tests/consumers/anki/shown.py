"""What a side of a card shows, compared with the parts that were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from html_text import parsed, shown


def side(source: str) -> str:
    """Return the squeezed text of a side of a card, as Anki has rendered it; it has one root."""
    (root,) = parsed(source).find_class("qb")
    return shown(root)


Part = str | Sequence[str]
"""A text; or several that may come in any order."""


def differing(text: str, parts: Sequence[Part]) -> str:
    """Return where the text isn't the parts one after the other, each once and nothing else; empty if it is.

    Of parts in any order one may begin another, or what follows it: every order is tried until one fits.
    """
    groups = [Counter([part] if isinstance(part, str) else part) for part in parts]
    tried: set[tuple[int, int, frozenset[tuple[str, int]]]] = set()
    furthest = (-1, "")

    def fits(at: int, place: int, waiting: Counter[str]) -> bool:
        nonlocal furthest
        while not waiting and at + 1 < len(groups):
            at, waiting = at + 1, groups[at + 1]
        rest = text[place:]
        if not waiting:
            furthest = max(furthest, (place, f"{rest!r} is too much"))
            return not rest
        state = (at, place, frozenset(waiting.items()))
        if state in tried:
            return False
        tried.add(state)
        furthest = max(furthest, (place, f"{rest[:200]!r} begins with none of {list(waiting)!r}"))
        begins = [one for one in waiting if rest.startswith(one)]
        return any(fits(at, place + len(one), waiting - Counter([one])) for one in begins)

    return "" if fits(-1, 0, Counter()) else furthest[1]
