"""The benchmarks measure what they say: the same questions every time, right in every language, ratios of medians."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import goals, imports, page, peers, projects
from benchmarks.languages import as_blackboard, as_text2qti
from benchmarks.questions import KINDS, banks
from benchmarks.runs import Case, Run, alternate, ratio
from qbank.compiler.build import check
from qbank.compiler.project import open_project


def test_a_bank_is_the_same_in_a_larger_project_and_has_the_kinds_in_their_shares() -> None:
    found = list(banks(2000))
    assert found[:4] == list(banks(200))
    kinds = Counter(question.kind for bank in found for question in bank.questions)
    assert set(kinds) == set(KINDS)
    for kind, percent in KINDS.items():
        assert abs(kinds[kind] / 20 - percent) < 3, kind


def test_the_questions_are_right_for_qbank(tmp_path: Path) -> None:
    project = projects.write(tmp_path / "project", 200)
    outcome = check(open_project(project.root), jobs=1)
    assert outcome.questions == 200
    assert {one.code for one in outcome.diagnostics} <= {"case-folding"}
    first = (tmp_path / "project" / "source" / "bank-00000.yaml").read_text("utf-8")
    project.edit()
    project.edit()
    edited = (tmp_path / "project" / "source" / "bank-00000.yaml").read_text("utf-8")
    assert edited == first.replace("prompt: |\n      ", "prompt: |\n      Edit 2: Edit 1: ", 1)


def test_every_peer_gets_every_question() -> None:
    [bank] = banks(50)
    assert as_text2qti(bank).count("\n1.  ") == 50
    lines = as_blackboard(bank).splitlines()
    assert len(lines) == 50
    assert all(line.isascii() for line in lines)


def test_a_ratio_is_of_medians_and_its_spread_of_rounds() -> None:
    ours = [Run(seconds, seconds / 2, 1) for seconds in (1, 2, 9)]
    theirs = [Run(seconds, seconds, 1) for seconds in (4, 4, 4, 3, 4, 4)]
    found = ratio(ours, theirs)
    assert (found.clock, found.least, found.most, found.computing) == (0.5, 0.25, 2.25, 0.25)


def test_commands_alternate_and_one_that_fails_is_told_of(tmp_path: Path) -> None:
    order: list[str] = []
    told: list[str] = []
    cases = {
        "works": Case((sys.executable, "-c", "print('x')"), tmp_path, lambda: order.append("works"), often=2),
        "fails": Case((sys.executable, "-c", "raise SystemExit('no such thing')"), tmp_path),
        "too": Case((sys.executable, "-c", ""), tmp_path, lambda: order.append("too")),
    }
    runs = alternate(cases, 2, told.append)
    assert order == ["works", "works", "too"] * 2
    assert {name: len(found) for name, found in runs.items()} == {"works": 4, "too": 2}
    assert all(one.seconds > 0 and one.memory > 1_000_000 for found in runs.values() for one in found)
    assert "no such thing" in next(text for text in told if text.startswith("fails failed"))
    rows = {row[0]: row for row in goals.rows({"help": runs["works"], "bare click": runs["too"]})}
    assert rows["`qbank --help`, against a bare click group's"][4] == "1.40"
    assert rows["nothing changed, against `qbank --help`"][1] == "not measured"


def test_a_peer_that_cannot_be_had_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "PEERS", {"nobody": peers.Peer(("./no-such-folder",), "yaml", ".yaml", "run.py")})
    told: list[str] = []
    assert peers.install(tmp_path / "peers", told.append) == {}
    assert told[0].startswith("nobody can't be installed, and is left out: ")


def test_only_what_was_measured_is_written_into_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "performance.md")
    first, second = page.begin("python -m benchmarks"), page.begin(imports.COMMAND)
    page.PAGE.write_text(f"Before.\n{first}old\n{page.END}Between.\n{second}older\n{page.END}After.\n", "utf-8")
    page.write(page.table(("what", "ratio"), [("a", "1")]))
    page.write("new\n", imports.COMMAND)
    table = "| what | ratio |\n| --- | --: |\n| a | 1 |\n"
    expected = f"Before.\n{first}{table}{page.END}Between.\n{second}new\n{page.END}After.\n"
    assert page.PAGE.read_text("utf-8") == expected


@pytest.mark.parametrize("name", ["gift", "text2qti"])
def test_a_format_is_imported_from_what_was_built_or_from_its_own_language(name: str, tmp_path: Path) -> None:
    """Every question comes in that the format holds."""
    ((found, inputs),) = imports.prepare(tmp_path, 40, [name])
    assert found == name
    runs = alternate(imports.cases(tmp_path, {name: inputs}), 1, lambda text: None)
    ((shown, count, ratio, _, alone, _, _, _),) = imports.rows(tmp_path, runs)
    assert shown == name and 36 <= int(count) <= 40
    assert float(ratio) > 0 and float(alone) > 0
    assert (tmp_path / f"{name}-into" / "source" / "bank.yaml").is_file()
