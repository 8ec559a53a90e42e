"""A project built for one format, by the build itself; and one item rendered, without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readable import readable, squeezed

from qbank.compiler.build import build
from qbank.compiler.context import Context
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.compiler.protocols import Exporter
from qbank.compiler.unit import Unit
from qbank.compiler.values import Fragment
from qbank.diagnostics import Diagnostic
from qbank.model import Item


@dataclass(frozen=True)
class Made:
    """What a format made of a project: all its text, the same without escapes, and the losses reported."""

    text: str
    squeezed: str
    losses: list[Diagnostic]

    def holds(self, word: str) -> bool:
        """Return whether a word is there; in a pattern each letter may stand for itself in both cases: `[Pp]`."""
        either = ((letter, f"{letter.upper()}{letter}", f"{letter}{letter.upper()}") for letter in word)
        pattern = "".join(f"(?:{letter}|\\[(?:{one}|{other})\\])" for letter, one, other in either)
        return word in self.text or re.search(pattern, self.text) is not None

    def reported(self, item: str) -> set[str]:
        """Return the paths at which something of an item was reported."""
        return {loss.path for loss in self.losses if loss.item == item and loss.path}


def make(project: Path, name: str) -> Made:
    """Build a project for a format, beside it."""
    out = project / f"out-{name}"
    outcome = build(open_project(project), Request(formats=(name,), out=out, jobs=1, now=1_800_000_000, trust=True))
    assert [one for one in outcome.diagnostics if one.severity == "error"] == []
    files = {path.name: path.read_bytes() for path in sorted((out / name).rglob("*")) if path.is_file()}
    text = readable(files)
    return Made(text, squeezed(text), outcome.losses)


def render(exporter: Exporter, item: Item, unit: Unit) -> Fragment:
    """Return an item rendered, its unit around it."""
    assert unit.info
    stimulus: Any = unit.stimuli.get(getattr(item, "stimulus", None) or "")
    return exporter.render(item, Context(unit.info, unit.media, stimulus))
