"""What a reader makes of files: what it yields, as one bank, and the files that it keeps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.importing.found import About, Aside, Found, FoundStimulus, InputFault, Read, Refused
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


def mutations(data: bytes, seed: int, count: int = 200) -> Iterator[bytes]:
    """Yield damaged versions of a file: cut, with bytes changed, removed, doubled, or put in."""
    chance = random.Random(seed)
    marks = [b"\0", b"\xff", b'"', b"'", b"{", b"}", b"[", b"]", b"\n", b"\t", b",", b":", b"=", b"\\", b"-", b"9" * 30]
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed) + 1)
            length = chance.choice([1, 1, 4, 40, 400])
            match chance.randrange(5):
                case 0:
                    del changed[at:]
                case 1:
                    del changed[at : at + length]
                case 2:
                    changed[at:at] = changed[at : at + length] * chance.choice([1, 2, 50])
                case 3:
                    changed[at : at + 1] = bytes([chance.randrange(256)])
                case _:
                    changed[at:at] = chance.choice(marks) * chance.choice([1, 1, 3, 300])
        yield bytes(changed)


def survives(name: str, path: Path, data: bytes, judge: Callable[[Result], object] = lambda _: None) -> None:
    """Read a damaged file: what comes out is what a reader yields, or one fault that says what is wrong."""
    path.write_bytes(data)
    try:
        result = read(name, path)
    except InputFault as fault:
        assert str(fault) and "\n" not in str(fault)
        return
    judge(result)
