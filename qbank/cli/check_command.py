"""`qbank check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qbank.cli import options
from qbank.cli.printing import Printer, as_data, count, document


@click.command()
@options.paths
@click.option("--strict", is_flag=True, help="Fail on warnings.")
@options.jobs
@options.output_format
def check(paths: tuple[Path, ...], strict: bool, jobs: int | None, output_format: str) -> None:
    """Check the banks in source/, or the files and folders PATHS only. Nothing is written."""
    from qbank.compiler.build import check as run

    project = options.open_project(paths)
    outcome = run(project, [path.resolve() for path in paths], jobs=jobs or 0)
    failed = outcome.failed(strict=strict)
    if output_format == "json":
        data = {"banks": outcome.banks, "questions": outcome.questions}
        click.echo(document(data | {"diagnostics": [as_data(one) for one in outcome.diagnostics]}))
    else:
        Printer(output_format, project.root).show(outcome.diagnostics)
        counts = f"{count(outcome.questions, 'question')} in {count(outcome.banks, 'bank')}"
        errors = sum(one.severity == "error" for one in outcome.diagnostics)
        warnings = sum(one.severity == "warning" for one in outcome.diagnostics)
        verdict = (
            "nothing is wrong" if not errors + warnings else f"{count(errors, 'error')}, {count(warnings, 'warning')}"
        )
        click.secho(f"Checked {counts}: {verdict}.", bold=True)
        if errors + warnings:
            click.echo(f"More about a code: qbank explain {outcome.diagnostics[0].code}")
    sys.exit(1 if failed else 0)
