"""What a build prints at the end: what was built, where it is, what was lost, what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qbank.cli.printing import count, printable
from qbank.compiler.outcome import Outcome


def summarise(outcome: Outcome, seconds: float, *, strict: bool, verbose: bool) -> None:
    """Print the summary of a build that took `seconds`; the flags are those of the command."""
    errors = sum(one.severity == "error" for one in outcome.diagnostics)
    warnings = sum(one.severity == "warning" for one in outcome.diagnostics)
    lost = sum(one.severity == "warning" for one in outcome.losses)
    if not outcome.written:
        if strict and not verbose:
            _losses(outcome)
        counts = [count(errors, "error"), count(warnings, "warning")]
        counts += [f"{count(lost, 'loss', 'losses')} (--strict)"] if strict and lost else []
        shown = ", ".join(one for one in counts if not one.startswith("0 "))
        click.secho(f"Nothing was written: {shown}.", bold=True)
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
    shown = relative(outcome.out)
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
        folder = f"{relative(outcome.out)}/{name}/"
        number = f"{count(one.questions, 'question'):<14}"
        click.echo(f"  {name:<{width}}  {number} {count(len(top), 'file'):<9} {folder}")


def _losses(outcome: Outcome) -> None:
    """Print one line a format and reason: the number of questions, and the fields that are lost for it."""
    from qbank.compiler.manifest import summary

    records = summary(outcome.losses)
    lost = [record for record in records if record["how"] == "lost"]
    changed = len(records) - len(lost)
    if lost:
        click.echo("\nNot carried, with the number of questions:")
    for name in dict.fromkeys(record["code"].partition("/")[0] for record in lost):
        click.echo(f"  {name}")
        for reason, (fields, questions) in _by_reason(name, lost).items():
            click.echo(f"    {len(questions):>4}  {', '.join(fields)}{printable(reason)}")
    if changed:
        verb = "arrives" if changed == 1 else "arrive"
        click.echo(f"\n{count(changed, 'field')} {verb} in another form; --verbose shows where and how.")
    elif lost:
        click.echo("\n--verbose shows where.")


def _by_reason(name: str, records: list[dict[str, Any]]) -> dict[str, tuple[list[str], set[str]]]:
    """Return the fields that a format loses, and of which questions, by the reason in brackets that it gives."""
    found: dict[str, tuple[list[str], set[str]]] = {}
    for record in records:
        if record["code"].startswith(f"{name}/"):
            field, space, reason = record["message"].removeprefix(f"{name} loses ").partition(" ")
            fields, questions = found.setdefault(space + reason, ([], set()))
            fields.append(field)
            questions.update(record["questions"])
    return found


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
