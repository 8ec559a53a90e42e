"""The reader in exporters/README.md works as it stands, and docs/import.md names every reader."""

from __future__ import annotations

import re
from pathlib import Path

from qbank.importing.api import Found, Importer, Input
from qbank.importing.registry import names

ROOT = Path(__file__).parents[2]


def test_the_reader_of_the_readme_reads(tmp_path: Path) -> None:
    """An outline becomes a question a line."""
    page = (ROOT / "exporters" / "README.md").read_text("utf-8")
    (code,) = re.findall(r'```python\n("""Reads outlines.*?)```', page, re.DOTALL)
    module: dict[str, Importer] = {}
    exec(code, module)
    (tmp_path / "a.txt").write_text("1. What is [[it]]?\n2. Why?\n", "utf-8")
    source = Input(tmp_path / "a.txt")
    assert module["importer"].sniff(source) == 0.9
    found = [one for one in module["importer"].read(source, lambda name, data: name) if isinstance(one, Found)]
    assert [one.data["prompt"] for one in found] == [r"What is \[[it]]?", "Why?"]
    assert [one.place.line for one in found] == [1, 2]


def test_the_page_names_every_reader() -> None:
    """And none that isn't there."""
    page = (ROOT / "docs" / "import.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`\w[\w-]*`(?:, )?)+) \|", page, re.MULTILINE)
    assert sorted(re.findall(r"`(\w[\w-]*)`", " ".join(rows))) == sorted(names())
