"""What a build with nothing to do opens, and what `qbank --help` imports."""

from __future__ import annotations

from pathlib import Path

from counts_kit import qbank

HEAVY = {"pydantic", "yaml", "markdown_it", "jinja2", "importlib.metadata", "filelock"}
BANK = """schema: 1
bank: {0}
questions:
  - type: true_false
    id: {0}-q
    prompt: Is it?
    answer: true
"""


def test_a_build_with_nothing_to_do_reads_each_source_once_and_writes_none(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "source").mkdir(parents=True)
    for name in "abc":
        (root / "source" / f"{name}.yaml").write_text(BANK.format(name), "utf-8")
    build = ("build", "--format", "gift,markdown,qti21")
    assert qbank(root, *build).status == 0
    again = qbank(root, *build)
    assert again.out.startswith("Nothing has changed")
    assert again.below(root, written=True) == []
    read = [".qbank/build-stamp.json", "qbank.lock", "source/a.yaml", "source/b.yaml", "source/c.yaml"]
    assert sorted(again.below(root, written=False)) == read


def test_a_check_with_nothing_to_do_reads_each_source_once_and_writes_none(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "source").mkdir(parents=True)
    for name in "ab":
        (root / "source" / f"{name}.yaml").write_text(BANK.format(name), "utf-8")
    first = qbank(root, "check")
    assert not first.below(root, written=True), "a project that was never built has no cache"
    assert qbank(root, "build", "--format", "gift").status == 0
    said = qbank(root, "check").out
    assert said == first.out
    again = qbank(root, "check")
    assert again.out == said
    assert again.below(root, written=True) == []
    assert sorted(again.below(root, written=False)) == [
        ".qbank/check-stamp.json",
        "qbank.lock",
        "source/a.yaml",
        "source/b.yaml",
    ]
    assert not HEAVY & again.modules


def test_help_imports_click_and_nothing_of_the_compiler(tmp_path: Path) -> None:
    ran = qbank(tmp_path, "--help")
    assert {name for name in ran.modules if name.split(".")[0].startswith("qbank")} == {"qbank", "qbank.cli"}
    assert not HEAVY & ran.modules
