"""The real Anki: a fresh collection, and packages imported into it as its own dialog does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges
from anki_bank import Bank, package

Import = Callable[[Path], ImportLogWithChanges.Log]


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
