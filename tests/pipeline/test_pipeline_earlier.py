"""Of a file that changed, only the questions that did are rendered; the build is the one that knows of no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pipeline_kit import files, picture, run, without_a_past, write

from qbank.compiler import cache, render

BANK = """\
schema: 1
bank: b
title: A bank
stimuli:
  passage: {title: Read, text: "A passage. ![it](p.svg)"}
questions:
  - {type: true_false, id: q1, prompt: One?, answer: true, stimulus: passage, hints: Think., tags: [old]}
  - {type: multiple_choice, id: q2, prompt: "![a](a.svg) or ![b](b.svg)?", choices: [{text: "1", correct: true}, "2"]}
  - {type: short_answer, id: q3, prompt: Three?, accept: ["3", three], difficulty: easy}
  - {type: cloze, id: q4, prompt: "Four is [[four]] and one [[=1]]."}
"""
FORMATS = ["anki", "csv", "gift", "handout", "json", "markdown", "moodle_xml", "qti12", "qti21", "qti30", "study"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A bank with a passage and pictures, built."""
    pictures = {f"source/{name}.svg": picture(size) for size, name in enumerate("abp", 1)}
    settings = f"schema: 1\nformats: [{', '.join(FORMATS)}]\n"
    root = write(tmp_path / "project", pictures | {"source/b.yaml": BANK, "qbank.yaml": settings})
    assert run(root).written
    return root


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, project: Path) -> set[str]:
    """The items that a format was asked to render."""
    found: set[str] = set()
    genuine: Callable[..., Any] = render._fragment

    def noted(one: Any, exporter: Any, item: Any, context: Any) -> Any:
        if one.carries.holds(item.type):
            found.add(item.id)
        return genuine(one, exporter, item, context)

    monkeypatch.setattr(render, "_fragment", noted)
    return found


def replace(project: Path, old: str, new: str) -> None:
    path = project / "source/b.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def swap(project: Path) -> None:
    one, other = project / "source/a.svg", project / "source/b.svg"
    held = one.read_text("utf-8")
    one.write_text(other.read_text("utf-8"), "utf-8")
    other.write_text(held, "utf-8")


def line(item: str) -> str:
    return next(one for one in BANK.splitlines(keepends=True) if f"id: {item}," in one)


def first(project: Path, item: str) -> None:
    """Move a question to the top."""
    replace(project, line(item), "")
    replace(project, "questions:\n", f"questions:\n{line(item)}")


ALL = {"passage", "q1", "q2", "q3", "q4"}
CHANGES: dict[str, tuple[Callable[[Path], Any], set[str]]] = {
    "a prompt": (lambda at: replace(at, "Three?", "Drei?"), {"q3"}),
    "a tag": (lambda at: replace(at, "[old]", "[new, newer]"), {"q1"}),
    "a difficulty": (lambda at: replace(at, "easy", "hard"), {"q3"}),
    "what a text shows": (lambda at: write(at, {"source/a.svg": picture(9)}), {"q2"}),
    "which picture is which": (swap, {"q2"}),
    "a passage": (lambda at: replace(at, "A passage.", "Another."), {"passage", "q1"}),
    "a passage's picture": (lambda at: write(at, {"source/p.svg": picture(9)}), {"passage", "q1"}),
    "a passage's name": (lambda at: replace(at, "passage", "text"), {"text", "q1"}),
    "lines and nothing else": (lambda at: replace(at, "questions:\n", "\n# three\n\nquestions:\n"), set()),
    "the order": (lambda at: first(at, "q3"), set()),
    "a question that goes": (lambda at: replace(at, line("q1"), ""), set()),
    "the title": (lambda at: replace(at, "A bank", "The bank"), ALL),
    "the language": (lambda at: replace(at, "title: A", "language: de\ntitle: A"), ALL),
    "an alias": (lambda at: replace(at, "id: q3,", "id: q3, aliases: [q0],"), {"q3"}),
    "an id": (lambda at: replace(at, "id: q3,", "id: q33, aliases: [q3],"), {"q33"}),
    "a draft": (lambda at: replace(at, "id: q3,", "id: q3, status: draft,"), set()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_did_not_change_is_not_rendered(name: str, project: Path, rendered: set[str]) -> None:
    """Files, losses and their places are those of a build without a past."""
    change, expected = CHANGES[name]
    change(project)
    outcome = run(project)
    assert outcome.written
    assert rendered == expected
    with without_a_past(project) as new:
        alone = run(new)
        assert (outcome.losses, outcome.lost, outcome.diagnostics) == (alone.losses, alone.lost, alone.diagnostics)
        assert outcome.losses
        assert files(project) == files(new)


@pytest.mark.parametrize("how", ["gone", "empty", "another name", "a path", "no spool", "damaged"])
def test_without_a_past_everything_is_rendered(how: str, project: Path, rendered: set[str]) -> None:
    """Whatever became of it: it is looked at, never believed."""
    [last] = (project / cache.FOLDER).glob("*.last")
    [spool] = (project / cache.FOLDER).glob("*.spool")
    if how == "gone":
        last.unlink()
    elif how == "no spool":
        spool.unlink()
    elif how == "damaged":
        spool.write_bytes(spool.read_bytes().replace(b"Four", b"Five"))
    else:
        last.write_text({"empty": "", "another name": "0" * 64, "a path": f"../{cache.FOLDER}/{spool.stem}"}[how])
    replace(project, "Three?", "Drei?")
    assert run(project).written
    assert rendered == ALL


def test_the_past_of_a_bank_without_questions_is_none(project: Path, rendered: set[str]) -> None:
    """All of them drafts: nothing was rendered, so nothing is known."""
    text = (project / "source/b.yaml").read_text("utf-8")
    write(project, {"source/c.yaml": "schema: 1\nbank: c\nquestions:\n  - {type: essay, id: e, prompt: So?}\n"})
    replace(project, "{type:", "{status: draft, type:")
    replace(project, "A bank", "Another bank")
    assert run(project).written
    rendered.clear()
    write(project, {"source/b.yaml": text})
    assert run(project).written
    assert rendered | ALL >= ALL


def test_another_set_of_formats_has_another_past(project: Path, rendered: set[str]) -> None:
    """Nothing of one format is taken for another's."""
    assert run(project, formats=("gift",)).written
    rendered.clear()
    replace(project, "Three?", "Drei?")
    assert run(project, formats=("gift",)).written
    assert rendered == {"q3"}
