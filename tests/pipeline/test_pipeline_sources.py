"""Which files are banks, which files they may show, and what defaults, tags and stimuli do to questions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import pytest
from pipeline_kit import BANK, found, run, write

from qbank.cli.printing import Printer, as_data, document
from qbank.compiler.layout import bank_files, find_root
from qbank.compiler.reader import compile_file


def test_banks_are_found_at_any_depth(tmp_path: Path) -> None:
    """All .yaml and .yml files below source/, but none in hidden folders, no hidden ones and nothing else."""
    names = ["source/a.yaml", "source/x/y/z/b.yml", "source/.git/c.yaml", "source/.d.yaml", "source/e.txt", "f.yaml"]
    write(tmp_path, {name: BANK.format(id="b") for name in (*names, "source/G.YAML")})
    assert bank_files(tmp_path) == ["source/G.YAML", "source/a.yaml", "source/x/y/z/b.yml"]


def test_a_link_to_a_folder_with_banks_is_no_silent_loss(tmp_path: Path) -> None:
    """Links aren't followed, which is said where banks are missed by it; a link back to source/ ends."""
    root = write(tmp_path, {"source/b.yaml": BANK.format(id="b"), "shared/deep/c.yaml": "x", "figures/dot.svg": "x"})
    for name, target in (("shared", "shared"), ("figures", "figures"), ("loop", "source")):
        (root / "source" / name).symlink_to(root / target)
    outcome = run(root)
    assert [(one.code, one.span.file) for one in outcome.diagnostics] == [
        ("unreadable-file", "source/loop"),
        ("unreadable-file", "source/shared"),
    ]
    assert "it is a link" in outcome.diagnostics[0].message


@pytest.mark.parametrize("name", [b"caf\xe9.yaml", b"a\nb.yaml", b"\x1b[31m.yaml"])
def test_a_name_that_can_not_be_shown_is_one_error(name: bytes, tmp_path: Path, capfdbinary: Any) -> None:
    """A name that isn't UTF-8, or that would move a terminal's cursor, is refused; nothing of it gets through."""
    root = write(tmp_path, {"source/b.yaml": BANK.format(id="b")})
    (root / "source/b.yaml").rename(root / "source" / os.fsdecode(name))
    outcome = run(root)
    assert found(outcome) == [("error", "unreadable-file", 1)]
    Printer("full", root).show(outcome.diagnostics)
    click.echo(document([as_data(one) for one in outcome.diagnostics]))
    out, err = capfdbinary.readouterr()
    assert b"rename it" in err and b"\x1b" not in out + err
    assert len(err.splitlines()) == 3


@pytest.mark.parametrize("marker", ["qbank.yaml", "source/b.yaml"])
def test_a_project_is_the_nearest_folder_upwards(marker: str, tmp_path: Path) -> None:
    """A qbank.yaml or a source/ makes a project of the folder that has it."""
    write(tmp_path, {marker: "schema: 1\n", "deep/er/x.txt": ""})
    assert find_root(tmp_path / "deep/er") == tmp_path


def test_a_file_that_can_not_be_read_is_one_error(tmp_path: Path) -> None:
    """A pipe or a link in the place of a bank is named, and never read: nothing hangs."""
    root = write(tmp_path, {"source/b.yaml": BANK.format(id="b")})
    os.mkfifo(root / "source/pipe.yaml")
    (root / "source/link.yaml").symlink_to("/etc/passwd")
    assert found(run(root)) == [("error", "unreadable-file", 1)] * 2


MEDIA = {
    "../outside.png": "media-outside",
    "/etc/passwd.png": "media-outside",
    "linked.png": "media-outside",
    "linked/dot.png": "media-outside",
    "pipe.png": "missing-media",
    "folder.png": "missing-media",
    "dott.png": "missing-media",
    "notes.txt": "media-type",
}


@pytest.mark.parametrize(("name", "code"), MEDIA.items())
def test_media_are_plain_files_inside_the_project(name: str, code: str, tmp_path: Path) -> None:
    """What lies outside, is a link, no plain file or of another type is one error at the picture's place."""
    bank = f"schema: 1\nbank: b\nquestions:\n  - type: flashcard\n    id: q\n    front: ![x]({name})\n    back: x\n"
    bank = bank.replace("front: ", "front: See ")
    source = write(tmp_path, {"source/b.yaml": bank, "outside.png": "x", "source/notes.txt": "x"}) / "source"
    (source / "dot.png").write_bytes(b"x")
    (source / "linked.png").symlink_to(source / "dot.png")
    (tmp_path / "real").mkdir()
    (tmp_path / "real/dot.png").write_bytes(b"x")
    (source / "linked").symlink_to(tmp_path / "real")
    os.mkfifo(source / "pipe.png")
    (source / "folder.png").mkdir()
    (fault,) = compile_file(tmp_path, "source/b.yaml").diagnostics
    assert (fault.code, fault.span.line) == (code, 6)
    if name == "dott.png":
        assert fault.hint == "did you mean dot.png?"


DEFAULTS = """\
schema: 1
bank: b
tags: [all]
defaults:
  shuffle: false
  points: {points}
questions:
  - {{type: multiple_choice, id: a, prompt: x, choices: [answer: A, B], tags: own}}
  - {{type: multiple_choice, id: b, prompt: x, choices: [answer: A, B], shuffle: true}}
  - {{type: flashcard, id: c, front: x, back: y}}
"""


def test_defaults_and_tags_reach_the_questions(tmp_path: Path) -> None:
    """A question's own field replaces a default; kinds without the field have none; the bank's tags come first."""
    unit = compile_file(write(tmp_path, {"b.yaml": DEFAULTS.format(points=3)}), "b.yaml")
    assert unit.diagnostics == []
    a, b, c = unit.questions
    assert [(a.shuffle, a.points, a.tags), (b.shuffle, b.points, b.tags)] == [  # type: ignore[union-attr]
        (False, 3, ("all", "own")),
        (True, 3, ("all",)),
    ]
    assert c.tags == ("all",)


def test_a_wrong_default_is_reported_once_at_its_place(tmp_path: Path) -> None:
    """One mistake in a default is one error in its own line, however many questions have it."""
    unit = compile_file(write(tmp_path, {"b.yaml": DEFAULTS.format(points="three")}), "b.yaml")
    assert [(one.code, one.span.line) for one in unit.diagnostics] == [("bad-number", 6)]


@pytest.mark.parametrize("field", ["id: x", "prompt: x", "aliases: x", "type: essay", "choices: [a, b]"])
def test_fields_of_one_question_have_no_default(field: str, tmp_path: Path) -> None:
    """What each question must say itself can't be a default."""
    bank = f"schema: 1\nbank: b\ndefaults:\n  {field}\nquestions:\n  - {{type: essay, id: q, prompt: x}}\n"
    unit = compile_file(write(tmp_path, {"b.yaml": bank}), "b.yaml")
    assert [(one.code, one.span.line) for one in unit.diagnostics] == [("unknown-key", 4)]


def test_stimuli_are_local_and_used(tmp_path: Path) -> None:
    """A stimulus that isn't there is an error with a suggestion, one that nobody refers to a warning."""
    bank = (
        "schema: 1\nbank: b\nstimuli:\n  passage: A text.\nquestions:\n"
        "  - {type: essay, id: q, prompt: x, stimulus: pasage}\n"
    )
    unit = compile_file(write(tmp_path, {"b.yaml": bank}), "b.yaml")
    seen = {one.code: (one.severity, one.span.line, one.hint) for one in unit.diagnostics}
    assert seen["unknown-stimulus"] == ("error", 6, "did you mean passage?")
    assert seen["unused-stimulus"][:2] == ("warning", 4)
