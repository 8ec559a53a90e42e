"""Anki decks (`.apkg`), and the same notes as text: five note types, one note a question, updated in place.

An update replaces a note's tags, the learner's `marked` among them, and moves no card to another deck. A note that the
learner edited is newer than a build from before, and is left alone.
"""

from qbank.api import Format
from qbank_anki.carries import CARRIES, TEXT
from qbank_anki.options import AnkiOptions
from qbank_anki.text import AnkiTextExporter
from qbank_anki.write import REVISED, AnkiExporter

format = Format(
    name="anki",
    title="Anki deck",
    make=AnkiExporter,
    carries=CARRIES,
    how_to=(
        "In Anki, choose File → Import and the .apkg file; on a phone, open the file with Anki.",
        "Import a newer build the same way: it updates the cards and keeps what you have learned.",
    ),
    revised=REVISED,
    separate=True,
    options=AnkiOptions,
)

text = Format(
    name="anki_text",
    title="Anki notes as text",
    make=AnkiTextExporter,
    carries=TEXT,
    how_to=(
        "In Anki, import the deck's .apkg file first: it brings the note types. Then File → Import, and the .txt file.",
        "It updates the same notes, also those that you edited. Notes whose type Anki doesn't have are left out.",
    ),
    revised=REVISED,
    separate=True,
    options=AnkiOptions,
)
