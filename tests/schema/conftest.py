"""One editor for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from schema_editor import Editor, Workspace


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Yield a project folder with the schemas of today, open in an editor."""
    server = Editor()
    yield Workspace(server, Path(tmp_path_factory.mktemp("workspace")))
    server.close()
