"""`qbank clean`."""

from __future__ import annotations

import click

from qbank.cli import options


@click.command()
def clean() -> None:
    """Delete what builds keep to be faster (.qbank). The next build takes longer and makes the same files."""
    from qbank.compiler.cache import FOLDER
    from qbank.compiler.cache import clean as delete

    project = options.open_project(())
    try:
        found = delete(project.root)
    except OSError as error:
        raise click.ClickException(f"{FOLDER} can't be deleted: {error.strerror or error}.") from error
    click.echo(f"Deleted {FOLDER}." if found else "There was nothing to delete.")
