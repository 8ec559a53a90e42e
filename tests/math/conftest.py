"""A headless Chromium, for MathJax 2 and for what formulas look like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files"]


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Chromium, started once."""
    started = chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield started
    started.close()
