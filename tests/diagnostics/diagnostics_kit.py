"""A project in a folder of its own, checked as people do it: by the command."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from qbank.cli import cli


@dataclass(frozen=True)
class Project:
    """A project's folder, in which commands are called."""

    root: Path

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project; banks have names below `source/`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def call(self, *arguments: str) -> Result:
        """Call qbank; nothing that authors do may raise."""
        result = CliRunner().invoke(cli, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def findings(self, command: str = "check", *arguments: str) -> list[dict[str, Any]]:
        """Return what a command reports."""
        result = self.call(command, "--output-format", "json", *arguments)
        found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
        errors = any(one["severity"] == "error" for one in found)
        assert result.exit_code == int(errors), result.output
        return found

    def bank(self, text: str) -> list[dict[str, Any]]:
        """Write a bank and return what `qbank check` reports."""
        self.write("source/bank.yaml", text)
        return self.findings()
