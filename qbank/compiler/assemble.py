"""Assemble documents of a format: plan and fragments → files in a part of the stage. Runs in a process of its own."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qbank.compiler.cache import NO_CACHE, Cache
from qbank.compiler.order import FormatOrder
from qbank.compiler.output import Output
from qbank.compiler.plans import StoredPlan
from qbank.compiler.registry import load
from qbank.compiler.render import failure
from qbank.compiler.spool import SpoolReader
from qbank.compiler.values import Document, Entry, Fragment, Media, Plan
from qbank.diagnostics import Diagnostic, Span

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What the disk says when it is full or broken: no format's fault, and it stops the whole build."""
OPENED = 16
"""Spools that are open at once: a system lets a process open a thousand files, and a project may have more banks."""

Spool = tuple[str, Mapping[str, Media]]
"""The file that a bank's fragments are in, and what these show, by name."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """Documents of a format to assemble: each into a folder of its own below `folder`, named by its place in the plan.

    Those of a format that isn't `separate` go into one.
    """

    order: FormatOrder
    plan: StoredPlan
    spools: Mapping[str, Spool]
    folder: str
    project: str
    cache: Cache = NO_CACHE
    separate: bool = False


class SpooledFragments:
    """Fragments read from their spools, as often as asked for."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._opened: dict[str, SpoolReader] = {}

    def __call__(self, entry: Entry) -> Fragment:
        """Return what rendering made of an entry."""
        bank = entry.row.bank
        if bank not in self._opened:
            if len(self._opened) == OPENED:
                self._opened.pop(next(iter(self._opened))).close()
            spool, media = self._assembly.spools[bank]
            self._opened[bank] = SpoolReader(spool, self._assembly.order.source.name, media)
        return self._opened[bank][entry.row.id]

    def close(self) -> None:
        """Close the spools."""
        for one in self._opened.values():
            one.close()


def run(assembly: Assembly) -> list[Diagnostic]:
    """Write the files of documents. Never raises for what an exporter did: the diagnostic names it."""
    source = assembly.order.source
    at = Span(assembly.plan.stored[0].file)
    try:
        found = load(source)
        exporter = found.make(found.options.model_validate(assembly.order.options))
        folder = Path(assembly.folder)
        shutil.rmtree(folder, ignore_errors=True)  # what a worker wrote that was lost
        with closing(SpooledFragments(assembly)) as fragments:
            for number, some in enumerate(_apart(assembly)):
                at = Span(some[0].info.file)
                part = folder / str(number)
                part.mkdir(parents=True)
                exporter.assemble(Plan(some), fragments, Output(part, Path(assembly.project), assembly.cache))
    except OSError as error:
        if error.errno in DISK:
            raise
        return [failure(source.name, at, error)]
    except (Exception, SystemExit) as error:
        return [failure(source.name, at, error)]
    return []


def _apart(assembly: Assembly) -> Iterator[Sequence[Document]]:
    if not assembly.separate:
        yield assembly.plan.documents
        return
    for document in assembly.plan.documents:
        yield [document]
