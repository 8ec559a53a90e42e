"""Plans on the disk: formats read one document at a time, so that no process has all of them in memory.

Of 100,000 questions, tasks that hold their plans took half of the memory of the process that links.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from qbank.compiler.values import Document


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the file of a plan."""

    bank: str
    file: str
    """Of the bank, relative to the project."""
    place: int
    """Where it begins."""
    questions: int
    times: str
    """A hash of when its entries last changed."""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan whose documents are in a file: it crosses processes as a path."""

    path: str
    stored: Sequence[StoredDocument]

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, read as they are asked for."""
        return _Documents(self)

    def of(self, stored: Sequence[StoredDocument]) -> StoredPlan:
        """Return the plan with some of its documents."""
        return StoredPlan(self.path, stored)


class _Documents(Sequence[Document]):
    def __init__(self, plan: StoredPlan) -> None:
        self._plan = plan

    def __len__(self) -> int:
        return len(self._plan.stored)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        if isinstance(index, slice):
            return list(self._read(self._plan.stored[index]))
        return next(self._read([self._plan.stored[index]]))

    def __iter__(self) -> Iterator[Document]:
        return self._read(self._plan.stored)

    def _read(self, stored: Iterable[StoredDocument]) -> Iterator[Document]:
        with Path(self._plan.path).open("rb") as file:
            for one in stored:
                file.seek(one.place)
                document: Document = pickle.load(file)  # noqa: S301 - of this build, in a folder of its own
                yield document


def store(path: Path, documents: Iterable[Document]) -> StoredPlan:
    """Write documents into a file. Raises OSError."""
    stored: list[StoredDocument] = []
    with path.open("wb") as file:
        for document in documents:
            times = " ".join(str(entry.modified) for entry in document.entries)
            digest = hashlib.sha256(times.encode()).hexdigest()
            info, count = document.info, len(document.questions)
            stored.append(StoredDocument(info.id, info.file, file.tell(), count, digest))
            pickle.dump(document, file, protocol=pickle.HIGHEST_PROTOCOL)
    return StoredPlan(str(path), stored)
