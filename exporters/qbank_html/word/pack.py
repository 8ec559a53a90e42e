"""What pandoc made, packed again: the same bytes every time, and for each drawing (SVG) a picture (PNG) as well.

Word shows the drawing from 2016 on; what doesn't know it shows the picture.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from qbank.api import Archive

ZOOM = 3
"""Pixels a picture has for each of its drawing's."""
_BLIP = re.compile(r'<a:blip>((?:(?!</a:blip>).)*?<asvg:svgBlip [^>]*?r:embed="([^"]+)")', re.DOTALL)
_TABLE = re.compile("<w:tblPr><w:tblStyle [^>]*>")
_TARGET = re.compile(r"<Relationship [^>]*?>")
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PNG = '<Default Extension="png" ContentType="image/png"/>'


def pack(docx: bytes, archive: Archive, *, right_to_left: bool) -> None:
    """Add the parts of a document to an archive, with the pictures that are missing, its tables from right to left."""
    with zipfile.ZipFile(io.BytesIO(docx)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    if right_to_left:
        document = parts["word/document.xml"].decode()
        parts["word/document.xml"] = _TABLE.sub(r"\g<0><w:bidiVisual/>", document).encode()
    for name, data in _with_pictures(parts).items():
        archive.add(name, data)


def _with_pictures(parts: dict[str, bytes]) -> dict[str, bytes]:
    document, relations = parts["word/document.xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    types = parts["[Content_Types].xml"].decode()
    pictures = dict(_pictures(document, relations, parts))
    shown = set(pictures)
    document = _BLIP.sub(
        lambda found: f'<a:blip r:embed="{found[2]}png">{found[1]}' if found[2] in shown else found[0], document
    )
    more = (f'<Relationship Type="{_IMAGE}" Id="{one}png" Target="media/{one}.png"/>' for one in sorted(shown))
    relations = relations.replace("</Relationships>", "".join(more) + "</Relationships>")
    if shown and 'Extension="png"' not in types:
        types = types.replace("<Default ", f"{_PNG}<Default ", 1)
    changed = {"word/document.xml": document, "word/_rels/document.xml.rels": relations, "[Content_Types].xml": types}
    return {
        **parts,
        **{name: text.encode() for name, text in changed.items()},
        **{f"word/media/{identifier}.png": data for identifier, data in sorted(pictures.items())},
    }


def _pictures(document: str, relations: str, parts: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield a picture for each drawing that has none, by its relation. One that can't be read has none."""
    from resvg_py import svg_to_bytes

    targets = {_attribute("Id", one): _attribute("Target", one) for one in _TARGET.findall(relations)}
    for identifier in dict.fromkeys(found[2] for found in _BLIP.finditer(document)):
        try:
            yield identifier, bytes(svg_to_bytes(svg_string=parts[f"word/{targets[identifier]}"].decode(), zoom=ZOOM))
        except ValueError:
            continue


def _attribute(name: str, element: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', element)
    return found[1] if found else ""
