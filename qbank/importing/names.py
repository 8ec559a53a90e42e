"""Ids for what had none, or one that our language can't hold: readable, unique, the same every time."""

from __future__ import annotations

from qbank.content import label, plain
from qbank.importing.found import Found
from qbank.model.slug import slug
from qbank.model.types import ID

LENGTH = 40
"""Characters of an id that is made of a question's text."""


class Names:
    """Gives ids, each once; `taken` are those of the project."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self.taken = set() if taken is None else taken
        self._next: dict[str, int] = {}

    def give(self, wanted: str, text: str = "", otherwise: str = "question") -> str:
        """Return `wanted` where it is an id and free, else an id that reads like it, or like the text."""
        name = wanted if ID.fullmatch(wanted) and len(wanted) <= 100 else ""
        name = name or slug(wanted, LENGTH).lower() or slug(text, LENGTH).lower() or otherwise
        found = name
        while found in self.taken:
            self._next[name] = self._next.get(name, 1) + 1
            found = f"{name[:90]}-{self._next[name]}"
        self.taken.add(found)
        return found


def words(found: Found) -> str:
    """Return the text that a question can be called by, without markup."""
    text = found.data.get("title") or found.data.get("prompt") or found.data.get("front") or ""
    return plain(text)[:300] if isinstance(text, str) else ""


def is_beginning(name: str, text: str) -> bool:
    """Tell whether a name is only what a text begins with, as programs name a question that has no name."""
    squeezed, is_cut = " ".join(name.split()), name.endswith("…")
    begins = {label(text), " ".join(plain(text).split())}
    return squeezed in begins or (is_cut and any(one.startswith(name[:-1].rstrip()) for one in begins))
