"""LibreOffice opens the handouts for Word and prints them: the text is on the pages, and every page has its number."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from bank_files import BANKS, items, made, unit_of
from office import convert
from qbank_html import docx as word
from word_kit import squeezed

from qbank.content import plain

PRINTED = [path for path in BANKS if path.stem in ("cell-biology", "arabic-grammar", "kitchen-sink")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of each paper's PDF, by its name. LibreOffice is started once."""
    folder = tmp_path_factory.mktemp("word")
    for path in PRINTED:
        unit, project = unit_of(path)
        assert unit.bank
        for name, data in made(word, unit.bank, project, unit).items():
            (folder / name).write_bytes(data)
    pdfs = convert(sorted(folder.glob("*.docx")), "pdf", folder)
    return {pdf.stem: text_of(pdf) for pdf in pdfs}


def text_of(pdf: Path) -> str:
    """Return the text of a PDF."""
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_the_text_is_on_the_pages(path: Path, printed: dict[str, str]) -> None:
    """Each question's number and title, on the sheet and in the key."""
    unit, _ = unit_of(path)
    assert unit.bank
    right_to_left = unit.bank.language == "ar"
    for name in (unit.bank.bank, f"{unit.bank.bank}-key"):
        text = squeezed(printed[name])
        questions = [one for one in items(unit.bank) if one.type != "stimulus"]
        for number, one in enumerate(questions, 1):
            assert f"{number}." in text or right_to_left
            words = re.findall(r"[A-Za-z]{4,}", plain(one.title or ""))
            assert all(word_ in text for word_ in words), one.id


def test_the_pages_are_numbered(printed: dict[str, str]) -> None:
    """By the fields in the footer."""
    text = printed["cell-biology"]
    pages = text.count("\f")
    assert pages > 1 and f"Page {pages} of {pages}" in text
    assert text.count("cell-biology · ") == pages
