"""What a build prints at the end: what was built, where it is, what was lost, what to do next."""

from __future__ import annotations

from pathlib import Path

import click

from qbank.cli import lost
from qbank.cli.printing import count
from qbank.compiler.outcome import Outcome


def summarise(outcome: Outcome, seconds: float, *, strict: bool, verbose: bool) -> None:
    """Print the summary of a build that took `seconds` (less than none: it is said again, for there was nothing to do).

    The flags are those of the command.
    """
    errors = sum(one.severity == "error" for one in outcome.diagnostics)
    warnings = sum(one.severity == "warning" for one in outcome.diagnostics)
    losses = sum(len(one.questions) for one in outcome.lost if one.severity == "warning")
    if not outcome.written:
        if strict and not verbose:
            lost.show(outcome.lost, "")
        counts = [count(errors, "error"), count(warnings, "warning")]
        counts += [f"{count(losses, 'loss', 'losses')} (--strict)"] if strict and losses else []
        shown = ", ".join(one for one in counts if not one.startswith("0 "))
        click.secho(f"Nothing was written: {shown}.", bold=True)
        _explain_hint(outcome)
        return
    rest = [count(outcome.drafts, "draft")] if outcome.drafts else []
    rest += [f"{outcome.retired} retired"] if outcome.retired else []
    apart = f" ({' and '.join(rest)} left out)" if rest else ""
    what = f"{count(outcome.questions, 'question')} of {count(outcome.banks, 'bank')}{apart}"
    built = (
        f"Built {what} in {seconds:.1f} s." if seconds >= 0 else f"Nothing has changed: {what} are built as they are."
    )
    click.secho(built, bold=True)
    _formats(outcome)
    shown = relative(outcome.out)
    if not verbose:
        lost.show(outcome.lost, f"{shown}/index.html")
    click.echo(f"\nNext: open {shown}/index.html; it says how to get each file where it belongs.")
    if outcome.lock_changes and seconds >= 0:
        click.echo("Commit qbank.lock together with your questions: it lets an edited question update in place.")
    if errors or warnings:
        _explain_hint(outcome)


def _formats(outcome: Outcome) -> None:
    click.echo()
    width = max((len(name) for name in outcome.formats), default=0)
    for name, one in outcome.formats.items():
        top = [file for file in one.files if file.count("/") == 1]
        folder = f"{relative(outcome.out)}/{name}/"
        number = f"{count(one.questions, 'question'):<14}"
        click.echo(f"  {name:<{width}}  {number} {count(len(top), 'file'):<9} {folder}")


def _explain_hint(outcome: Outcome) -> None:
    codes = [one.code for one in outcome.diagnostics if "/" not in one.code]
    if codes:
        click.echo(f"More about a code: qbank explain {codes[0]}")


def relative(path: Path) -> str:
    """Return a path as people type it in the folder where they are."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
