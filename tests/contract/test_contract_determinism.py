"""The same question gives the same fragment: whenever, after whatever other questions, by whichever exporter."""

from __future__ import annotations

from rendering import render
from sink import FILE, KITCHEN_SINK

from qbank.api import Carries
from qbank.compiler.reader import compile_file
from qbank.compiler.registry import installed, load


def test_rendering_is_pure(name: str, table: Carries) -> None:
    """Body, media and losses, and their order: twice by one exporter, once more by another, in reverse."""
    found, unit = load(installed()[name]), compile_file(KITCHEN_SINK, FILE)
    items = [item for item in unit.items if table.holds(item.type)]
    exporter, other = found.make(found.options()), found.make(found.options())
    once = {item.id: render(exporter, item, unit) for item in items}
    assert once == {item.id: render(exporter, item, unit) for item in items}
    again = compile_file(KITCHEN_SINK, FILE)
    items = [item for item in again.items if table.holds(item.type)]
    assert once == {item.id: render(other, item, again) for item in reversed(items)}


def test_rendering_leaves_the_question_as_it_is(name: str, table: Carries) -> None:
    """The same item goes to every format."""
    found, unit = load(installed()[name]), compile_file(KITCHEN_SINK, FILE)
    before = [item.model_copy(deep=True) for item in unit.items]
    exporter = found.make(found.options())
    for item in unit.items:
        if table.holds(item.type):
            render(exporter, item, unit)
    assert list(unit.items) == before
