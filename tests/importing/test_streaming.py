"""A reader's memory doesn't grow with the file, where the format allows that."""

from __future__ import annotations

import gc
import tracemalloc
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from bank_files import made

from qbank.compiler import registry as formats
from qbank.importing import registry as readers
from qbank.importing.input import Input
from qbank.model import Bank

FEEDBACK = "Because of what was said before. "


def bank(size: int, length: int, digits: int) -> Bank:
    """Return a bank of so many questions that differ in their ids alone, so that no cache grows."""
    feedback = FEEDBACK * length
    question = {
        "type": "multiple_choice",
        "prompt": "What is *right*?",
        "choices": [{"answer": "This", "feedback": feedback}, {"text": "That", "feedback": feedback}],
    }
    names = (
        sha256(str(number).encode()).hexdigest()[:digits] for number in range(size)
    )  # no archive packs them 100 to 1
    questions = [question | {"id": f"q-{name}"} for name in names]
    return Bank.model_validate({"schema": "1", "bank": "large", "questions": questions})


def peak(name: str, path: Path) -> int:
    """Return the bytes that reading a file takes at most, its questions let go one by one."""
    source = Input(path)
    gc.collect()
    tracemalloc.start()
    count = sum(1 for _ in readers.importer(name).read(source, lambda name, data: name))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count >= 100
    return most


def weight(path: Path) -> int:
    """Return the bytes of a file, or of all that is in an archive."""
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(one.file_size for one in archive.infolist())


INDEXED = ("qti21", "qti22", "qti30")
"""Packages with a file for each question: the list of all files stands in memory, no question does."""


@pytest.mark.parametrize("name", ["anki", "csv", "gift", "moodle_xml", "qti12", "qti12-plain", *INDEXED])
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    """Eight times the questions take a small part of what they weigh themselves."""
    peaks, weights = [], []
    for size in (100, 100, 800):  # the first one fills the caches
        ((_, data),) = made(
            formats.load(formats.installed()[name]), bank(size, *((60, 8) if name in INDEXED else (20, 64)))
        ).items()
        path = tmp_path / f"{size}.bin"
        path.write_bytes(data)
        peaks.append(peak(name, path))
        weights.append(weight(path))
    assert peaks[2] - peaks[1] < (weights[2] - weights[1]) / 4
