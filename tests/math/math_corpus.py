"""Reads the corpus of formulas: `## Group`, and below it `- name: $TeX$`, with two dollars for a display."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "corpus.md"
UNSUPPORTED = "What not every target can show"
"""The group of formulas that are reported."""
_LINE = re.compile(r"- (?P<name>[^:]+): (?P<fence>\$\$?)(?P<tex>.+)(?P=fence)")


class Entry(NamedTuple):
    """A formula of the corpus."""

    group: str
    name: str
    tex: str
    display: bool

    @property
    def shown(self) -> bool:
        """Tell whether every target is to show it."""
        return self.group != UNSUPPORTED


def corpus() -> list[Entry]:
    """Return all formulas in their order. A line of a list that is none is an error."""
    entries, group = [], ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = line.removeprefix("## ")
        elif line.startswith("- "):
            match = _LINE.fullmatch(line)
            assert match, line
            entries.append(Entry(group, match["name"], match["tex"], match["fence"] == "$$"))
    return entries
