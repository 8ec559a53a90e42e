"""The readers of QTI 2.1, 2.2 and 3.0: one implementation, told apart by namespace."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.importing.api import Importer, Input, InputFault, Keep, Read
from qbank_qti.reading.items.package import PackageReader
from qbank_qti.reading.manifest import manifest_file

_LOOKED_AT = 20
"""Files of a folder without a manifest that are looked into."""
_HEAD = 4096


def _says(text: bytes, version: str) -> float:
    """Return how sure it is that a text is of a version."""
    marks = {
        "2.1": (b"imsqti_v2p1", b"imsqti_v2p0", b"xmlv2p1"),
        "2.2": (b"imsqti_v2p2", b"xmlv2p2"),
        "3.0": (b"imsqtiasi_v3p0", b"xmlv3p0", b"<qti-assessment-"),
    }
    if any(mark in text for mark in marks[version]):
        return 0.95
    return 0.4 if version == "2.1" and (b"<assessmentItem" in text or b"<assessmentTest" in text) else 0.0


def _sniff(version: str, source: Input) -> float:
    if source.members is None:
        return _says(source.head, version) if b"<" in source.head[:200] else 0.0
    file = manifest_file(source)
    names = [file] if file else sorted(source.members.named(".xml"))[:_LOOKED_AT]
    try:
        return max((_says(_start(source, name, bool(file)), version) for name in names), default=0.0)
    except InputFault:
        return 0.0


def _start(source: Input, name: str, whole: bool) -> bytes:
    assert source.members is not None
    data = source.members.read(name)
    return data if whole else data[:_HEAD]


def _read(source: Input, keep: Keep) -> Iterator[Read]:
    yield from PackageReader(source, keep).read()


def _importer(version: str) -> Importer:
    return Importer(
        name=f"qti{version.replace('.', '')}",
        title=f"QTI {version}",
        sniff=lambda source: _sniff(version, source),
        read=_read,
        manifests=("imsmanifest.xml",),
    )


qti21, qti22, qti30 = (_importer(version) for version in ("2.1", "2.2", "3.0"))
