"""One task: a file compiled and rendered for all formats. Runs in a process of its own; only plain data comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.compiler import cache
from qbank.compiler.cache import NO_CACHE, Cache
from qbank.compiler.earlier import Earlier
from qbank.compiler.losses import Lost, Said, said, summed_up
from qbank.compiler.protocols import Exporter
from qbank.compiler.reader import compile_bytes, read_file
from qbank.compiler.registry import Source, load
from qbank.compiler.render import RenderFault, failure, render
from qbank.compiler.rows import fragment_key, is_built, row_of
from qbank.compiler.spool import SpoolWriter
from qbank.compiler.unit import Unit
from qbank.compiler.values import BankInfo, Media, Row
from qbank.diagnostics import Diagnostic, Span
from qbank.model import Item

AT_ONCE = 200
"""Items that are rendered for all formats before the next ones: as many as have their texts remembered as parsed."""


@dataclass(frozen=True, slots=True)
class FormatOrder:
    """A format to render for: where it comes from, and its options as typed."""

    source: Source
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """A file to compile, and the formats to render it for, into `spool`, a file of the order's own."""

    project: str
    project_id: str
    file: str
    formats: tuple[FormatOrder, ...]
    spool: str
    drafts: bool = False
    cache: Cache = NO_CACHE


@dataclass(slots=True)
class Result:
    """What a file came to."""

    file: str
    spool: str
    info: BankInfo | None = None
    bank_place: Span | None = None
    """Where the bank's id was typed."""
    rows: list[Row] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    """What its questions lose, summed up; where is in the spool."""
    allowed: dict[str, dict[str, Span]] = field(default_factory=dict)
    """Codes that questions allow, and where, by id."""
    rendered: bool = False
    """Whether the spool has fragments."""
    media: dict[str, Media] = field(default_factory=dict)
    """The files that its texts show, by what was typed."""
    failed: set[str] = field(default_factory=set)
    """Formats that raised an exception."""


def run(order: Order) -> Result:
    """Compile a file and render its items. Never raises for what an author or an exporter did."""
    try:
        data = read_file(Path(order.project), order.file)
    except OSError as error:
        reason = error.strerror or str(error)
        shown = order.file.encode("utf-8", "replace").decode()
        fault = Diagnostic("unreadable-file", f"this file can't be read: {reason}", Span(shown))
        return Result(order.file, order.spool, diagnostics=[fault])
    if not order.cache.folder:
        return _compiled(order, data)
    name = cache.key(order, data)
    known = cache.load(order, name)
    if known is not None:
        return known
    result = _compiled(order, data, cache.earlier(order))
    whole = not result.failed and not any(one.severity == "error" for one in result.diagnostics)
    return cache.store(order, name, result) if whole else result


def _compiled(order: Order, data: bytes, before: str = "") -> Result:
    """Compile a file and render its items; `before` is the spool of its last build, where that is known."""
    unit = compile_bytes(data, Path(order.project), order.file, order.project_id)
    result = Result(order.file, order.spool, unit.info, unit.bank_place, diagnostics=unit.diagnostics, media=unit.media)
    result.drafts = [draft.id for draft in unit.drafts]
    result.rows = [row_of(item, unit) for item in unit.items] if unit.info else []
    result.allowed = {
        question.id: {code: unit.place(question.id, ("allow", at)) for at, code in enumerate(question.allow)}
        for question in unit.questions
        if question.allow
    }
    if unit.info and order.formats and not any(one.severity == "error" for one in unit.diagnostics):
        _render_all(order, unit, unit.info, before, result)
    return result


def _render_all(order: Order, unit: Unit, info: BankInfo, before: str, result: Result) -> None:
    """Render what is to be built for all formats, into the order's spool."""
    built = {row.id: row for row in result.rows if is_built(row, order.drafts)}
    items = [item for item in unit.items if item.id in built]
    keys = {item.id: fragment_key(item, built[item.id], info) for item in items}
    earlier = Earlier(before, keys, {media.name: media for media in unit.media.values()})
    losses: dict[str, list[Diagnostic]] = {one.source.name: [] for one in order.formats}
    with Path(order.spool).open("wb") as file:
        spool = SpoolWriter(file)
        for start in range(0, len(items), AT_ONCE):
            some = {item.id: (item, earlier.says(item.id) or said(item)) for item in items[start : start + AT_ONCE]}
            for item, says in some.values():
                spool.note(item.id, keys[item.id], says)
            for one in order.formats:
                if one.source.name not in result.failed:
                    losses[one.source.name] += _render(one, unit, some, earlier, spool, result)
        for found in losses.values():
            spool.lose(found)
            result.lost += summed_up(found)
        result.rendered = not spool.is_empty
        spool.finish()


def _render(
    one: FormatOrder,
    unit: Unit,
    items: Mapping[str, tuple[Item, Said]],
    earlier: Earlier,
    spool: SpoolWriter,
    result: Result,
) -> list[Diagnostic]:
    """Render items for one format, into the spool; return what they lose."""
    name = one.source.name
    losses: list[Diagnostic] = []
    try:
        found = load(one.source)
        exporter: Exporter = found.make(found.options.model_validate(one.options))
        with earlier.of(name) as known:
            for item, fragment, lost in render(found, exporter, items, unit, known):
                losses += lost
                if fragment is not None:
                    spool.add(name, item, fragment)
    except RenderFault as fault:
        result.failed.add(name)
        result.diagnostics.append(fault.diagnostic)
    except (Exception, SystemExit) as error:
        result.failed.add(name)
        result.diagnostics.append(failure(name, Span(result.file), error))
    return losses
