"""The kitchen sink itself: valid, complete, hostile everywhere; what it doesn't have, no consumer was shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sink import EVERYWHERE, IN_MARKDOWN, KITCHEN_SINK, all_kinds, at, fields_below, kitchen_sink

from qbank.api import FEATURES
from qbank.compiler.build import check
from qbank.compiler.inspection import steps
from qbank.compiler.losses import said
from qbank.compiler.project import open_project
from qbank.model.walk import set_fields, texts

NO_TEXT = {"stimulus", "difficulty", "bloom", "scoring", "match", "attachments", "id"}
"""Fields whose value is a name or one of a list of words."""


def test_it_is_valid(tmp_path: Path) -> None:
    """Hostile as its texts are, nothing is wrong with them."""
    shutil.copytree(KITCHEN_SINK / "source", tmp_path / "source")
    assert check(open_project(tmp_path)).diagnostics == []


@pytest.mark.parametrize("kind", all_kinds())
def test_it_sets_every_field(kind: str) -> None:
    """Of every kind, at any depth, to something else than what it is without being typed."""
    typed = {field for item in kitchen_sink().items if item.type == kind for _, field in set_fields(item)}
    assert typed == set(fields_below(all_kinds()[kind]))


@pytest.mark.parametrize("kind", all_kinds())
def test_it_is_hostile_everywhere(kind: str) -> None:
    """Each text field of each kind holds every piece that some target takes for markup."""
    held: dict[str, str] = {}
    markdown: set[str] = set()
    for item in kitchen_sink().items:
        if item.type != kind or getattr(item, "status", "ready") != "ready":
            continue
        marked = dict(texts(item))
        for path, field in set_fields(item):
            value = at(item, steps(path))
            if isinstance(value, str) and field.rpartition(".")[2] not in NO_TEXT:
                held[field] = held.get(field, "") + "\n" + value
                markdown |= {field} if path in marked else set()
    assert len(held) > 1
    missing = [f"{field}: {piece}" for field, text in held.items() for piece in EVERYWHERE if piece not in text]
    missing += [f"{field}: {piece}" for field in markdown for piece in IN_MARKDOWN if piece not in held[field]]
    assert missing == []


def test_it_shows_everything_that_a_text_may_contain() -> None:
    """Images, sounds, films, formulas, tables, code; in a stimulus and in a question."""
    for kind in ("stimulus", "multiple_choice"):
        found = {name for item in kitchen_sink().items if item.type == kind for _, name in said(item)}
        assert set(FEATURES) <= found


def test_its_header_is_hostile_too() -> None:
    """The bank's own texts end up in file heads, decks, categories."""
    bank = kitchen_sink().bank
    assert bank is not None and bank.title and bank.description and bank.authors and bank.tags
    for text in (bank.title, bank.description, *bank.authors[-1:], *bank.tags[-1:]):
        assert [piece for piece in EVERYWHERE if piece not in text] == []
