"""Which formats there are. Listing them imports none."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

from qbank.compiler.protocols import Format

GROUP = "qbank.formats"


class FormatFault(Exception):
    """A format that can't be used, and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a format comes from: `package:object`, and the folder to import a project's own from."""

    name: str
    target: str
    folder: str = ""


@cache
def installed() -> dict[str, Source]:
    """Return the installed formats by name, sorted."""
    found = {point.name: Source(point.name, point.value) for point in metadata.entry_points(group=GROUP)}
    return dict(sorted(found.items()))


def load(source: Source) -> Format[Any]:
    """Import a format. Raises FormatFault where that fails, with the reason."""
    if source.folder and source.folder not in sys.path:
        sys.path.insert(0, source.folder)
    module, _, name = source.target.partition(":")
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (Exception, SystemExit) as error:
        raise FormatFault(f"{source.target} can't be imported: {type(error).__name__}: {error}") from error
    if not isinstance(found, Format):
        raise FormatFault(f"{source.target} is no qbank.api.Format")
    if found.name != source.name:
        raise FormatFault(f"{source.target} calls itself {found.name}")
    return found


def missing(found: Format[Any]) -> dict[str, str]:
    """Return what a format needs and isn't there, modules and programs: each with how to get it."""
    modules = [name for name in found.needs if util.find_spec(name) is None]
    package = f"'qbank[{found.extra}]'" if found.extra else " ".join(modules)
    absent = dict.fromkeys(modules, f"pip install {package}")
    return absent | {one.name: one.how_to_get for one in found.programs if one.find() is None}


def sources(own: Mapping[str, str], project: Path) -> dict[str, Source]:
    """Return all formats of a project: the installed ones and its own, which go first."""
    folder = str((project / "exporters").resolve())
    return installed() | {name: Source(name, target, folder) for name, target in own.items()}
