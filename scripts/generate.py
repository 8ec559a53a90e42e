"""Write the files that are made from the code: `python scripts/generate.py`; `--check` only says which are stale.

schemas/*.schema.json come from the models, docs/cli.md from the commands, docs/formats.md from the formats' tables,
docs/math.md from the corpus of formulas in tests/math.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from qbank.cli import COMMANDS, cli
from qbank.cli.schema_command import text as schema
from qbank.compiler.matrix import matrix
from qbank.compiler.registry import installed, load

ROOT = Path(__file__).resolve().parents[1]
NOTE = "<!-- Written by scripts/generate.py: change the code, not this file. -->\n\n"
STATUS = """Exit status: 0 when all is well, 1 when something is wrong with the questions or a format failed, 2 when the
command was typed wrongly. `qbank build` with an error in a bank writes nothing; the previous build stays as it was.
"""


def _cli() -> str:
    return NOTE + "# The command line\n\n" + STATUS + "".join(_commands())


def _carried() -> str:
    return NOTE + "# What each format carries\n\n" + "".join(_formats())


def _commands() -> Iterator[str]:
    context = click.Context(cli, info_name="qbank")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        options = [one for one in command.params if isinstance(one, click.Option)]
        arguments = [_argument(one) for one in command.params if isinstance(one, click.Argument)]
        usage = " ".join(["qbank", name, *(["[OPTIONS]"] if options else []), *arguments])
        yield f"\n## qbank {name}\n\n```\n{usage}\n```\n\n{_help(command)}\n"
        yield "\n" * bool(options) + "".join(_option(one) for one in options)


def _argument(argument: click.Argument) -> str:
    choices = argument.type.choices if isinstance(argument.type, click.Choice) else ()
    shown = "|".join(choices) or str(argument.name).upper()
    many = "..." if argument.nargs == -1 else ""
    return f"{shown}{many}" if argument.required else f"[{shown}]{many}"


def _option(option: click.Option) -> str:
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    value = "" if option.is_flag else " " + ("|".join(choices) or max(option.opts, key=len).strip("-").upper())
    default = f" Without it: {option.default}." if option.show_default else ""
    return f"- `{', '.join(sorted(option.opts, key=len))}{value}`: {option.help}{default}\n"


def _help(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def _formats() -> Iterator[str]:
    loaded = {name: load(source) for name, source in installed().items()}
    yield "".join(f"- **{name}**: {one.title}\n" for name, one in loaded.items())
    yield "\nWhat is lost or changed is reported by every build, question by question.\n\n"
    yield matrix(loaded)


def _math() -> str:
    sys.path.insert(0, str(ROOT / "scripts"))
    from math_page import math_page

    return NOTE + "".join(math_page())


FILES: dict[str, Callable[[], str]] = {
    "schemas/bank.schema.json": partial(schema, "bank"),
    "schemas/project.schema.json": partial(schema, "project"),
    "docs/cli.md": _cli,
    "docs/formats.md": _carried,
    "docs/math.md": _math,
}
"""Every generated file, and what makes its text."""


def main() -> None:
    """Write what is stale; with --check, name it and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    check = parser.parse_args().check
    stale = False
    for name, make in FILES.items():
        path, text = ROOT / name, make().encode()
        if path.is_file() and path.read_bytes() == text:
            continue
        stale = True
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text)
        click.echo(f"{'stale' if check else 'written'}: {name}")
    sys.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()
