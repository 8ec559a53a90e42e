"""Anki decks (`.apkg`): five note types, one note a question, updated in place when they are imported again.

An update replaces a note's tags, the learner's `marked` among them, and moves no card to another deck. A note that the
learner edited is newer than a build from before, and is left alone.
"""

from qbank.api import Format
from qbank_anki.carries import CARRIES
from qbank_anki.options import AnkiOptions
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
    options=AnkiOptions,
)
