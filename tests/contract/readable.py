"""Files of any format as text: containers are opened, and what escapes text is taken off. One function a container."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path


def readable(files: dict[str, bytes]) -> str:
    """Return all that is in files, by whatever name and however packed."""
    return "\n".join(text for name, data in files.items() for text in _opened(name, data))


def _opened(name: str, data: bytes) -> Iterator[str]:
    yield name
    for starts, opened in CONTAINERS.items():
        if data.startswith(starts):
            yield from opened(data)
            return
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        return


def _zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield from _opened(name, package.read(name))


def _sqlite(data: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data")
        path.write_bytes(data)
        with sqlite3.connect(path) as database:
            database.text_factory = lambda raw: raw.decode("utf-8", "replace")
            tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
            for table in tables:
                for row in database.execute(f'select * from "{table}"'):
                    yield "\n".join(str(value) for value in row)
        database.close()


def _table(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from row


def _notes(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t"):
        yield from row


def _pdf(data: bytes) -> Iterator[str]:
    """Its text, and how its pictures are told, which stands in its tags."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    yield re.sub("[\u202a-\u202e]", "", done.stdout.decode("utf-8"))  # pdftotext's own, around what runs leftwards
    for hexadecimal, plain in re.findall(rb"/Alt (?:<FEFF([0-9A-F]+)>|\(((?:\\.|[^\\)])*)\))", data):
        yield bytes.fromhex(hexadecimal.decode()).decode("utf-16-be") if hexadecimal else plain.decode("latin-1")


CONTAINERS: dict[bytes, Callable[[bytes], Iterator[str]]] = {
    b"PK\x03\x04": _zip,
    b"SQLite format 3\0": _sqlite,
    b"\xef\xbb\xbfid,": _table,
    b"#separator:tab\n": _notes,
    b"%PDF-": _pdf,
}


def squeezed(text: str) -> str:
    """Return text without what formats put around its characters: entities, tags, backslashes, spaces, escapes."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    text = text.replace("]]><![CDATA[", "")
    for _ in range(3):  # HTML within XML within a script
        text = html.unescape(text).replace("&\\#", "&#")  # as Moodle's cloze questions write an entity
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", "", text)
    return re.sub(r"[\s\\\u200b-\u200f\u2060\ufeff]+", "", text)
