"""Whole processes, run in alternation: how long each took, how much it computed, how large it grew."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where programs are installed for good: Python keeps the bytecode of their modules."""
LOG = "output.log"
"""What a command said last, in the folder in which it ran."""


@dataclass(frozen=True)
class Run:
    """One process with its children: seconds on the clock, seconds of computing, the size of the largest in bytes."""

    seconds: float
    computing: float
    memory: int


@dataclass(frozen=True)
class Case:
    """A command that is measured. `before` makes things as they are when it is typed; that isn't measured."""

    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    often: int = 1
    """How often it runs in a round: what is over at once is measured more often."""


class CaseFailed(Exception):
    """A command that failed, and what it said."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command. Raises CaseFailed where its exit status isn't 0."""
    log = folder / LOG
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    if process.returncode is None:
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CaseFailed(log.read_text("utf-8", "replace")[-2000:])
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def alternate(cases: Mapping[str, Case], rounds: int, tell: Callable[[str], None]) -> dict[str, list[Run]]:
    """Run all cases one after the other, `rounds` times; a case that fails is told of and left out."""
    runs: dict[str, list[Run]] = {name: [] for name in cases}
    for number in range(rounds):
        for name, case in cases.items():
            if name not in runs:
                continue
            try:
                for _ in range(case.often):
                    case.before()
                    runs[name].append(run(case.command, case.folder))
            except CaseFailed as error:
                tell(f"{name} failed, and is left out:\n{error}")
                del runs[name]
                continue
            tell(f"round {number + 1} of {rounds}: {name} {runs[name][-1].seconds:.2f} s")
    return runs


@dataclass(frozen=True)
class Ratio:
    """One command's time in terms of another's: of the medians, and how far the single rounds lie apart."""

    clock: float
    least: float
    most: float
    computing: float


def ratio(runs: Sequence[Run], against: Sequence[Run]) -> Ratio:
    """Return how long `runs` took in terms of `against`, which alternated with them."""
    pairs = zip(_rounds(runs, len(runs)), _rounds(against, len(runs)), strict=True)
    single = [one / other for one, other in pairs]
    return Ratio(
        median(one.seconds for one in runs) / median(one.seconds for one in against),
        min(single),
        max(single),
        median(one.computing for one in runs) / median(one.computing for one in against),
    )


def _rounds(runs: Sequence[Run], count: int) -> list[float]:
    """Return `count` times: of two commands, one may have run several times a round."""
    return [runs[at * len(runs) // count].seconds for at in range(count)]
