"""Projects on disk, and builds in processes of their own, as authors run them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOOKS = Path(__file__).parent / "hooks"
"""A folder for PYTHONPATH: its `sitecustomize` kills, slows or fools a build where the environment says so."""

NOW = 1_750_000_000
BANK = """\
schema: 1
bank: {bank}
title: About {bank}
questions:
  - type: multiple_choice
    id: {bank}-choice
    prompt: Which is ![a dot](dot.svg) **{word}**?
    choices: [answer: A, B, C]
    hints: Think.
  - type: numeric
    id: {bank}-number
    prompt: What is $1 + 1$?
    answer: 2
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>\n'
FORMATS = "gift,study,qti12,anki"


def make_project(folder: Path, *banks: str) -> Path:
    """Write a small project: a question with a figure and a number in each bank."""
    (folder / "source").mkdir(parents=True)
    for bank in banks or ("one", "two"):
        write_bank(folder, bank)
    (folder / "source" / "dot.svg").write_text(DOT, "utf-8", newline="\n")
    return folder


def write_bank(folder: Path, bank: str, word: str = "right") -> None:
    """Write a bank of a project, its question with another word in it."""
    (folder / "source" / f"{bank}.yaml").write_text(BANK.format(bank=bank, word=word), "utf-8", newline="\n")


def examples(folder: Path) -> Path:
    """Copy the example banks into a project with another folder."""
    shutil.copytree(ROOT / "source", folder / "source")
    return folder


def command(*arguments: str) -> list[str]:
    """Return a qbank command as a process."""
    return [sys.executable, "-m", "qbank", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which the clock stands still for the lock; names of hooks are in lower case."""
    python = os.pathsep.join([str(HOOKS), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "SOURCE_DATE_EPOCH": str(NOW), "PYTHONPATH": python, **changes}


def qbank(project: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project."""
    return subprocess.run(
        command(*arguments), cwd=project, env=environment(**changes), capture_output=True, text=True, encoding="utf-8"
    )


def build(project: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Build a project; it must succeed."""
    done = qbank(project, "build", *arguments, **changes)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leftovers(project: Path) -> list[str]:
    """Return what an unfinished build left beside the build folder; the file that builds wait for is no trace."""
    return sorted(path.name for path in project.glob(".*qbank-*") if not path.name.endswith("-lock"))
