"""`qbank check`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qbank.cli import again, options
from qbank.cli.printing import Printer, as_data, count, document

if TYPE_CHECKING:
    from qbank.compiler.outcome import Outcome


@click.command()
@options.paths
@click.option("--strict", is_flag=True, help="Fail on warnings.")
@options.jobs
@options.output_format
def check(paths: tuple[Path, ...], strict: bool, jobs: int | None, output_format: str) -> None:
    """Check the banks in source/, or the files and folders PATHS only. Nothing is built."""
    repeatable = not paths and output_format == "full"
    if repeatable and again.said_again("check", [strict]):
        return
    from qbank.compiler import stamp
    from qbank.compiler.build import check as run

    project = options.open_project(paths)
    before = stamp.sources(project.root) if repeatable else {}
    outcome = run(project, [path.resolve() for path in paths], jobs=jobs or 0)
    if output_format == "json":
        data = {"banks": outcome.banks, "questions": outcome.questions}
        click.echo(document(data | {"diagnostics": [as_data(one) for one in outcome.diagnostics]}))
    else:
        _show(outcome, project.root, output_format)
    if outcome.failed(strict=strict):
        sys.exit(1)
    if repeatable:
        again.keep("check", project.root, [strict], before, None, partial(_show, outcome, project.root, "full"))


def _show(outcome: Outcome, root: Path, output_format: str) -> None:
    Printer(output_format, root).show(outcome.diagnostics)
    counts = f"{count(outcome.questions, 'question')} in {count(outcome.banks, 'bank')}"
    errors = sum(one.severity == "error" for one in outcome.diagnostics)
    warnings = sum(one.severity == "warning" for one in outcome.diagnostics)
    found = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
    click.secho(f"Checked {counts}: {found if errors + warnings else 'nothing is wrong'}.", bold=True)
    if errors + warnings:
        click.echo(f"More about a code: qbank explain {outcome.diagnostics[0].code}")
