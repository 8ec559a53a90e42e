"""QTI packages for the players: written, converted where a player needs it, and served; one page for each player."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from lxml import etree
from playwright.sync_api import Browser, BrowserType

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "qti"):
    sys.path.insert(0, str(folder))

import kitchen  # noqa: E402
import scoring_bank  # noqa: E402
from players_kit import PLAYERS, Player, Site  # noqa: E402
from qbank_qti import qti21, qti22, qti30  # noqa: E402

from qbank.api import Options  # noqa: E402

FORMATS = {"QTI 3.0": qti30, "QTI 2.1 converted": qti21, "QTI 2.2 converted": qti22}
"""What is shown to players, which read 3.0 alone: the name of a package and the format that it was written in."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def convert(folder: Path) -> None:
    """Convert an unpacked package to QTI 3.0, in place.

    The converter writes `ß` and `$` as numbers (`&#xdf;`), which qti3-item-player doesn't read in attributes: it knows
    six entities there. So what is converted is written again, characters as themselves.
    """
    subprocess.run(["node", HERE / "convert.mjs", folder], check=True, capture_output=True)
    for file in folder.rglob("*.xml"):
        file.write_bytes(etree.tostring(etree.parse(file), encoding="utf-8"))


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
            path = kitchen.build(FORMATS[name].make(Options()), scoring_bank.ALL, folder / f"{shared.name}-written")
            with zipfile.ZipFile(path) as written:
                written.extractall(shared)
            if name.endswith("converted"):
                convert(shared)
    site.folders[name] = shared
    return name


@pytest.fixture(scope="session", params=PLAYERS)
def player(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Player]:
    """Each player, on a page of its own. The browser is a German one: some print numbers as their user does."""
    page = browser.new_page(locale="de-DE")
    yield Player(str(request.param), page, site)
    page.close()
