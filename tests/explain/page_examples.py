"""The examples of the pages that `qbank explain` prints, as banks to be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qbank.compiler.build import check
from qbank.compiler.project import open_project
from qbank.diagnostics import Diagnostic
from qbank.explain import codes, page

_BLOCK = re.compile(r"## (Wrong|Right)\n\n```yaml\n(.*?)\n```\n", re.DOTALL)
_HEAD = "schema: 1\nbank: example\nquestions:\n"


@dataclass(frozen=True, slots=True)
class Bank:
    """An example as a file: its text, and the lines in which the example stands."""

    text: str
    first: int
    last: int


def examples() -> dict[str, dict[str, str]]:
    """Return the pages' examples: code → `Wrong` and `Right`, those that are YAML."""
    found: dict[str, dict[str, str]] = {}
    for code in codes():
        one = page(code)
        assert one
        found[code] = dict(_BLOCK.findall(one.text))
    return found


def shown_wrong() -> list[str]:
    """Return the codes whose page shows a wrong example that can be run."""
    return [code for code, found in examples().items() if "Wrong" in found]


def bank(example: str) -> Bank:
    """Return an example as a file: a question is put into the smallest bank there is."""
    if not example.startswith("- type:"):
        return Bank(example + "\n", 1, example.count("\n") + 1)
    lines = [f"  {line}" if line.strip() else line for line in example.splitlines()]
    first = _HEAD.count("\n") + 1
    return Bank(_HEAD + "\n".join(lines) + "\n", first, first + len(lines) - 1)


def findings(project: Path, text: str) -> list[Diagnostic]:
    """Return what `qbank check` finds in a project with this bank, and pictures beside it."""
    (project / "source").mkdir(exist_ok=True)
    (project / "source" / "example.yaml").write_text(text, "utf-8", newline="\n")
    (project / "source" / "cat.png").write_bytes(b"a picture")
    for name, inside in (("cell", "<circle r='9'/>"), ("linked", "<image href='https://example.org/cell.png'/>")):
        svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"
        (project / "source" / f"{name}.svg").write_text(svg, "utf-8")
    return check(open_project(project)).diagnostics
