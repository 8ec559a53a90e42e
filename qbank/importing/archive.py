"""Archives and folders of strangers: bounded, and nothing outside of them is ever read.

The limits are those that few real banks come near: 200 MB unpacked, 10,000 files, packed at most 100 to 1. How many
files there may be is the user's to say: a package of QTI has one for each question.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qbank.importing.found import InputFault

MAX_BYTES = 200 * 1024 * 1024
MAX_FILES = 10_000
"""Files of one archive or folder, unless the command line says otherwise."""
MAX_RATIO = 100
_CHUNK = 16 * 1024
_SMALL = 1024 * 1024
"""Below this, a high ratio of packing is no danger."""


@dataclass(frozen=True)
class Members:
    """The files inside, by their names with `/`."""

    sizes: Mapping[str, int]
    _chunks: Callable[[str], Iterator[bytes]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order of the archive, or sorted for a folder."""
        return tuple(self.sizes)

    def __contains__(self, name: object) -> bool:
        """Whether there is a member of this name."""
        return name in self.sizes

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return a member piece by piece. Raises KeyError where there is none, InputFault where it is damaged."""
        if name not in self.sizes:
            raise KeyError(name)
        return self._chunks(name)

    def read(self, name: str) -> bytes:
        """Return a member's bytes. Raises as `chunks` does."""
        return b"".join(self.chunks(name))

    def copy(self, name: str, target: Path) -> None:
        """Write a member into a file, without keeping it in memory. Raises as `chunks` does."""
        pieces = self.chunks(name)
        with target.open("wb") as file:
            file.writelines(pieces)

    def named(self, *endings: str) -> list[str]:
        """Return the names that end so."""
        return [name for name in self.sizes if name.lower().endswith(endings)]


def zipped(path: Path, most: int = MAX_FILES) -> Members:
    """Return the files of a ZIP archive. Raises InputFault where it is damaged or hostile."""
    try:
        archive = zipfile.ZipFile(path)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise InputFault(f"the archive is damaged: {error}", "export or download it again") from error
    if len(entries) > most:
        hint = f"if you trust it, say how many it may have: --max-files {len(entries)}"
        raise InputFault(f"the archive has more than {most:,} files", hint)
    found: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in entries:
        if not entry.filename:
            raise InputFault("the archive has a file without a name", "export it again")
        if entry.is_dir():
            continue
        _check(entry)
        if entry.filename in found:
            raise InputFault(f"the archive has {entry.filename!r} twice", "export it again")
        found[entry.filename] = entry
        total += entry.file_size
    if total > MAX_BYTES:
        raise InputFault(f"the archive unpacks to more than {MAX_BYTES // 1024 // 1024} MB", "split it")

    def chunks(name: str) -> Iterator[bytes]:
        left = found[name].file_size
        try:
            with archive.open(found[name]) as file:
                while data := file.read(min(_CHUNK, left + 1)):
                    left -= len(data)
                    if left < 0:
                        break
                    yield data
        except Exception as error:  # zlib.error, lzma.LZMAError: whatever the packer raises
            raise InputFault(f"{name} in the archive is damaged: {error}", "export or download it again") from error
        if left < 0:
            raise InputFault(f"{name} in the archive is larger than it says", "don't trust this file")

    return Members({name: entry.file_size for name, entry in found.items()}, chunks)


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    outside = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name.split("/")[0]
    if outside or "\0" in name:
        raise InputFault(f"the archive has a file outside of itself: {name!r}", "don't trust this file")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise InputFault(f"the archive has a link: {name!r}", "don't trust this file")
    if entry.flag_bits & 1:
        raise InputFault(f"{name!r} in the archive has a password", "unpack it, and import the folder")
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise InputFault(f"{name!r} in the archive is packed more than {MAX_RATIO} to 1", "don't trust this file")


def folder(path: Path, most: int = MAX_FILES) -> Members:
    """Return the plain files of a folder, at any depth; links are left out. Raises InputFault for too many."""
    sizes: dict[str, int] = {}
    total = 0
    for one in sorted(path.rglob("*")):
        if one.is_symlink() or not one.is_file():
            continue
        size = one.stat().st_size
        total += size
        sizes[one.relative_to(path).as_posix()] = size
        if len(sizes) > most:
            raise InputFault(f"the folder has more than {most:,} files", "say how many it may have: --max-files")
        if total > MAX_BYTES:
            raise InputFault(f"the folder has more than {MAX_BYTES // 1024 // 1024} MB", "import a part of it")

    def chunks(name: str) -> Iterator[bytes]:
        with (path / name).open("rb") as file:
            while data := file.read(_CHUNK):
                yield data

    return Members(sizes, chunks)
