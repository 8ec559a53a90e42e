"""A bank of which nothing changed keeps its files; whatever it depends on, a change of that makes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pipeline_kit import BANK, EXPORTER, SOUND, files, picture, run, with_exporter, without_a_past, write

from qbank.compiler import assemble, cache
from qbank.compiler.stage import Stage

SHOWN = BANK.replace("So?", '"So? ![it](p.svg)"')
FORMATS = ("gift", "markdown", "study")


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The formats and banks that were assembled, as they are."""
    found: list[tuple[str, str]] = []
    genuine = assemble.run

    def noted(task: assemble.Assembly) -> Any:
        found.extend((task.order.source.name, one.bank) for one in task.plan.stored)
        return genuine(task)

    monkeypatch.setattr(assemble, "run", noted)
    return found


@pytest.fixture
def project(tmp_path: Path, assembled: list[tuple[str, str]]) -> Path:
    """Three banks, two of which show one picture; built."""
    sources = {f"source/{name}.yaml": SHOWN.format(id=name) for name in "ab"}
    sources |= {"source/c.yaml": BANK.format(id="c"), "source/p.svg": picture(9)}
    settings = f"schema: 1\nformats: [{', '.join(FORMATS)}]\n"
    root = write(tmp_path / "project", sources | {"qbank.yaml": settings})
    assert run(root).written
    assert assembled == [(name, bank) for name in FORMATS for bank in "abc"]
    assembled.clear()
    return root


def as_if_new(project: Path) -> dict[str, bytes]:
    """Return what a build makes that knows of no other."""
    with without_a_past(project) as new:
        assert run(new).written
        return files(new)


def test_what_did_not_change_stays_as_it_is(project: Path, assembled: list[tuple[str, str]]) -> None:
    """To the file: nobody writes it again."""
    before = (project / "build/study/a.html").stat()
    assert run(project).written
    assert assembled == []
    after = (project / "build/study/a.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_a_changed_bank_is_assembled(project: Path, assembled: list[tuple[str, str]]) -> None:
    """And the build is the one that knows of no other."""
    write(project, {"source/b.yaml": SHOWN.format(id="b").replace("So?", "Really?")})
    assert run(project).written
    assert assembled == [(name, "b") for name in FORMATS]
    assert files(project) == as_if_new(project)


def test_a_picture_two_banks_show_is_there_when_one_of_them_changes(project: Path) -> None:
    write(project, {"source/p.svg": picture(8)})
    assert run(project).written
    assert files(project) == as_if_new(project)
    write(project, {"source/a.yaml": BANK.format(id="a")})
    assert run(project).written
    assert files(project) == as_if_new(project)


def test_a_bank_that_is_gone_leaves_nothing(project: Path, assembled: list[tuple[str, str]]) -> None:
    (project / "source/b.yaml").unlink()
    assert run(project).written
    assert assembled == []
    assert files(project) == as_if_new(project)


@pytest.mark.parametrize("how", ["edited", "deleted", "empty"])
def test_an_output_that_is_not_ours_any_more_is_made_anew(
    project: Path, assembled: list[tuple[str, str]], how: str
) -> None:
    before = files(project)
    path = project / "build/gift/a.txt"
    path.unlink() if how == "deleted" else path.write_text("mine" if how == "edited" else "", "utf-8")
    assert run(project).written
    assert assembled == [("gift", "a")]
    assert files(project) == before


def test_the_time_of_a_question_is_part_of_it(project: Path, assembled: list[tuple[str, str]]) -> None:
    """Anki's notes have it: another lock makes other files."""
    lock = project / "qbank.lock"
    lines = lock.read_text("utf-8").replace("2025-", "2029-")
    assert lines != lock.read_text("utf-8")
    lock.write_text(lines, "utf-8")
    assert run(project).written
    assert {bank for _, bank in assembled} == {"a", "b", "c"}


def test_options_are_part_of_it(project: Path, assembled: list[tuple[str, str]]) -> None:
    write(project, {"qbank.yaml": "schema: 1\nformats: {gift: , study: , markdown: {key: apart}}\n"})
    assert run(project).written
    assert files(project) == as_if_new(project)
    assert ("markdown", "a") in assembled


def test_a_part_of_a_build_keeps_the_rest_known(project: Path, assembled: list[tuple[str, str]]) -> None:
    """A bank or a format of its own is built; then nothing is left to do for the others."""
    assert run(project, paths=(project / "source/a.yaml",)).written
    assert run(project).written
    assert assembled == []


def test_each_output_folder_has_its_own(project: Path, assembled: list[tuple[str, str]]) -> None:
    assert run(project, out=project / "other").written
    assert len(assembled) == 9
    assert run(project).written
    assert len(assembled) == 9
    assert files(project) == files(project, "other")


@pytest.mark.parametrize("text", ["", "[]", '{"gift": 1}', '{"gift": {"a": 1}}', '{"gift": {"a": ["", {}]}}'])
def test_a_damaged_record_counts_as_none(project: Path, assembled: list[tuple[str, str]], text: str) -> None:
    before = files(project)
    [record] = (project / cache.FOLDER).glob("*.made")
    record.write_text(text, "utf-8")
    assert run(project).written
    assert ("gift", "a") in assembled
    assert files(project) == before


def test_a_file_that_goes_at_once_is_no_fault_of_the_build(
    project: Path, assembled: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody moves it away as soon as it is there: the build stands, and the next one makes it again."""
    genuine = Stage.commit

    def commit(stage: Stage) -> None:
        genuine(stage)
        (stage.target / "gift/a.txt").unlink()

    write(project, {"source/a.yaml": BANK.format(id="a")})
    with monkeypatch.context() as changed:
        changed.setattr(Stage, "commit", commit)
        assert run(project).written
    assert not (project / "build/gift/a.txt").exists()
    assembled.clear()
    assert run(project).written
    assert ("gift", "a") in assembled
    assert files(project) == as_if_new(project)


def test_a_record_cannot_name_a_file_elsewhere(project: Path, assembled: list[tuple[str, str]]) -> None:
    """Whoever wrote it: nothing is linked into a build but what lies in its format's folder."""
    outside = write(project, {"secret.txt": "s"}) / "secret.txt"
    [record] = (project / cache.FOLDER).glob("*.made")
    known = json.loads(record.read_text("utf-8"))
    for name in ("gift/../../secret.txt", "../secret.txt", str(outside)):
        known["gift"]["a"][1] = {name: [outside.stat().st_size, outside.stat().st_mtime_ns]}
        record.write_text(json.dumps(known), "utf-8")
        assembled.clear()
        assert run(project).written
        assert ("gift", "a") in assembled
        assert not any(data == b"s" for data in files(project).values())


def test_a_format_that_is_not_separate_gets_all_banks_each_time(tmp_path: Path) -> None:
    """It may make one file of them."""
    everything = "out.write('all.txt', b' '.join(fragments(e).body for d in plan.documents for e in d.entries))"
    root = with_exporter(tmp_path, EXPORTER.format(**(SOUND | {"assemble": everything})))
    write(root, {"source/c.yaml": BANK.format(id="c")})
    assert run(root, trust=True).written
    assert (root / "build/mine/all.txt").read_text("utf-8") == "So? So?"
    write(root, {"source/c.yaml": BANK.format(id="c").replace("So?", "Then?")})
    assert run(root, trust=True).written
    assert (root / "build/mine/all.txt").read_text("utf-8") == "So? Then?"


def separate(assembling: str) -> str:
    return EXPORTER.format(**(SOUND | {"assemble": assembling})).replace("revised=0", "separate=True, revised=0")


def test_two_banks_that_make_different_files_of_one_name_are_told(tmp_path: Path) -> None:
    """One of them would be lost without a word."""
    clash = "d = plan.documents[0]; out.write('same.txt', d.info.id)"
    root = with_exporter(tmp_path, separate(clash))
    write(root, {"source/c.yaml": BANK.format(id="c")})
    outcome = run(root, trust=True)
    [fault] = [one for one in outcome.diagnostics if one.severity == "error"]
    assert fault.code == "format-failed"
    assert "same.txt" in fault.message
    assert not (root / "build/mine").exists()
    assert (root / "build/gift/b.txt").exists()


def test_a_format_that_fails_with_one_bank_keeps_the_build_of_all(tmp_path: Path) -> None:
    """No build is half one and half the other; the bank is named."""
    sound = "d = plan.documents[0]; out.write(f'{d.info.id}.txt', fragments(d.entries[0]).body)"
    root = with_exporter(tmp_path, separate(sound))
    write(root, {"source/c.yaml": BANK.format(id="c")})
    assert run(root, trust=True).written
    write(root, {f"source/{name}.yaml": BANK.format(id=name).replace("So?", "New?") for name in "bc"})
    with_exporter_only = separate("d = plan.documents[0]; assert d.info.id == 'b'; " + sound)
    write(root, {"exporters/qbank_mine.py": with_exporter_only, "source/b.yaml": BANK.format(id="b")})
    os.utime(root / "exporters/qbank_mine.py", (1, 1))
    outcome = run(root, trust=True)
    [fault] = [one for one in outcome.diagnostics if one.severity == "error"]
    assert (fault.code, fault.span.file) == ("format-failed", "source/c.yaml")
    assert {path.read_text("utf-8") for path in (root / "build/mine").iterdir()} == {"So?"}
    assert "New?" in (root / "build/gift/c.txt").read_text("utf-8")
