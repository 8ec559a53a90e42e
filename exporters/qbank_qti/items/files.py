"""Where what lies in a package: items, stimuli and media in a folder each."""

from __future__ import annotations

from qbank_qti.identifiers import file_stem, identifier

from qbank.api import Media, Row


def of(row: Row) -> str:
    """Return the path of a question's or a stimulus's file."""
    return stimulus(row.id) if row.kind == "stimulus" else f"items/{file_stem(identifier(row.id))}.xml"


def stimulus(name: str) -> str:
    """Return the path of a stimulus's file."""
    return f"stimuli/{file_stem(identifier(name))}.xml"


def media(file: Media) -> str:
    """Return the path of a media file."""
    return f"media/{file.name}"


def beside(name: str) -> str:
    """Return the path of a media file as items and stimuli see it."""
    return f"../media/{name}"
