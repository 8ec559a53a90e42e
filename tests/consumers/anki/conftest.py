"""The real Anki: a fresh collection, and packages imported into it as its own dialog does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges
from anki_bank import ARABIC, GERMAN, Bank, package
from playwright.sync_api import Browser, BrowserContext, BrowserType
from reviewer import Import, Review, Reviewer


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    (tmp_path / "anki").mkdir()
    found = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield found
    found.close()


@pytest.fixture
def bring(collection: Collection) -> Import:
    """Import a package with the settings that Anki's dialog begins with; return what Anki says about it."""

    def run(path: Path) -> ImportLogWithChanges.Log:
        options = collection._backend.get_import_anki_package_presets()
        assert isinstance(options, ImportAnkiPackageOptions)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        return collection.import_anki_package(request).log

    return run


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Bank], Path]:
    """Build a bank in a folder of its own."""
    count = 0

    def run(bank: Bank) -> Path:
        nonlocal count
        count += 1
        return package(bank, tmp_path / f"build{count}")

    return run


CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """The system's Chromium."""
    found = chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
    yield found
    found.close()


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """A collection with the kitchen-sink bank and small ones in Arabic and German."""
    folder = tmp_path_factory.mktemp("kitchen")
    found = Collection(str(folder / "collection.anki2"))
    arabic = replace(Bank().info, id="arabic", title="عربي", language="ar")
    german = replace(Bank().info, id="german", title="Deutsch", language="de-AT")
    for number, bank in enumerate((Bank(), Bank(ARABIC, arabic), Bank(GERMAN, german))):
        path = package(bank, folder / f"build{number}")
        options = found._backend.get_import_anki_package_presets()
        found.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
    yield found
    found.close()


@pytest.fixture
def review(kitchen: Collection, browser: Browser) -> Iterator[Review]:
    """Open a reviewer: `night`, `width`, `blocked` storage. No page may have an error in the end."""
    contexts: list[BrowserContext] = []
    reviewers: list[Reviewer] = []

    def run(night: str = "", width: int = 800, *, blocked: bool = False) -> Reviewer:
        contexts.append(browser.new_context())
        if blocked:
            contexts[-1].add_init_script(BLOCK)
        reviewers.append(Reviewer(kitchen, contexts[-1], night, width))
        return reviewers[-1]

    yield run
    for context in contexts:
        context.close()
    assert [reviewer.errors for reviewer in reviewers if reviewer.errors] == []


BLOCK = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); }
});"""
