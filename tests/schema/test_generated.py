"""Generated files are as the code has them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("schemas/bank.schema.json", "schemas/project.schema.json", "docs/cli.md", "docs/formats.md", "docs/math.md")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """Return scripts/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_a_generated_file_is_fresh(generate: ModuleType, name: str) -> None:
    """The committed file is what the code makes today; if not, run: python scripts/generate.py."""
    assert (ROOT / name).read_text("utf-8") == generate.FILES[name]()


def test_every_generated_file_is_compared(generate: ModuleType) -> None:
    """No file is generated without being in the list above."""
    assert tuple(generate.FILES) == NAMES


def test_a_stale_file_is_named_and_written_again(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` exits 1 and names what is stale; without it the file is written, and then nothing is stale."""
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    with pytest.raises(SystemExit) as done:
        generate.main()
    assert done.value.code == 0
    (tmp_path / "docs" / "cli.md").write_text("old", "utf-8")
    capsys.readouterr()
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit) as done:
        generate.main()
    assert (done.value.code, capsys.readouterr().out) == (1, "stale: docs/cli.md\n")
    assert (tmp_path / "docs" / "cli.md").read_text("utf-8") == "old"


def test_the_command_prints_the_committed_schema() -> None:
    """`qbank schema` prints the very file that the example banks' modelines point to."""
    printed = subprocess.run(
        [sys.executable, "-m", "qbank", "schema"], capture_output=True, check=True, cwd=ROOT
    ).stdout
    assert printed.replace(b"\r\n", b"\n") == (ROOT / "schemas" / "bank.schema.json").read_bytes()
