"""The format matrix says what the tables say: read back cell by cell, and reason by reason."""

from __future__ import annotations

from collections.abc import Mapping

import fake_formats
import pytest
from sink import all_kinds

from qbank.api import FEATURES, Carries
from qbank.compiler.matrix import SIGNS, matrix
from qbank.compiler.registry import installed, load
from qbank.model.walk import fields_of

Cells = dict[str, dict[str, str]]


def read(text: str) -> dict[str, Cells]:
    """Return the tables under their headings: row → column → sign, columns that are shared taken apart."""
    found: dict[str, Cells] = {}
    heading, heads = "", []
    for line in text.splitlines():
        heading = line.removeprefix("### ") if line.startswith("### ") else heading
        if not line.startswith("| "):
            heads = []
            continue
        first, *cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not heads:
            heads = [cell.split("<br>") for cell in cells]
        elif not first.startswith("---"):
            signs = {name: sign for names, sign in zip(heads, cells, strict=True) for name in names}
            found.setdefault(heading, {})[first] = signs
    return found


@pytest.fixture(scope="module")
def printed() -> str:
    """Return the matrix of all formats."""
    return matrix({name: load(source) for name, source in installed().items()})


def expected(table: Carries, kind: str, field: str) -> str:
    """Return the sign that a table has for a field."""
    found = table.of(kind, field)
    return SIGNS[found[1].how] + "\\*" * found[1].conditional if found and table.holds(kind) else ""


def test_every_cell_is_what_the_table_says(name: str, table: Carries, printed: str) -> None:
    """In the kind's own table, else in that of the fields that most kinds have."""
    tables = read(printed)
    for kind, model in all_kinds().items():
        assert tables["Kinds"][kind][name] == ("●" if table.holds(kind) else "○")
        own = tables.get(kind, {})
        parts = table[kind] if isinstance(table[kind], Mapping) else {}
        names = [*fields_of(model), *FEATURES, *(("score",) if kind != "stimulus" else ())]
        for field in [*names, *(one for one in parts if one.partition(".")[0] in names)]:
            cells = own.get(field) or tables["Fields that most kinds have"][field]
            if table.holds(kind):
                assert cells[name] == expected(table, kind, field), f"{kind} {field}"


def test_every_reason_is_below(name: str, table: Carries, printed: str) -> None:
    """Under the format's name: the fields, and what becomes of them."""
    notes = printed.partition(f"### {name}: why\n")[2].partition("\n### ")[0]
    for kind in table:
        fields = table[kind]
        for field, carry in fields.items() if isinstance(fields, Mapping) else [(kind, fields)]:
            known = field == kind or field.partition(".")[0] in (*fields_of(all_kinds()[kind]), "score", *FEATURES)
            if carry.how != "carried" and known:
                assert any(field in line and line.endswith(f": {carry.note}") for line in notes.splitlines())


def test_formats_that_do_the_same_share_a_column() -> None:
    """So that twenty formats fit on a page; one that names a kind or two, as others' formats may, has empty cells."""
    few = fake_formats.partial
    text = matrix({"a": fake_formats.whole, "b": fake_formats.silent, "c": few})
    tables = read(text)
    assert "| kind | a<br>b | c |" in text
    assert tables["Kinds"]["essay"] == {"a": "●", "b": "●", "c": "●"}
    assert tables["Kinds"]["cloze"] == {"a": "●", "b": "●", "c": "○"}
    assert tables["cloze"]["blanks"] == {"a": "●", "b": "●"}
