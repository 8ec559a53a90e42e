"""One task: a file compiled and rendered for all formats. Runs in a process of its own; only plain data comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from qbank import content
from qbank.compiler.context import Context
from qbank.compiler.inspection import steps
from qbank.compiler.losses import UndeclaredLoss, as_diagnostic, losses
from qbank.compiler.protocols import Exporter, Format
from qbank.compiler.reader import compile_file
from qbank.compiler.registry import FormatFault, Source, load
from qbank.compiler.unit import Unit
from qbank.compiler.validate import typed_at
from qbank.compiler.values import BankInfo, Fragment, Loss, Media, Row
from qbank.diagnostics import Diagnostic, Span
from qbank.model import Item, Stimulus
from qbank.model.walk import texts
from qbank.source import span

STEM_LENGTH = 200


@dataclass(frozen=True, slots=True)
class FormatOrder:
    """A format to render for: where it comes from, and its options as typed."""

    source: Source
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """A file to compile, and the formats to render it for. Fragments go to `spool`, a file of the order's own."""

    project: str
    project_id: str
    file: str
    formats: tuple[FormatOrder, ...]
    spool: str
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a fragment lies in the spool, and what it shows."""

    offset: int
    length: int
    media: tuple[Media, ...]


@dataclass(slots=True)
class Result:
    """What a file came to."""

    file: str
    spool: str
    info: BankInfo | None = None
    rows: list[Row] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    losses: list[Diagnostic] = field(default_factory=list)
    allowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes that questions allow, by id."""
    pieces: dict[tuple[str, str], Piece] = field(default_factory=dict)
    """Fragments by format and id."""
    failed: set[str] = field(default_factory=set)
    """Formats that raised an exception."""


def run(order: Order) -> Result:
    """Compile a file and render its items. Never raises for what an author or an exporter did."""
    project = Path(order.project)
    try:
        unit = compile_file(project, order.file, order.project_id)
    except OSError as error:
        reason = error.strerror or str(error)
        fault = Diagnostic("unreadable-file", f"this file can't be read: {reason}", Span(order.file))
        return Result(order.file, order.spool, diagnostics=[fault])
    result = Result(order.file, order.spool, unit.info, diagnostics=unit.diagnostics)
    result.drafts = [draft.id for draft in unit.drafts]
    result.rows = [_row(item, unit) for item in unit.items] if unit.info else []
    result.allowed = {question.id: question.allow for question in unit.questions if question.allow}
    if unit.info and order.formats and not any(one.severity == "error" for one in unit.diagnostics):
        with Path(order.spool).open("wb") as spool:
            for one in order.formats:
                _render(one, unit, order, spool, result)
    return result


def is_built(row: Row, drafts: bool) -> bool:
    """Return whether an item is part of a build: stimuli, ready questions, and drafts when asked for."""
    return row.status == "ready" or (drafts and row.status == "draft")


def _row(item: Item, unit: Unit) -> Row:
    assert unit.info
    node = unit.places[item.id]
    place = span(unit.source.file, node)
    row = Row(
        id=item.id,
        kind=item.type,
        bank=unit.info.id,
        hash=fingerprint(item, unit),
        line=place.line,
        column=place.column,
        title=item.title or "",
        stem=_stem(item.text),
    )
    if isinstance(item, Stimulus):
        return row
    return replace(
        row,
        points=str(getattr(item, "points", 0)),
        tags=item.tags,
        difficulty=item.difficulty or "",
        status=item.status,
        stimulus=item.stimulus or "",
        aliases=item.aliases,
    )


def _stem(text: str) -> str:
    stem = " ".join(content.plain(text).split())
    return stem if len(stem) <= STEM_LENGTH else stem[: STEM_LENGTH - 1].rstrip() + "…"


def fingerprint(item: Item, unit: Unit) -> str:
    """Return the hash of all that a learner sees of an item: its canonical model, its stimulus, its media."""
    parts = [_canonical(item)]
    shown: list[Item] = [item]
    stimulus = None if isinstance(item, Stimulus) else unit.stimuli.get(item.stimulus or "")
    if stimulus is not None:
        parts.append(_canonical(stimulus))
        shown.append(stimulus)
    sources = {reference.src for one in shown for _, text in texts(one) for reference in content.parse(text).references}
    parts += sorted(unit.media[src].name for src in sources if src in unit.media)
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def _canonical(item: Item) -> str:
    data = {key: value for key, value in item.as_typed().items() if key == "type" or key not in item.IDENTITY}
    return json.dumps({**data, "type": item.type}, sort_keys=True, ensure_ascii=False)


def _render(one: FormatOrder, unit: Unit, order: Order, spool: IO[bytes], result: Result) -> None:
    name = one.source.name
    at = Span(order.file)
    try:
        found = load(one.source)
        exporter: Exporter = found.make(found.options.model_validate(one.options))
    except (Exception, SystemExit) as error:
        result.failed.add(name)
        result.diagnostics.append(failure(name, at, error))
        return
    assert unit.info
    built = {row.id for row in result.rows if is_built(row, order.drafts)}
    for item in unit.items:
        if item.id not in built:
            continue
        stimulus = None if isinstance(item, Stimulus) else unit.stimuli.get(item.stimulus or "")
        try:
            fragment = _fragment(found, exporter, item, Context(unit.info, unit.media, stimulus))
            result.losses += _losses(found, item, fragment, unit)
        except (Exception, SystemExit) as error:
            result.failed.add(name)
            place = span(unit.source.file, unit.places[item.id])
            result.diagnostics.append(failure(name, place, error, item.id))
            return
        if fragment is not None:
            result.pieces[name, item.id] = Piece(spool.tell(), len(fragment.body), fragment.media)
            spool.write(fragment.body)


def _fragment(found: Format[Any], exporter: Exporter, item: Item, context: Context) -> Fragment | None:
    if not found.carries.holds(item.type):
        return None
    fragment = exporter.render(item, context)
    if not isinstance(fragment, Fragment) or not isinstance(fragment.body, bytes):
        raise TypeError(f"render returned {type(fragment).__name__}, not a Fragment of bytes")
    if not all(isinstance(one, Media) for one in fragment.media):
        raise TypeError("render returned a Fragment whose media are no Media")
    if not all(isinstance(one, Loss) for one in fragment.losses):
        raise TypeError("render returned a Fragment whose losses are no Loss")
    return fragment


def _losses(found: Format[Any], item: Item, fragment: Fragment | None, unit: Unit) -> Iterator[Diagnostic]:
    for loss, name, carry in losses(item, found.carries, fragment.losses if fragment else ()):
        node, _ = typed_at(unit.places[item.id], steps(loss.path))
        yield as_diagnostic(found.name, item.id, loss, name, carry, span(unit.source.file, node))


def failure(name: str, place: Span, error: BaseException, item: str = "") -> Diagnostic:
    """Return the diagnostic for a format that raised an exception: it names the format and what it said."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    reason = (
        str(error) if isinstance(error, FormatFault | UndeclaredLoss) else f"{type(error).__name__}: {error}{where}"
    )
    hint = (
        f"its previous build is kept; the other formats are built. Tell its author, or leave {name} out with --format"
    )
    return Diagnostic("format-failed", f"the format {name} failed: {reason}", place, hint=hint, item=item)
