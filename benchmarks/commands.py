"""The commands that are measured."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from benchmarks.peers import PEERS, SCRIPTS, python
from benchmarks.projects import Project
from benchmarks.runs import Case, run

FORMATS = "anki,gift,moodle_xml,qti12,qti21,qti30,study,handout,markdown"
PEERS_FORMAT = {"text2qti": "qti12", "qti-package-maker": "qti12", "genanki": "anki", "pandoc": "handout"}
"""What we build to compare with each peer: the same format, or the nearest."""
QUICK = 3
"""How often a round runs what takes a fraction of a second."""
BARE = """
import click
@click.group()
def cli():
    'A group with one command.'
@cli.command()
def build():
    'Build.'
cli(['--help'])
"""


def cases(project: Project, small: Project, peers: Iterable[str], environment: Path) -> dict[str, Case]:
    """Return all cases by name: `project` is the large one, `small` has one file of fifty questions."""
    every = ("build", "--format", FORMATS)
    found = {
        "bare click": Case((sys.executable, "-c", BARE), project.root, often=QUICK),
        "help": Case(qbank("--help"), project.root, often=QUICK),
        "imports": Case((sys.executable, "-c", "import pydantic, yaml, markdown_it"), small.root, often=QUICK),
        "check": Case(qbank("check"), small.root, small.fresh, often=QUICK),
        "check again": Case(qbank("check"), small.root, partial(_checked, small), often=QUICK),
        "one process": Case(qbank(*every, "--jobs", "1"), project.root, project.fresh),
        "two processes": Case(qbank(*every, "--jobs", "2"), project.root, project.fresh),
        "nothing changed": Case(qbank(*every), project.root, often=QUICK),
        "one file changed": Case(qbank(*every), project.root, project.edit),
        "one file changed, all written": Case(qbank(*every), project.root, project.edit_and_forget_files),
    }
    for name in sorted({PEERS_FORMAT[peer] for peer in peers}):
        found[name] = Case(qbank("build", "--format", name), project.root, project.fresh)
    for name in peers:
        folders = (str(project.peer(name)), str(project.out(name)))
        script = str(SCRIPTS / PEERS[name].script)
        found[name] = Case((str(python(environment)), script, *folders), project.root, partial(project.empty, name))
    return found


def _checked(project: Project) -> None:
    """Leave a project in which nothing changed since its last check."""
    (project.root / ".qbank").mkdir(exist_ok=True)
    run(qbank("check"), project.root)


def qbank(*arguments: str) -> tuple[str, ...]:
    """Return a command line of qbank, run as its script is."""
    return (str(Path(sys.executable).with_name("qbank")), *arguments)
