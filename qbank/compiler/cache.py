"""What files came to in earlier builds: an unchanged one is neither read as YAML nor rendered again.

An entry is two files named by their key: what a file came to as JSON, and its fragments. The key is a hash of all that
decides: the file's bytes, the formats with their options, the code of qbank and of the formats. The media that it shows
are looked at anew each time. A third file names the last entry of a source: of one that changed, only the questions
that did are rendered (`earlier.py`).

Nothing in an entry is believed: one that is damaged, cut off by a kill, or of another shape counts as none. Entries are
written under another name and renamed, so that two builds don't meet in one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank import __version__
from qbank.compiler.media import MediaFault, find

if TYPE_CHECKING:
    from qbank.compiler.order import FormatOrder, Order, Result

FOLDER = ".qbank"
KEPT = 14 * 24 * 3600
"""Seconds for which an entry that no build asks for is kept."""
ABANDONED = 24 * 3600
"""Seconds after which a build's own folder is one that a kill left behind."""
CHUNK = 1 << 20
_NAME = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cache:
    """Where a build keeps things: a folder (empty: nowhere), and the key of the programs that are at work."""

    folder: str = ""
    code: str = ""

    def once(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` makes, or what an earlier build with the same programs made of that name."""
        if not self.folder:
            return make()
        path = Path(self.folder, f"{_digest([self.code, name])}.once")
        with suppress(OSError):
            checksum, _, known = path.read_bytes().partition(b"\n")
            if checksum == _checksum([known]):
                os.utime(path)
                return known
        made = make()
        draft = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a full disk: it is made again next time
            draft.write_bytes(_checksum([made]) + b"\n" + made)
            draft.replace(path)
        return made


NO_CACHE = Cache()


def prepare(project: Path) -> Path | None:
    """Return the cache's folder, made and swept; None where the project's folder can't be written to."""
    folder = project / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8", newline="\n")
    except OSError:
        return None
    now = time.time()
    for path in folder.iterdir():
        age = KEPT if path.is_file() else ABANDONED
        with suppress(OSError):
            if now - path.stat().st_mtime > age and path.name != ".gitignore":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


def existing(project: Path) -> Cache:
    """Return the cache of a project that has one, for what is compiled and not rendered."""
    kept = prepare(project) if (project / FOLDER).is_dir() else None
    return Cache(str(kept), code_key(project, ())) if kept else NO_CACHE


def clean(project: Path) -> bool:
    """Delete the cache; return whether there was one. Raises OSError."""
    folder = project / FOLDER
    if not folder.is_dir():
        return False
    shutil.rmtree(folder)
    return True


def code_key(project: Path, orders: Iterable[FormatOrder]) -> str:
    """Return a hash of the programs that make fragments: qbank, the formats, their templates, and what they import.

    Programs are known by the times of their files, what is installed beside them by the times of the folders.
    """
    folders = {Path(__file__).parents[1]}
    for order in orders:
        module = order.source.target.partition(":")[0].partition(".")[0]
        found = util.find_spec(module)
        folders |= {Path(one) for one in (found.submodule_search_locations or ()) if found} if found else set()
        folders |= {Path(str(order.options["templates"]))} if "templates" in order.options else set()
    if any(order.source.folder for order in orders):
        folders.add(project / "exporters")
    seen = [(str(path), time) for folder in sorted(folders) for path, time in _times(folder)]
    beside = [(one, Path(one).stat().st_mtime_ns) for one in sys.path if one and Path(one).exists()]
    return _digest([__version__, sys.version, seen, beside])


def _times(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path, path.stat().st_mtime_ns


def _digest(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def key(order: Order, data: bytes) -> str:
    """Return the name of the entry for an order, given the bytes of its file."""
    return _digest([*_asked(order), hashlib.sha256(data).hexdigest()])


def _asked(order: Order) -> list[Any]:
    """Return all that an entry depends on but the file's bytes."""
    formats = [(one.source.name, one.source.target, dict(one.options)) for one in order.formats]
    return [order.cache.code, order.project_id, order.file, order.drafts, formats]


def earlier(order: Order) -> str:
    """Return the fragments of the last build of an order's file, which may have been another then; empty for none."""
    try:
        name = _last(order).read_text("ascii")
        spool = _kept(order, name)[1] if _NAME.fullmatch(name) else None
        return str(spool) if spool and spool.stat().st_size else ""
    except (OSError, ValueError):
        return ""


def _last(order: Order) -> Path:
    return Path(order.cache.folder, f"{_digest(_asked(order))}.last")


def _kept(order: Order, name: str) -> tuple[bytes, Path]:
    """Return the JSON and the fragments of an entry. Raises OSError, and ValueError where they are damaged."""
    entry, spool = Path(order.cache.folder, f"{name}.json"), Path(order.cache.folder, f"{name}.spool")
    checksum, _, written = entry.read_bytes().partition(b"\n")
    if checksum != _checksum([written]) + _checksum(_chunks(spool)):
        raise ValueError(name)
    return written, spool


def load(order: Order, name: str) -> Result | None:
    """Return what an order came to earlier; None where that isn't known, or no longer so."""
    try:
        written, spool = _kept(order, name)
        found: Result = _codec().validate_json(written)
        for path in (spool, spool.with_suffix(".json")):
            os.utime(path)
    except (OSError, ValueError):  # pydantic's fault is a ValueError, too
        return None
    return replace(found, spool=str(spool)) if _same_media(order, found) else None


def _same_media(order: Order, found: Result) -> bool:
    project = Path(order.project)
    beside = (project / order.file).parent
    try:
        return all(find(project, beside, src) == media for src, media in found.media.items())
    except MediaFault:
        return False


def store(order: Order, name: str, result: Result) -> Result:
    """Keep what an order came to; return it with its fragments where they lie from now on.

    Where the disk is full, or a file is in use, nothing is kept, and nothing is lost.
    """
    entry, spool = Path(order.cache.folder, f"{name}.json"), Path(order.cache.folder, f"{name}.spool")
    written = _codec().dump_json(replace(result, spool=""))
    draft = Path(f"{order.spool}.json")
    try:
        Path(order.spool).touch()
        draft.write_bytes(_checksum([written]) + _checksum(_chunks(Path(order.spool))) + b"\n" + written)
        Path(order.spool).replace(spool)
        draft.replace(entry)
        draft.write_text(name, "ascii")
        draft.replace(_last(order))
    except OSError:
        return result if Path(order.spool).exists() else replace(result, spool=str(spool))
    return replace(result, spool=str(spool))


@cache
def _codec() -> Any:
    from pydantic import TypeAdapter

    from qbank.compiler.order import Result

    return TypeAdapter(Result)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _checksum(chunks: Iterable[bytes]) -> bytes:
    found = 0
    for chunk in chunks:
        found = zlib.crc32(chunk, found)
    return b"%08x" % found
