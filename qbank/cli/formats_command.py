"""`qbank formats`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from qbank.cli import options

if TYPE_CHECKING:
    from qbank.compiler.protocols import Format

SIGNS = {"carried": "yes", "approximated": "~", "lost": "-"}


@click.command()
@click.argument("names", nargs=-1)
@click.option("--matrix", is_flag=True, help="Print what every format carries, as a Markdown table.")
@options.output_format
def formats(names: tuple[str, ...], matrix: bool, output_format: str) -> None:
    """List the formats; with NAMES, what each of these carries, field by field."""
    from qbank.cli.printing import document
    from qbank.compiler.registry import FormatFault, installed, load, missing

    known = installed()
    for name in names:
        if name not in known:
            raise click.UsageError(f"There is no format {name!r}. There are {', '.join(known)}.")
    chosen = {name: known[name] for name in names or known}
    try:
        loaded = {name: load(source) for name, source in chosen.items()}
    except FormatFault as error:
        raise click.ClickException(str(error)) from error
    if output_format == "json":
        click.echo(document({name: _data(one.title, one.carries) for name, one in loaded.items()}))
    elif matrix:
        from qbank.compiler.matrix import matrix as table

        click.echo(table(loaded), nl=False)
    elif names:
        for one in loaded.values():
            click.secho(f"{one.name}: {one.title}", bold=True)
            _carries(one.carries)
    else:
        width = max(map(len, loaded))
        for name, one in loaded.items():
            click.echo(f"{name:<{width}} {one.title}{_remark(one, missing(one))}")
        click.echo("\nWhat one carries: qbank formats NAME. All at a glance: qbank formats --matrix")


def _remark(one: Format[Any], absent: Mapping[str, str]) -> str:
    if absent:
        return f"  (needs {', '.join(absent)}: {'; '.join(dict.fromkeys(absent.values()))})"
    return "  (built only when it is named)" if one.needs or one.programs else ""


def _carries(carries: Mapping[str, object]) -> None:
    from qbank.compiler.carries import Carry

    for kind, fields in carries.items():
        if isinstance(fields, Carry):
            click.echo(f"  {kind}: {fields.how}" + (f" ({fields.note})" if fields.note else ""))
            continue
        assert isinstance(fields, dict)
        click.echo(f"  {kind}")
        carried = [field for field, carry in fields.items() if carry.how == "carried"]
        click.echo(f"    carried: {', '.join(carried)}")
        for field, carry in fields.items():
            if carry.how != "carried":
                click.echo(f"    {carry.how}{' at times' * carry.conditional}: {field} ({carry.note})")


def _data(title: str, carries: Mapping[str, object]) -> dict[str, object]:
    from qbank.compiler.carries import Carry

    def entry(carry: Carry) -> dict[str, object]:
        return {"how": carry.how, "note": carry.note, "conditional": carry.conditional}

    kinds = {
        kind: entry(fields) if isinstance(fields, Carry) else {field: entry(one) for field, one in fields.items()}
        for kind, fields in carries.items()
        if isinstance(fields, Carry | dict)
    }
    return {"title": title, "carries": kinds}
