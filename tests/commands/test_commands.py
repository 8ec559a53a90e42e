"""Each Markdown file here is a project, commands in it, and exactly what they print.

Blocks with a file's name are written (```yaml source/bank.yaml); in a `console` block each line that begins with `$ `
is called, and what follows is its output, standard error included, with `[exit N]` where the status isn't 0. Seconds
are written N. `pytest tests/commands --update-golden` writes the outputs anew.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from qbank.cli import cli

HERE = Path(__file__).parent
FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CONSOLE = re.compile(r"^(````?)console\n(.*?)^\1$", re.DOTALL | re.MULTILINE)


def call(line: str) -> str:
    """Return a command with its output, as a console shows it."""
    program, *arguments = shlex.split(line)
    assert program == "qbank"
    result = CliRunner().invoke(cli, arguments, prog_name="qbank")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    output = re.sub(r"in \d+\.\d s\.", "in N s.", result.output)
    output = "\n".join(text.rstrip() for text in output.splitlines())
    status = f"[exit {result.exit_code}]\n" if result.exit_code else ""
    return f"$ {line}\n" + (output.strip("\n") + "\n" if output.strip() else "") + status


@pytest.mark.parametrize("page", sorted(HERE.glob("*.md")), ids=lambda page: page.stem)
def test_commands(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    """What is printed is what the page says."""
    text = page.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    for name, content in FILE.findall(text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8", newline="\n")

    def run(block: re.Match[str]) -> str:
        lines = [line[2:] for line in block[2].splitlines() if line.startswith("$ ")]
        return f"{block[1]}console\n" + "".join(call(line) for line in lines) + block[1]

    printed = CONSOLE.sub(run, text)
    if update_golden:
        page.write_text(printed, "utf-8", newline="\n")
    assert printed == text


def test_every_command_has_a_page() -> None:
    """No command is left out."""
    called = {
        line.split()[2]
        for page in HERE.glob("*.md")
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("$ qbank ")
    }
    from qbank.cli import COMMANDS

    assert set(COMMANDS) <= called
