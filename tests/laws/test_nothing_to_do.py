"""A build that has nothing to do: it imports next to nothing, writes nothing, and is never wrong about it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BANK = """schema: 1
bank: b
questions:
  - type: true_false
    id: q
    prompt: Is it? ![A square](media/square.svg)
    answer: true
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{}" height="9"/></svg>'
PROGRAM = """
import json, sys
import qbank.cli
try:
    qbank.cli.cli(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print("\\n" + json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, with a format of its own and a picture."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(Path(__file__).parents[1] / "docs" / "outline" / "exporters", folder / "exporters")
    (folder / "source" / "media").mkdir(parents=True)
    (folder / "source" / "media" / "square.svg").write_text(SVG.format(8))
    (folder / "source" / "b.yaml").write_text(BANK)
    (folder / "qbank.yaml").write_text(
        "schema: 1\nformats: [gift, outline]\nexporters: {outline: qbank_outline:format}\n"
    )
    assert run(folder).startswith("Built")
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """That project, which may be changed: it is built once where it lies now."""
    found = tmp_path / "project"
    shutil.copytree(built, found)
    assert run(found).startswith("Built"), "it lies elsewhere"
    return found


def run(project: Path, *options: str) -> str:
    """Call `qbank build`; return what it prints."""
    call = [sys.executable, "-m", "qbank", "build", "--trust", *options]
    return subprocess.run(call, cwd=project, capture_output=True, text=True, check=True).stdout


def said(project: Path) -> str:
    """Call `qbank build`; return its diagnostics."""
    call = [sys.executable, "-m", "qbank", "build", "--trust"]
    return subprocess.run(call, cwd=project, capture_output=True, text=True, check=True).stderr


def files(project: Path) -> dict[str, tuple[int, int]]:
    """Return all files with their sizes and times."""
    found = (path for path in project.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_it_says_so_and_writes_nothing(project: Path) -> None:
    """The summary is that of the build before; no file changes, not even in the cache."""
    before = files(project)
    first = run(project)
    assert first.startswith("Nothing has changed: 1 question of 1 bank are built as they are.")
    assert "build/gift/" in first and "gift loses" not in first
    assert run(project) == first
    assert files(project) == before


def test_it_imports_next_to_nothing(project: Path) -> None:
    """Neither pydantic nor YAML nor a format; no more modules than `--help` and twenty."""
    loaded = {}
    for arguments in (["build", "--trust"], ["--help"]):
        call = [sys.executable, "-c", PROGRAM, *arguments]
        # `-c` puts another folder first in sys.path than `-m`: what is beside it may be something else
        done = subprocess.run(call, cwd=project, capture_output=True, text=True, check=True)
        done = subprocess.run(call, cwd=project, capture_output=True, text=True, check=True)
        loaded[arguments[0]] = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"pydantic", "yaml", "markdown_it", "jinja2", "genanki", "pygments", "importlib.metadata", "qbank_gift"}
    assert not heavy & loaded["build"]
    assert len(loaded["build"] - loaded["--help"]) <= 20


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / name
        text = path.read_text("utf-8")
        assert old in text
        times = path.stat()
        path.write_text(text.replace(old, new), "utf-8")
        if len(old) == len(new) and name.endswith(".yaml"):
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # neither size nor time tells

    return change


def _add(name: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / name).write_text(text, "utf-8")

    return change


def _delete(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


CHANGES: dict[str, Callable[[Path], None]] = {
    "a question, its size and time kept": _edit("source/b.yaml", "Is it?", "Was it"),
    "a picture": _edit("source/media/square.svg", 'width="8"', 'width="7"'),
    "a setting": _edit("qbank.yaml", "[gift, outline]", "[outline]"),
    "the lock": _delete("qbank.lock"),
    "a program": _edit("exporters/qbank_outline/__init__.py", "numbered", "with numbers"),
    "another bank": _add("source/c.yaml", BANK.replace(": b", ": c").replace("id: q", "id: r")),
    "a file that was built": _edit("build/gift/b.txt", "Is it", "Is IT"),
    "a file that is gone": _delete("build/gift/b.txt"),
    "a file that was added": _add("build/gift/x.txt", "x"),
    "a damaged stamp": _edit(".qbank/build-stamp.json", "{", "["),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_built(change: Callable[[Path], None], project: Path) -> None:
    """And then there is nothing to do again."""
    change(project)
    assert run(project).startswith("Built")
    assert run(project).startswith("Nothing has changed")


def test_warnings_are_said_again_and_cost_no_build(project: Path) -> None:
    """Right after the first build, which also wrote the lock."""
    bank = BANK.replace(": b", ": c").replace(": q", ": r").replace("[A square]", "[]")
    (project / "source" / "c.yaml").write_text(bank, "utf-8")
    first = said(project)
    built = files(project)
    again = said(project)
    assert "warning[missing-alt]" in first
    assert again == first
    assert files(project) == built


def check(project: Path, *options: str) -> tuple[str, str]:
    """Call `qbank check`; return what it prints."""
    call = [sys.executable, "-m", "qbank", "check", *options]
    done = subprocess.run(call, cwd=project, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def test_a_check_says_the_same_again_until_something_changes(project: Path) -> None:
    """Warnings, too; an error each time anew."""
    assert check(project) == check(project)
    assert check(project)[0].startswith("Checked 1 question in 1 bank: nothing is wrong.")
    path = project / "source" / "b.yaml"
    path.write_text(path.read_text("utf-8").replace("A square", ""), "utf-8")
    warned = check(project)
    assert "warning[missing-alt]" in warned[1]
    assert check(project) == warned
    assert "1 warning" in check(project, "--strict")[0]
    path.write_text(path.read_text("utf-8").replace("answer: true", "answer: yes"), "utf-8")
    wrong = check(project)
    assert "error[bad-boolean]" in wrong[1]
    assert check(project) == wrong
    path.write_text(path.read_text("utf-8").replace("answer: yes", "answer: true"), "utf-8")
    (project / "source" / "media" / "square.svg").unlink()
    assert "error[missing-media]" in check(project)[1]


def test_what_is_asked_for_counts(project: Path) -> None:
    """Another format, another folder, drafts too: none was built yet."""
    assert run(project, "--format", "gift").startswith("Built")
    assert run(project, "--out", "elsewhere").startswith("Built")
    assert run(project, "--drafts").startswith("Built")
