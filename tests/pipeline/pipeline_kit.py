"""Small projects in memory's reach: files written, built in this process, and what was found."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qbank.compiler.build import build
from qbank.compiler.outcome import Outcome, Request
from qbank.compiler.project import open_project

NOW = 1_750_000_000
BANK = "schema: 1\nbank: {id}\nquestions:\n  - {{type: true_false, id: {id}-q, prompt: So?, answer: true}}\n"
EXPORTER = """\
from qbank.api import CARRIED, FEATURES, Carries, Context, Format, Options, lost

class Exporter:
    def __init__(self, options): {make}
    def render(self, item, context):
        {render}
    def assemble(self, plan, fragments, out):
        {assemble}

fields = ("prompt", "answer", "points", "feedback", "title", "stimulus", "tags", "difficulty", "bloom", "objectives",
    "explanation", "source", "score", *FEATURES)
table = Carries({{field: CARRIED for field in fields}} | {{"hints": lost("no room")}}, {{"true_false": {{}}}})
format = Format(name="mine", title="Mine", make=Exporter, carries=table, how_to=("One.", "Two."), revised=0,
    options=Options)
"""
SOUND = {
    "make": "pass",
    "render": "return context.fragment(context.plain(item.text))",
    "assemble": "[out.write(f'{d.info.id}.txt', [fragments(e).body for e in d.entries]) for d in plan.documents]",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return root


def exporter(**changes: str) -> str:
    """Return the source of an exporter that works, but for the changes."""
    return EXPORTER.format(**(SOUND | changes))


def with_exporter(root: Path, source: str, module: str = "qbank_mine") -> Path:
    """Write a project with one bank and an exporter of its own, beside GIFT."""
    settings = f"schema: 1\nformats: [gift, mine]\nexporters: {{mine: '{module}:format'}}\n"
    return write(
        root,
        {"qbank.yaml": settings, "source/b.yaml": BANK.format(id="b"), f"exporters/{module}.py": source},
    )


def run(root: Path, **request: Any) -> Outcome:
    """Build a project; the project's own modules are read anew."""
    for name in [name for name in sys.modules if name.startswith("qbank_mine")]:
        del sys.modules[name]
    before = list(sys.path)
    try:
        return build(open_project(root), Request(jobs=1, now=NOW, **request))
    finally:
        sys.path[:] = before


def picture(size: int) -> str:
    """Return an SVG picture: another for each size."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"/>\n'


def files(project: Path, out: str = "build") -> dict[str, bytes]:
    """Return every file of a build."""
    folder = project / out
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def without_a_past(project: Path) -> Iterator[Path]:
    """Give a copy of a project that was never built; its lock is there."""
    copy = project.with_name(f"{project.name}-new")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".qbank", "build"))
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def found(outcome: Outcome) -> list[tuple[str, str, int]]:
    """Return what was found: severity, code and line."""
    return [(one.severity, one.code, one.span.line) for one in outcome.diagnostics]
