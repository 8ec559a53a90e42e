"""`qbank import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qbank.cli import options
from qbank.cli.printing import Printer, as_data, count, document, printable

if TYPE_CHECKING:
    from qbank.importing.outcome import Outcome


NAMED = 4
"""Banks that are named in the last line; more are counted."""


class ReaderName(click.ParamType):  # type: ignore[type-arg]
    """The name of a reader, completed from what is installed."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse a name that no reader has."""
        from qbank.compiler.meant import suggestion
        from qbank.importing.registry import names

        if value not in names():
            hint = suggestion(str(value), list(names())).capitalize() or f"There are {', '.join(names())}."
            self.fail(f"There is no reader {value!r}. {hint}", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete the name."""
        from click.shell_completion import CompletionItem

        from qbank.importing.registry import names

        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--from", "format_", type=ReaderName(), help="The format, where it isn't found by the content.")
@click.option("--into", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Add to this bank.")
@click.option("--update", is_flag=True, help="With --into: bring questions that are there already up to date.")
@click.option("--map", "columns", metavar="FIELD=COLUMN,…", help="Which columns of a table are what.")
@click.option(
    "--max-files",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    help="Files an archive or folder may have.",
)
@options.output_format
def import_(
    files: tuple[Path, ...],
    format_: str | None,
    into: Path | None,
    update: bool,
    columns: str | None,
    max_files: int,
    output_format: str,
) -> None:
    """Read FILES (files, archives, folders) of other programs, and write each as a bank into source/.

    The format is found by the content. Nothing that exists is overwritten; questions that lack something, such as a
    key, come in as drafts, and every question of the input is accounted for.
    """
    from qbank.importing.reading import Request
    from qbank.importing.run import left, run, spread, taken

    if update and not into:
        raise click.UsageError("--update goes with --into BANK: it says which bank is brought up to date.")
    root = _root(into)
    request = Request(root, format_ or "", {"map": columns} if columns else {}, into, update, max_files)
    ids = taken(root)
    inputs = [one for given in files for one in spread(given, request)]
    outcomes = [left(path, why) if why else run(path, request, ids) for path, why in inputs]
    if output_format == "json":
        click.echo(document([_data(one) for one in outcomes]))
    else:
        printer = Printer(output_format, root)
        for one in outcomes:
            printer.show(one.diagnostics)
            _show(one, update)
        _next(outcomes)
    if any(one.failed for one in outcomes) or not any(one.format for one in outcomes):
        sys.exit(1)


def _root(into: Path | None) -> Path:
    """Return the project's folder: the bank's, the nearest one, or else this folder becomes one."""
    from qbank.compiler.layout import find_root

    root = find_root(into.resolve().parent if into else Path.cwd())
    if into and (root is None or not into.resolve().is_relative_to(root)):
        raise click.UsageError(f"{into} lies in no project: there is no source/ folder above it.")
    return root or Path.cwd()


def _show(outcome: Outcome, update: bool) -> None:
    from qbank.cli.summary import relative

    name = printable(relative(outcome.source))
    if not outcome.format and not outcome.failed:
        return
    if outcome.failed:
        click.secho(f"{name}: nothing was imported.", bold=True)
        return
    if outcome.diff:
        click.echo(printable(outcome.diff))
    target = f" → {relative(outcome.target)}" if outcome.target else ": nothing to write"
    click.secho(f"{name} ({outcome.format}){target}", bold=True)
    click.echo(f"  {count(outcome.total, 'question')}: {', '.join(outcome.summary())}")
    if outcome.notes:
        click.echo(f"  {count(outcome.notes, 'question')} with a note for you, as a comment above it")
    if outcome.counts["different"] and not update:
        click.echo("  To take the changes shown above: the same command with --update")


def _next(outcomes: Sequence[Outcome]) -> None:
    from qbank.cli.summary import relative

    written = [relative(one.target) for one in outcomes if one.target]
    if written:
        named = " ".join(written) if len(written) <= NAMED else f"the {len(written)} banks in source/"
        click.echo(f"\nNext: look at {named}, then qbank check, then qbank build")


def _data(outcome: Outcome) -> dict[str, Any]:
    from qbank.cli.summary import relative

    return {
        "source": relative(outcome.source),
        "format": outcome.format,
        "target": relative(outcome.target) if outcome.target else None,
        "questions": outcome.total,
        "counts": dict(outcome.counts),
        "kinds": dict(outcome.kinds),
        "diff": outcome.diff,
        "diagnostics": [as_data(one) for one in outcome.diagnostics],
    }
