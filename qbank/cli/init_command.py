"""`qbank init`."""

from __future__ import annotations

import shlex
from importlib import resources
from pathlib import Path

import click

ATTRIBUTES = "qbank.lock merge=union\n"
IGNORED = ".*.qbank-*\n"
"""What a build keeps beside its output while it runs."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
def init(folder: Path) -> None:
    """Begin a new project in FOLDER (here, without one), with a first bank that builds at once.

    Files that exist are left as they are; where there are banks, none is added.
    """
    from qbank.cli.schema_command import text
    from qbank.compiler.stage import GITIGNORE_TEXT
    from qbank.model.slug import slug

    folder = folder.resolve()
    identity = slug(folder.name) or "questions"
    files = {
        "qbank.yaml": _template("project.yaml").replace("{id}", identity),
        "source/first-bank.yaml": _template("bank.yaml"),
        "schemas/bank.schema.json": text("bank"),
        "schemas/project.schema.json": text("project"),
        "build/.gitignore": GITIGNORE_TEXT,
        ".gitattributes": ATTRIBUTES,
        ".gitignore": IGNORED,
    }
    if any((folder / "source").glob("**/*.y*ml")) and not (folder / "source/first-bank.yaml").exists():
        del files["source/first-bank.yaml"]  # its ids may be taken: another file could have them
    for name, content in files.items():
        click.echo(f"  {_write(folder / name, content):<7} {name}")
    where = "" if folder == Path.cwd() else f"cd {shlex.quote(_shown(folder))} && "
    click.echo(f"\nBuild it:         {where}qbank build")
    click.echo("Add a question:   qbank new multiple_choice")
    click.echo("Commit the folder, qbank.lock included: it lets an edited question update in place.")


def _template(name: str) -> str:
    return (resources.files("qbank.cli") / "templates" / name).read_text("utf-8")


def _shown(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)


def _write(path: Path, content: str) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        return "exists"
    except OSError as error:
        raise click.ClickException(f"{path.name} can't be written: {error.strerror or error}") from error
    return "written"
