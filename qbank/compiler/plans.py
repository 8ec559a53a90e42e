"""Plans on the disk: formats read one document at a time, so that no process has all of them in memory.

Of 100,000 questions, tasks that hold their plans took half of the memory of the process that links.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from qbank.compiler.values import Document


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan whose documents are in a file: it crosses processes as a path."""

    path: str
    places: Sequence[int]
    """Where each document begins."""
    counts: Mapping[str, int]
    """How many questions each bank has in it."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, read as they are asked for."""
        return _Documents(self)


class _Documents(Sequence[Document]):
    def __init__(self, plan: StoredPlan) -> None:
        self._plan = plan

    def __len__(self) -> int:
        return len(self._plan.places)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        if isinstance(index, slice):
            return list(self._read(self._plan.places[index]))
        return next(self._read([self._plan.places[index]]))

    def __iter__(self) -> Iterator[Document]:
        return self._read(self._plan.places)

    def _read(self, places: Iterable[int]) -> Iterator[Document]:
        with Path(self._plan.path).open("rb") as file:
            for place in places:
                file.seek(place)
                document: Document = pickle.load(file)  # noqa: S301 - of this build, in a folder of its own
                yield document


def store(path: Path, documents: Iterable[Document]) -> StoredPlan:
    """Write documents into a file. Raises OSError."""
    places: list[int] = []
    counts: dict[str, int] = {}
    with path.open("wb") as file:
        for document in documents:
            places.append(file.tell())
            counts[document.info.id] = len(document.questions)
            pickle.dump(document, file, protocol=pickle.HIGHEST_PROTOCOL)
    return StoredPlan(str(path), places, counts)
