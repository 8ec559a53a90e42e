"""How far a build is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import Any

import click

from qbank.compiler.outcome import Progress


class Bar(Progress):
    """Draws a bar on standard error; `shown` is whether there is a terminal to draw it on."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bar: Any = None

    def stage(self, label: str, total: int) -> None:
        """Begin a new bar."""
        self.close()
        if self._shown:
            self._bar = click.progressbar(length=total, label=f"{label:<18}", file=sys.stderr)
            self._bar.__enter__()

    def step(self) -> None:
        """Move on by one."""
        if self._bar is not None:
            self._bar.update(1)

    def waiting(self) -> None:
        """Say that another build is running."""
        click.echo("Another build of this project is running; this one waits for it.", err=True)

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def bar(style: str) -> Bar:
    """Return the bar for a style of output."""
    return Bar(shown=style in ("full", "concise") and sys.stderr.isatty())
