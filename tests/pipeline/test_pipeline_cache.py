"""An unchanged file is neither read as YAML nor rendered again; the files that are built are the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pipeline_kit import BANK, SOUND, exporter, files, run, with_exporter, write

from qbank.compiler import cache, order
from qbank.compiler.build import check
from qbank.compiler.project import open_project

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n'
SHOWN = BANK.replace("So?", '"So? ![it](p.svg)"')


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were compiled, as they are."""
    found: list[str] = []
    genuine: Callable[..., Any] = order.compile_bytes

    def noted(data: bytes, project: Path, file: str, identity: str) -> Any:
        found.append(file)
        return genuine(data, project, file, identity)

    monkeypatch.setattr(order, "compile_bytes", noted)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two banks, one with a picture."""
    files = {"source/a.yaml": BANK.format(id="a"), "source/b.yaml": SHOWN.format(id="b"), "source/p.svg": PICTURE}
    return write(tmp_path / "project", files)


def built(project: Path, **request: Any) -> dict[str, bytes]:
    """Build, and return every file that was built."""
    assert run(project, **request).written
    return files(project)


def test_a_second_build_compiles_nothing_and_makes_the_same(project: Path, compiled: list[str]) -> None:
    """Nor does it find less: losses come from what was kept."""
    first = built(project)
    losses = run(project).losses
    assert sorted(compiled) == ["source/a.yaml", "source/b.yaml"]
    assert losses
    shutil.rmtree(project / "build")
    assert built(project) == first
    assert len(compiled) == 2


def test_only_what_changed_is_compiled(project: Path, compiled: list[str]) -> None:
    """And the result is what a build without a cache makes."""
    built(project)
    write(project, {"source/a.yaml": BANK.format(id="a").replace("So?", "Really?")})
    changed = built(project)
    assert compiled[2:] == ["source/a.yaml"]
    cache.clean(project)
    assert built(project) == changed
    assert len(compiled) == 5


def test_a_check_compiles_only_what_changed(project: Path, compiled: list[str]) -> None:
    """In a project that was built; it finds what it found before."""
    write(project, {"source/b.yaml": SHOWN.format(id="b").replace("[it]", "[]")})
    found = check(open_project(project), jobs=1).diagnostics
    assert [one.code for one in found] == ["missing-alt"]
    assert not (project / cache.FOLDER).exists()
    built(project)
    for _ in range(2):
        assert check(open_project(project), jobs=1).diagnostics == found
    compiled.clear()
    write(project, {"source/a.yaml": BANK.format(id="a").replace("So?", "Really?")})
    assert check(open_project(project), jobs=1).diagnostics == found
    assert compiled == ["source/a.yaml"]


def test_a_picture_is_looked_at_each_time(project: Path, compiled: list[str]) -> None:
    """Whether it changed, is gone, or is a link now."""
    built(project)
    write(project, {"source/p.svg": PICTURE.replace("9", "8")})
    assert built(project)
    assert compiled[2:] == ["source/b.yaml"]
    (project / "source" / "p.svg").unlink()
    assert [one.code for one in run(project).diagnostics] == ["missing-media"]


@pytest.mark.parametrize("changes", [{"formats": ("gift",)}, {"drafts": True}])
def test_another_request_is_another_entry(project: Path, compiled: list[str], changes: dict[str, Any]) -> None:
    """Formats and drafts decide what is rendered."""
    built(project)
    built(project, **changes)
    assert len(compiled) == 4


def test_options_and_exporters_are_part_of_the_key(tmp_path: Path, compiled: list[str]) -> None:
    """An exporter that was edited makes its fragments anew."""
    project = with_exporter(tmp_path, exporter())
    built(project, trust=True)
    os.utime(project / "exporters" / "qbank_mine.py", (1, 1))
    built(project, trust=True)
    assert len(compiled) == 2
    settings = (project / "qbank.yaml").read_text("utf-8")
    write(project, {"qbank.yaml": settings.replace("[gift, mine]", "{gift: , mine: , markdown: {key: apart}}")})
    built(project, trust=True)
    write(project, {"qbank.yaml": settings.replace("[gift, mine]", "{gift: , mine: , markdown: {key: none}}")})
    built(project, trust=True)
    assert len(compiled) == 4


def damage(path: Path, how: str) -> None:
    """Change an entry's file as a kill, a full disk, a bad disk, another version or a stranger would."""
    data = path.read_bytes()
    changed = {
        "cut off": data[: len(data) // 2],
        "empty": b"",
        "one bit": data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        "another shape": data[:16] + b"\n{}",
        "zeros": bytes(len(data)),
    }
    path.write_bytes(changed[how])


@pytest.mark.parametrize("how", ["cut off", "empty", "one bit", "another shape", "zeros"])
@pytest.mark.parametrize("suffix", ["json", "spool"])
def test_a_damaged_entry_counts_as_none(project: Path, compiled: list[str], how: str, suffix: str) -> None:
    """The build compiles the file again, and mends the entry."""
    first = built(project)
    for path in (project / cache.FOLDER).glob(f"*.{suffix}"):
        damage(path, how)
    assert built(project) == first
    assert len(compiled) == 4
    assert built(project) == first
    assert len(compiled) == 4


def test_an_entry_shows_only_files_that_the_source_shows(project: Path, compiled: list[str]) -> None:
    """Whoever writes an entry can't have another file packed."""
    first = built(project)
    for path in (project / cache.FOLDER).glob("*.json"):
        _, _, body = path.read_bytes().partition(b"\n")
        body = body.replace(b'"path":"source/p.svg"', b'"path":"qbank.lock"')
        spool = path.with_suffix(".spool")
        checksum = cache._checksum([body]) + cache._checksum([spool.read_bytes()])
        path.write_bytes(checksum + b"\n" + body)
    assert built(project) == first
    assert compiled[2:] == ["source/b.yaml"]


def test_what_is_wrong_is_not_kept(project: Path) -> None:
    """An error is found in each build; nothing of that file is in the cache."""
    write(project, {"source/a.yaml": BANK.format(id="a").replace("answer: true", "answer: yes")})
    assert [one.code for one in run(project).diagnostics] == ["bad-boolean"]
    assert [one.code for one in run(project).diagnostics] == ["bad-boolean"]
    assert len(list((project / cache.FOLDER).glob("*.json"))) == 1


def test_a_failing_exporter_fails_each_time(tmp_path: Path) -> None:
    """Its failure isn't kept, and the other formats are built."""
    project = with_exporter(tmp_path, exporter(**SOUND | {"render": "raise ValueError('no')"}))
    for _ in range(2):
        found = run(project, trust=True)
        assert [one.code for one in found.diagnostics] == ["format-failed"]
        assert list(found.formats) == ["gift"]


def test_a_folder_that_can_not_be_written_has_no_cache(project: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """A build elsewhere works all the same."""
    (project / cache.FOLDER).write_text("a file is in the way", "utf-8")
    assert run(project, out=tmp_path / "out").written


def test_old_entries_go(project: Path) -> None:
    """Those that no build asked for in a while, and what a kill left behind."""
    built(project)
    folder = project / cache.FOLDER
    (folder / "build-killed").mkdir()
    (folder / "build-killed" / "0").write_text("x", "utf-8")
    for path in (folder / "build-killed", *list(folder.glob("*.json"))[:1]):
        os.utime(path, (1, 1))
    before = len(list(folder.glob("*.json")))
    assert cache.prepare(project) == folder
    assert not (folder / "build-killed").exists()
    assert len(list(folder.glob("*.json"))) == before - 1


def test_what_takes_long_is_made_once(tmp_path: Path) -> None:
    """By all builds; again where what is kept is damaged, or where nothing can be kept."""
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode()

    kept = cache.Cache(str(tmp_path), "code")
    for name in ("one", "one", "two"):
        assert kept.once(name, lambda name=name: make(name)) == name.encode()
    assert made == ["one", "two"]
    for path in tmp_path.glob("*.once"):
        damage(path, "one bit")
    assert kept.once("one", lambda: make("one")) == b"one"
    assert cache.Cache(str(tmp_path), "another").once("one", lambda: make("one")) == b"one"
    assert cache.Cache().once("one", lambda: make("one")) == b"one"
    assert made == ["one", "two", "one", "one", "one"]
