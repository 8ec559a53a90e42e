"""`qbank explain`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click


class Code(click.ParamType):  # type: ignore[type-arg]
    """A diagnostic's code, completed from those that have a page."""

    name = "code"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete a code."""
        from click.shell_completion import CompletionItem

        from qbank.explain import codes

        return [CompletionItem(code) for code in codes() if code.startswith(incomplete)]


@click.command()
@click.argument("code", type=Code(), required=False)
def explain(code: str | None) -> None:
    """Explain CODE: what it means, why it matters, and what to write instead. Without CODE, list all."""
    from qbank.explain import codes, page

    if code is None:
        for one in codes():
            found = page(one)
            assert found
            click.echo(f"{one:<28} {found.severity:<8} {found.text.splitlines()[0]}")
        return
    found = page(code)
    if found is not None:
        click.echo(f"{found.severity}[{code}]\n\n{found.text}", nl=False)
    elif "/" in code:
        click.echo(_loss(code))
    else:
        close = get_close_matches(code, codes(), n=1)
        hint = f" Did you mean {close[0]}?" if close else " List all with: qbank explain"
        raise click.UsageError(f"There is no code {code!r}.{hint}")


def _loss(code: str) -> str:
    """Return the page of a format's loss, made from the format's table."""
    from qbank.compiler.registry import FormatFault, installed, load
    from qbank.compiler.reporting import loss_entries

    name = code.partition("/")[0]
    if name not in installed():
        raise click.UsageError(f"There is no format {name!r}. There are {', '.join(installed())}.")
    try:
        found = load(installed()[name])
    except FormatFault as error:
        raise click.ClickException(str(error)) from error
    entries = loss_entries(name, found.carries)
    if code not in entries:
        close = get_close_matches(code, entries, n=1)
        raise click.UsageError(f"There is no code {code!r}." + (f" Did you mean {close[0]}?" if close else ""))
    field, carry, kinds = entries[code]
    verb = "loses" if carry.how == "lost" else "changes"
    lines = [
        f"{'warning' if carry.how == 'lost' else 'note'}[{code}]",
        "",
        f"{name} {verb} {field}: {carry.note}.",
        f"This concerns {', '.join(kinds)}.",
        "",
        "The other formats are not concerned. Where it is fine, write in the question, or in qbank.yaml:",
        "",
        f"allow: {code}",
    ]
    return "\n".join(lines)
