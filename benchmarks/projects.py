"""The folders that are measured in: a project, the same questions for each peer, and what changes in them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.languages import LANGUAGES
from benchmarks.peers import PEERS
from benchmarks.questions import banks

MARK = "prompt: |\n      "
"""What stands before the text that is edited."""


@dataclass
class Project:
    """A project of qbank's, with the questions for each peer beside it."""

    root: Path
    edits: int = 0

    def fresh(self) -> None:
        """Leave nothing of a build: no output, no lock, no cache."""
        for name in ("build", ".qbank"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / "qbank.lock").unlink(missing_ok=True)

    def edit(self) -> None:
        """Change a word of one question, to one that it hasn't had."""
        path = sorted((self.root / "source").iterdir())[0]
        self.edits += 1
        text = path.read_text("utf-8")
        path.write_text(text.replace(MARK, f"{MARK}Edit {self.edits}: ", 1), "utf-8", newline="\n")

    def edit_and_forget_files(self) -> None:
        """Change a word, and have every output made anew, of banks that didn't change as well."""
        self.edit()
        for path in (self.root / ".qbank").glob("*.made"):
            path.unlink()

    def peer(self, name: str) -> Path:
        """Return the folder of a peer's questions."""
        return self.root / "peers" / name

    def out(self, name: str) -> Path:
        """Return the folder of a peer's output."""
        return self.root / "peers" / f"{name}-out"

    def empty(self, name: str) -> None:
        """Delete a peer's output."""
        shutil.rmtree(self.out(name), ignore_errors=True)
        self.out(name).mkdir(parents=True)


def write(root: Path, count: int) -> Project:
    """Write a project of `count` questions, and the same questions for each peer."""
    shutil.rmtree(root, ignore_errors=True)
    project = Project(root)
    folders = {name: (project.peer(name), one.language, f"{one.prefix}{{}}{one.suffix}") for name, one in PEERS.items()}
    folders["qbank"] = (root / "source", "yaml", "{}.yaml")
    for folder, _, _ in folders.values():
        folder.mkdir(parents=True)
    for bank in banks(count):
        for folder, language, name in folders.values():
            (folder / name.format(bank.id)).write_text(LANGUAGES[language](bank), "utf-8", newline="\n")
    return project
