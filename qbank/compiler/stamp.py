"""A build or check that has nothing to do: what the last one saw and left, compared before anything else is imported.

Sources are known by their bytes, what they show and what was built by size and time, programs by the times of their
files, what is installed beside them by the times of the folders. The standard library only: what a build imports takes
longer than this.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank import __version__
from qbank.compiler.layout import CONFIG, SOURCES, SUFFIXES

FOLDER = ".qbank"
LOCK = "qbank.lock"
_PATH = [*sys.path]
"""As Python began: a project's own exporters come to it later."""

Seen = dict[str, list[Any]]
"""Files by their paths: size, time of change (ns), and for a source the hash of its bytes."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a build printed, to be said again."""

    out: str
    err: str


def sources(root: Path) -> Seen:
    """Return the files that decide what a project's build is: its settings, its lock, all below `source/`."""
    found = dict(_below(root / SOURCES, hashed=SUFFIXES))
    for name in (CONFIG, LOCK):
        found |= _file(str(root / name), hashed=True)
    return found


def unchanged(root: Path, command: str, asked: list[Any]) -> Printed | None:
    """Return what a command's last call printed where this one, asked for the same, would make the same; else None."""
    try:
        with (root / FOLDER / _name(command)).open(encoding="utf-8") as file:
            kept = json.load(file)
        same = (
            kept["asked"] == _asked(asked)
            and kept["programs"] == _times(kept["programs"])
            and kept["sources"] == sources(root)
            and kept["built"] == _built(kept["out"])
        )
        return Printed(kept["stdout"], kept["stderr"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # there is none, or it is damaged: a build makes it anew


def keep(root: Path, command: str, asked: list[Any], before: Seen, out: Path | None, printed: Printed) -> None:
    """Write down what a command saw and left. `before` are the sources as they were when it began.

    Where the project has no cache, nothing is written.
    """
    if not (root / FOLDER).is_dir():
        return
    after = _file(str(root / LOCK), hashed=True)
    kept = {
        "asked": _asked(asked),
        "programs": _times(_programs()),
        "sources": {path: seen for path, seen in before.items() if path != str(root / LOCK)} | after,
        "out": str(out or ""),
        "built": _built(str(out or "")),
        "stdout": printed.out,
        "stderr": printed.err,
    }
    draft = root / FOLDER / f"{_name(command)}.{os.getpid()}"
    try:
        draft.write_text(json.dumps(kept), "utf-8")
        draft.replace(root / FOLDER / _name(command))
    except OSError:
        draft.unlink(missing_ok=True)


def _name(command: str) -> str:
    return f"{command}-stamp.json"


def _built(out: str) -> Seen:
    return dict(_below(Path(out))) if out else {}


def _asked(asked: list[Any]) -> list[Any]:
    return [__version__, sys.version, _PATH, *asked]


def _programs() -> Iterator[str]:
    """Yield the files of every module that is loaded, the folders of packages of ours, and of `sys.path`."""
    yield from (one for one in sys.path if one)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file:
            yield file
        if name.startswith("qbank") and "." not in name and file:
            for folder, names, files in os.walk(os.path.dirname(file)):  # noqa: PTH120
                names[:] = [one for one in names if one != "__pycache__"]  # changes when any command first runs
                yield folder
                yield from (os.path.join(folder, one) for one in files)  # noqa: PTH118


def _times(paths: Iterable[str]) -> dict[str, int]:
    found = {}
    for path in paths:
        try:
            found[path] = os.stat(path).st_mtime_ns  # noqa: PTH116
        except OSError:
            found[path] = 0
    return found


def _below(top: Path, hashed: tuple[str, ...] = ()) -> Iterator[tuple[str, list[Any]]]:
    for folder, names, files in os.walk(top):
        names.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118
            yield from _file(path, hashed=bool(hashed) and name.lower().endswith(hashed)).items()


def _file(path: str, *, hashed: bool = False) -> Seen:
    try:
        status = os.lstat(path)
        if not hashed:
            return {path: [status.st_size, status.st_mtime_ns]}
        with open(path, "rb") as file:  # noqa: PTH123
            return {path: [status.st_size, hashlib.sha256(file.read()).hexdigest()]}
    except OSError:
        return {}
