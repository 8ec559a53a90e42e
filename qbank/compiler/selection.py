"""Which formats a build makes, and with which options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from qbank.compiler.cache import NO_CACHE, Cache
from qbank.compiler.layout import CONFIG
from qbank.compiler.meant import suggestion
from qbank.compiler.order import FormatOrder
from qbank.compiler.project import Project
from qbank.compiler.protocols import Format
from qbank.compiler.registry import FormatFault, Source, load, missing, sources
from qbank.compiler.validate import faults
from qbank.diagnostics import Diagnostic, Span


@dataclass(slots=True)
class Selection:
    """The formats to build, in order, each with its order; what is wrong with the rest is in `diagnostics`."""

    formats: dict[str, Format[Any]] = field(default_factory=dict)
    orders: dict[str, FormatOrder] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """Formats that can't even be imported."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cache: Cache = NO_CACHE
    """What they made earlier."""


def select(project: Project, names: Sequence[str], *, trust: bool) -> Selection:
    """Return the formats named; without names those of `qbank.yaml`, else all that need no extra or program."""
    known = sources(project.settings.exporters, project.root)
    settings = project.settings.formats
    wanted = list(names) or list(settings if settings is not None else known)
    explicit = bool(names) or settings is not None
    selection = Selection()
    for name in dict.fromkeys(wanted):
        source = known.get(name)
        if source is None:
            hint = suggestion(name, list(known)) or f"write one of {', '.join(known)}"
            place = Span(CONFIG) if names else project.option_place("formats", name)
            selection.diagnostics.append(
                Diagnostic("unknown-format", f"there is no format {name[:60]!r}", place, hint=hint)
            )
        elif source.folder and not trust:
            place = project.option_place("exporters", name)
            message = f"{name} is an exporter of this project: a program that someone else may have written"
            hint = "if you trust it, build with --trust"
            selection.diagnostics.append(Diagnostic("untrusted-exporter", message, place, "warning", hint))
        else:
            selection.diagnostics += _add(selection, project, source, explicit=explicit, trust=trust)
    return selection


def _add(
    selection: Selection, project: Project, source: Source, *, explicit: bool, trust: bool
) -> Iterator[Diagnostic]:
    name = source.name
    place = project.option_place("formats", name)
    try:
        found = load(source)
    except FormatFault as error:
        selection.failed.add(name)
        hint = f"tell its author, or leave {name} out with --format; its previous build is kept"
        yield Diagnostic("format-failed", f"the format {name} failed: {error}", place, hint=hint)
        return
    if (found.needs or found.programs) and not explicit:
        return
    absent = missing(found)
    if absent:
        message = f"the format {name} needs {', '.join(absent)}"
        hint = "; ".join(dict.fromkeys(absent.values()))
        yield Diagnostic("format-needs", message, place, hint=hint)
        return
    options = dict((project.settings.formats or {}).get(name, {}))
    if options.get("templates") is not None and "templates" in found.options.model_fields:
        if not trust:
            at = project.option_place("formats", name, "templates")
            message = f"{name} has templates of this project: programs that someone else may have written"
            yield Diagnostic("untrusted-exporter", message, at, "warning", "if you trust them, build with --trust")
            del options["templates"]
        else:
            options["templates"] = str((project.root / str(options["templates"])).resolve())
    try:
        found.options.model_validate(options)
    except ValidationError as error:
        node = project.option_node(name)
        if node is not None and project.source is not None:
            yield from faults(error, found.options, project.source, node)
        else:
            yield Diagnostic("bad-value", f"the options of {name} are wrong: {error.error_count()} errors", place)
        return
    selection.formats[name] = found
    selection.orders[name] = FormatOrder(source, options)
