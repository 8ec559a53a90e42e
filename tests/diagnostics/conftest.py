"""Each test has a project of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from diagnostics_kit import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return an empty project; commands are called in its folder."""
    (tmp_path / "source").mkdir()
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)
