"""A format that says that its documents are separate makes the same files of each alone as of all together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rendering import render
from sink import FILE, KITCHEN_SINK

from qbank.api import Carries
from qbank.compiler.output import Output
from qbank.compiler.reader import compile_file
from qbank.compiler.registry import installed, load
from qbank.compiler.rows import row_of
from qbank.compiler.values import Document, Entry, Fragment, Plan

WHEN = 1_800_000_000
FEW = 8
"""Items for a format that runs a program, which takes its time."""


def documents(name: str, table: Carries) -> tuple[list[Document], Callable[[Entry], Fragment]]:
    """Return the kitchen sink as three banks: the first and the last show the same pictures."""
    found, unit = load(installed()[name]), compile_file(KITCHEN_SINK, FILE)
    assert unit.info
    exporter = found.make(found.options())
    items = [item for item in unit.items if table.holds(item.type)]
    items = items[:FEW] if found.programs else items
    fragments = {item.id: render(exporter, item, unit) for item in items}
    entries = [Entry(row_of(item, unit), int(item.type != "stimulus"), WHEN) for item in items]
    questions = [entry for entry in entries if entry.number]
    parts: Sequence[Sequence[Entry]] = (entries, questions[::2], entries)
    infos = [replace(unit.info, id=f"bank-{number}", title=f"Bank {number}") for number in range(len(parts))]
    made = [Document(info, part) for info, part in zip(infos, parts, strict=True) if part]
    return made, lambda entry: fragments[entry.row.id]


def files(
    name: str, some: Sequence[Document], fragments: Callable[[Entry], Fragment], folder: Path
) -> dict[str, bytes]:
    """Return what an exporter makes of documents."""
    found = load(installed()[name])
    folder.mkdir()
    found.make(found.options()).assemble(Plan(some), fragments, Output(folder, KITCHEN_SINK))
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_document_is_the_same_alone(name: str, table: Carries, tmp_path: Path) -> None:
    """To the byte: that is what lets a bank that didn't change keep its files."""
    assert load(installed()[name]).separate
    some, fragments = documents(name, table)
    together = files(name, some, fragments, tmp_path / "together")
    alone: dict[str, bytes] = {}
    for number, document in enumerate(some):
        for file, data in files(name, [document], fragments, tmp_path / str(number)).items():
            assert alone.setdefault(file, data) == data
    assert len(together) >= len(some)
    assert alone == together
