"""The reader of QTI 1.2, of whatever flavour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qbank.importing.api import Importer, Input, InputFault, Keep, Read
from qbank_qti.reading.asi.package import AsiPackage
from qbank_qti.reading.manifest import manifest_file

_LOOKED_AT = 20
_MARKS = (b"imsqti_xmlv1p2", b"imsqti_xmlv1p1", b".xml.qti")


def _sniff(source: Input) -> float:
    if source.members is None:
        return 0.95 if b"<questestinterop" in source.head else 0.0
    try:
        file = manifest_file(source)
        if file:
            return 0.95 if any(mark in source.members.read(file) for mark in _MARKS) else 0.0
        names = [*source.members.named(".xml.qti"), *sorted(source.members.named(".xml"))][:_LOOKED_AT]
        return 0.9 if any(b"<questestinterop" in source.members.read(name)[:4096] for name in names) else 0.0
    except InputFault:
        return 0.0


def _read(source: Input, keep: Keep) -> Iterator[Read]:
    yield from AsiPackage(source, keep).read()


importer = Importer(
    name="qti12", title="QTI 1.2, of Canvas and others", sniff=_sniff, read=_read, manifests=("imsmanifest.xml",)
)

plain = replace(importer, name="qti12-plain", sniff=lambda _: 0.0)
"""The same reader under the name of the other format, for who asks for it."""
