from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_kit import Cluster


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a cluster without workers."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield found
    finally:
        found.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of four small banks."""
    from benchmarks.languages import as_yaml
    from benchmarks.questions import Bank, banks

    root = tmp_path / "project"
    (root / "source").mkdir(parents=True)
    for bank in banks(200):
        small = Bank(bank.id, bank.title, bank.questions[:6])
        (root / "source" / f"{bank.id}.yaml").write_text(as_yaml(small), "utf-8")
    return root
