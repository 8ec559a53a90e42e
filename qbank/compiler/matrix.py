"""The format matrix: every kind and field × every format, as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qbank.compiler.carries import FEATURES, Carries
from qbank.compiler.protocols import Format
from qbank.model.bank import KINDS
from qbank.model.open import Stimulus
from qbank.model.walk import fields_of

SIGNS = {"carried": "●", "approximated": "◐", "lost": "○"}


def matrix(formats: Mapping[str, Format[Any]]) -> str:
    """Return the table: one section a kind, one row a field, one column a format."""
    lines = ["● carried, ◐ carried in another form, ○ lost; * for some questions only.", ""]
    for kind, model in {**KINDS, "stimulus": Stimulus}.items():
        lines += [f"### {kind}", "", _row("field", list(formats)), _row("---", [":-:"] * len(formats))]
        for field in [*fields_of(model), "score", *FEATURES]:
            lines.append(_row(field, [_sign(one.carries, kind, field) for one in formats.values()]))
        lines.append("")
    lines += ["### Notes", ""]
    lines += [f"- {note}" for note in dict.fromkeys(_notes(formats))]
    return "\n".join(lines) + "\n"


def _row(head: str, cells: list[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


def _sign(carries: Carries, kind: str, field: str) -> str:
    found = carries.of(kind, field)
    if found is None:
        return "?"
    return SIGNS[found[1].how] + "*" * found[1].conditional


def _notes(formats: Mapping[str, Format[Any]]) -> Iterator[str]:
    for name, one in formats.items():
        for kind in one.carries:
            fields = one.carries[kind]
            entries = fields.items() if isinstance(fields, Mapping) else [(kind, fields)]
            for field, carry in entries:
                if carry.how != "carried":
                    yield f"{name}, {field}{' (at times)' * carry.conditional}: {carry.how}: {carry.note}"
