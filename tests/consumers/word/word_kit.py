"""Handouts for Word, built as a build does, and read by python-docx and lxml."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from bank_files import made, unit_of
from docx import Document
from lxml import etree
from qbank_html import docx as word

from qbank.model import Bank

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
W = f"{{{SPACES['w']}}}"


class Paper:
    """A .docx, opened: the parts of the package, and the document as python-docx reads it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
            self.times = {info.date_time for info in package.infolist()}
        self.document = Document(io.BytesIO(data))
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def find(self, path: str) -> list[Any]:
        """Return what an XPath finds in the document."""
        return list(self.root.xpath(path, namespaces=SPACES))

    def paragraphs(self, style: str = "") -> list[str]:
        """Return the texts of the paragraphs in a style, those in tables as well."""
        found = self.find("//w:p" if not style else f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")
        return [text_of(one) for one in found]

    @property
    def text(self) -> str:
        """All text of the document, without spaces."""
        return squeezed(" ".join(self.paragraphs()))

    @property
    def headings(self) -> list[str]:
        """The headings of questions, as python-docx names their style."""
        return [one.text for one in self.document.paragraphs if one.style.name == "Heading 2"]


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph: words, line breaks, formulas' letters."""
    parts = {f"{W}t": None, f"{{{SPACES['m']}}}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(parts[one.tag] or one.text or "" for one in paragraph.iter() if one.tag in parts)


def squeezed(text: str) -> str:
    """Return text without white space."""
    return re.sub(r"[\s\u2060\ufeff]+", "", text)


def papers(bank: Bank, *more: Any, **options: Any) -> dict[str, Paper]:
    """Return the papers of a bank, by name without suffix."""
    files = made(word, bank, *more, **options)
    assert all(name.endswith(".docx") for name in files)
    return {name.removesuffix(".docx"): Paper(data) for name, data in files.items()}


def built(path: Path) -> tuple[Bank, dict[str, Paper]]:
    """Return a bank of this repository, and its papers."""
    unit, project = unit_of(path)
    assert unit.bank
    return unit.bank, papers(unit.bank, project, unit)
