"""A build on a cluster: the same bytes, whoever is killed, and no worker whose programs are others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import qbank_gift
from click.testing import CliRunner
from cluster_kit import Cluster

import qbank
from qbank.cli import cli
from qbank.compiler.build import build
from qbank.compiler.cluster import ClusterFault
from qbank.compiler.outcome import Outcome, Request
from qbank.compiler.project import open_project

FORMATS = ("anki", "gift", "qti30", "study")
DEADLY = '''
"""GIFT, but the first process that gets to a certain question is killed in the middle of it."""
import os, signal
from pathlib import Path
from qbank_gift import format as gift
from qbank.api import Format, Options
MARK = Path(__file__).parent / "killed"
def once(where):
    if not (MARK / where).exists():
        (MARK / where).mkdir(parents=True)
        os.kill(os.getpid(), signal.SIGKILL)
class Deadly:
    def __init__(self, options):
        self.inner = gift.make(options)
    def render(self, item, context, /):
        if item.id == "q0000052":
            once("rendering")
        return self.inner.render(item, context)
    def assemble(self, plan, fragments, out, /):
        out.write("first.txt", b"x")
        once("assembling")
        self.inner.assemble(plan, fragments, out)
format = Format(name="deadly", title="Deadly", make=Deadly, carries=gift.carries, how_to=gift.how_to, revised=0,
                options=Options)
'''


def built(root: Path, executor: str = "", formats: tuple[str, ...] = FORMATS, *, trust: bool = False) -> Outcome:
    shutil.rmtree(root / ".qbank", ignore_errors=True)
    request = Request(formats=formats, executor=executor, jobs=1, now=1_750_000_000, trust=trust)
    return build(open_project(root), request)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_bytes_are_those_of_a_build_at_home(cluster: Cluster, project: Path) -> None:
    assert built(project).written
    at_home = contents(project / "build")
    shutil.rmtree(project / "build")
    cluster.worker()
    cluster.worker()
    cluster.wait_for(2)
    outcome = built(project, cluster.address)
    assert outcome.written and not outcome.failed()
    assert contents(project / "build") == at_home


def test_workers_that_are_killed_in_the_middle_cost_time_only(cluster: Cluster, project: Path) -> None:
    """One while it renders, one while it assembles; the third does it all."""
    (project / "exporters").mkdir()
    (project / "exporters" / "deadly.py").write_text(DEADLY, "utf-8")
    (project / "qbank.yaml").write_text("schema: 1\nexporters:\n  deadly: deadly:format\n", "utf-8")
    workers = [cluster.worker() for _ in range(3)]
    cluster.wait_for(3)
    outcome = built(project, cluster.address, ("gift", "deadly"), trust=True)
    assert outcome.written and not outcome.failed(), outcome.diagnostics
    assert {path.name for path in (project / "exporters" / "killed").iterdir()} == {"rendering", "assembling"}
    assert sorted(one.poll() is None for one in workers) == [False, False, True]
    found = contents(project / "build")
    for number in range(4):
        assert found[f"deadly/bank-{number:05}.txt"] == found[f"gift/bank-{number:05}.txt"]


@pytest.mark.parametrize("package", ["qbank", "qbank_gift"])
def test_a_worker_with_another_program_is_refused_by_name(
    cluster: Cluster, project: Path, tmp_path: Path, package: str
) -> None:
    folder = Path({"qbank": qbank, "qbank_gift": qbank_gift}[package].__file__).parent
    copy = tmp_path / "other" / package
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "__init__.py").write_text((copy / "__init__.py").read_text("utf-8") + "\n# another\n", "utf-8")
    cluster.worker()
    cluster.worker(tmp_path / "other")
    cluster.wait_for(2)
    with pytest.raises(ClusterFault, match=rf"^tcp://127\.0\.0\.1:\d+ has another {package}: 0\.1\.0 \(\w+\); here"):
        built(project, cluster.address)
    assert not (project / "build").exists()


def test_a_cluster_that_is_not_there_is_said_plainly(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("qbank.compiler.cluster.PATIENCE", 1)
    ran = CliRunner().invoke(cli, ["build", "--format", "gift", "--executor", "dask://127.0.0.1:1"])
    assert (ran.exit_code, ran.output) == (
        1,
        "Error: no scheduler answers at dask://127.0.0.1:1. Nothing was written.\n",
    )
    ran = CliRunner().invoke(cli, ["build", "--executor", "127.0.0.1:1"])
    assert ran.exit_code == 2 and "dask://HOST:PORT" in ran.output


def test_a_scheduler_without_workers_is_said_plainly(
    cluster: Cluster, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qbank.compiler.cluster.PATIENCE", 2)
    with pytest.raises(ClusterFault, match="has no workers"):
        built(project, cluster.address)
