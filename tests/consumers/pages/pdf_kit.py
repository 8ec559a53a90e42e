"""PDFs as poppler reads them, and templates that put marks around what may not be split."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pages_kit

TEMPLATES = pages_kit.ROOT / "exporters" / "qbank_html" / "templates" / "handout"
MARKS = {
    "entry": ("markbegin", "markend"),
    "key_entry": ("markkeybegin", "markkeyend"),
    "stimulus": ("markpassage", "markafter"),
}
MARK = re.compile(r"mark([a-z]+):([\w-]+)\.")


def pages(pdf: Path) -> list[str]:
    """Return the text of each page, in the order in which it was drawn."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.removesuffix("\f").split("\f")


def info(pdf: Path) -> dict[str, str]:
    """Return what pdfinfo says."""
    done = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, encoding="utf-8", env={"TZ": "UTC"})
    return dict(re.split(r":\s+", line, maxsplit=1) for line in done.stdout.splitlines() if ": " in line)


def fonts(pdf: Path) -> str:
    """Return the names of the fonts in a PDF."""
    return subprocess.run(["pdffonts", pdf], capture_output=True, check=True, encoding="utf-8").stdout


def squeezed(text: str) -> str:
    """Return text without what setting it in lines puts in: spaces, hyphens, signs of direction; no small figures."""
    return re.sub(r"[\s\u00ad\u2010\u202a-\u202e\u2066-\u2069-]+", "", unicodedata.normalize("NFKC", text))


def letters(text: str) -> Counter[str]:
    """Return how often each letter is there: poppler turns some of Arabic's ligatures around."""
    return Counter(one for one in unicodedata.normalize("NFKD", text) if one.isalpha())


def mark(kind: str) -> str:
    """Return a template's mark: a line of its own that runs rightwards in any page."""
    return f'<p dir="ltr"><bdi>{kind}:{{{{ row.id }}}}.</bdi></p>'


def marking_templates(folder: Path) -> None:
    """Write templates that print a mark before and after each question, and after each passage."""
    folder.mkdir(parents=True)
    for name, (before, after) in MARKS.items():
        text = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
        (folder / f"{name}.html").write_text(f"{mark(before)}\n{text}\n{mark(after)}\n", encoding="utf-8")


def marks(found: list[str]) -> dict[tuple[str, str], list[int]]:
    """Return on which pages each mark stands."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, page in enumerate(found, 1):
        for kind, name in MARK.findall(re.sub(r"(?<=mark)\s|\n", "", page)):
            places.setdefault((kind, name), []).append(number)
    return places
