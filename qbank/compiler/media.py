"""The files that texts show: found inside the project only, named by what they contain."""

from __future__ import annotations

import hashlib
import stat
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from qbank.compiler.svg import UnsafeSvg, check_svg
from qbank.compiler.values import Media

HASH_LENGTH = 32
"""Hexadecimal digits of SHA-256 in a media file's name: 128 bits."""

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}


class MediaFault(Exception):
    """A file that can't be shown: `code`, a message and a hint."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def find(project: Path, folder: Path, src: str) -> Media:
    """Return the file that `src`, relative to the bank's `folder`, names. Raises MediaFault where there is none.

    Only plain files inside the project are read: no `..`, no absolute path, no link on the way, no device.
    """
    path = PurePosixPath(src.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True:
        raise MediaFault(
            "media-outside", f"{src} lies outside the bank's folder", "put the file beside the bank and write its name"
        )
    kind = TYPES.get(path.suffix.lower())
    if kind is None:
        raise MediaFault(
            "media-type", f"{src} is no image, audio or video that every target shows", f"use one of {' '.join(TYPES)}"
        )
    file = folder
    for part in path.parts:
        file = file / part
        if file.is_symlink():
            raise MediaFault("media-outside", f"{src} is a link", "put the file itself there")
    try:
        status = file.stat()
    except (OSError, ValueError):
        raise MediaFault("missing-media", f"there is no file {src}", _near(project, folder, file)) from None
    if not stat.S_ISREG(status.st_mode):
        raise MediaFault("missing-media", f"{src} is no file", "write the name of an image, audio or video file")
    if not status.st_size:
        raise MediaFault("missing-media", f"{src} is empty", "save the file again")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:HASH_LENGTH]
    return Media(file.relative_to(project).as_posix(), digest + path.suffix.lower(), status.st_size, kind)


def check(project: Path, media: Media) -> None:
    """Raise MediaFault where a file that was found does more than be shown."""
    if media.type != TYPES[".svg"]:
        return
    try:
        check_svg(project / media.path)
    except UnsafeSvg as error:
        name = PurePosixPath(media.path).name
        raise MediaFault("unsafe-svg", f"{name} {error}", error.hint) from None


def _near(project: Path, folder: Path, file: Path) -> str:
    beside = [one.name for one in file.parent.iterdir()] if file.parent.is_dir() else []
    close = get_close_matches(file.name, beside, n=1, cutoff=0.5)
    if close:
        return f"did you mean {(file.parent / close[0]).relative_to(folder).as_posix()}?"
    return f"put it at {file.relative_to(project).as_posix()}"
