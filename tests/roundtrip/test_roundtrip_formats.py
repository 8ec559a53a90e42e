"""Law 3, for every format that has both directions: the example banks, the kitchen sink, banks made up."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bank_files import BANKS, unit_of
from hypothesis import HealthCheck, Phase, given, settings
from lawful import differences, read_back, written
from strategies import banks

from qbank.compiler import registry as formats
from qbank.compiler.unit import Unit
from qbank.importing import registry as readers
from qbank.model import Bank
from qbank.model.bank import StimulusText

BOTH = sorted(set(readers.names()) & set(formats.installed()))
"""Formats that are written and read."""
ITEMS = {
    "cell-biology": "a pattern that only one text fits comes back as that text",
    "kitchen-sink": "plain texts have no indentation",
}
EXACT: dict[str, dict[str, str]] = {
    "csv": {},
    "gift": {},
    "json": {},
    "markdown": {},
    "moodle_xml": {"kitchen-sink": "a long tag is cut after a space, which the next one hasn't"},
    "anki_text": {"kitchen-sink": "it lists files in the order of their names, which are the importer's"},
    "xlsx": {
        "cell-biology": "a row is as high as the address of its picture is long",
        "circuits-motion-and-waves": "as above",
    },
    "qti21": ITEMS,
    "qti22": ITEMS,
    "qti30": ITEMS,
}
"""Formats of which the bytes come back, too, but for some banks, and why not theirs.

Those of others don't: Aiken draws the order of choices by ids, which it doesn't hold, and so does QTI 1.2 for the left
sides of pairs; it tells an essay's length by lines (`qti12-plain`) or has hashes of ids as names, and patterns in notes
for people (`qti12`). Anki's packages say the order of questions by their cards; notes come back in that of their ids.
"""


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", BOTH)
def test_a_bank_comes_back(name: str, path: Path) -> None:
    """With its files, as it is built."""
    unit, project = unit_of(path)
    assert unit.bank
    assert differences(name, unit.bank, unit, project) == []


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(bank=banks())
def test_any_bank_comes_back(name: str, bank: Bank) -> None:
    """Every kind, every field, hostile texts."""
    assert differences(name, bank) == []


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", EXACT)
def test_writing_it_again_makes_the_same_bytes(name: str, path: Path, tmp_path: Path) -> None:
    """What a format loses is lost once. Where something is written otherwise the second time, it is known why."""
    unit, project = unit_of(path)
    assert unit.bank
    first, middle, second = tmp_path / "first", tmp_path / "middle", tmp_path / "second"
    middle.mkdir()
    back = read_back(name, written(name, first, unit.bank, unit, project), middle)
    bank = unit.bank.model_copy(update={"questions": tuple(back.questions), "stimuli": stimuli(back)})
    assert unit.info and back.info
    info = replace(unit.info, description=back.info.description)
    written(name, second, bank, replace(back, info=info), middle)
    assert (contents(second, back) == contents(first, unit)) is (path.stem not in EXACT[name])


def stimuli(unit: Unit) -> dict[str, StimulusText]:
    """Return the stimuli of a unit, as a bank has them."""
    return unit.bank.stimuli if unit.bank else {}


def contents(folder: Path, unit: Unit) -> dict[str, bytes]:
    """Return the files of a folder, those of packages too; what a bank calls what it shows is the importer's to say."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found |= {f"{path.name}/{name}": archive.read(name) for name in archive.namelist()}
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    for address, media in unit.media.items():
        found = {
            name.replace(address, media.name): data.replace(address.encode(), media.name.encode())
            for name, data in found.items()
        }
    return found
