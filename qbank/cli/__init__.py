"""The command line: one file a command, imported when it is called."""

from __future__ import annotations

import importlib
import os
import sys

import click

from qbank import __version__

COMMANDS = {
    "build": "Build every format from the banks in source/.",
    "check": "Check the banks; write nothing.",
    "clean": "Delete what builds keep to be faster.",
    "completion": "Print the completion script for a shell.",
    "explain": "Explain a code, such as no-correct-choice.",
    "formats": "List the formats and what each carries.",
    "import": "Read question banks of other programs into source/.",
    "init": "Begin a new project that builds at once.",
    "new": "Print a commented question to start from.",
    "schema": "Print the JSON Schema for editors.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called: `qbank --help` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command = getattr(importlib.import_module(f"qbank.cli.{cmd_name}_command"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none gets a suggestion."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"There are {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {name!r}. {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qbank")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Write questions once, in YAML; build them for Anki, Moodle, QTI, paper and the web."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # https://no-color.org
        ctx.color = False


def main() -> None:
    """Run the command line. Exit status 1: something is wrong with the questions; 2: with the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="qbank")
