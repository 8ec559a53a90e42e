"""A new bank on disk: written beside, question by question, and put in its place as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import IO, Any

from qbank.importing.judge import Judged
from qbank.source import dump


def chunk(question: Judged, margin: str = "  ") -> str:
    """Return a question as an item of the list below `questions:`, with its comments."""
    comments = "".join(f"# {line}\n" for line in question.comments)
    return indent(comments + dump([question.data]), margin)


class BankWriter:
    """Writes `<name>.yaml`, and its files into the folder `<name>`, both in a staging folder."""

    def __init__(self, staging: Path, name: str) -> None:
        self.staging, self.name = staging, name
        self.written = 0
        self._body: IO[str] = (staging / "questions").open("w+", encoding="utf-8", newline="\n")

    def add(self, question: Judged) -> None:
        """Write a question."""
        self._body.write(("\n" if self.written else "") + chunk(question))
        self.written += 1

    def finish(self, header: Mapping[str, Any], stimuli: Mapping[str, Any]) -> Path:
        """Put the header and the stimuli before the questions; return the file."""
        path = self.staging / f"{self.name}.yaml"
        self._body.flush()
        self._body.seek(0)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(dump(header))
            if stimuli:
                file.write("\n" + dump({"stimuli": stimuli}))
            file.write("\nquestions:\n")
            shutil.copyfileobj(self._body, file)
            file.flush()
            os.fsync(file.fileno())
        self.close()
        return path

    def close(self) -> None:
        """Close what is open."""
        self._body.close()


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Make a hidden folder below `folder`, on the same disk; it goes when the block ends, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as path:
        yield Path(path)


def place(file: Path, files: Path, folder: Path) -> Path:
    """Move a bank and the folder of its files to their place. Raises FileExistsError where something is there."""
    target = folder / file.name
    beside = folder / files.name
    if target.exists() or target.is_symlink():
        raise FileExistsError(target)
    os.link(file, target)  # never over a file that came in between
    try:
        if files.is_dir():
            files.rename(beside)
    except OSError:
        target.unlink()
        raise
    return target
