"""The files that imported texts show: kept beside the bank that is to be written, each once, safe ones only."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath

from qbank.compiler.media import TYPES, MediaFault, check, find

_MAGIC = {
    b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"OggS": ".ogg", b"ID3": ".mp3", b"<svg": ".svg",
}  # fmt: skip
"""How files begin whose names don't say what they are."""


class Files:
    """Takes files over into a staging folder; `folder` is what texts call the bank's own, beside its file."""

    def __init__(self, staging: Path, folder: str, beside: Path | None = None) -> None:
        self.staging, self.folder, self.beside = staging, folder, beside
        self.refused: dict[str, str] = {}
        """Why files weren't taken, by their names."""
        self.kept: set[str] = set()
        """The addresses that were given."""
        self._by_content: dict[tuple[str, str], str | None] = {}

    def keep(self, name: str, data: bytes) -> str | None:
        """Take a file over; return the address for Markdown, None where no target shows such a file."""
        suffix = self._suffix(name, data)
        digest = hashlib.sha256(data).hexdigest()
        key = digest, suffix
        if key not in self._by_content:
            self._by_content[key] = self._take(name, suffix, digest, data)
        return self._by_content[key]

    def find(self, address: str) -> str | None:
        """Return the address of a file that a text already shows: one that was kept, or that lies beside the input."""
        if address in self.kept:
            return address
        if self.beside is None:
            return None
        try:
            media = find(self.beside, self.beside, address)
        except MediaFault as fault:
            self.refused.setdefault(address, str(fault))
            return None
        return self.keep(PurePosixPath(address).name, (self.beside / media.path).read_bytes())

    def _suffix(self, name: str, data: bytes) -> str:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in TYPES:
            return suffix
        return next((found for magic, found in _MAGIC.items() if data.startswith(magic)), suffix)

    def _take(self, name: str, suffix: str, digest: str, data: bytes) -> str | None:
        if suffix not in TYPES:
            self.refused[name] = f"no target shows files of the type {suffix or 'without a suffix'}"
            return None
        stem = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).stem)
        stem = re.sub(r"[^\w.+-]+", "-", stem).strip("-.")[:60] or "file"
        path = self.staging / self.folder / f"{stem}{suffix}"
        if path.exists():
            path = path.with_name(f"{stem}-{digest[:8]}{suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        address = f"{self.folder}/{path.name}"
        try:
            check(self.staging, find(self.staging, self.staging, address))
        except MediaFault as fault:
            path.unlink()
            self.refused[name] = str(fault)
            return None
        self.kept.add(address)
        return address
