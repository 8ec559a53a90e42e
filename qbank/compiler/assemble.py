"""Assemble one format: its plan and fragments → files in the stage. Runs in a process of its own."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Mapping
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
from qbank.compiler.values import Entry, Fragment, Media, Plan
from qbank.diagnostics import Diagnostic, Span

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What the disk says when it is full or broken: no format's fault, and it stops the whole build."""
OPENED = 16
"""Spools that are open at once: a system lets a process open a thousand files, and a project may have more banks."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """A format to assemble: `spools` maps banks to the files that their fragments are in, and to what these show."""

    order: FormatOrder
    plan: StoredPlan
    spools: Mapping[str, tuple[str, Mapping[str, Media]]]
    folder: str
    project: str
    cache: Cache = NO_CACHE


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
    """Write a format's files. Never raises for what an exporter did: the diagnostic names it."""
    source = assembly.order.source
    try:
        found = load(source)
        exporter = found.make(found.options.model_validate(assembly.order.options))
        folder = Path(assembly.folder)
        shutil.rmtree(folder, ignore_errors=True)  # what a worker wrote that was lost
        folder.mkdir(parents=True)
        with closing(SpooledFragments(assembly)) as fragments:
            out = Output(folder, Path(assembly.project), assembly.cache)
            exporter.assemble(Plan(assembly.plan.documents), fragments, out)
    except OSError as error:
        if error.errno in DISK:
            raise
        return [failure(source.name, Span(assembly.plan.documents[0].info.file), error)]
    except (Exception, SystemExit) as error:
        return [failure(source.name, Span(assembly.plan.documents[0].info.file), error)]
    return []
