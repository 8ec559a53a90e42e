"""What all tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import BrowserType, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from agreement import COUNTS, Agreement, added, finish, plain

# A change is judged by its own faults, not by what chance finds in others: a run tries the same examples every time.
# `pytest --hypothesis-profile explore` looks further.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that write expected outputs anew."""
    parser.addoption("--update-golden", action="store_true", help="write expected outputs anew; look at the difference")
    parser.addoption("--update-agreement", action="store_true", help="write docs/agreement.md anew, after a whole run")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts Chromium; Playwright may be started once a process."""
    with sync_playwright() as playwright:
        yield playwright.chromium


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[COUNTS] = {}


@pytest.fixture
def agreement(request: pytest.FixtureRequest) -> Agreement:
    """What counts and compares a consumer's score with ours."""
    return Agreement(request.config.stash[COUNTS])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process of xdist counted."""
    added(node.config.stash[COUNTS], getattr(node, "workeroutput", {}).get("agreement", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the counts on to the process that has them all, or write and check the page there."""
    counts = session.config.stash[COUNTS]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["agreement"] = plain(counts)
    else:
        finish(session, counts)
