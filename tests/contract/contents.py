"""A project whose questions show something of everything: pictures, sound, film, formulas, tables and code.

One question of each kind, and files of its own for each, so that a file that is found can only be that question's.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readable import readable
from sink import FILE, KITCHEN_SINK, kitchen_sink

from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.compiler.writer import write_bank
from qbank.diagnostics import Diagnostic
from qbank.model import KINDS, Bank

CODE = 'def f(x):\n    if x < 1 & x > 0:\n        return "a"\n\treturn x'
CELLS = ("qcella", "qcellb", "qcellc", "qcelld")
MEDIA = {"image": ("png", "svg"), "audio": ("wav",), "video": ("mp4",)}
TEXTS = {"flashcard": "front", "stimulus": "text"}


def picture(kind: str, suffix: str) -> bytes:
    """Return a file of its own for a kind: a picture that is one, and else bytes that no text holds."""
    seed = hashlib.sha256(f"{kind}.{suffix}".encode()).digest()
    if suffix == "svg":
        return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{seed.hex()}</title></svg>\r\n'.encode()
    if suffix == "png":
        parts = [(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0"), (b"IDAT", zlib.compress(b"\0" + seed[:3])), (b"IEND", b"")]
        return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))
    return seed + bytes(range(256)) + b"\r\n\0\xff" + seed


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, data = part
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def text_of(kind: str) -> str:
    """Return what a question of a kind shows besides its own words."""
    shown = "\n\n".join(f"![{kind} {one}]({kind}.{one})" for suffixes in MEDIA.values() for one in suffixes)
    table = f"| {CELLS[0]} | {CELLS[1]} |\n|---|--:|\n| {CELLS[2]} | {CELLS[3]} |"
    return f"{shown}\n\n{word_of(kind)} $\\ce{{Qz2O}}$\n\n{table}\n\n```python\n{CODE}\n```"


def word_of(kind: str) -> str:
    """Return the word that stands before a kind's formula, table and code."""
    return f"qmark{kind.replace('_', '')}"


def project(folder: Path) -> Path:
    """Write the bank with its files, and return the project."""
    bank = kitchen_sink().bank
    assert bank is not None
    source = folder / "source"
    shutil.copytree(KITCHEN_SINK / "source", source)
    questions = [next(one for one in bank.questions if one.type == kind and one.status == "ready") for kind in KINDS]
    shown = [_with_contents(one, one.type) for one in questions]
    stimulus = bank.item(next(iter(bank.stimuli)))
    shown_text = {"title": stimulus.title, "text": f"{stimulus.text}\n\n{text_of('stimulus')}"}
    stimuli = {**bank.stimuli, stimulus.id: shown_text}
    whole = Bank(**{**dict(bank), "questions": tuple(shown), "stimuli": stimuli})
    (folder / FILE).write_text(write_bank(whole), encoding="utf-8")
    for kind in (*KINDS, "stimulus"):
        for suffix in (one for suffixes in MEDIA.values() for one in suffixes):
            (source / f"{kind}.{suffix}").write_bytes(picture(kind, suffix))
    return folder


def _with_contents(question: Any, kind: str) -> Any:
    field = TEXTS.get(kind, "prompt")
    return question.model_copy(update={field: f"{getattr(question, field)}\n\n{text_of(kind)}"})


@dataclass(frozen=True)
class Contents:
    """What a format made of the project: every file by its hash, its text without markup, and the losses reported."""

    blobs: frozenset[str]
    text: str
    printed: bool
    """Whether it is on paper: pictures are drawn, and indentation is a distance."""
    losses: list[Diagnostic]

    def has(self, data: bytes) -> bool:
        """Tell whether a file is there, byte for byte: as it is, in a package, or as base64."""
        return hashlib.sha256(data).hexdigest() in self.blobs


def contents(folder: Path, name: str) -> Contents:
    """Build the project for a format, and read what came out."""
    out = folder / f"out-{name}"
    outcome = build(open_project(folder), Request(formats=(name,), out=out, jobs=1, now=1_800_000_000, trust=True))
    assert [one for one in outcome.diagnostics if one.severity == "error"] == []
    files = {path.name: path.read_bytes() for path in sorted((out / name).rglob("*")) if path.is_file()}
    blobs = {hashlib.sha256(blob).hexdigest() for data in files.values() for blob in _blobs(data)}
    printed = any(data.startswith(b"%PDF-") for data in files.values())
    if printed:
        blobs |= {hashlib.sha256(data).hexdigest() for data in _drawn(files)}
    return Contents(frozenset(blobs), bare(readable(files)), printed, outcome.losses)


def _drawn(files: dict[str, bytes]) -> Iterator[bytes]:
    """Yield our pictures of one point that a PDF draws, each as the file that it was."""
    colours = set()
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
            subprocess.run(["pdfimages", "-png", Path(folder, name), Path(folder, f"{name}-")], check=True)
        for file in Path(folder).glob("*.png"):
            parts = dict(_parts(file.read_bytes()))
            if parts[b"IHDR"][:8] == b"\0\0\0\1\0\0\0\1":
                colours.add(zlib.decompress(parts[b"IDAT"])[1:4])
    for kind in (*KINDS, "stimulus"):
        data = picture(kind, "png")
        if zlib.decompress(dict(_parts(data))[b"IDAT"])[1:] in colours:
            yield data


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the data of each part of a PNG file."""
    at = 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


_BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")


def _blobs(data: bytes) -> Iterator[bytes]:
    """Yield a file, what it packs, and what stands in it as base64."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield from _blobs(package.read(name))
        return
    for match in _BASE64.finditer(data.replace(b"\\/", b"/")):
        try:
            yield base64.b64decode(match[0], validate=True)
        except binascii.Error:
            continue


def bare(text: str) -> str:
    """Return text without what formats put around and into its characters: escapes, entities, tags."""
    text = re.sub(r"<w:br\s*/>", "\n", re.sub(r"<w:tab\s*/>", "\t", text))  # Word's line breaks and tabs
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    text = re.sub(r"\\([nt])", lambda found: {"n": "\n", "t": "\t"}[found[1]], text)
    for _ in range(3):
        text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    return re.sub(r"\\([^\w\s])", r"\1", text)
