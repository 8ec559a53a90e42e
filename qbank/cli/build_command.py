"""`qbank build`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qbank.cli import options
from qbank.cli.printing import Printer, as_data, count, document, printable

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
    verbose: bool,
    output_format: str,
) -> None:
    """Build every format from the banks in source/, or from the files and folders PATHS only.

    Whatever is wrong is shown at once; then nothing is written, and the previous build stays as it was.
    """
    from qbank.compiler.build import build as run
    from qbank.compiler.outcome import Request

    project = options.open_project(paths)
    named = tuple(name for names in formats for name in names)
    if formats and not named:
        raise click.UsageError("--format needs a name, such as --format anki")
    _known(named, project)
    target = out.absolute() if out else None
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
    found = tuple(path.resolve() for path in paths)
    request = Request(found, named, target, strict, locked, drafts, trust, jobs or 0, now)
    started = time.monotonic()
    progress = _progress(output_format)
    try:
        outcome = run(project, request, progress)
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
        _summary(outcome, time.monotonic() - started, strict=strict, verbose=verbose)
    if outcome.failed(strict=strict):
        sys.exit(1)


def _known(names: tuple[str, ...], project: Project) -> None:
    """Raise a usage error for the name of a format that there isn't."""
    from qbank.compiler.registry import sources
    from qbank.compiler.validate import suggestion

    known = sources(project.settings.exporters, project.root)
    for name in names:
        if name not in known:
            hint = suggestion(name, list(known)).capitalize() or f"There are {', '.join(known)}."
            raise click.UsageError(f"There is no format {name!r}. {hint}")


def _progress(style: str) -> Any:
    """Return a progress bar on a terminal, and a silent one elsewhere."""
    from qbank.compiler.outcome import Progress

    class Bar(Progress):
        bar: Any = None

        def stage(self, label: str, total: int) -> None:
            self.close()
            if style in ("full", "concise") and sys.stderr.isatty():
                self.bar = click.progressbar(length=total, label=f"{label:<18}", file=sys.stderr)
                self.bar.__enter__()

        def step(self) -> None:
            if self.bar is not None:
                self.bar.update(1)

        def waiting(self) -> None:
            click.echo("Another build of this project is running; this one waits for it.", err=True)

        def close(self) -> None:
            if self.bar is not None:
                self.bar.__exit__(None, None, None)
                self.bar = None

    return Bar()


def _data(outcome: Outcome) -> dict[str, Any]:
    return {
        "written": outcome.written,
        "out": outcome.out.as_posix(),
        "banks": outcome.banks,
        "questions": outcome.questions,
        "formats": {name: {"files": one.files, "questions": one.questions} for name, one in outcome.formats.items()},
        "diagnostics": [as_data(one) for one in outcome.diagnostics],
        "losses": [as_data(one) for one in outcome.losses],
    }


def _summary(outcome: Outcome, seconds: float, *, strict: bool, verbose: bool) -> None:
    errors = sum(one.severity == "error" for one in outcome.diagnostics)
    warnings = sum(one.severity == "warning" for one in outcome.diagnostics)
    lost = sum(one.severity == "warning" for one in outcome.losses)
    if not outcome.written:
        counts = [count(errors, "error"), count(warnings, "warning")]
        counts += [f"{count(lost, 'loss', 'losses')} (--strict)"] if strict and lost else []
        click.secho(
            "Nothing was written: " + ", ".join(one for one in counts if not one.startswith("0")) + ".", bold=True
        )
        _explain_hint(outcome)
        return
    rest = [count(outcome.drafts, "draft")] if outcome.drafts else []
    rest += [f"{outcome.retired} retired"] if outcome.retired else []
    apart = f" ({' and '.join(rest)} left out)" if rest else ""
    click.secho(
        f"Built {count(outcome.questions, 'question')} of {count(outcome.banks, 'bank')}{apart} in {seconds:.1f} s.",
        bold=True,
    )
    _formats(outcome)
    if not verbose:
        _losses(outcome)
    shown = _relative(outcome.out)
    click.echo(f"\nNext: open {shown}/index.html; it says how to get each file where it belongs.")
    if outcome.lock_changes:
        click.echo("Commit qbank.lock together with your questions: it lets an edited question update in place.")
    if errors or warnings:
        _explain_hint(outcome)


def _formats(outcome: Outcome) -> None:
    click.echo()
    width = max((len(name) for name in outcome.formats), default=0)
    for name, one in outcome.formats.items():
        top = [file for file in one.files if file.count("/") == 1]
        folder = f"{_relative(outcome.out)}/{name}/"
        number = f"{count(one.questions, 'question'):<14}"
        click.echo(f"  {name:<{width}}  {number} {count(len(top), 'file'):<9} {folder}")


def _losses(outcome: Outcome) -> None:
    """Print one line a format and field, with the number of questions."""
    from qbank.compiler.manifest import summary

    records = summary(outcome.losses)
    lost = [record for record in records if record["how"] == "lost"]
    changed = len(records) - len(lost)
    if lost:
        click.echo("\nNot carried, with the number of questions:")
    for name in dict.fromkeys(record["code"].partition("/")[0] for record in lost):
        click.echo(f"  {name}")
        for record in lost:
            if record["code"].startswith(f"{name}/"):
                what = record["message"].removeprefix(f"{name} loses ")
                click.echo(f"    {len(record['questions']):>4}  {printable(what)}")
    if changed:
        verb = "arrives" if changed == 1 else "arrive"
        click.echo(f"\n{count(changed, 'field')} {verb} in another form; --verbose shows where and how.")
    elif lost:
        click.echo("\n--verbose shows where.")


def _explain_hint(outcome: Outcome) -> None:
    codes = [one.code for one in outcome.diagnostics if "/" not in one.code]
    if codes:
        click.echo(f"More about a code: qbank explain {codes[0]}")


def _relative(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
