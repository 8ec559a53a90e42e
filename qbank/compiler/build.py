"""The build: compile → render → link → assemble → write, and what happens to the rest when something fails."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from qbank.compiler import assemble, cache, link, lock, order
from qbank.compiler.files import Files, plans
from qbank.compiler.gather import gather
from qbank.compiler.layout import bank_files
from qbank.compiler.order import Order, Result
from qbank.compiler.outcome import Outcome, Progress, Request
from qbank.compiler.project import Project
from qbank.compiler.publish import publish, update_lock
from qbank.compiler.selection import Selection, select
from qbank.compiler.stage import ForeignFolder, Stage
from qbank.compiler.workers import Map, workers
from qbank.diagnostics import Diagnostic, Span, in_order

R = TypeVar("R")

MACHINE = ("untrusted-exporter", "format-needs", "format-failed")
"""What is wrong with formats but not with the project: a check doesn't build, so it has no use for it."""


def check(project: Project, paths: Sequence[Path] = (), *, jobs: int = 0) -> Outcome:
    """Compile everything, or what is under `paths`, and report what is wrong, in `qbank.yaml` too.

    Writes nothing, but into the cache where the project has one.
    """
    request = Request(paths=tuple(paths), jobs=jobs)
    outcome = Outcome(project.out, list(project.diagnostics))
    Stage(outcome.out).recover()
    selection = select(project, (), trust=False) if project.settings.formats is not None else Selection()
    outcome.diagnostics += [one for one in selection.diagnostics if one.code not in MACHINE]
    compiled = Selection(cache=cache.existing(project.root))
    with tempfile.TemporaryDirectory(prefix="check-", dir=compiled.cache.folder or None) as scratch:
        orders, named = _orders(project, request, compiled, scratch, outcome)
        with workers(orders, jobs) as run:
            results = list(run(order.run, orders))
    gather(project, results, named, selection, outcome)
    return _sorted(outcome)


def build(project: Project, request: Request, progress: Progress | None = None) -> Outcome:
    """Build a project. What is wrong with it is in the outcome.

    Errors in the source: nothing is written. A format that fails: its folder keeps the previous build, the others are
    written. Raises OSError where the output can't be written (the previous build is then whole), ClusterFault where the
    executor that was asked for can't be built on.
    """
    progress = progress or Progress()
    outcome = Outcome(request.out or project.out, list(project.diagnostics))
    Stage(outcome.out).recover()
    selection = select(project, request.formats, trust=request.trust)
    outcome.diagnostics += selection.diagnostics
    kept = None if outcome.has_source_errors() else cache.prepare(project.root)
    with tempfile.TemporaryDirectory(prefix="build-", dir=kept) as spool:
        if kept:
            selection.cache = cache.Cache(str(kept), cache.code_key(project.root, selection.orders.values()))
        orders, named = _orders(project, request, selection, spool, outcome)
        with workers(orders, request.jobs, request.executor) as run:
            progress.stage("Reading questions", len(orders))
            results = list(_counted(run(order.run, orders), progress))
            gather(project, results, named, selection, outcome, drafts=request.drafts, detailed=request.detailed)
            lines = _lock(project, request, [one for one in results if one.file in named], outcome)
            if not outcome.has_source_errors() and not (request.strict and outcome.failed(strict=True)):
                stage = Stage(outcome.out)
                try:
                    with stage.locked(progress.waiting):
                        _write(project, request, selection, results, lines, spool, stage, run, progress, outcome)
                except ForeignFolder as error:
                    hint = "choose another folder with --out, or empty this one"
                    configured = request.out is None and "out" in project.settings.model_fields_set
                    place = project.option_place("out") if configured else Span(outcome.out.as_posix())
                    outcome.diagnostics.append(Diagnostic("foreign-folder", str(error), place, hint=hint))
    return _sorted(outcome)


def _sorted(outcome: Outcome) -> Outcome:
    outcome.diagnostics = in_order(outcome.diagnostics)
    outcome.losses = in_order(outcome.losses)
    return outcome


def _orders(
    project: Project, request: Request, selection: Selection, spool: str, outcome: Outcome
) -> tuple[list[Order], set[str]]:
    """Return an order for every bank, and the banks that were named: the others are compiled for their ids alone."""
    every = bank_files(project.root)
    named = bank_files(project.root, request.paths) if request.paths else every
    if not named:
        where = ", ".join(path.name for path in request.paths) or "source"
        hint = "put a bank there (a file whose name ends in .yaml), or run: qbank init"
        outcome.diagnostics.append(Diagnostic("no-banks", f"there is no bank in {where}", Span(where), hint=hint))
    formats = tuple(selection.orders.values())
    root, files = str(project.root), sorted({*every, *named})
    orders = [
        Order(
            root,
            project.id,
            file,
            formats if file in named else (),
            str(Path(spool) / str(number)),
            request.drafts,
            selection.cache,
        )
        for number, file in enumerate(files)
    ]
    return orders, set(named)


def _counted(results: Iterator[R], progress: Progress) -> Iterator[R]:
    for result in results:
        progress.step()
        yield result


def _lock(project: Project, request: Request, results: Sequence[Result], outcome: Outcome) -> dict[str, lock.Line]:
    try:
        old, wrong = lock.read(project.root)
    except (OSError, UnicodeDecodeError) as error:
        hint = "restore it from your version control, or delete it"
        outcome.diagnostics.append(
            Diagnostic("bad-lock", f"this file can't be read: {error}", Span(lock.NAME), hint=hint)
        )
        return {}
    for number in wrong:
        hint = "delete this line; if it comes from a merge, build again"
        found = Diagnostic("bad-lock", "this line is no entry of a lock", Span(lock.NAME, number), "error", hint)
        outcome.diagnostics.append(found)
    rows = [row for result in results for row in result.rows if row.kind != "stimulus"]
    facts = [(row.id, row.kind, row.hash, row.aliases) for row in rows]
    update = lock.update(old, facts, request.now or int(time.time()), keep=bool(request.paths))
    outcome.diagnostics += link.kind_changes(results, update.kinds)
    outcome.diagnostics += link.id_changes(results, update.renamed)
    outcome.lock_changes = len(update.changed) + len(update.gone)
    if request.locked and outcome.lock_changes:
        many = f"{outcome.lock_changes} question{'s' * (outcome.lock_changes > 1)}"
        some = ", ".join([*update.changed, *update.gone][:5]) + (", …" if outcome.lock_changes > 5 else "")
        message = f"qbank.lock is out of date for {many}: {some}"
        hint = "run: qbank build, and commit qbank.lock"
        outcome.diagnostics.append(Diagnostic("lock-outdated", message, Span(lock.NAME), hint=hint))
    return update.lines


def _write(
    project: Project,
    request: Request,
    selection: Selection,
    results: Sequence[Result],
    lines: Mapping[str, lock.Line],
    spool: str,
    stage: Stage,
    run: Map[assemble.Assembly, list[Diagnostic]],
    progress: Progress,
    outcome: Outcome,
) -> None:
    """Assemble every format into the stage, then publish it."""
    try:
        stage.open()
        files = Files(stage, selection, results, str(project.root))
        tasks = files.tasks(plans(selection, results, lines, Path(spool), drafts=request.drafts))
        progress.stage("Writing files", len(tasks))
        for task, faults in zip(tasks, _counted(run(assemble.run, tasks), progress), strict=True):
            outcome.diagnostics += files.collect(task, faults)
        stage.discard_parts()
        if not request.locked:
            update_lock(project.root, lines)
        publish(stage, request, selection, files.counts(), results, outcome)
        files.kept.write(stage, partial=request.partial)
    finally:
        stage.discard()
