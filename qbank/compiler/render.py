"""Render: one exporter × one item → finished bytes, and what is lost. An exporter's failure becomes a diagnostic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qbank.compiler.context import Context
from qbank.compiler.earlier import Known, nothing
from qbank.compiler.inspection import steps
from qbank.compiler.losses import Said, UndeclaredLoss, as_diagnostic, losses
from qbank.compiler.protocols import Exporter, Format
from qbank.compiler.registry import FormatFault
from qbank.compiler.unit import Unit
from qbank.compiler.values import Fragment, Loss, Media
from qbank.diagnostics import Diagnostic, Span
from qbank.model import Item, Stimulus


class RenderFault(Exception):
    """An exporter that failed on an item."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def render(
    found: Format[Any], exporter: Exporter, items: Mapping[str, tuple[Item, Said]], unit: Unit, known: Known = nothing
) -> Iterator[tuple[str, Fragment | None, list[Diagnostic]]]:
    """Yield the id, the fragment (None where the format doesn't hold the kind) and the losses of each item.

    An item whose fragment is `known` isn't rendered again. Raises RenderFault at the first item on which the exporter
    fails.
    """
    assert unit.info
    for item, says in items.values():
        stimulus = None if isinstance(item, Stimulus) else unit.stimuli.get(item.stimulus or "")
        try:
            fragment = known(item.id) or _fragment(found, exporter, item, Context(unit.info, unit.media, stimulus))
            lost = list(_losses(found, item, says, fragment, unit))
        except (Exception, SystemExit) as error:
            raise RenderFault(failure(found.name, unit.place(item.id), error, item.id)) from error
        yield item.id, fragment, lost


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


def _losses(found: Format[Any], item: Item, says: Said, fragment: Fragment | None, unit: Unit) -> Iterator[Diagnostic]:
    for loss, name, carry in losses(item, found.carries, fragment.losses if fragment else (), says):
        yield as_diagnostic(found.name, item.id, loss, name, carry, unit.place(item.id, steps(loss.path)))


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
