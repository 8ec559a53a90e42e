"""The same notes as lines of text, as Anki exports them: GUID, note type, deck, tags, fields.

Such a file brings no note types and no media: Anki names the notes whose type it doesn't have, and leaves them out. It
updates the notes that the package brought, whichever is newer, and moves no card. Note types are found by their names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from qbank.api import Document, Fragments, Media, Output, Plan
from qbank_anki.notetypes import NOTE_TYPES
from qbank_anki.options import deck_name
from qbank_anki.write import AnkiExporter, notes

HEAD = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n"
FOLDER = "media"


class AnkiTextExporter(AnkiExporter):
    """The back end for Anki's import of text."""

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.txt` for each bank, and the files that its notes show into a folder beside it."""
        written: set[str] = set()
        for document in plan.documents:
            media: dict[str, Media] = {}
            out.write(f"{document.info.id}.txt", self._lines(document, fragments, media))
            for name, file in media.items():
                if name not in written:
                    written.add(name)
                    out.copy(f"{FOLDER}/{name}", file)

    def _lines(self, document: Document, fragments: Fragments, media: dict[str, Media]) -> Iterator[bytes]:
        deck = deck_name(self.options.deck, document.info)
        yield HEAD.encode()
        for note in notes(document, fragments, media):
            yield _line([note.guid, NOTE_TYPES[note.family].name, deck, " ".join(note.tags), *note.fields]).encode()


def _line(columns: list[str]) -> str:
    """Return a line; what holds a tab, a quote or a line break stands in quotes."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerow(columns)
    return text.getvalue()
