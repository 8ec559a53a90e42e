"""`python -m benchmarks`: measure qbank and its peers on the same questions, and write docs/performance.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commands, goals, page, peers, projects, stages
from benchmarks.runs import alternate

FOLDER = Path(__file__).resolve().parents[1] / ".benchmarks"


def main() -> None:
    """Measure, print the tables, and write them into the page."""
    options = _options()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", "utf-8")
    environment = FOLDER / "peers"
    found = {} if options.alone else peers.install(environment, _tell)
    project = projects.write(FOLDER / "large", options.questions)
    small = projects.write(FOLDER / "small", 50)
    runs = alternate(commands.cases(project, small, found, environment), options.rounds, _tell)
    measured = "\n".join(
        [
            f"{options.questions:,} questions in {-(-options.questions // 50)} files, {options.rounds} rounds, "
            f"Python {sys.version.split()[0]}, {_processors()} processors.\n",
            page.table(("what", "ratio", "spread", "computing", "goal", "reached"), goals.rows(runs)),
            page.table(("stage, in one process", "ms per 1,000 questions", "bound", "ms"), _stages(options.stages)),
        ]
    )
    print(measured)  # noqa: T201
    if not options.dry:
        page.write(measured)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, help="how many questions (without it: 10,000)")
    parser.add_argument("--stages", type=int, default=1_000, help="how many for the stages (without it: 1,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs (without it: 5 times)")
    parser.add_argument("--alone", action="store_true", help="measure no peers, and install none")
    parser.add_argument("--dry", action="store_true", help="print the tables only; write no page")
    return parser.parse_args()


def _stages(count: int) -> Iterator[tuple[str, ...]]:
    project = projects.write(FOLDER / "stages", count)
    for name, seconds, bound, least in stages.stages(project.root).rows():
        shown = f"{least / count * 1e6:.1f}" if bound else ""
        yield name, f"{seconds / count * 1e6:.1f}", bound, shown


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
