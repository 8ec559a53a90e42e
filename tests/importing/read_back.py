"""What a reader makes of files: what it yields, held against the model or as one bank, and the files that it keeps."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qbank.importing.found import About, Aside, Found, FoundStimulus, Read, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect, importer
from qbank.model import KINDS, AnyQuestion, Bank

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


class Result(list[Read]):
    """All that a reader yielded, and the files that it kept."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, bytes] = {}

    @property
    def reads(self) -> list[Read]:
        """What it yielded, as a plain list."""
        return [*self]

    def of(self, kind: type[Any]) -> list[Any]:
        """Return what it yielded of a kind."""
        return [one for one in self if isinstance(one, kind)]

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


def read(name: str, path: Path, address: str = "{}", **settings: str) -> Result:
    """Return what a reader makes of a file; files that texts show are kept at `address`."""
    result = Result()

    def keep(called: str, data: bytes) -> str:
        result.kept[address.format(called)] = data
        return address.format(called)

    result += importer(name).read(Input(path, settings), keep)
    return result


def read_text(name: str, text: str | bytes, folder: Path, suffix: str = "txt", **settings: str) -> Result:
    """Return what a reader makes of a text."""
    path = folder / f"input.{suffix}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(name, path, **settings)


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


def questions(found: Sequence[Read]) -> list[dict[str, Any]]:
    """Return the data of the questions that are no drafts; each is one that the model accepts."""
    ready = [one for one in found if isinstance(one, Found) and not one.draft]
    for one in ready:
        validated(one)
    return [dict(one.data) for one in ready]


def only(found: Sequence[Read]) -> dict[str, Any]:
    """Return the data of the only question."""
    (data,) = questions(found)
    return data


def validated(one: Found) -> AnyQuestion:
    """Return a question as the model reads it."""
    return KINDS[one.data["type"]].model_validate({"id": "q", **one.data})


def record(path: Path) -> dict[str, int]:
    """Return how much of each sort came in from a file, whose reader is found by its content."""
    source = Input(path)
    names = {About: "about", Aside: "aside", FoundStimulus: "stimuli", Refused: "refused"}
    counted: Counter[str] = Counter({"reader": 0})
    for one in detect(source).read(source, lambda file, data: file):
        if isinstance(one, Found):
            counted["drafts" if one.draft else "questions"] += 1
            counted["notes"] += len(one.notes)
            if not one.draft:
                validated(one)
        else:
            counted[names[type(one)]] += 1
    return {name: count for name, count in counted.items() if count}


def packed(tmp_path: Path, files: dict[str, str]) -> Path:
    """Return a package of these files."""
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path
