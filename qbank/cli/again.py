"""A command that has nothing to do says again what it printed the last time."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def said_again(command: str, asked: list[Any]) -> bool:
    """Print what the last call printed, where this one would print the same; return whether it would."""
    from qbank.compiler import stamp
    from qbank.compiler.layout import find_root

    root = find_root(Path.cwd())
    kept = stamp.unchanged(root, command, _typed(asked)) if root else None
    if kept is None:
        return False
    click.echo(kept.err, err=True, nl=False)
    first, _, rest = kept.out.partition("\n")
    click.secho(first, bold=True)
    click.echo(rest, nl=False)
    return True


def keep(
    command: str, root: Path, asked: list[Any], before: dict[str, list[Any]], out: Path | None, show: Callable[[], None]
) -> None:
    """Write down what a call saw and left (`stamp.py`), and what `show` prints: what a call with nothing to do says."""
    from qbank.compiler import stamp

    printed, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(err):
        show()
    stamp.keep(root, command, _typed(asked), before, out, stamp.Printed(printed.getvalue(), err.getvalue()))


def _typed(asked: list[Any]) -> list[str]:
    return [str(Path.cwd()), os.environ.get("SOURCE_DATE_EPOCH", ""), *map(str, asked)]
