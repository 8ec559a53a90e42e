"""One suite over every installed format: what it declares, and whether that is true. See `checks.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

for folder in (Path(__file__).parent, Path(__file__).parents[1]):
    sys.path.insert(0, str(folder))

from planting import Plant, planted_project  # noqa: E402
from rendering import Made, make  # noqa: E402

from qbank.compiler.registry import installed, load  # noqa: E402

FORMATS = sorted(installed())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `name` once for every installed format."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", FORMATS, scope="session")


@pytest.fixture(scope="session")
def table(name: str):
    """Return the table of a format."""
    return load(installed()[name]).carries


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Plant]]:
    """Return the kitchen sink as a project, a word of its own in every text, and where each word stands."""
    folder = tmp_path_factory.mktemp("planted")
    return folder, planted_project(folder)


@pytest.fixture(scope="session")
def made(name: str, planted: tuple[Path, list[Plant]]) -> Made:
    """Return what a format makes of the planted kitchen sink, as text, and the losses reported."""
    return make(planted[0], name)
