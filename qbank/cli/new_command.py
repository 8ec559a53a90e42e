"""`qbank new`."""

from __future__ import annotations

from importlib import resources

import click

KINDS = (
    "multiple_choice",
    "multiple_response",
    "true_false",
    "short_answer",
    "numeric",
    "matching",
    "ordering",
    "cloze",
    "essay",
    "flashcard",
)
"""Every kind; written out, so that `--help` imports no model. A test compares."""


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
def new(kind: str) -> None:
    """Print a commented question of KIND, to be put under `questions:` of a bank.

    KIND is multiple_choice, multiple_response, true_false, short_answer, numeric, matching, ordering, cloze, essay or
    flashcard.
    """
    click.echo(template(kind), nl=False)


def template(kind: str) -> str:
    """Return the commented question of a kind."""
    return (resources.files("qbank.cli") / "templates" / f"{kind}.yaml").read_text("utf-8")
