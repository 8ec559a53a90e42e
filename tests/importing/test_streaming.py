"""A reader's memory doesn't grow with the file, where the format allows that."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from bank_files import made

from qbank.compiler import registry as formats
from qbank.importing import registry as readers
from qbank.importing.input import Input
from qbank.model import Bank

FEEDBACK = "Because of what was said before. " * 20


def bank(size: int) -> Bank:
    """Return a bank of so many questions that differ in their ids alone, so that no cache grows."""
    question = {
        "type": "multiple_choice",
        "prompt": "What is *right*?",
        "choices": [{"answer": "This", "feedback": FEEDBACK}, {"text": "That", "feedback": FEEDBACK}],
    }
    questions = [question | {"id": f"question-{number}"} for number in range(size)]
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


@pytest.mark.parametrize("name", ["anki", "csv", "gift", "moodle_xml"])
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    """Eight times the questions take a small part of what they weigh themselves."""
    peaks, sizes = [], []
    for size in (200, 200, 1600):  # the first one fills the caches
        ((_, data),) = made(formats.load(formats.installed()[name]), bank(size)).items()
        path = tmp_path / f"{size}.bin"
        path.write_bytes(data)
        peaks.append(peak(name, path))
        sizes.append(size * 1500)
    assert peaks[2] - peaks[1] < (sizes[2] - sizes[1]) / 4
