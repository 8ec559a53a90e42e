"""What a format carries: one static table, kind × field → carried, approximated, lost.

Fields are named as authors know them, without positions (`choices.feedback`); an entry covers all below it unless a
longer one names them. Besides the fields there are `score` (a response is worth the same on the platform) and what
texts contain: `image`, `audio`, `video`, `math`, `table`, `code`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

FEATURES = ("image", "audio", "video", "math", "table", "code")
"""What texts contain, as far as a target may be unable to show it."""


@dataclass(frozen=True, slots=True)
class Carry:
    """How a field arrives. `conditional`: only `render` can tell for which questions."""

    how: Literal["carried", "approximated", "lost"]
    note: str = ""
    conditional: bool = False


CARRIED = Carry("carried")


def approximated(how: str) -> Carry:
    """Declare that a field arrives changed; `how` completes "hints: …"."""
    return Carry("approximated", how)


def lost(why: str) -> Carry:
    """Declare that a field doesn't arrive."""
    return Carry("lost", why)


def sometimes(carry: Carry) -> Carry:
    """Declare what happens to some questions only: `render` returns a `Loss` for those."""
    return replace(carry, conditional=True)


class Carries(Mapping[str, Carry | Mapping[str, Carry]]):
    """A format's table: `common` for the fields of all kinds, `kinds` for each kind's own.

    A kind given as a `Carry` of its own (`lost("GIFT has no cloze")`) isn't handed to the format at all. `rest` says
    what happens to fields that aren't named; without it the table names all, and the contract suite makes sure.
    """

    def __init__(
        self, common: Mapping[str, Carry], kinds: Mapping[str, Carry | Mapping[str, Carry]], rest: Carry | None = None
    ) -> None:
        self._kinds = {kind: {**common, **own} if not isinstance(own, Carry) else own for kind, own in kinds.items()}
        self._rest = rest
        self._found: dict[tuple[str, str], tuple[str, Carry] | None] = {}

    def __getitem__(self, kind: str) -> Carry | Mapping[str, Carry]:
        return self._kinds[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def holds(self, kind: str) -> bool:
        """Return whether questions of this kind are handed to the format."""
        return isinstance(self._kinds.get(kind), dict)

    def of(self, kind: str, field: str) -> tuple[str, Carry] | None:
        """Return the entry that covers a field of a kind: its name and what it says; None where none does."""
        if (kind, field) not in self._found:  # asked ten times a question, of a few dozen fields
            self._found[kind, field] = self._covering(kind, field)
        return self._found[kind, field]

    def _covering(self, kind: str, field: str) -> tuple[str, Carry] | None:
        fields = self._kinds.get(kind)
        if fields is None:
            return None
        if isinstance(fields, Carry):
            return kind, fields
        parts = field.split(".")
        for length in range(len(parts), 0, -1):
            name = ".".join(parts[:length])
            if name in fields:
                return name, fields[name]
        return (parts[0], self._rest) if self._rest is not None else None
