"""What texts contain arrives where a table says so: files byte for byte, code with its spaces, tables by cells."""

from __future__ import annotations

import hashlib
import re

import pytest
from contents import CELLS, CODE, MEDIA, Contents, contents, picture, project, word_of

from qbank.compiler.carries import Carries
from qbank.model import KINDS

EVERY = [*KINDS, "stimulus"]


@pytest.fixture(scope="session")
def shown(name: str, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What a format made of a bank that shows something of everything."""
    return contents(project(tmp_path_factory.mktemp("contents")), name)


def how(table: Carries, kind: str, feature: str) -> str:
    """Return what the table says of a feature: carried, approximated or lost, "" where only `render` knows."""
    entry = table.of(kind, feature)
    return entry[1].how if entry and not entry[1].conditional else ""


@pytest.mark.parametrize("kind", EVERY)
def test_every_file_arrives_byte_for_byte_or_not_at_all(table: Carries, kind: str, shown: Contents) -> None:
    wrong = []
    for feature, suffixes in MEDIA.items():
        expected = how(table, kind, feature)
        for suffix in suffixes:
            if shown.printed and suffix == "svg":
                continue  # drawn as lines, of which this one has none
            there = shown.has(picture(kind, suffix))
            if (expected == "carried" and not there) or (expected == "lost" and there):
                wrong.append(f"{feature} {suffix}: {expected}, but {'it is' if there else 'not'} there")
    assert wrong == []


def code(*, printed: bool) -> re.Pattern[str]:
    """Return a pattern for the code: each line as typed, behind what the text that it stands in puts before lines."""
    first, *others = map(re.escape, CODE.split("\n"))
    if printed:
        return re.compile(r"\s+".join([first, *(line.lstrip("\\ \t") for line in others)]))
    return re.compile(f"{first}\n(?P<before>[ >]*)" + "\n(?P=before)".join(others))


@pytest.mark.parametrize("kind", EVERY)
def test_code_keeps_its_characters_and_its_indentation(table: Carries, kind: str, shown: Contents) -> None:
    expected = how(table, kind, "code")
    if expected == "carried":
        at = shown.text.index(word_of(kind))
        assert code(printed=shown.printed).search(shown.text, at), shown.text[at : at + 400]


@pytest.mark.parametrize("kind", EVERY)
def test_tables_keep_their_cells_in_order(table: Carries, kind: str, shown: Contents) -> None:
    if how(table, kind, "table") == "carried":
        at = shown.text.index(word_of(kind))
        for cell in CELLS:
            at = shown.text.index(cell, at)


def test_these_checks_can_fail() -> None:
    """Code that lost its indentation, cells that changed places, a file that lost a byte."""
    pattern = code(printed=False)
    assert pattern.search(f"x{CODE}") and pattern.search("> " + CODE.replace("\n", "\n> "))
    assert not pattern.search(CODE.replace("    ", " ")) and not pattern.search(CODE.replace("\t", "    "))
    data = picture("essay", "png")
    assert Contents(frozenset({hashlib.sha256(data).hexdigest()}), "", False, []).has(data)
    assert not Contents(frozenset({hashlib.sha256(data).hexdigest()}), "", False, []).has(data[:-1])
    assert len({picture(kind, suffix) for kind in EVERY for one in MEDIA.values() for suffix in one}) == 4 * len(EVERY)
