"""What a reader makes of files: what it yields, as one bank, and the files that it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.importing.found import About, Aside, Found, FoundStimulus, Read, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect, importer
from qbank.model import Bank


@dataclass
class Result:
    """All that a reader yielded."""

    reads: list[Read] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)

    def of(self, kind: type[Any]) -> list[Any]:
        """Return what it yielded of a kind."""
        return [one for one in self.reads if isinstance(one, kind)]

    @property
    def found(self) -> list[Found]:
        """The questions."""
        return self.of(Found)

    @property
    def data(self) -> list[Mapping[str, Any]]:
        """The questions' fields, their names as ids."""
        return [{**one.data, **({"id": one.name} if one.name else {})} for one in self.found]

    @property
    def bank(self) -> Bank:
        """All as a bank; every question must be one."""
        assert self.of(Refused) == [] and self.of(Aside) == []
        assert [one.draft for one in self.found if one.draft] == []
        (about,) = self.of(About)
        stimuli = {one.name: {"text": one.text, "title": one.title or None} for one in self.of(FoundStimulus)}
        data = {**about.data, "schema": "1", "bank": about.name or "bank", "stimuli": stimuli, "questions": self.data}
        return Bank.model_validate(data)


def read(name: str, path: Path, settings: Mapping[str, str] | None = None, address: str = "{}") -> Result:
    """Return what a reader makes of a file; files that texts show are kept at `address`."""
    result = Result()

    def keep(called: str, data: bytes) -> str:
        result.kept[address.format(called)] = data
        return address.format(called)

    result.reads = list(importer(name).read(Input(path, settings or {}), keep))
    return result


def read_text(name: str, text: str | bytes, folder: Path, suffix: str = "txt", **settings: str) -> Result:
    """Return what a reader makes of a text."""
    path = folder / f"input.{suffix}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(name, path, settings)


def written(files: Mapping[str, bytes], folder: Path, suffix: str) -> Path:
    """Write a format's files, and return the one with this suffix."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (found,) = (name for name in files if name.endswith(suffix) and "/" not in name)
    return folder / found


def detected(path: Path) -> str:
    """Return which reader takes a file."""
    return detect(Input(path)).name
