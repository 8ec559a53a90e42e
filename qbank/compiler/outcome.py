"""What a build is asked for, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qbank.compiler.losses import Lost
from qbank.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    `now` is the time (seconds since 1970, UTC) that changed questions get in the lock; 0: the clock's.
    `paths` (files or folders) and `formats` make a partial build: the rest of the previous one is carried over.
    `jobs` is the number of processes; 0: as many as are worth it. `executor` is a cluster's address, in their place.
    `detailed` asks for each loss with its place, beside the sums.
    """

    paths: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    locked: bool = False
    drafts: bool = False
    trust: bool = False
    jobs: int = 0
    now: int = 0
    executor: str = ""
    detailed: bool = True

    @property
    def partial(self) -> bool:
        """Whether only a part is built."""
        return bool(self.paths or self.formats)


@dataclass(slots=True)
class Built:
    """A format that was built: its title, files (relative to the output folder), and number of questions."""

    title: str
    how_to: tuple[str, str]
    files: list[str]
    questions: int


@dataclass(slots=True)
class Outcome:
    """What a build, or a check, came to. Losses stand apart from `diagnostics`; what was allowed is in neither."""

    out: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    """What the questions lose, summed up."""
    losses: list[Diagnostic] = field(default_factory=list)
    """The same one by one, with their places, where that was asked for."""
    formats: dict[str, Built] = field(default_factory=dict)
    banks: int = 0
    questions: int = 0
    drafts: int = 0
    retired: int = 0
    written: bool = False
    lock_changes: int = 0
    """Lines of the lock that changed."""

    def failed(self, *, strict: bool = False) -> bool:
        """Return whether this is a failure: any error, or with `strict` any warning or loss."""
        grave = {"error", "warning"} if strict else {"error"}
        found = {one.severity for one in self.diagnostics} | {one.severity for one in self.lost}
        return not grave.isdisjoint(found)

    def has_source_errors(self) -> bool:
        """Return whether there are errors other than of formats that failed: then nothing is written."""
        return any(one.severity == "error" and one.code != "format-failed" for one in self.diagnostics)


class Progress:
    """Told how far a build is. This one is silent."""

    def stage(self, label: str, total: int) -> None:
        """A stage with `total` steps begins."""

    def step(self) -> None:
        """A step is done."""

    def waiting(self) -> None:
        """Another build has the lock."""
