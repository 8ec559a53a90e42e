"""`qbank build`."""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qbank.cli import again, options
from qbank.cli.printing import Printer, as_data, document

if TYPE_CHECKING:
    from qbank.compiler.outcome import Outcome
    from qbank.compiler.project import Project


@click.command()
@options.paths
@click.option(
    "--format",
    "-f",
    "formats",
    type=options.FormatNames(),
    multiple=True,
    help="Build these formats only: repeat it, or put commas between names.",
)
@click.option("--out", "-o", type=click.Path(path_type=Path), help="The folder to build into, instead of build/.")
@click.option("--strict", is_flag=True, help="Fail on warnings, and on anything that a format loses.")
@click.option("--locked", is_flag=True, help="Fail where qbank.lock is out of date, instead of updating it.")
@click.option("--drafts", is_flag=True, help="Build drafts, too, as far as they are questions.")
@click.option("--trust", is_flag=True, help="Use this project's own exporters and templates: they are programs.")
@options.jobs
@click.option("--executor", metavar="dask://HOST:PORT", help="Build on a Dask cluster that shares the file system.")
@click.option("--verbose", "-v", is_flag=True, help="Show every loss at its place, not one line for each sort.")
@options.output_format
def build(
    paths: tuple[Path, ...],
    formats: tuple[tuple[str, ...], ...],
    out: Path | None,
    strict: bool,
    locked: bool,
    drafts: bool,
    trust: bool,
    jobs: int | None,
    executor: str | None,
    verbose: bool,
    output_format: str,
) -> None:
    """Build every format from the banks in source/, or from the files and folders PATHS only.

    Whatever is wrong is shown at once; then nothing is written, and the previous build stays as it was.
    """
    if executor and not executor.startswith("dask://"):
        raise click.UsageError(f"--executor {executor}: it takes the address of a Dask scheduler, dask://HOST:PORT.")
    asked = [paths, formats, out, strict, locked, drafts, trust, output_format, verbose]
    repeatable = not paths and not verbose and output_format == "full"
    if repeatable and again.said_again("build", asked):
        return
    from qbank.cli.progress import bar
    from qbank.cli.summary import summarise
    from qbank.compiler import stamp
    from qbank.compiler.build import build as run
    from qbank.compiler.cluster import ClusterFault
    from qbank.compiler.outcome import Request

    project = options.open_project(paths)
    before = stamp.sources(project.root) if repeatable else {}
    named = tuple(name for names in formats for name in names)
    if formats and not named:
        raise click.UsageError("--format needs a name, such as --format anki")
    _known(named, project)
    target = Path(os.path.normpath(out.absolute())) if out else None
    if target is not None and not target.name:
        raise click.UsageError(f"--out {out}: name a folder of its own for the build, such as --out build")
    now = _now()
    found = tuple(path.resolve() for path in paths)
    if any((project.root / "source").is_relative_to(path) for path in found):
        found = ()
    detailed = verbose or output_format in ("json", "github")
    request = Request(found, named, target, strict, locked, drafts, trust, jobs or 0, now, executor or "", detailed)
    started = time.monotonic()
    progress = bar(output_format)
    try:
        outcome = run(project, request, progress)
    except ClusterFault as error:
        raise click.ClickException(f"{error}. Nothing was written.") from error
    except OSError as error:
        raise click.ClickException(f"The build can't be written: {error}. The previous one is whole.") from error
    finally:
        progress.close()
    if output_format == "json":
        click.echo(document(_data(outcome)))
    else:
        printer = Printer(output_format, project.root)
        printer.show(outcome.diagnostics)
        if verbose or output_format == "github":
            printer.show(outcome.losses)
        summarise(outcome, time.monotonic() - started, strict=strict, verbose=verbose)
    if outcome.failed(strict=strict):
        sys.exit(1)
    if repeatable:
        show = partial(_show_again, outcome, project.root, strict)
        again.keep("build", project.root, asked, before, outcome.out, show)


def _show_again(outcome: Outcome, root: Path, strict: bool) -> None:
    """Print what a build with nothing to do prints in place of this one."""
    from qbank.cli.summary import summarise

    # The next build sees no change to the lock, so that it says nothing of one.
    once = {"kind-changed", "id-changed"}
    outcome = replace(outcome, diagnostics=[one for one in outcome.diagnostics if one.code not in once])
    Printer("full", root).show(outcome.diagnostics)
    summarise(outcome, -1, strict=strict, verbose=False)


def _now() -> int:
    """Return the time that changed questions get: of https://reproducible-builds.org/specs/source-date-epoch/ or 0."""
    from qbank.compiler.lock import LATEST

    typed = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    now = int(typed) if re.fullmatch(r"[0-9]{1,12}", typed) else LATEST + 1
    if now > LATEST:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {typed!r}: it takes seconds since 1970, such as 1750000000.")
    return now


def _known(names: tuple[str, ...], project: Project) -> None:
    """Raise a usage error for the name of a format that there isn't."""
    from qbank.compiler.meant import suggestion
    from qbank.compiler.registry import sources

    known = sources(project.settings.exporters, project.root)
    for name in names:
        if name not in known:
            hint = suggestion(name, list(known)).capitalize() or f"There are {', '.join(known)}."
            raise click.UsageError(f"There is no format {name!r}. {hint}")


def _data(outcome: Outcome) -> dict[str, Any]:
    from qbank.cli.summary import relative

    return {
        "written": outcome.written,
        "out": relative(outcome.out),
        "banks": outcome.banks,
        "questions": outcome.questions,
        "formats": {name: {"files": one.files, "questions": one.questions} for name, one in outcome.formats.items()},
        "diagnostics": [as_data(one) for one in outcome.diagnostics],
        "losses": [as_data(one) for one in outcome.losses],
    }
