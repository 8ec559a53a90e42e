"""Assemble one format: its plan and fragments → files in the stage. Runs in a process of its own."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from qbank.compiler.order import FormatOrder, Piece
from qbank.compiler.output import Output
from qbank.compiler.registry import load
from qbank.compiler.render import failure
from qbank.compiler.values import Entry, Fragment, Plan
from qbank.diagnostics import Diagnostic, Span

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What the disk says when it is full or broken: no format's fault, and it stops the whole build."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """A format to assemble: `pieces` maps ids to where their fragments lie, `spools` banks to the files they are in."""

    order: FormatOrder
    plan: Plan
    pieces: Mapping[tuple[str, str], Piece]
    spools: Mapping[str, str]
    folder: str
    project: str


class SpooledFragments:
    """Fragments read from their spools, as often as asked for."""

    def __init__(self, assembly: Assembly, stack: ExitStack) -> None:
        self._assembly = assembly
        self._stack = stack
        self._files: dict[str, IO[bytes]] = {}

    def __call__(self, entry: Entry) -> Fragment:
        """Return what rendering made of an entry."""
        bank = entry.row.bank
        if bank not in self._files:
            spool = Path(self._assembly.spools[bank])
            self._files[bank] = self._stack.enter_context(spool.open("rb"))
        piece = self._assembly.pieces[bank, entry.row.id]
        self._files[bank].seek(piece.offset)
        return Fragment(self._files[bank].read(piece.length), piece.media)


def run(assembly: Assembly) -> list[Diagnostic]:
    """Write a format's files. Never raises for what an exporter did: the diagnostic names it."""
    source = assembly.order.source
    try:
        found = load(source)
        exporter = found.make(found.options.model_validate(assembly.order.options))
        folder = Path(assembly.folder)
        shutil.rmtree(folder, ignore_errors=True)  # what a worker wrote that was lost
        folder.mkdir(parents=True)
        with ExitStack() as stack:
            exporter.assemble(assembly.plan, SpooledFragments(assembly, stack), Output(folder, Path(assembly.project)))
    except OSError as error:
        if error.errno in DISK:
            raise
        return [failure(source.name, Span(assembly.plan.documents[0].info.file), error)]
    except (Exception, SystemExit) as error:
        return [failure(source.name, Span(assembly.plan.documents[0].info.file), error)]
    return []
