"""The model of a document for pandoc: its own, with our styles, and a footer that names the printing and the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from qbank_html.engine import Engine

FOOTER = "word/footer1.xml"
PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height in twentieths of a point."""
MARGIN = 1134
"""Two centimetres."""
_STYLE = re.compile(r'<w:style [^>]*?w:styleId="([^"]+)".*?</w:style>\s*', re.DOTALL)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def reference(default: bytes, engine: Engine, paper: str, **values: object) -> bytes:
    """Return the model for a size of paper; `values` are those of the templates."""
    width, height = PAPERS[paper]
    styles = engine.page("word/styles.xml", width=width - 2 * MARGIN, **values)
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    page = f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sides} w:header="567" w:footer="567" w:gutter="0"/>'
    changed: dict[str, Callable[[str], str]] = {
        "word/styles.xml": lambda text: _with_styles(text, styles),
        "word/document.xml": lambda text: text.replace(
            "<w:sectPr>", '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
        ).replace("</w:sectPr>", f"{page}</w:sectPr>"),
        "word/_rels/document.xml.rels": lambda text: _with(
            text, "</Relationships>", f'<Relationship Id="rIdFooter" Type="{_RELATION}" Target="footer1.xml"/>'
        ),
        "[Content_Types].xml": lambda text: _with(
            text, "</Types>", f'<Override PartName="/{FOOTER}" ContentType="{_TYPE}"/>'
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, changed[name](text) if name in changed else text)
        target.writestr(FOOTER, engine.page("word/footer.xml", **values))
    return made.getvalue()


def _with_styles(text: str, ours: str) -> str:
    """Put our styles into a style sheet, in place of those of the same names."""
    names = {found[1] for found in _STYLE.finditer(ours)}
    kept = _STYLE.sub(lambda found: "" if found[1] in names else found[0], text)
    return _with(kept, "</w:styles>", "".join(found[0] for found in _STYLE.finditer(ours)))


def _with(text: str, end: str, more: str) -> str:
    return text.replace(end, more + end)
