"""What is to be reached, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.runs import Run, ratio

MB = 1_000_000


@dataclass(frozen=True)
class Goal:
    """One command's time in terms of another's, and the most that it should be."""

    what: str
    case: str
    against: str
    most: float | None = None


GOALS = (
    Goal("cold build of nine formats, against text2qti's QTI 1.2 alone", "two processes", "text2qti", 0.30),
    Goal("cold build of QTI 1.2, against text2qti", "qti12", "text2qti", 1 / 7),
    Goal("cold build of QTI 1.2, against qti-package-maker", "qti12", "qti-package-maker", 0.5),
    Goal("cold build of Anki, against a script with PyYAML, Markdown and genanki", "anki", "genanki"),
    Goal("cold build of the handout, against pandoc's HTML", "handout", "pandoc"),
    Goal("nothing changed, against `qbank --help`", "nothing changed", "help", 2),
    Goal("one file changed, against the cold build", "one file changed", "two processes"),
    Goal("the same, every output written anew", "one file changed, all written", "two processes", 0.3),
    Goal("two processes, against one", "two processes", "one process", 1 / 1.5),
    Goal("`qbank --help`, against a bare click group's", "help", "bare click", 1.4),
    Goal("`qbank check` of 50 questions, against importing pydantic, yaml, markdown-it", "check", "imports", 1.6),
    Goal("the same, checked before", "check again", "imports"),
)
MEMORY = 200 * MB
"""The most that the largest process of a cold build may need."""


def rows(runs: Mapping[str, Sequence[Run]]) -> Iterator[tuple[str, ...]]:
    """Yield the table: what, the ratio, its spread, the ratio of computing, the goal, whether it is reached."""
    for goal in GOALS:
        if goal.case not in runs or goal.against not in runs:
            yield goal.what, "not measured", "", "", _goal(goal.most), ""
            continue
        found = ratio(runs[goal.case], runs[goal.against])
        reached = "" if goal.most is None else _reached(found.clock <= goal.most)
        spread = f"{found.least:.2f}–{found.most:.2f}"
        yield goal.what, f"{found.clock:.2f}", spread, f"{found.computing:.2f}", _goal(goal.most), reached
    for name in ("one process", "two processes"):
        if name in runs:
            found_memory = median(one.memory for one in runs[name])
            shown, most = f"{found_memory / MB:.0f} MB", f"{MEMORY // MB} MB"
            yield f"largest process of a build in {name}", shown, "", "", most, _reached(found_memory <= MEMORY)


def _goal(most: float | None) -> str:
    return f"{most:.2f}" if most is not None else ""


def _reached(is_reached: bool) -> str:
    return "yes" if is_reached else "no"
