"""The format matrix: every kind and field × every format, as Markdown.

Formats that do the same with every row of a table share a column, and fields that all kinds have stand in one table;
a kind's own table has the rest, and what is otherwise for that kind. A part of a field (`choices.weight`) has a row
where some format says something of its own about it. Below are the reasons, format by format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qbank.compiler.carries import FEATURES, Carries, Carry
from qbank.compiler.protocols import Format
from qbank.model.bank import KINDS
from qbank.model.open import Stimulus
from qbank.model.walk import fields_of

SIGNS = {"carried": "●", "approximated": "◐", "lost": "○"}
LEGEND = "● carried, ◐ carried in another form, ○ lost; * for some questions only. An empty cell: not this kind.\n"
ITEMS = {**KINDS, "stimulus": Stimulus}

Rows = dict[str, dict[str, str]]
"""What each format does with a field: its sign."""


def matrix(formats: Mapping[str, Format[Any]]) -> str:
    """Return the tables, and the notes below them."""
    tables = {name: one.carries for name, one in formats.items()}
    held = {kind: {name: "●" if table.holds(kind) else "○" for name, table in tables.items()} for kind in ITEMS}
    signs = {kind: _signs(kind, tables) for kind in ITEMS}
    usual = _usual(signs)
    parts = [LEGEND, *_table("Kinds", "kind", held), *_table("Fields that most kinds have", "field", usual)]
    for kind, rows in signs.items():
        own = {field: cells for field, cells in rows.items() if not _same(cells, usual.get(field))}
        parts += _table(kind, "field", own) if own else []
    notes = [line for name, table in tables.items() for line in (f"### {name}: why", "", *_notes(table), "")]
    return "\n".join([*parts, *notes]).rstrip("\n") + "\n"


def _signs(kind: str, tables: Mapping[str, Carries]) -> Rows:
    names = [*fields_of(ITEMS[kind]), *(("score",) if kind != "stimulus" else ()), *FEATURES]
    inner = dict.fromkeys(field for table in tables.values() for field in _entries(table, kind) if "." in field)
    rows = [row for name in names for row in (name, *(one for one in inner if one.partition(".")[0] == name))]
    return {field: {name: _sign(table, kind, field) for name, table in tables.items()} for field in rows}


def _sign(table: Carries, kind: str, field: str) -> str:
    found = table.of(kind, field)
    if found is None or not table.holds(kind):
        return ""
    return _shown(found[1])


def _usual(signs: Mapping[str, Rows]) -> Rows:
    """Return the rows of the fields that most kinds have: each format's most frequent sign."""
    counts = Counter(field for rows in signs.values() for field in rows)
    found = {}
    for field in (one for one, number in counts.items() if number > len(signs) / 2):
        cells = [rows[field] for rows in signs.values() if field in rows]
        found[field] = {name: _mode(one[name] for one in cells) for name in cells[0]}
    return found


def _mode(signs: Iterable[str]) -> str:
    found = Counter(sign for sign in signs if sign)
    return found.most_common(1)[0][0] if found else ""


def _same(cells: Mapping[str, str], usual: Mapping[str, str] | None) -> bool:
    return usual is not None and all(sign in ("", usual[name]) for name, sign in cells.items())


def _table(title: str, head: str, rows: Rows) -> list[str]:
    """Return a table: a column for each group of formats that do the same, none for those that have nothing in it."""
    columns: dict[tuple[str, ...], list[str]] = {}
    for name in next(iter(rows.values())):
        column = tuple(cells[name] for cells in rows.values())
        if any(column):
            columns.setdefault(column, []).append(name)
    lines = [_row(row, [column[place] for column in columns]) for place, row in enumerate(rows)]
    heads = ["<br>".join(names) for names in columns.values()]
    return [f"### {title}", "", _row(head, heads), _row("---", [":-:"] * len(columns)), *lines, ""]


def _row(head: str, cells: list[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


def _notes(table: Carries) -> Iterator[str]:
    """Yield a line a reason: the fields that it holds for, and what becomes of them."""
    reasons: dict[Carry, dict[str, list[str]]] = {}
    for kind in table:
        for field, carry in _entries(table, kind).items():
            if carry.how != "carried":
                reasons.setdefault(carry, {}).setdefault(field, []).append(kind)
    for carry, fields in sorted(reasons.items(), key=lambda one: (one[0].how != "lost", one[0].conditional)):
        names = [f"{field}{_of_kinds(table, field, kinds)}" for field, kinds in fields.items()]
        yield f"- {_shown(carry)} {', '.join(names)}: {carry.note}"


def _entries(table: Carries, kind: str) -> Mapping[str, Carry]:
    """Return what a table says of the fields that a kind has; of the kind itself, where it is lost as a whole."""
    fields = table.get(kind, {})
    if isinstance(fields, Carry):
        return {kind: fields}
    names = {*fields_of(ITEMS[kind]), "score", *FEATURES}
    return {field: carry for field, carry in fields.items() if field.partition(".")[0] in names}


def _of_kinds(table: Carries, field: str, kinds: list[str]) -> str:
    """Return the kinds that a reason is about, in brackets, where other kinds' field of this name fares otherwise."""
    others = [kind for kind in table if field in _entries(table, kind)]
    return "" if kinds == others else f" ({', '.join(kinds)})"


def _shown(carry: Carry) -> str:
    return SIGNS[carry.how] + "\\*" * carry.conditional
