"""Items as rows: the cells that aren't empty, by column."""

from __future__ import annotations

from typing import Any

from qbank.api import BankInfo, Context, Flashcard, Item, Stimulus, write_yaml
from qbank_tables.columns import BANK, COLUMNS

Row = dict[str, str]
FOLDER = "media"


def item_row(item: Item, context: Context) -> Row:
    """Return a question or a stimulus as a row. Points are always said; other defaults are left out."""
    typed = {**item.as_typed(), "bank": context.bank.id, "type": item.type}
    if not isinstance(item, Stimulus | Flashcard):
        typed["points"] = str(item.points)
    typed["media"] = {address: f"{FOLDER}/{media.name}" for address, media in context.files(item).items()}
    return _row(typed)


def bank_row(info: BankInfo) -> Row:
    """Return what a bank says of itself as a row."""
    said = {name: getattr(info, name) for name in ("title", "description", "language", "license", "authors", "tags")}
    return _row({**said, "id": info.id, "bank": info.id, "type": BANK})


def _row(typed: dict[str, Any]) -> Row:
    return {name: _cell(name, typed[name]) for name in COLUMNS if typed.get(name) not in (None, "", (), [], {})}


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | tuple):
        return write_yaml({name: value}).removesuffix("\n")
    return str(value)
