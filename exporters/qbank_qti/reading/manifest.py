"""A package's manifest, resource by resource."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import intern
from typing import Any
from urllib.parse import unquote

from qbank.importing.api import Element, Input, elements
from qbank_qti.reading import lom

NAME = "imsmanifest.xml"


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource: its files are paths in the package."""

    ident: str
    type: str
    href: str
    files: tuple[str, ...]
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass
class Manifest:
    """What a package says that it holds."""

    file: str
    about: dict[str, Any] = field(default_factory=dict)
    resources: list[Resource] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder that paths begin in."""
        return posixpath.dirname(self.file)


def manifest_file(source: Input) -> str:
    """Return the manifest's path, the outermost one; empty where there is none."""
    names = [name for name in (source.members.names if source.members is not None else ()) if _is(name)]
    return min(names, key=lambda name: (name.count("/"), name), default="")


def _is(name: str) -> bool:
    return posixpath.basename(name).lower() == NAME


def read_manifest(source: Input) -> Manifest | None:
    """Return the manifest; None where there is none. Raises InputFault for one that is broken."""
    file = manifest_file(source)
    if not file or source.members is None:
        return None
    found = Manifest(file)
    for element in elements(source.members.chunks(file), {"resource", "metadata"}, file):
        if element.tag == "metadata":
            found.about = found.about or lom.of_bank(element)
        else:
            found.resources.append(_resource(element, found.folder))
    return found


def _resource(element: Element, folder: str) -> Resource:
    files = list(_files(element, folder))
    href = _path(folder, element.get("href")) if element.get("href") else ""
    metadata = element.find("metadata")
    return Resource(
        element.get("identifier"),
        intern(element.get("type")),
        href or (files[0] if files else ""),
        tuple(dict.fromkeys([*([href] if href else []), *files])),
        lom.of_item(metadata) if metadata is not None else {},
    )


def _files(element: Element, folder: str) -> Iterator[str]:
    for one in element:
        if one.tag == "file" and one.get("href"):
            yield _path(folder, one.get("href"))


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href))).lstrip("/")
