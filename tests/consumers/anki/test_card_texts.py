"""Cards show what was written, all of it, once, and nothing else: the kitchen sink, the examples, banks made up."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from bank_files import BANKS, made, unit_of
from hypothesis import HealthCheck, given, settings
from qbank_anki import format as anki
from shown import differing, side
from strategies import banks
from written import sides

from qbank.api import Labels, labels
from qbank.model import Bank


@pytest.fixture(scope="module")
def shared() -> Iterator[Collection]:
    """A collection that one bank after the other is brought into."""
    with tempfile.TemporaryDirectory() as folder:
        found = Collection(str(Path(folder) / "collection.anki2"))
        yield found
        found.close()


def bring(collection: Collection, data: bytes) -> None:
    """Import a package into a collection without notes."""
    collection.remove_notes(list(collection.find_notes("")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.apkg"
        path.write_bytes(data)
        options = collection._backend.get_import_anki_package_presets()
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def compare(collection: Collection, bank: Bank, words: Labels) -> None:
    """Compare both sides of every card with what was written."""
    cards = [collection.get_card(one) for one in collection.find_cards("")]
    by_id: dict[tuple[str, int], Any] = {(card.note().fields[0], card.ord): card for card in cards}
    asked = [one for one in bank.questions if one.status != "retired"]
    doubled = [one.id for one in asked if one.type == "flashcard" and one.reversed]
    assert set(by_id) == {(one.id, 0) for one in asked} | {(one, 1) for one in doubled}
    for question in asked:
        stimulus = bank.item(question.stimulus) if question.stimulus else None
        front, back = sides(question, stimulus, words)
        card = by_id[question.id, 0]
        assert differing(side(card.question()), front) == "", f"front of {question.id}"
        assert differing(side(card.answer()), back) == "", f"back of {question.id}"


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_card_of_a_bank_shows_what_was_written(collection: Collection, path: Path) -> None:
    """As it is built, with its media; Anki itself finds every file, and none too many; no card is empty."""
    unit, project = unit_of(path)
    assert unit.bank
    (data,) = made(anki, unit.bank, project, unit).values()
    bring(collection, data)
    compare(collection, unit.bank, labels(unit.bank.language or "en"))
    found = collection.media.check()
    assert not found.missing and not found.unused and not collection.get_empty_cards().notes


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(bank=banks())
def test_every_card_of_any_bank_shows_what_was_written(shared: Collection, bank: Bank) -> None:
    """Every kind, every field, hostile texts."""
    (data,) = made(anki, bank).values()
    bring(shared, data)
    compare(shared, bank, labels(bank.language or "en"))
