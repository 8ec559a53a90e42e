"""What both tables have in common: rows are made one by one; media stand beside the files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qbank.api import Context, Document, Fragment, Fragments, Item, Options, Output, Plan
from qbank_tables.rows import FOLDER, Row, bank_row, item_row


class Table:
    """An exporter of tables; a format says how a document's rows become a file."""

    def __init__(self, options: Options) -> None:
        pass

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item's row as JSON: the cells that aren't empty, by column."""
        return context.fragment(json.dumps(item_row(item, context), ensure_ascii=False))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write a file for each bank, and the files that its texts show."""
        written: set[str] = set()
        for document in plan.documents:
            self.write(document, rows(document, fragments), out)
            for media in (media for entry in document.entries for media in fragments(entry).media):
                if media.name not in written:
                    written.add(media.name)
                    out.copy(f"{FOLDER}/{media.name}", media)

    def write(self, document: Document, found: Iterator[Row], out: Output) -> None:
        """Write the rows of a document as a file."""
        raise NotImplementedError


def rows(document: Document, fragments: Fragments) -> Iterator[Row]:
    """Yield the rows of a document: the bank's own, then a row an item, stimuli before their first question."""
    yield bank_row(document.info)
    for entry in document.entries:
        yield json.loads(fragments(entry).body)
