"""The exporter of exporters/README.md is the one that is tested here, and it works as written."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from click.testing import CliRunner

from qbank.cli import cli

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def test_readme_shows_the_tested_exporter() -> None:
    """The code in the README is this file, to the letter."""
    code = (HERE / "outline/exporters/qbank_outline/__init__.py").read_text("utf-8")
    readme = (ROOT / "exporters/README.md").read_text("utf-8")
    assert f"```python\n{code}```" in readme
    settings = (HERE / "outline/qbank.yaml").read_text("utf-8")
    assert f"```yaml\n{settings}```" in readme


def test_own_exporter_builds_when_trusted(tmp_path: Path, monkeypatch) -> None:
    """With --trust the project's format is built, and what it can't hold is reported."""
    shutil.copytree(HERE / "outline", tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    result = CliRunner().invoke(cli, ["build", "--trust"])
    assert result.exit_code == 0, result.output
    assert Path("build/outline/seas.txt").read_text("utf-8") == "1. The Dead Sea is a lake.\n"
    assert "matching (the format doesn't know this kind)" in result.output
    assert "answer, score (an outline has prompts only)" in result.output


def test_every_folder_is_described() -> None:
    """The README's table names every folder and every format here."""
    readme = (ROOT / "exporters/README.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name, target in project["project"]["entry-points"]["qbank.formats"].items():
        row = next(line for line in readme.splitlines() if line.startswith(f"| `{target.partition(':')[0]}`"))
        assert f"`{name}`" in row
