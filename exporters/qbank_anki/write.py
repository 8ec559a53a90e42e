"""Questions into notes, notes into packages: one `.apkg` a bank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qbank.api import (
    BankInfo,
    Cloze,
    Context,
    Document,
    Entry,
    Essay,
    Flashcard,
    Fragment,
    Fragments,
    Item,
    Matching,
    Media,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Output,
    Plan,
    ShortAnswer,
    TrueFalse,
    fill_media,
)
from qbank_anki.arrange import render_matching, render_ordering
from qbank_anki.choices import render_choices, render_true_false
from qbank_anki.cloze import render_cloze
from qbank_anki.collection import Note, write_collection
from qbank_anki.identity import guid
from qbank_anki.notetypes import REVISED
from qbank_anki.options import AnkiOptions, deck_name
from qbank_anki.recall import render_essay, render_flashcard, render_open
from qbank_anki.typed import render_numeric, render_short_answer

__all__ = ["REVISED", "AnkiExporter"]


class AnkiExporter:
    """The back end for Anki."""

    def __init__(self, options: AnkiOptions) -> None:
        self.options = options

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return the question as a note in JSON; a stimulus is nothing by itself, its questions hold it."""
        match item:
            case MultipleChoice() | MultipleResponse():
                return render_choices(item, context)
            case TrueFalse():
                return render_true_false(item, context)
            case ShortAnswer():
                return render_short_answer(item, context) if item.accept else render_open(item, context)
            case Numeric():
                return render_numeric(item, context)
            case Matching():
                return render_matching(item, context)
            case Ordering():
                return render_ordering(item, context)
            case Cloze():
                return render_cloze(item, context, self.options.cloze)
            case Essay():
                return render_essay(item, context)
            case Flashcard():
                return render_flashcard(item, context)
            case _:
                return context.fragment(b"")

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.apkg` for each bank: the collection, the map of media names, the media."""
        for document in plan.documents:
            self._package(document, fragments, out)

    def _package(self, document: Document, fragments: Fragments, out: Output) -> None:
        info = document.info
        media: dict[str, Media] = {}
        with TemporaryDirectory(prefix="qbank-anki-") as folder:
            path = Path(folder) / "collection.anki2"
            found = notes(document, fragments, media)
            write_collection(path, deck_name(self.options.deck, info), _description(info), REVISED, found)
            names = {str(number): name for number, name in enumerate(media)}
            with out.zip(f"{info.id}.apkg") as archive:
                archive.add("collection.anki2", path)
                archive.add("media", json.dumps(names))
                for number, file in enumerate(media.values()):
                    archive.add(str(number), file)


def notes(document: Document, fragments: Fragments, media: dict[str, Media]) -> Iterator[Note]:
    """Yield the notes one by one; the media that they show are added to `media` on the way."""
    for entry in document.entries:
        fragment = fragments(entry)
        if fragment.body:
            media.update((one.name, one) for one in fragment.media)
            yield _note(entry, document.info, json.loads(fragment.body))


def _note(entry: Entry, info: BankInfo, body: dict[str, Any]) -> Note:
    return Note(
        guid(body["family"], info, entry.row),
        body["family"],
        max(entry.modified, REVISED),
        tuple(body["tags"]),
        tuple(fill_media(field, lambda name: name) for field in body["fields"]),
        tuple(body["cards"]),
    )


def _description(info: BankInfo) -> str:
    """Return what the deck's page says, in Markdown."""
    about = [info.description, ", ".join(info.authors), info.license]
    return "\n\n".join(part for part in about if part)
