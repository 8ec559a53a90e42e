"""The files of every format: kept where nothing of a bank changed, assembled by tasks where something did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qbank.compiler import kept, link
from qbank.compiler.assemble import Assembly, Spool
from qbank.compiler.lock import Line
from qbank.compiler.order import Result
from qbank.compiler.plans import StoredDocument, StoredPlan, store
from qbank.compiler.render import failure
from qbank.compiler.selection import Selection
from qbank.compiler.stage import Clash, Stage
from qbank.diagnostics import Diagnostic, Span

AT_A_TIME = 500
"""Questions that a task assembles, about: enough to be worth sending, few enough for all processes to have work."""


def plans(
    selection: Selection, results: Sequence[Result], lines: Mapping[str, Line], scratch: Path, *, drafts: bool
) -> dict[str, StoredPlan]:
    """Return the plan of each format that rendered everything and holds something. Raises OSError."""
    failed = {name for result in results for name in result.failed}
    built = [result for result in results if result.info and result.rendered]
    kinds = {row.kind for result in built for row in result.rows}
    oldest = min((line.time for line in lines.values()), default=0)
    found: dict[str, StoredPlan] = {}
    same: dict[tuple[int, frozenset[str]], StoredPlan] = {}  # most formats have the same
    for name, one in selection.formats.items():
        if name in failed:
            continue
        held = frozenset(filter(one.carries.holds, kinds))
        revised = one.revised if one.revised > oldest else 0
        if (revised, held) not in same:
            documents = link.documents(built, lines, revised, held, drafts=drafts)
            same[revised, held] = store(scratch / f"plan-{len(same)}", documents)
        if same[revised, held].stored:
            found[name] = same[revised, held]
    return found


class Files:
    """The formats' files in a stage, as they come."""

    def __init__(self, stage: Stage, selection: Selection, results: Sequence[Result], project: str) -> None:
        self._stage = stage
        self._selection = selection
        self._banks = {one.info.id: one for one in results if one.info and one.rendered}
        self._project = project
        self._counts: dict[str, dict[str, int]] = {}
        self._failed: set[str] = set()
        self.kept = kept.read(selection.cache, stage.target)

    def tasks(self, plans: Mapping[str, StoredPlan]) -> list[Assembly]:
        """Return what is to be assembled; what isn't is in the stage then."""
        found: list[Assembly] = []
        for name, plan in plans.items():
            self._counts[name] = {one.bank: one.questions for one in plan.stored}
            separate = self._selection.formats[name].separate
            for some in self._changed(name, plan.stored) if separate else [plan.stored]:
                spools = {one.bank: self._spool(one.bank) for one in some}
                order, folder = self._selection.orders[name], str(self._stage.part(len(found)))
                cache = self._selection.cache
                found.append(Assembly(order, plan.of(some), spools, folder, self._project, cache, separate))
        return found

    def _changed(self, name: str, documents: Sequence[StoredDocument]) -> Iterator[list[StoredDocument]]:
        """Yield the documents whose files aren't those of the last build, as many at a time as a task assembles."""
        some: list[StoredDocument] = []
        questions = 0
        for one in documents:
            if self.kept.take(name, one.bank, self._key(name, one), self._stage):
                continue
            some.append(one)
            questions += one.questions
            if questions >= AT_A_TIME:
                yield some
                some, questions = [], 0
        if some:
            yield some

    def _key(self, name: str, document: StoredDocument) -> str:
        return kept.key(self._selection.cache, name, document, self._banks[document.bank])

    def _spool(self, bank: str) -> Spool:
        result = self._banks[bank]
        return result.spool, {media.name: media for media in result.media.values()}

    def collect(self, task: Assembly, faults: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Put the files of a task where they belong; return what is wrong with its format, once.

        Nothing of a format is left that failed with some of its banks.
        """
        name = task.order.source.name
        if name in self._failed:
            return []
        if not faults:
            try:
                self._take(name, task)
            except Clash as clash:
                faults = [failure(name, Span(task.plan.stored[0].file), clash)]
        if faults:
            self._failed.add(name)
            self._counts.pop(name)
            self.kept.forget(name)
            shutil.rmtree(self._stage.folder / name, ignore_errors=True)
        return list(faults)

    def _take(self, name: str, task: Assembly) -> None:
        parts = task.plan.stored if task.separate else [None]
        for number, document in enumerate(parts):
            files = self._stage.take(Path(task.folder, str(number)), name)
            if document is not None:
                self.kept.add(name, document.bank, self._key(name, document), files)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return the questions of each bank in each format that was made."""
        return self._counts
