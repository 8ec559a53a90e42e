"""`qbank schema`."""

from __future__ import annotations

import click


@click.command()
@click.argument("document", type=click.Choice(["bank", "project"]), default="bank")
def schema(document: str) -> None:
    """Print the JSON Schema of a bank, or of qbank.yaml (project), for editors."""
    click.echo(text(document), nl=False)


def text(document: str) -> str:
    """Return the schema of `bank` or `project` as JSON."""
    from qbank.compiler.project import ProjectFile
    from qbank.model.schema import bank_schema, model_schema, render

    return render(bank_schema() if document == "bank" else model_schema(ProjectFile, "A project of question banks"))
