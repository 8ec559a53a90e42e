"""`qbank completion`."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="SHELL")
def completion(shell: str) -> None:
    """Print the completion script for SHELL: bash, zsh or fish.

    bash: add `eval "$(qbank completion bash)"` to ~/.bashrc. zsh: the same with zsh in ~/.zshrc. fish: save the
    output as ~/.config/fish/completions/qbank.fish.
    """
    from click.shell_completion import get_completion_class

    from qbank.cli import cli

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cli, {}, "qbank", "_QBANK_COMPLETE").source())
