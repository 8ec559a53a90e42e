"""Law 5: the same source, the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from law_kit import ROOT, build, contents, examples, make_project, write_bank


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example banks once; the lock that this makes is part of the source from then on."""
    project = examples(tmp_path_factory.mktemp("first"))
    shutil.copy(ROOT / "tests" / "laws" / "law_bank.yaml", project / "source")
    build(project)
    return project


ELSEWHERE = {
    "another place, zone, language, seed and clock, three processes": (
        "a folder with spaces/and ünïcode",
        ("--jobs", "3"),
        {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1", "QBANK_CLOCK": "315000000"},
    ),
    "one process, an old clock, another epoch": (
        "b",
        ("--jobs", "1"),
        {
            "TZ": "America/St_Johns",
            "LC_ALL": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "4242",
            "QBANK_CLOCK": "-700000000",
            "SOURCE_DATE_EPOCH": "1000000000",
            "PYTHONUTF8": "0",
        },
    ),
}


@pytest.mark.parametrize(("folder", "arguments", "changes"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_build_elsewhere_is_the_same(
    first: Path, tmp_path: Path, folder: str, arguments: tuple[str, ...], changes: dict[str, str]
) -> None:
    """Neither the place nor time, locale, hash seed or number of processes changes a byte, of the lock neither."""
    project = tmp_path / folder
    shutil.copytree(first / "source", project / "source", copy_function=shutil.copyfile)
    shutil.copy(first / "qbank.lock", project)
    build(project, *arguments, **changes)
    assert contents(project / "build") == contents(first / "build")
    assert (project / "qbank.lock").read_bytes() == (first / "qbank.lock").read_bytes()


def test_building_twice_in_the_same_folder_changes_nothing(first: Path) -> None:
    """A second build over the first leaves every byte as it was."""
    before = contents(first / "build")
    build(first, SOURCE_DATE_EPOCH="1900000000")
    assert contents(first / "build") == before


def test_every_format_is_compared(first: Path) -> None:
    """What is compared is not empty: each format has a file of each bank that it holds."""
    formats = {name.split("/")[0] for name in contents(first / "build") if "/" in name}
    assert {"anki", "gift", "handout", "qti12", "qti21", "qti22", "qti30", "study"} <= formats
    assert len(contents(first / "build")) > 40


def test_built_in_parts_is_the_same_as_built_at_once(tmp_path: Path) -> None:
    """Format after format and bank after bank comes to the same bytes as all at once, manifest and index included."""
    whole, parts = make_project(tmp_path / "whole"), make_project(tmp_path / "parts")
    build(whole, "-f", "gift,study,anki")
    build(parts, "-f", "gift")
    build(parts, "-f", "anki,study")
    build(parts, "source/two.yaml")
    shutil.rmtree(parts / "build")
    (parts / "qbank.lock").unlink()
    build(parts, "source/one.yaml", "-f", "study,gift,anki")
    build(parts, "source/two.yaml", "-f", "anki")
    build(parts, "source/two.yaml", "-f", "gift,study")
    assert contents(parts / "build") == contents(whole / "build")
    assert (parts / "qbank.lock").read_bytes() == (whole / "qbank.lock").read_bytes()


def test_another_source_is_another_build(tmp_path: Path) -> None:
    """The comparison can fail: one word changed changes the files of its bank, and the lock."""
    project = make_project(tmp_path)
    build(project, "-f", "gift,anki")
    before, lock = contents(project / "build"), (project / "qbank.lock").read_bytes()
    write_bank(project, "one", "left")
    build(project, "-f", "gift,anki")
    after = contents(project / "build")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"anki/one.apkg", "gift/one.txt", "manifest.json"}
    assert (project / "qbank.lock").read_bytes() != lock
