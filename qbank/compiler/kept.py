"""What the last build made of each bank: one of which nothing changed keeps its files.

The record is in the cache's folder, one for each output folder. Files are known by size and time, as a build with
nothing to do knows them (`stamp.py`). A record that is missing, damaged, or of another shape counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.compiler.cache import Cache
from qbank.compiler.order import Result
from qbank.compiler.plans import StoredDocument
from qbank.compiler.stage import Stage


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a bank in a format (relative to the output folder), and the key of all that they depend on."""

    key: str
    files: list[str]


@dataclass(slots=True)
class Kept:
    """What the last build made, and what this one does: format → bank → files."""

    path: Path | None
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    made: dict[str, dict[str, Made]] = field(default_factory=dict)

    def take(self, name: str, bank: str, key: str, stage: Stage) -> bool:
        """Take a bank's files over into the stage, if the last build made them of the same; return whether it did."""
        try:
            known, files = self.before[name][bank]
            same = key and known == key and all(_facts(stage.target / one) == facts for one, facts in files.items())
            names = list(files)
        except (KeyError, TypeError, ValueError, AttributeError, OSError):
            return False
        if not same or not names or not all(one.startswith(f"{name}/") for one in names):
            return False
        if not stage.share(names):
            return False
        self.add(name, bank, key, names)
        return True

    def add(self, name: str, bank: str, key: str, files: list[str]) -> None:
        """Note what was made of a bank."""
        self.made.setdefault(name, {})[bank] = Made(key, files)

    def forget(self, name: str) -> None:
        """Forget a format: it failed."""
        self.made.pop(name, None)

    def write(self, stage: Stage, *, partial: bool) -> None:
        """Write down what was made, once it is in its place. What a partial build didn't touch stays known."""
        if self.path is None:
            return
        found: dict[str, dict[str, Any]] = {name: dict(banks) for name, banks in self.before.items()} if partial else {}
        draft = self.path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a full disk, a file that is gone already: everything is assembled again next time
            for name, banks in self.made.items():
                for bank, made in banks.items():
                    facts = {one: _facts(stage.target / one) for one in made.files}
                    found.setdefault(name, {})[bank] = [made.key, facts]
            draft.write_text(json.dumps(found), "utf-8")
            draft.replace(self.path)


def read(cache: Cache, out: Path) -> Kept:
    """Return what the last build into a folder made."""
    if not cache.folder:
        return Kept(None)
    path = Path(cache.folder, f"{hashlib.sha256(os.fsencode(out)).hexdigest()}.made")
    with suppress(OSError, ValueError):
        before = json.loads(path.read_text("utf-8"))
        if isinstance(before, dict) and all(isinstance(banks, dict) for banks in before.values()):
            return Kept(path, before)
    return Kept(path)


def key(cache: Cache, name: str, document: StoredDocument, result: Result) -> str:
    """Return a hash of what a bank's files in a format depend on; empty where its fragments aren't kept.

    The name of kept fragments is one of the source's bytes, the formats with their options, and all programs.
    """
    if not cache.folder or Path(result.spool).parent != Path(cache.folder):
        return ""
    media = sorted((typed, one.name) for typed, one in result.media.items())
    parts = [Path(result.spool).name, name, document.times, media]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _facts(path: Path) -> list[int]:
    status = path.lstat()
    return [status.st_size, status.st_mtime_ns]
