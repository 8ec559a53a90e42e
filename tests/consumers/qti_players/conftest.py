"""QTI packages for the players: written, converted where a player needs it, and served; one page for each player."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserType, ViewportSize

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "qti"):
    sys.path.insert(0, str(folder))

import scoring_bank  # noqa: E402
from players_kit import PLAYERS, Player, Site  # noqa: E402
from players_packages import FORMATS, convert, write  # noqa: E402

SMALL = ViewportSize(width=800, height=600)
"""There is less to paint."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Chromium, started once."""
    started = chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def site() -> Site:
    """What a browser finds."""
    return Site()


@pytest.fixture(scope="session", params=FORMATS)
def package(request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Each package, served under its name. Processes that test side by side write it once."""
    name = str(request.param)
    folder = tmp_path_factory.getbasetemp()
    shared = (folder.parent if hasattr(request.config, "workerinput") else folder) / name.replace(" ", "-")
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            write(name, scoring_bank.PACKAGES[name], shared)
            if name.endswith("converted"):
                convert(shared)
    site.folders[name] = shared
    return name


@pytest.fixture(scope="session", params=PLAYERS)
def player(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Player]:
    """Each player, on a page of its own. The browser is a German one: some print numbers as their user does."""
    page = browser.new_page(locale="de-DE", reduced_motion="reduce", viewport=SMALL)
    yield Player(str(request.param), page, site)
    page.close()
