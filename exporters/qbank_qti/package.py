"""What the packages of all versions share: a manifest's frame, media as resources, an item's title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from qbank.api import Context, Entry, Fragments, Item, Media
from qbank_qti import lom
from qbank_qti.identifiers import digest
from qbank_qti.xml import HEADER, XSI, attribute, element, text

_TITLE = 60


@dataclass(frozen=True)
class Packaging:
    """A version of the manifest: its namespace, where its schema is, and the binding of its metadata."""

    namespace: str
    location: str
    binding: lom.Binding


_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
CP_1_1 = Packaging(_CP, "http://www.imsglobal.org/xsd/imscp_v1p1.xsd", lom.IMS_MD_1_2)
CP_2_2 = Packaging(_CP, "http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd", lom.IMS_MD_1_3)
CP_3_0 = Packaging(
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    lom.IMS_MD_1_3,
)


def title_of(item: Item, context: Context) -> str:
    """Return the title, or the beginning of the text: platforms list questions by it."""
    if item.title:
        return item.title
    words = " ".join(context.plain(item.stem).split())
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"


def open_manifest(identifier: str, schema: str, version: str, metadata: str, packaging: Packaging = CP_1_1) -> str:
    """Return the beginning of a manifest, up to its resources."""
    binding = packaging.binding
    spaces = {
        "xmlns": packaging.namespace,
        "xmlns:imsmd": binding.namespace,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": " ".join((packaging.namespace, packaging.location, binding.namespace, binding.location)),
        "identifier": identifier,
    }
    names = "".join(f' {name}="{attribute(value)}"' for name, value in spaces.items())
    about = element("metadata", element("schema", text(schema)), element("schemaversion", text(version)), metadata)
    return f"{HEADER}<manifest{names}>\n{about}\n<organizations/>\n<resources>\n"


CLOSE_MANIFEST = "</resources>\n</manifest>\n"


def resource(
    identifier: str, type_: str, href: str | None, files: Iterable[str], needs: Iterable[str] = (), metadata: str = ""
) -> str:
    """Return a resource of a manifest: its files and the identifiers of the resources that it needs."""
    about = element("metadata", metadata) if metadata else ""
    listed = "".join(element("file", href=name) for name in files)
    depends = "".join(element("dependency", identifierref=one) for one in needs)
    return element("resource", about, listed, depends, identifier=identifier, type=type_, href=href) + "\n"


def media_identifier(media: Media) -> str:
    """Return the identifier of a media file's resource."""
    return f"media-{digest(media.name, 16)}"


def url(path: str) -> str:
    """Return a path inside a package as a relative address."""
    return quote(path)


def all_media(entries: Iterable[Entry], fragments: Fragments) -> dict[str, Media]:
    """Return the media of all entries, each file once, in the order of their first use."""
    found: dict[str, Media] = {}
    for entry in entries:
        for media in fragments(entry).media:
            found.setdefault(media.name, media)
    return found
