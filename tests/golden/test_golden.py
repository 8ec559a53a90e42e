"""What each format makes of one small bank, written down, so that a change of output is seen when it is reviewed.

`pytest tests/golden --update-golden` writes the files of `expected/` anew.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project

HERE = Path(__file__).parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bank."""
    project = tmp_path_factory.mktemp("golden")
    (project / "source").mkdir()
    shutil.copy(HERE / "kinds.yaml", project / "source")
    outcome = build(open_project(project), Request(formats=tuple(READERS), now=1_800_000_000))
    assert outcome.written and not outcome.diagnostics
    return project / "build"


def text(path: Path) -> Iterator[tuple[str, str]]:
    """Yield a text file as it is."""
    yield path.name, path.read_text("utf-8")


def package(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the XML files of a package, one after the other."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        yield f"{path.stem}.xml", "".join(f"<!-- {name} -->\n{archive.read(name).decode()}\n" for name in names)


def notes(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the notes of a deck, a field a line."""
    with zipfile.ZipFile(path) as archive:
        collection = path.with_suffix(".anki2")
        collection.write_bytes(archive.read("collection.anki2"))
    rows = sqlite3.connect(collection).execute("select guid, tags, flds, mod from notes order by id").fetchall()
    lines = [f"# {guid} {tags.strip()} {mod}\n" + fields.replace("\x1f", "\n") for guid, tags, fields, mod in rows]
    yield f"{path.stem}.txt", "\n\n".join(lines) + "\n"


def cells(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the cells of a sheet that aren't empty, row by row."""
    head, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    said = [[(name, cell) for name, cell in zip(head, row, strict=True) if cell is not None] for row in rows]
    yield f"{path.stem}.txt", "\n\n".join("\n".join(f"[{name}] {cell}" for name, cell in row) for row in said) + "\n"


def page(path: Path) -> Iterator[tuple[str, str]]:
    """Yield a page without its style sheets, its script and their hashes."""
    html = re.sub(r"(<(style|script)>).*?(?=</\2>)", r"\1", path.read_text("utf-8"), flags=re.DOTALL)
    yield path.name, re.sub(r"sha256-[\w+/=]+", "sha256-…", html)


def papers(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a sheet for Word and of its key, each with its style; formulas as their letters."""
    for paper in (path, path.with_name(f"{path.stem}-key.docx")):
        with zipfile.ZipFile(paper) as archive:
            document = ElementTree.fromstring(archive.read("word/document.xml"))
        lines = []
        for paragraph in document.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            words = "".join(one.text or "" for one in paragraph.iter() if one.tag.endswith("}t"))
            lines.append(f"[{'' if style is None else style.get(f'{W}val')}] {words}".rstrip())
        yield f"{paper.stem}.txt", "\n".join(lines) + "\n"


READERS: dict[str, tuple[str, Callable[[Path], Iterator[tuple[str, str]]]]] = {
    "aiken": ("kinds.txt", text),
    "anki": ("kinds.apkg", notes),
    "anki_text": ("kinds.txt", text),
    "csv": ("kinds.csv", text),
    "docx": ("kinds.docx", papers),
    "gift": ("kinds.txt", text),
    "handout": ("kinds.html", page),
    "json": ("kinds.json", text),
    "markdown": ("kinds.md", text),
    "moodle_xml": ("kinds.xml", text),
    "qti12": ("kinds.zip", package),
    "qti12-plain": ("kinds.zip", package),
    "qti21": ("kinds.zip", package),
    "study": ("kinds.html", page),
    "xlsx": ("kinds.xlsx", cells),
    "qti22": ("kinds.zip", package),
    "qti30": ("kinds.zip", package),
}


@pytest.mark.parametrize("name", READERS)
def test_golden(name: str, built: Path, update_golden: bool) -> None:
    """The output is what was reviewed last."""
    file, reader = READERS[name]
    for shown, content in reader(built / name / file):
        path = HERE / "expected" / name / shown
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
        assert path.read_text("utf-8") == content
