"""Law 6: a killed or failed build leaves the previous one whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from law_kit import build, command, contents, environment, leftovers, make_project, qbank, write_bank

MOMENTS = {
    "while files are read": ("qbank.compiler.gather:gather", {}, "old"),
    "when the stage is made": ("qbank.compiler.stage:Stage.open/after", {}, "old"),
    "when the lock is written, before the swap": ("qbank.compiler.publish:update_lock/after", {}, "old"),
    "before the swap": ("qbank.compiler.stage:Stage.commit", {}, "old"),
    "after the exchange, before the old build is deleted": ("qbank.compiler.exchange:delete", {}, "new"),
    "between two renames": ("qbank.compiler.exchange:set_aside/after", {"QBANK_NO_EXCHANGE": "1"}, "old"),
    "after two renames, before the old build is deleted": (
        "qbank.compiler.exchange:delete",
        {"QBANK_NO_EXCHANGE": "1"},
        "new",
    ),
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return what a build holds before and after an edit of a question."""
    project = make_project(tmp_path_factory.mktemp("reference"))
    build(project)
    before = contents(project / "build")
    write_bank(project, "one", "left")
    build(project)
    after = contents(project / "build")
    assert before != after
    return {"old": before, "new": after}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_is_old_or_new_never_half(
    moment: str, tmp_path: Path, builds: dict[str, dict[str, str]]
) -> None:
    """Killed anywhere, the build folder is whole after the next command, which cleans up."""
    where, changes, left = MOMENTS[moment]
    project = make_project(tmp_path / "project")
    build(project)
    write_bank(project, "one", "left")
    killed = qbank(project, "build", "--jobs", "1", QBANK_KILL=where, **changes)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    qbank(project, "check")
    assert contents(project / "build") == builds[left]
    assert leftovers(project) == []
    build(project)
    assert contents(project / "build") == builds["new"]
    assert leftovers(project) == []


def test_a_build_with_errors_changes_nothing(tmp_path: Path) -> None:
    """Neither the build nor the lock is touched."""
    project = make_project(tmp_path / "project")
    build(project)
    before, lock = contents(project / "build"), (project / "qbank.lock").read_bytes()
    write_bank(project, "one", "left")
    (project / "source" / "two.yaml").write_text("schema: 1\nbank: two\n", "utf-8")
    failed = qbank(project, "build")
    assert failed.returncode == 1
    assert "Nothing was written: 1 error." in failed.stdout
    assert contents(project / "build") == before
    assert (project / "qbank.lock").read_bytes() == lock
    assert leftovers(project) == []


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json", "deep/file"])
def test_a_folder_of_somebody_else_is_refused(name: str, tmp_path: Path) -> None:
    """An output folder that isn't ours keeps every file; the message says what to do."""
    project = make_project(tmp_path / "project")
    theirs = project / "build" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{}", "utf-8")
    refused = qbank(project, "build")
    assert refused.returncode == 1
    assert "error[foreign-folder]" in refused.stderr
    assert "--out" in refused.stderr
    assert contents(project / "build").keys() == {name}
    assert leftovers(project) == []


def test_a_fresh_clone_has_a_build_folder_with_a_gitignore(tmp_path: Path) -> None:
    """That one is ours, and the file is written again by every build."""
    project = make_project(tmp_path / "project")
    (project / "build").mkdir()
    (project / "build" / ".gitignore").write_text("old\n", "utf-8")
    build(project)
    assert (project / "build" / ".gitignore").read_bytes() == b"*\n!.gitignore\n"


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    """It is neither replaced nor deleted."""
    project = make_project(tmp_path / "project")
    (project / "build").write_text("mine", "utf-8")
    assert qbank(project, "build").returncode == 1
    assert (project / "build").read_text("utf-8") == "mine"


def test_two_builds_at_once_wait_for_each_other(tmp_path: Path, builds: dict[str, dict[str, str]]) -> None:
    """The second says that it waits; both succeed, and the result is whole."""
    project = make_project(tmp_path / "project")
    go = tmp_path / "go"
    held = environment(QBANK_HOLD=f"qbank.compiler.stage:Stage.commit={go}")
    first = subprocess.Popen(command("build"), cwd=project, env=held, stdout=subprocess.DEVNULL)
    started = time.monotonic()
    while not (project / ".build.qbank-new" / "manifest.json").exists():
        assert time.monotonic() - started < 120 and first.poll() is None
        time.sleep(0.02)
    second = subprocess.Popen(
        command("build"), cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert second.stderr is not None
    assert "this one waits for it" in second.stderr.readline()
    go.touch()
    assert first.wait(120) == second.wait(120) == 0
    assert contents(project / "build") == builds["old"]


@pytest.mark.skipif(os.name != "posix", reason="limits on the size of files are POSIX")
def test_a_full_disk_leaves_the_old_build(tmp_path: Path) -> None:
    """The message says so, and that the previous build is whole. A limit on the size of files stands for the disk."""
    project = make_project(tmp_path / "project")
    build(project)
    before = contents(project / "build")
    write_bank(project, "one", "left")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
        "sys.argv = ['qbank', 'build']; from qbank.cli import main; main()"
    )
    full = subprocess.run([command()[0], "-c", program], cwd=project, env=environment(), capture_output=True, text=True)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "The previous one is whole." in full.stderr
    assert contents(project / "build") == before
    assert leftovers(project) == []
