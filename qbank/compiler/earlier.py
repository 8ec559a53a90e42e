"""Fragments from the last build of a file: a question that didn't change isn't rendered again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from qbank.compiler import spool
from qbank.compiler.losses import Said
from qbank.compiler.values import Fragment, Media

Known = Callable[[str], Fragment | None]
"""Returns the fragment of the item with an id, where it is known."""


def nothing(_: str) -> None:
    """Know no fragment."""


class Earlier:
    """The spool of the last build of a file, beside the keys that its questions have now."""

    def __init__(self, path: str, keys: Mapping[str, str], media: Mapping[str, Media]) -> None:
        """`media` are the files that the texts show now, by name."""
        self._path = path
        before = spool.items(path) if path else {}
        self._same = {item: says for item, (key, says) in before.items() if keys.get(item) == key}
        self._media = media

    def says(self, item: str) -> Said | None:
        """Return what an item says, where that is known."""
        return self._same.get(item)

    @contextmanager
    def of(self, format_name: str) -> Iterator[Known]:
        """Give what is known of a format."""
        if not self._same:
            yield nothing
            return
        reader = spool.SpoolReader(self._path, format_name, self._media)

        def known(item: str) -> Fragment | None:
            return reader[item] if item in self._same and item in reader else None

        try:
            yield known
        finally:
            reader.close()
