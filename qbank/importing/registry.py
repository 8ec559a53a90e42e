"""Which readers there are, and which one a file is for: found by its content, never by its suffix alone."""

from __future__ import annotations

import importlib
import re
from functools import cache
from importlib import metadata, util
from pathlib import Path

from qbank.importing.found import InputFault
from qbank.importing.input import Input
from qbank.importing.protocols import Importer
from qbank.importing.xml import root

GROUP = "qbank.importers"
_BANK = re.compile(r"(?:[ \t]*(?:#.*)?\n)*schema:[ \t]*\d")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!DOCTYPE\s+)?html[\s>]", re.IGNORECASE | re.DOTALL
)
SURE = 0.2
"""What a reader must say at least for a file to be its own."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all readers, sorted; none is imported."""
    return tuple(sorted({point.name for point in metadata.entry_points(group=GROUP)}))


@cache
def importer(name: str) -> Importer:
    """Return a reader. Raises KeyError where there is none of this name, TypeError where it is none."""
    points = {point.name: point for point in metadata.entry_points(group=GROUP)}
    module, _, attribute = points[name].value.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not isinstance(found, Importer) or found.name != name:
        raise TypeError(f"{points[name].value} is no reader called {name}")
    return found


def chosen(source: Input, name: str = "") -> Importer:
    """Return the reader of this name, or the one that an input is for. Raises InputFault where there is none."""
    return ready(importer(name)) if name else detect(source)


def detect(source: Input) -> Importer:
    """Return the reader that is surest of an input. Raises InputFault where none is."""
    sure, found = max(
        ((one.sniff(source), one) for one in map(importer, names())), key=lambda pair: pair[0], default=(0.0, None)
    )
    if _BANK.match(source.head_text):
        raise InputFault("it is a bank of qbank already", "copy it, and the files that it shows, into source/")
    if found is None or sure < SURE:
        if _PAGE.match(source.head_text):
            hint = "copy the quiz from the browser into a text file and import that, or export it from its platform"
            raise InputFault("it is a web page", hint)
        if "<!DOCTYPE" in source.head_text and source.head_text.lstrip().startswith("<"):
            root(source.head)  # says what is wrong with it, and where
        hint = f"say what it is: --from with one of {', '.join(names())}"
        raise InputFault("nothing tells which format it has", hint)
    return ready(found)


def is_package(folder: Path) -> bool:
    """Return whether a folder is an archive that was unpacked, by the files that lie in it."""
    return any((folder / name).is_file() for one in map(importer, names()) for name in one.manifests)


def ready(found: Importer) -> Importer:
    """Return the reader. Raises InputFault where what it needs isn't installed."""
    missing = [name for name in found.needs if util.find_spec(name) is None]
    if missing:
        raise InputFault(f"reading {found.title} needs {', '.join(missing)}", f"pip install 'qbank[{found.extra}]'")
    return found
