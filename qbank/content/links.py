"""Where a text may point to: links lead out of the question by https, media are files of the project."""

from __future__ import annotations

import re
from urllib.parse import unquote

from qbank.content.types import MediaKind

_SAFE = re.compile(r"(?:https?://|mailto:)[^\s]|#", re.IGNORECASE)
# A scheme, a network path, or a UNC path. Two letters at least, so that `C:\cat.png` gets the message about folders.
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:|[/\\]{2}", re.IGNORECASE)
# What may not stand in an address as it is. Other scripts may: browsers and XML take internationalised addresses.
_UNSAFE_CHARACTERS = re.compile(r'[\x00-\x20\x7f-\xa0"<>\\^`{|}\ud800-\udfff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})')

AUDIO = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav", "m4a": "audio/mp4"}
VIDEO = {"mp4": "video/mp4", "webm": "video/webm"}


def is_safe(href: str) -> bool:
    """Tell whether a link may go there: http, https, mailto, or a place on the same page (`#…`)."""
    return _SAFE.match(href) is not None


def is_remote(src: str) -> bool:
    """Tell whether a media address leaves the project: `http:`, `data:`, `file:`, `//host`, …"""
    return _REMOTE.match(src) is not None


def encode(href: str) -> str:
    """Return the address with every character percent-encoded that an address can't hold; existing `%41` stay."""
    return _UNSAFE_CHARACTERS.sub(lambda match: _percent(match[0]), href)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def decode(src: str) -> str:
    """Return a media address as a path: `my%20cat.png` is `my cat.png`. What isn't valid UTF-8 stays as typed."""
    try:
        return unquote(src, errors="strict")
    except ValueError:
        return src


def suffix(src: str) -> str:
    """Return what follows the last dot of the file's name, in lower case."""
    name = re.split(r"[/\\]", src)[-1]
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_kind(src: str) -> MediaKind:
    """Tell by its suffix how a file is shown; what is not known to be sound or film is an image."""
    end = suffix(src)
    return "audio" if end in AUDIO else "video" if end in VIDEO else "image"


def media_type(src: str) -> str:
    """Return the MIME type of a sound or a film, empty for an image."""
    end = suffix(src)
    return AUDIO.get(end) or VIDEO.get(end) or ""
