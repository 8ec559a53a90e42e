"""Where a format writes: files in its own folder, archives with the same bytes every time."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from qbank.compiler.cache import NO_CACHE, Cache
from qbank.compiler.media import HASH_LENGTH
from qbank.compiler.values import Media

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: every entry's, so that archives don't change with the clock."""
CHUNK = 1 << 20
PATIENCE = 40


class Output:
    """The folder of one format in the build that is being staged."""

    def __init__(self, folder: Path, project: Path, cache: Cache = NO_CACHE) -> None:
        self._folder = folder
        self._project = project
        self._cache = cache

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a new file of the format for writing; `name` is relative and uses `/`."""
        path = self._folder / name
        if ".." in path.parts or not path.is_relative_to(self._folder):
            raise ValueError(f"{name!r} lies outside the format's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file

    def write(self, name: str, data: bytes | str | Iterable[bytes]) -> None:
        """Write a new file, whole or in pieces."""
        with self.open(name) as file:
            file.writelines(_pieces(data))

    def read(self, media: Media) -> Iterator[bytes]:
        """Return the content of a media file in pieces. Raises ValueError where it changed during the build."""
        digest = hashlib.sha256()
        with (self._project / media.path).open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
                yield piece
        if not media.name.startswith(digest.hexdigest()[:HASH_LENGTH]):
            raise ValueError(f"{media.path} was changed while it was being built; build again")

    def copy(self, name: str, media: Media) -> None:
        """Write a media file into the format's folder."""
        self.write(name, self.read(media))

    def once(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` makes, which takes long; from the cache where an earlier build made it.

        `name` has all that it depends on, beside the programs that are installed.
        """
        return self._cache.once(name, make)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Return a folder for files on the way, such as a program wants them; nothing of it stays."""
        folder = Path(tempfile.mkdtemp(prefix=".", dir=self._folder))
        try:
            yield folder
        finally:
            _delete(folder)

    @contextmanager
    def zip(self, name: str, *, compress: bool = True) -> Iterator[Archive]:
        """Open a new zip archive for writing."""
        with self.open(name) as file, zipfile.ZipFile(file, "w") as package:
            yield Archive(package, self, zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED)


PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp3", ".m4a", ".ogg", ".mp4", ".webm", ".zst")
"""Files that deflating makes no smaller."""


class Archive:
    """A zip archive that depends on its contents alone."""

    def __init__(self, package: zipfile.ZipFile, output: Output, method: int) -> None:
        self._package = package
        self._output = output
        self._method = method

    def add(self, name: str, data: bytes | str | Iterable[bytes] | Path | Media) -> None:
        """Add a member: bytes, text (as UTF-8), pieces, a file on disk, or a media file."""
        info = zipfile.ZipInfo(name, EPOCH)
        info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(PACKED) else self._method
        info.external_attr = 0o644 << 16
        info.create_system = 3
        with self._package.open(info, "w", force_zip64=False) as member:
            if isinstance(data, Path):
                with data.open("rb") as file:
                    shutil.copyfileobj(file, member, CHUNK)
            else:
                for piece in _pieces(self._output.read(data) if isinstance(data, Media) else data):
                    member.write(piece)


def _delete(folder: Path) -> None:
    """Delete a folder; a program that ends may still write into it for a moment. Raises OSError where it stays."""
    for _ in range(PATIENCE):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
    shutil.rmtree(folder)


def _pieces(data: bytes | str | Iterable[bytes]) -> Iterable[bytes]:
    if isinstance(data, str):
        return [data.encode()]
    return [data] if isinstance(data, bytes) else data
