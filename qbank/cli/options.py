"""What several commands have in common: the project, the paths, the style of the output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qbank.cli.printing import STYLES

if TYPE_CHECKING:
    from qbank.compiler.project import Project

paths = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
output_format = click.option(
    "--output-format",
    type=click.Choice(STYLES),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1, 64), help="Processes to use; without it, as many as are worth it."
)


class FormatNames(click.ParamType):  # type: ignore[type-arg]
    """Names of formats, with commas between them; completed from what is installed."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split at commas."""
        if isinstance(value, tuple):
            return value
        return tuple(name.strip() for name in str(value).split(",") if name.strip())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete the last name."""
        from click.shell_completion import CompletionItem

        from qbank.compiler.registry import installed

        before, comma, word = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{name}") for name in installed() if name.startswith(word)]


def open_project(given: Sequence[Path]) -> Project:
    """Return the project of the first path, or of the working directory. A usage error says where there is none."""
    from qbank.compiler.layout import find_root
    from qbank.compiler.project import open_project as open_it

    start = given[0].resolve() if given else Path.cwd()
    start = start if start.is_dir() else start.parent
    root = find_root(start) or (start if given else None)
    if root is None:
        raise click.UsageError("There is no source/ folder here or above. Begin a project with: qbank init")
    for path in given:
        if not path.resolve().is_relative_to(root):
            raise click.UsageError(f"{path} lies outside the project {root}.")
    return open_it(root)
