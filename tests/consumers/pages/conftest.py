"""A headless Chromium, and the pages that the tests open in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pages_kit
import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Chromium, started once."""
    started = chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project built from the banks beside the tests, and from the example banks."""
    folder = tmp_path_factory.mktemp("site")
    pages_kit.built(folder, *sorted(pages_kit.BANKS.glob("*.yaml")), formats=("study", "handout"))
    return folder / "build"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example banks of this repository, built."""
    import shutil

    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(pages_kit.ROOT / "source", folder / "source")
    pages_kit.built(folder, formats=("study", "handout"))
    return folder / "build"


class Visit:
    """A page opened in a fresh profile. What it asks for and what it complains about is collected."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.context = context
        self.url = file.as_uri()
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(self.url)

    def reload(self) -> None:
        """Open the page anew. Chromium hands what a page stores to another process, which a reload doesn't wait for."""
        self.page.wait_for_timeout(200)
        self.page.reload()

    def question(self, name: str) -> Any:
        """Return the article of a question."""
        return self.page.locator(f"#q-{name}")

    def verdict(self, name: str) -> str | None:
        """Return the credit that the page gave, None before there is one."""
        found: str | None = self.question(name).locator(".verdict").get_attribute("data-credit")
        return found

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def focus(self, name: str) -> None:
        """Go to a question by N, from the top of the page, as a keyboard's user does."""
        self.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        for _ in range(100):
            if self.page.evaluate("document.activeElement.dataset.id") == name:
                return
            self.key("n")
        raise AssertionError(f"N never reached {name}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Open a file in a fresh profile; options are Playwright's. Afterwards nothing was complained about."""
    visits: list[Visit] = []

    def open_file(file: Path, *, quiet: bool = True, init: str = "", **options: Any) -> Visit:
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        if init:
            context.add_init_script(init)
        one = Visit(context, file)
        one.quiet = quiet  # type: ignore[attr-defined]
        visits.append(one)
        return one

    yield open_file
    for one in visits:
        one.context.close()
        if one.quiet:  # type: ignore[attr-defined]
            assert one.complaints == []
            assert {url for url in one.requests if not url.startswith(("data:", "blob:"))} == {one.url}
