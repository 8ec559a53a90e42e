"""Where things lie in a project. The standard library only: a build that has nothing to do asks no more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

CONFIG = "qbank.yaml"
SOURCES = "source"
SUFFIXES = (".yaml", ".yml")


def find_root(start: Path) -> Path | None:
    """Return the nearest folder upwards that has a `qbank.yaml` or a `source/`; None where there is none."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file() or (folder / SOURCES).is_dir():
            return folder
    return None


def bank_files(root: Path, paths: Iterable[Path] = ()) -> list[str]:
    """Return the banks of a project, relative to its folder, sorted: all under `source/`, or those under `paths`.

    A link to a folder with banks is listed as a file would be, and refused as one.
    """
    found: set[str] = set()
    for path in (_sources(root, one) for one in paths or [root]):
        if path.is_dir() or not path.exists():
            for bank in _below(path):
                if not bank.is_dir() or any(not one.is_dir() for one in _below(bank)):
                    found.add(_relative(root, bank))
        else:
            found.add(_relative(root, path))
    return sorted(found)


def _below(top: Path) -> Iterator[Path]:
    """Yield the banks below a folder, and the links to other folders; hidden names are passed over."""
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if not name.startswith(".")]
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        banks = [name for name in files if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
        yield from (Path(folder) / name for name in (*banks, *links))


def _sources(root: Path, path: Path) -> Path:
    """Return where banks are looked for: the project's folder, or one around its `source/`, stands for that."""
    sources = (root / SOURCES).absolute()
    return sources if sources.is_relative_to(path.absolute()) and path.is_dir() else path


def _relative(root: Path, path: Path) -> str:
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.absolute().relative_to(root.absolute()).as_posix()
