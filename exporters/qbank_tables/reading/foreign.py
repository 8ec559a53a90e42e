"""Tables of others: columns by their headers, a row a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qbank.importing.api import Aside, Found, Input, Keep, Read, Refused, beside
from qbank_tables.reading.headers import Headers
from qbank_tables.reading.lines import Sheet
from qbank_tables.reading.questions import question
from qbank_tables.reading.record import Record

ASKED = ({"prompt"}, {"front", "back"})
"""What a table must have at least."""


def is_table(fields: Mapping[str, Sequence[int]]) -> bool:
    """Return whether a table with these columns has questions."""
    return any(needed <= set(fields) for needed in ASKED)


def read_foreign(source: Input, sheet: Sheet, headers: Headers, keep: Keep) -> Iterator[Read]:
    """Yield what the rows of a table of questions say, in its order."""
    lines = sheet.lines()
    head = next(lines)
    fields = headers.fields(head.cells)
    used = {column for columns in fields.values() for column in columns}
    for column, name in enumerate(head.cells):
        if name.strip() and column not in used:
            yield Aside(head.place, f"the column {' '.join(name.split())[:60]!r} was left")

    def address(typed: str) -> str | None:
        data = beside(source, typed)
        return None if data is None else keep(typed, data)

    for line in lines:
        record = Record(line, fields, len(head.cells), address)
        if not record.cell("prompt") and not record.cell("front"):
            yield Refused(line.place, "it has no prompt")
            continue
        data, draft = question(record)
        yield Found(data, line.place, record.cell("id"), draft, tuple(record.notes))
