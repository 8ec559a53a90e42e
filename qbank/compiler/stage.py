"""The build's folder: staged beside the old one, swapped in whole, never half there."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from qbank.compiler import manifest
from qbank.compiler.exchange import mend, swap_in, sync_tree

MANIFEST = "manifest.json"
GITIGNORE = ".gitignore"
PARTS = ".parts"
GITIGNORE_TEXT = "*\n!.gitignore\n"


class ForeignFolder(Exception):
    """The output folder holds what qbank didn't make."""


class Clash(Exception):
    """Two banks make a file of one name, each another."""


class Stage:
    """A build in the making. Everything is written to `folder`; `commit` puts it in the place of `target`."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder, self._old, self._lock = (
            target.parent / f".{target.name}.qbank-{what}" for what in ("new", "old", "lock")
        )
        self.previous: dict[str, Any] = {}

    @contextmanager
    def locked(self, waiting: Any = None) -> Iterator[None]:
        """Hold the build's lock; call `waiting()` once if another build has it, and wait. Mends a killed build.

        Raises ForeignFolder where the target isn't ours, before anything is written beside it.
        """
        from filelock import FileLock, Timeout

        self._own()
        self.target.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting is not None:
                waiting()
            lock.acquire()
        try:
            mend(self.target, self.folder, self._old)
            yield
        finally:
            lock.release()

    def recover(self) -> None:
        """Mend what a killed build left, unless another build is at work here. Does nothing where nothing is left."""
        if self.folder.exists() or self._old.exists():
            from filelock import FileLock, Timeout

            lock = FileLock(self._lock)
            with suppress(Timeout, OSError), lock.acquire(timeout=0):
                mend(self.target, self.folder, self._old)

    def open(self) -> None:
        """Begin. Raises ForeignFolder where the target isn't ours."""
        self._own()
        self.folder.mkdir()

    def _own(self) -> None:
        """Read the previous build; raise ForeignFolder where the target is neither empty nor has our manifest."""
        if not self.target.exists():
            return
        name = self.target.name or str(self.target)
        if not self.target.is_dir() or self.target.is_symlink():
            raise ForeignFolder(f"{name} is no folder")
        names = {path.name for path in self.target.iterdir()} - {GITIGNORE}
        if names and not self._ours():
            raise ForeignFolder(f"the folder {name} holds files that qbank didn't make")

    def _ours(self) -> bool:
        try:
            data = json.loads((self.target / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return False
        if not isinstance(data, dict) or "qbank" not in data:
            return False
        self.previous = data if manifest.is_sound(data) else {}
        return True

    def carry_over(self, names: list[str]) -> list[str]:
        """Take files of the previous build (relative to its folder) into this one; return those that were there."""
        carried = []
        for name in names:
            old, new = self.target / name, self.folder / name
            if new.exists() or not old.is_file() or ".." in Path(name).parts:
                continue
            new.parent.mkdir(parents=True, exist_ok=True)
            _link(old, new)
            carried.append(name)
        return carried

    def share(self, names: Sequence[str]) -> bool:
        """Take files of the previous build into this one, all of them or none; return whether they were there."""
        carried = self.carry_over([name for name in names if not (self.folder / name).exists()])
        if all((self.folder / name).is_file() for name in names):
            return True
        for name in carried:
            (self.folder / name).unlink()
        return False

    def part(self, number: int) -> Path:
        """Return a folder in which a task may write, until `take` puts its files where they belong."""
        return self.folder / PARTS / str(number)

    def take(self, part: Path, folder: str) -> list[str]:
        """Move the files of a part into a folder of the build; return their names. Raises Clash.

        A file that is there already must be the same: pictures that two banks show.
        """
        names = []
        for path in sorted(path for path in part.rglob("*") if path.is_file()):
            name = f"{folder}/{path.relative_to(part).as_posix()}"
            target = self.folder / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                path.rename(target)
            elif not filecmp.cmp(path, target, shallow=False):
                raise Clash(name)
            names.append(name)
        shutil.rmtree(part)
        return names

    def discard_parts(self) -> None:
        """Delete what wasn't taken."""
        shutil.rmtree(self.folder / PARTS, ignore_errors=True)

    def names(self) -> Iterator[str]:
        """Yield the names of the files that have been staged, sorted."""
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            yield path.relative_to(self.folder).as_posix()

    def files(self) -> dict[str, dict[str, Any]]:
        """Return what has been staged: name → size in bytes and SHA-256, sorted."""
        found = {}
        for name in self.names():
            path = self.folder / name
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[name] = {"size": path.stat().st_size, "sha256": digest}
        return found

    def commit(self) -> None:
        """Sync what was staged and swap it in. Raises OSError; the previous build is then still whole."""
        (self.folder / GITIGNORE).write_text(GITIGNORE_TEXT, "utf-8", newline="\n")
        sync_tree(self.folder)
        swap_in(self.folder, self.target, self._old)

    def discard(self) -> None:
        """Delete what was staged."""
        if self.folder.exists():
            shutil.rmtree(self.folder)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def write_atomically(path: Path, text: str) -> None:
    """Write a file, whole or not at all. Raises OSError."""
    temporary = path.with_name(f".{path.name}.qbank-new")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
