"""Damages files as disks, editors and strangers do: cut, changed, doubled, with marks put in that a format heeds."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

MARKS = (
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"\0", b"\xff", b"\xff\xfe", b"[[", b"]]", b"{", b"}", b"[", b"]", b"~%", b"=",
    b"\\", b"$$", b"<p>" * 50, b"</", b"<![CDATA[", b"]]>", b"&x;", b"&#0;", b"-9e999", b"\xed\xa0\x80", b"{{c1::",
    b"\n", b"\n\n\n", b'"', b"'", b",", b";", b":", b"-", b"\t", b"> " * 60, b"1e9999", b"99999999999999999999",
    b"../../x.png", b"![](", b"`" * 30, b"*" * 40, b"\xe2\x80\xae",
)  # fmt: skip
TIMES = (1, 1, 1, 1, 1, 3, 300)
"""How often a mark, or what is doubled, stands there."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few faults; in an archive they are in a member more often than in itself."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _in_archive(data, chance)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(out) + 1), chance.choice((1, 2, 8, 64, 1000))
        match chance.randrange(6):
            case 0:
                del out[at : at + length]
            case 1:
                out[at:at] = chance.choice(MARKS) * chance.choice(TIMES)
            case 2:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                start = chance.randrange(len(out) + 1)
                out[at:at] = out[start : start + length] * (chance.choice(TIMES) if length <= 64 else 1)
            case 4:
                out[at : at + length] = chance.choice(MARKS)
            case _ if chance.random() < 0.2:
                del out[at:]
    return bytes(out)


def _in_archive(data: bytes, chance: random.Random) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hurt = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == hurt and chance.random() < 0.1:
                continue
            new.writestr(name, damaged(content, chance) if name == hurt else content)
    return packed.getvalue()
