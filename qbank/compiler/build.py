"""The build: compile → render → link → assemble → write, and what happens to the rest when something fails."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from qbank.compiler import assemble, link, lock, manifest, order
from qbank.compiler.index import index_page
from qbank.compiler.order import Order, Result
from qbank.compiler.project import CONFIG, Project, bank_files
from qbank.compiler.reporting import unknown_allowances, without_allowed
from qbank.compiler.registry import sources
from qbank.compiler.selection import Selection, select
from qbank.compiler.stage import MANIFEST, ForeignFolder, Stage, write_atomically
from qbank.compiler.values import Plan
from qbank.diagnostics import Diagnostic, Span, in_order
from qbank.explain import severities

T = TypeVar("T")
R = TypeVar("R")

SMALL = 300_000
"""Bytes of source below which a second process costs more than it brings (starting one takes some 0.3 s)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. `now` is the time (seconds since 1970, UTC) that changed questions get in the lock."""

    paths: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    locked: bool = False
    drafts: bool = False
    trust: bool = False
    jobs: int = 0
    now: int = 0


@dataclass(slots=True)
class Built:
    """A format that was built: its title, files (relative to the output folder), and questions."""

    title: str
    how_to: tuple[str, str]
    files: list[str]
    questions: int


@dataclass(slots=True)
class Outcome:
    """What a build, or a check, came to. `diagnostics` holds no losses; neither holds what was allowed."""

    out: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    losses: list[Diagnostic] = field(default_factory=list)
    formats: dict[str, Built] = field(default_factory=dict)
    banks: int = 0
    questions: int = 0
    drafts: int = 0
    retired: int = 0
    written: bool = False
    locked: int = 0
    """Lines of the lock that changed."""

    def failed(self, *, strict: bool = False) -> bool:
        """Return whether this is a failure: any error, or with `strict` any warning or loss."""
        grave = {"error", "warning"} if strict else {"error"}
        return any(one.severity in grave for one in (*self.diagnostics, *self.losses))


class Progress:
    """Told how far a build is. The base class is silent."""

    def stage(self, label: str, total: int) -> None:
        """A stage with `total` steps begins."""

    def step(self) -> None:
        """A step is done."""

    def waiting(self) -> None:
        """Another build has the lock."""


def check(project: Project, paths: Sequence[Path] = (), *, jobs: int = 0) -> Outcome:
    """Compile everything and report what is wrong; write nothing."""
    outcome = Outcome(project.root / project.settings.out, list(project.diagnostics))
    with tempfile.TemporaryDirectory(prefix="qbank-") as spool:
        orders = _orders(project, Request(paths=tuple(paths)), Selection(), Path(spool), outcome)
        with _executor(jobs, project, orders) as run:
            results = list(run(order.run, orders))
    _collect(project, results, outcome, Selection(), {one.file for one in orders})
    return outcome


def build(project: Project, request: Request, progress: Progress | None = None) -> Outcome:
    """Build a project. What is wrong is in the outcome; nothing is raised for it.

    Errors in the source: nothing is written. A format that fails: its folder keeps the previous build. Raises OSError
    where the output can't be written; the previous build is then whole.
    """
    progress = progress or Progress()
    target = request.out or project.root / project.settings.out
    outcome = Outcome(target, list(project.diagnostics))
    stage = Stage(target)
    selection = select(project, request.formats, trust=request.trust)
    outcome.diagnostics += selection.diagnostics
    with tempfile.TemporaryDirectory(prefix="qbank-") as spool:
        orders = _orders(project, request, selection, Path(spool), outcome)
        with _executor(request.jobs, project, orders) as run:
            progress.stage("Reading questions", len(orders))
            results = list(_stepping(run(order.run, orders), progress))
            named = {one.file for one in orders if one.formats}
            _collect(project, results, outcome, selection, named)
            lines = _lock(project, request, results, outcome, partial=bool(request.paths))
            stops = outcome.failed(strict=request.strict)
            failed = {name for result in results for name in result.failed}
            if stops and (request.strict or _source_errors(outcome)):
                return _finish(outcome)
            with stage.locked(progress.waiting):
                try:
                    stage.open()
                    built = _assemble(project, request, selection, results, lines, stage, run, progress, failed, outcome)
                    _write(project, selection, results, built, stage, outcome, lines, partial=bool(request.paths))
                except ForeignFolder as error:
                    hint = "choose another folder with --out, or empty this one"
                    outcome.diagnostics.append(Diagnostic("foreign-folder", str(error), Span(target.name), hint=hint))
                finally:
                    stage.discard()
    return _finish(outcome)


def _finish(outcome: Outcome) -> Outcome:
    outcome.diagnostics = in_order(outcome.diagnostics)
    outcome.losses = in_order(outcome.losses)
    return outcome


def _source_errors(outcome: Outcome) -> bool:
    return any(one.severity == "error" and one.code != "format-failed" for one in outcome.diagnostics)


def _orders(project: Project, request: Request, selection: Selection, spool: Path, outcome: Outcome) -> list[Order]:
    every = bank_files(project.root)
    named = bank_files(project.root, request.paths) if request.paths else every
    if not named:
        where = ", ".join(str(path) for path in request.paths) or "source"
        hint = "put a bank there (a file whose name ends in .yaml), or run qbank init"
        outcome.diagnostics.append(Diagnostic("no-banks", f"there is no bank in {where}", Span(where), hint=hint))
    formats = tuple(selection.orders.values())
    return [
        Order(
            str(project.root), project.id, file, formats if file in set(named) else (), str(spool / f"{number}"), request.drafts
        )
        for number, file in enumerate(sorted({*every, *named}))
    ]


@contextmanager
def _executor(jobs: int, project: Project, orders: Sequence[Order]) -> Iterator[Callable[..., Iterator[Any]]]:
    """Yield a function like `map` that runs tasks in processes, or in this one where that is faster."""
    workers = min(jobs or os.cpu_count() or 1, max(1, len(orders)))
    size = sum((project.root / one.file).stat().st_size for one in orders if (project.root / one.file).is_file())
    if workers == 1 or (not jobs and size < SMALL):
        yield map
    else:
        pool: Executor
        with ProcessPoolExecutor(workers) as pool:
            yield pool.map


def _stepping(results: Iterator[R], progress: Progress) -> Iterator[R]:
    for result in results:
        progress.step()
        yield result


def _collect(
    project: Project, results: Sequence[Result], outcome: Outcome, selection: Selection, named: set[str]
) -> None:
    """Add what the files came to: findings of the named ones, and what only all of them together show."""
    found = [*outcome.diagnostics]
    allowed: dict[str, tuple[str, ...]] = {}
    losses: list[Diagnostic] = []
    for result in results:
        allowed |= result.allowed
        if result.file in named or not selection.orders:
            found += result.diagnostics
            losses += result.losses
            outcome.banks += result.info is not None
            questions = [row for row in result.rows if row.kind != "stimulus"]
            outcome.questions += sum(row.status == "ready" for row in questions)
            outcome.drafts += len(result.drafts) + sum(row.status == "draft" for row in questions)
            outcome.retired += sum(row.status == "retired" for row in questions)
    found += link.cross_checks(results)
    places = [(code, project.option_place("allow"), "") for code in project.settings.allow]
    for result in results:
        spots = {row.id: Span(result.file, row.line, row.column) for row in result.rows}
        places += [(code, spots[one], one) for one, codes in result.allowed.items() if one in spots for code in codes]
    tables = {name: one.carries for name, one in selection.formats.items()}
    found += unknown_allowances(places, severities(), tables, sources(project.settings.exporters, project.root))
    outcome.diagnostics = in_order(without_allowed(found, project.settings.allow, allowed))
    outcome.losses = in_order(without_allowed(losses, project.settings.allow, allowed))


def _lock(
    project: Project, request: Request, results: Sequence[Result], outcome: Outcome, *, partial: bool
) -> dict[str, lock.Line]:
    try:
        old, wrong = lock.read(project.root)
    except (OSError, UnicodeDecodeError) as error:
        outcome.diagnostics.append(Diagnostic("bad-lock", f"qbank.lock can't be read: {error}", Span(lock.NAME)))
        return {}
    for number in wrong:
        hint = "delete this line; if it comes from a merge, build again"
        found = Diagnostic("bad-lock", "this line is no entry of a lock", Span(lock.NAME, number), "warning", hint)
        outcome.diagnostics.append(found)
    rows = [row for result in results for row in result.rows if row.kind != "stimulus"]
    facts = [(row.id, row.kind, row.hash, row.aliases) for row in rows]
    update = lock.update(old, facts, request.now or int(time.time()), keep=partial)
    outcome.diagnostics += link.kind_changes(results, update.kinds)
    outcome.locked = len(update.changed) + len(update.gone)
    if request.locked and outcome.locked:
        some = ", ".join([*update.changed, *update.gone][:5]) + (", …" if outcome.locked > 5 else "")
        message = f"qbank.lock is out of date for {outcome.locked} questions: {some}"
        hint = "run qbank build without --locked, and commit qbank.lock"
        outcome.diagnostics.append(Diagnostic("lock-outdated", message, Span(lock.NAME), hint=hint))
    return update.lines


def _assemble(
    project: Project,
    request: Request,
    selection: Selection,
    results: Sequence[Result],
    lines: Mapping[str, lock.Line],
    stage: Stage,
    run: Callable[..., Iterator[Any]],
    progress: Progress,
    failed: set[str],
    outcome: Outcome,
) -> dict[str, Plan]:
    """Write the files of every format into the stage; return the plans of those that were."""
    tasks: list[assemble.Assembly] = []
    spools = {result.info.id: result.spool for result in results if result.info}
    built = [result for result in results if result.pieces]
    for name, found in selection.formats.items():
        plan = link.plan(built, lines, found.revised, found.carries.holds, drafts=request.drafts)
        if name in failed or not plan.documents:
            continue
        pieces = {
            (result.info.id, item): piece
            for result in built
            if result.info
            for (one, item), piece in result.pieces.items()
            if one == name
        }
        folder = stage.folder / name
        tasks.append(assemble.Assembly(selection.orders[name], plan, pieces, spools, str(folder), str(project.root)))
    progress.stage("Writing formats", len(tasks))
    plans = {}
    for task, faults in zip(tasks, _stepping(run(assemble.run, tasks), progress), strict=True):
        outcome.diagnostics += faults
        if faults:
            _clear(Path(task.folder))
        else:
            plans[task.order.source.name] = task.plan
    return plans


def _clear(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    if folder.exists():
        folder.rmdir()


def _write(
    project: Project,
    selection: Selection,
    results: Sequence[Result],
    plans: Mapping[str, Plan],
    stage: Stage,
    outcome: Outcome,
    lines: Mapping[str, lock.Line],
    *,
    partial: bool,
) -> None:
    """Carry over what wasn't built, add the manifest and the index page, update the lock, swap the build in."""
    for name, plan in plans.items():
        found = selection.formats[name]
        files = list(stage.files(name))
        questions = sum(len(document.questions) for document in plan.documents)
        outcome.formats[name] = Built(found.title, found.how_to, files, questions)
    formats: dict[str, Any] = {
        name: {
            "title": one.title,
            "how_to": list(one.how_to),
            "questions": one.questions,
            "files": one.files,
            "losses": manifest.summary(loss for loss in outcome.losses if loss.code.startswith(f"{name}/")),
        }
        for name, one in outcome.formats.items()
    }
    before = stage.previous.get("formats", {})
    for name, one in before.items():
        kept = one.get("files", []) if partial or name not in formats else []
        carried = stage.carry_over([file for file in kept if isinstance(file, str)])
        if carried and name not in formats:
            formats[name] = one | {"files": carried}
        elif carried:
            formats[name]["files"] = sorted([*formats[name]["files"], *carried])
    banks: dict[str, Any] = dict(stage.previous.get("banks", {})) if partial else {}
    for result in results:
        if result.info and (result.pieces or not partial):
            asked = [row for row in result.rows if row.kind != "stimulus"]
            banks[result.info.id] = {"title": result.info.title, "file": result.file, "questions": len(asked)}
    (stage.folder / "index.html").write_text(index_page(formats, banks), "utf-8", newline="\n")
    text = manifest.render(formats, banks, stage.files())
    (stage.folder / MANIFEST).write_text(text, "utf-8", newline="\n")
    if (new := lock.render(lines.values())) != _current(project.root / lock.NAME):
        write_atomically(project.root / lock.NAME, new)
    stage.commit()
    outcome.written = True


def _current(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


__all__ = ["CONFIG", "BrokenProcessPool", "Built", "Outcome", "Progress", "Request", "build", "check"]
