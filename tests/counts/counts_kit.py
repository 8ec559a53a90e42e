"""A command in a process of its own that tells which modules it imported and which files it opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DRIVER = """
import json, os, sys
opened = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        written = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        opened.append([os.path.abspath(arguments[0]), bool(written)])
sys.addaudithook(note)
from qbank.cli import main
sys.argv[0] = "qbank"
try:
    main()
finally:
    report = {"modules": [*sys.modules], "opened": [*opened]}
    with open(os.environ["REPORT"], "w") as file:
        json.dump(report, file)
"""


@dataclass
class Ran:
    """What a command printed, imported and opened."""

    status: int
    out: str
    err: str
    modules: set[str]
    opened: list[tuple[str, bool]]
    """Paths, and whether they were opened for writing."""

    def below(self, folder: Path, *, written: bool) -> list[str]:
        """Return the files of a folder that were opened for reading, or for writing."""
        found = [Path(path) for path, was_written in self.opened if was_written == written]
        return [path.relative_to(folder).as_posix() for path in found if path.is_relative_to(folder)]


def qbank(folder: Path, *arguments: str) -> Ran:
    """Run qbank in a folder."""
    report = folder.with_name(f"{folder.name}-report.json")
    environment = {**os.environ, "REPORT": str(report), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", DRIVER, *arguments]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    opened = [(path, written) for path, written in found["opened"]]
    return Ran(ran.returncode, ran.stdout, ran.stderr, set(found["modules"]), opened)
