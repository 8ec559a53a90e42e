"""A partial build carries the rest of the previous one over; a whole one drops what is no longer made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from law_kit import build, contents, make_project, qbank, write_bank

PARTS = [("source/one.yaml",), ("--format", "gift"), ("source/one.yaml", "--format", "gift,study"), ("source",)]


@pytest.mark.parametrize("part", PARTS, ids=" ".join)
def test_a_part_of_an_unchanged_project_changes_nothing(part: tuple[str, ...], tmp_path: Path) -> None:
    """Files, manifest, index and lock stay as a whole build made them."""
    project = make_project(tmp_path / "project")
    build(project)
    before, lock = contents(project / "build"), (project / "qbank.lock").read_bytes()
    build(project, *part)
    assert contents(project / "build") == before
    assert (project / "qbank.lock").read_bytes() == lock


def test_only_the_part_is_made_anew(tmp_path: Path) -> None:
    """Both banks are edited, one is built: the other's files stay."""
    project = make_project(tmp_path / "project")
    build(project)
    before = contents(project / "build")
    for bank in ("one", "two"):
        write_bank(project, bank, "left")
    build(project, "source/one.yaml", "--format", "gift")
    after = contents(project / "build")
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {"gift/one.txt", "manifest.json"}
    assert after.keys() == before.keys()


def test_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    """Built bank by bank and format by format, the result is that of one build."""
    whole, parts = make_project(tmp_path / "whole"), make_project(tmp_path / "parts")
    build(whole, "--format", "gift,study")
    for arguments in (("source/two.yaml", "-f", "study"), ("-f", "gift"), ("source/one.yaml", "-f", "study")):
        build(parts, *arguments)
    ours, theirs = contents(parts / "build"), contents(whole / "build")
    assert {name: ours[name] for name in ours if name.endswith((".txt", ".html"))} == {
        name: theirs[name] for name in theirs if name.endswith((".txt", ".html"))
    }
    manifests = [json.loads((project / "build" / "manifest.json").read_text("utf-8")) for project in (parts, whole)]
    assert manifests[0]["formats"] == manifests[1]["formats"]
    assert manifests[0]["files"] == manifests[1]["files"]


def test_a_whole_build_drops_what_is_no_longer_made(tmp_path: Path) -> None:
    """A deleted bank's files go, in every format, and its lines in the lock."""
    project = make_project(tmp_path / "project")
    build(project)
    (project / "source" / "two.yaml").unlink()
    build(project)
    assert not [name for name in contents(project / "build") if "two" in name]
    assert "two-" not in (project / "qbank.lock").read_text("utf-8")
    (project / "qbank.yaml").write_text("schema: 1\nformats: [gift]\n", "utf-8")
    build(project)
    assert {name.partition("/")[0] for name in contents(project / "build")} == {
        ".gitignore",
        "gift",
        "index.html",
        "manifest.json",
    }


def test_the_manifest_tells_what_is_there(tmp_path: Path) -> None:
    """Every file with its hash and size, every bank with its questions, every format with its losses."""
    project = make_project(tmp_path / "project")
    build(project, "--format", "gift")
    manifest = json.loads((project / "build" / "manifest.json").read_text("utf-8"))
    hashes = contents(project / "build")
    assert {name: one["sha256"] for name, one in manifest["files"].items()} == {
        name: digest for name, digest in hashes.items() if name not in ("manifest.json", ".gitignore")
    }
    assert {bank: one["questions"] for bank, one in manifest["banks"].items()} == {"one": 2, "two": 2}
    losses = {one["code"]: one["questions"] for one in manifest["formats"]["gift"]["losses"]}
    assert losses["gift/hints-lost"] == ["one-choice", "two-choice"]
    assert losses["gift/image-lost"] == ["one-choice", "two-choice"]


def test_a_question_elsewhere_still_counts_for_unique_ids(tmp_path: Path) -> None:
    """A partial build knows the ids of the files that it doesn't build."""
    project = make_project(tmp_path / "project")
    build(project)
    text = (project / "source" / "two.yaml").read_text("utf-8").replace("id: two-number", "id: one-number")
    (project / "source" / "two.yaml").write_text(text, "utf-8")
    failed = qbank(project, "build", "source/two.yaml")
    assert failed.returncode == 1
    assert "one-number is the id of another question, in source/one.yaml" in failed.stderr
