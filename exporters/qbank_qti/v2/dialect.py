"""What differs between the versions of QTI that share one implementation: names, namespaces, casing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qbank_qti.xml import XSI, element


@dataclass(frozen=True)
class Dialect:
    """A version of QTI. Calling it makes one of its elements: `q("mapEntry", mapKey="C1", mappedValue=1)`.

    Names are given as QTI 2.1 writes them; with `kebab` they are written as 3.0 does (`qti-map-entry`, `map-key`).
    XHTML isn't QTI's: `qbank_qti.xml.element` makes it.
    """

    format: str
    namespace: str
    location: str
    """Where the schema is, for `xsi:schemaLocation`."""
    manifest_schema: str
    manifest_version: str
    item_type: str
    """The type of an item's resource in the manifest."""
    test_type: str
    kebab: bool = False

    def __call__(self, name: str, *content: str, **attributes: object) -> str:
        """Return an element of QTI."""
        if not self.kebab:
            return element(name, *content, **attributes)
        renamed = {_kebab(key) if "_" not in key else key: value for key, value in attributes.items()}
        return element(f"qti-{_kebab(name)}", *content, **renamed)

    def root(self, name: str, *content: str, **attributes: object) -> str:
        """Return a document's root element, with its namespace and where its schema is."""
        spaces: dict[str, object] = {
            "xmlns": self.namespace,
            "xmlns_xsi": XSI,
            "xsi_schemaLocation": f"{self.namespace} {self.location}",
        }
        return self(name, *content, **spaces, **attributes)


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)[A-Z]", lambda found: f"-{found[0]}", name).lower()


QTI21 = Dialect(
    format="qti21",
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    location="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    manifest_schema="QTIv2.1 Package",
    manifest_version="1.0.0",
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
)
