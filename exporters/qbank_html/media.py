"""Media inside the page: data URIs, encoded piece by piece."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from qbank.api import Fragment, Media, Output, fill_media_bytes

GROUP = 3
"""Bytes that base64 turns into four characters, so that pieces can be encoded one by one."""


def data_uri(media: Media, out: Output) -> Iterator[bytes]:
    """Yield a file as a data URI. Raises ValueError where the file changed during the build."""
    yield b"data:" + media.type.encode() + b";base64,"
    rest = b""
    for piece in out.read(media):
        whole = rest + piece
        cut = len(whole) - len(whole) % GROUP
        rest = whole[cut:]
        yield base64.b64encode(whole[:cut])
    yield base64.b64encode(rest)


def filled(html: str, fragment: Fragment, out: Output) -> Iterator[bytes]:
    """Yield a page's piece with the bytes of its media in place of the markers."""
    files = {media.name: media for media in fragment.media}
    read: Callable[[str], Iterator[bytes]] = lambda name: data_uri(files[name], out)  # noqa: E731
    return fill_media_bytes(html.encode(), read)
