"""Put together what the files came to: counts, findings of each, and what only all of them together show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from qbank.compiler import spool
from qbank.compiler.link import cross_checks
from qbank.compiler.losses import joined
from qbank.compiler.order import Result
from qbank.compiler.outcome import Outcome
from qbank.compiler.project import Project
from qbank.compiler.registry import sources
from qbank.compiler.reporting import lost_without_allowed, unknown_allowances, without_allowed
from qbank.compiler.rows import is_built
from qbank.compiler.selection import Selection
from qbank.diagnostics import Diagnostic, Span, in_order
from qbank.explain import severities


def gather(
    project: Project,
    results: Sequence[Result],
    named: set[str],
    selection: Selection,
    outcome: Outcome,
    *,
    drafts: bool = False,
    detailed: bool = False,
) -> None:
    """Add the results to the outcome. Files that weren't `named` count for what crosses files only.

    With `detailed` every loss is read from the spools, else they are summed up only.
    """
    allowed: dict[str, dict[str, Span]] = {}
    found, built = [*outcome.diagnostics], [result for result in results if result.file in named]
    for result in results:
        allowed |= result.allowed
    for result in built:
        found += result.diagnostics
        _count(result, outcome, drafts)
    found += cross_checks(results)
    found += _allowances(project, results, selection)
    outcome.diagnostics = in_order(without_allowed(found, project.settings.allow, allowed))
    outcome.lost = joined(
        lost_without_allowed(chain.from_iterable(one.lost for one in built), project.settings.allow, allowed)
    )
    if detailed:
        losses = chain.from_iterable(spool.losses(one.spool, one.file) for one in built if one.lost)
        outcome.losses = in_order(without_allowed(losses, project.settings.allow, allowed))


def _count(result: Result, outcome: Outcome, drafts: bool) -> None:
    """Count what is built, and what is left out: drafts (those that are no questions yet in any case), retired ones."""
    rows = [row for row in result.rows if row.kind != "stimulus"]
    left_out = [row.status for row in rows if not is_built(row, drafts)]
    outcome.banks += result.info is not None
    outcome.questions += len(rows) - len(left_out)
    outcome.drafts += left_out.count("draft") + len(result.drafts)
    outcome.retired += left_out.count("retired")


def _allowances(project: Project, results: Sequence[Result], selection: Selection) -> Iterator[Diagnostic]:
    places = [(code, project.option_place("allow", code), "") for code in project.settings.allow]
    for result in results:
        places += [(code, place, one) for one, codes in result.allowed.items() for code, place in codes.items()]
    if places:
        tables = {name: one.carries for name, one in selection.formats.items()}
        yield from unknown_allowances(places, severities(), tables, sources(project.settings.exporters, project.root))
