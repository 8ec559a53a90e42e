"""Packages as players read them: unpacked, and converted to QTI 3.0 where they are older."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import kitchen
from lxml import etree
from qbank_qti import qti21, qti22, qti30

from qbank.api import BankInfo, Item, Options

FORMATS = {"QTI 3.0": qti30, "QTI 2.1 converted": qti21, "QTI 2.2 converted": qti22}
"""What is shown to players, which read 3.0 alone: the name of a package and the format that it was written in."""


def write(name: str, items: Sequence[Item], folder: Path, info: BankInfo = kitchen.INFO) -> None:
    """Write the package of a bank into a folder, as one of `FORMATS` is written."""
    with tempfile.TemporaryDirectory() as place:
        path = kitchen.build(FORMATS[name].make(Options()), items, Path(place), info)
        with zipfile.ZipFile(path) as written:
            written.extractall(folder)


def convert(folder: Path) -> None:
    """Convert unpacked packages, however deep they lie in a folder, to QTI 3.0, in place.

    The converter writes `ß` and `$` as numbers (`&#xdf;`), which qti3-item-player doesn't read in attributes: it knows
    six entities there. So what is converted is written again, characters as themselves.
    """
    subprocess.run(["node", Path(__file__).with_name("convert.mjs"), folder], check=True, capture_output=True)
    for file in folder.rglob("*.xml"):
        file.write_bytes(etree.tostring(etree.parse(file), encoding="utf-8"))
