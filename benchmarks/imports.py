"""`python -m benchmarks.imports`: how long importing a bank takes in terms of building it, for every reader.

Building it is a cold build of nine formats, as in `python -m benchmarks`; and, more strictly, of that format alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from benchmarks import page
from benchmarks.__main__ import FOLDER
from benchmarks.commands import FORMATS, qbank
from benchmarks.goals import MB
from benchmarks.languages import LANGUAGES, as_yaml
from benchmarks.questions import Bank, banks
from benchmarks.runs import LOG, Case, Ratio, Run, alternate, ratio, run
from qbank.compiler import registry as formats
from qbank.importing import registry as readers

COMMAND = "python -m benchmarks.imports"
MOST = 1.0
"""The most that an import should take of a cold build."""
ALL = "1000000"
"""Files that an archive may have: QTI has one for each question."""
INSTEAD = {"text2qti": "qti12"}
"""What is built to compare with where a format isn't written."""


def main() -> None:
    """Measure, print the table, and write it into the page."""
    options = _options()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", "utf-8")
    folder = FOLDER / "imports"
    names = options.formats.split(",") if options.formats else known()
    with ProcessPoolExecutor(1, get_context("spawn")) as other:  # Linux counts who starts a process as its memory
        inputs = dict(other.submit(_prepared, folder, options.questions, names).result())
    runs = alternate(cases(folder, inputs), options.rounds, _tell)
    head = ("import of", "questions", "of a build", "spread", "of its format's", "spread", "memory", "reached")
    rounds = "one round" if options.rounds == 1 else f"{options.rounds} rounds"
    told = f"{options.questions:,} questions in one file, {rounds}, Python {sys.version.split()[0]}.\n\n"
    measured = told + page.table(head, rows(folder, runs))
    print(measured)  # noqa: T201
    if not options.dry:
        page.write(measured, COMMAND)


def _prepared(folder: Path, count: int, names: Sequence[str]) -> list[tuple[str, Path]]:
    return list(prepare(folder, count, names))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, help="how many questions (without it: 10,000)")
    parser.add_argument("--formats", help="names of readers, with commas between (without it: all)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (without it: 3 times)")
    parser.add_argument("--dry", action="store_true", help="print the table only; write no page")
    return parser.parse_args()


def known() -> list[str]:
    """Return the readers of which there is an input: of formats that are written, or of languages of peers."""
    return [name for name in readers.names() if name in formats.installed() or name in LANGUAGES]


def prepare(folder: Path, count: int, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Make one bank of `count` questions up; yield for each reader the file in which it has it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "project" / "source").mkdir(parents=True)
    bank = Bank("bank", "Bank", tuple(one for part in banks(count) for one in part.questions))
    (folder / "project" / "source" / "bank.yaml").write_text(as_yaml(bank), "utf-8", newline="\n")
    for name in names:
        (folder / name).mkdir()
        if name in formats.installed():
            run(qbank("build", "--format", name), folder / "project")
            for path in sorted((folder / "project" / "build" / name).iterdir()):
                path.rename(folder / name / path.name)
        else:
            (folder / name / "bank.txt").write_text(LANGUAGES[name](bank), "utf-8", newline="\n")
        yield name, next(path for path in sorted((folder / name).iterdir()) if path.is_file())


def cases(folder: Path, inputs: Mapping[str, Path]) -> dict[str, Case]:
    """Return what is measured: a cold build, and for each reader that of its format and an import from it."""
    project = folder / "project"
    unbuilt = partial(_unbuilt, project)
    found = {"build": Case(qbank("build", "--format", FORMATS), project, unbuilt)}
    for name, path in inputs.items():
        into = folder / f"{name}-into"
        arguments = ("import", str(path), "--from", name, "--max-files", ALL, "--output-format", "json")
        found[f"build {name}"] = Case(qbank("build", "--format", INSTEAD.get(name, name)), project, unbuilt)
        found[f"import {name}"] = Case(qbank(*arguments), into, partial(_empty, into))
    return found


def _unbuilt(project: Path) -> None:
    """Leave nothing of a build."""
    for name in ("build", ".qbank"):
        shutil.rmtree(project / name, ignore_errors=True)
    (project / "qbank.lock").unlink(missing_ok=True)


def _empty(project: Path) -> None:
    """Make a project without a bank."""
    shutil.rmtree(project, ignore_errors=True)
    (project / "source").mkdir(parents=True)


def rows(folder: Path, runs: Mapping[str, Sequence[Run]]) -> Iterator[tuple[str, ...]]:
    """Yield the table: the reader, how many questions came in, the two ratios with their spreads, memory."""
    for case, imported in runs.items():
        verb, _, name = case.partition(" ")
        if verb == "import" and {"build", f"build {name}"} <= {*runs}:
            found, alone = ratio(imported, runs["build"]), ratio(imported, runs[f"build {name}"])
            (told,) = json.loads((folder / f"{name}-into" / LOG).read_text("utf-8"))
            memory = median(one.memory for one in imported)
            yield (
                name, str(told["counts"]["imported"]), *_shown(found), *_shown(alone),
                f"{memory / MB:.0f} MB", "yes" if found.clock <= MOST else "no",
            )  # fmt: skip


def _shown(found: Ratio) -> tuple[str, str]:
    return f"{found.clock:.2f}", f"{found.least:.2f}–{found.most:.2f}"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
