r"""Delimiters that math-core takes only by their names: `\left<`, `\bigl/`, and an invisible `\bigr.`."""

from __future__ import annotations

from qbank.content.tex.rewriter import Command, Handler, Rewriter

_NAMES = {"<": "\\langle ", ">": "\\rangle "}
SIZES = [f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")]


def _delimiter(rewriter: Rewriter, command: Command) -> int:
    at = rewriter.skip_space(command.after)
    found = rewriter.source[at : at + 1]
    if found in _NAMES:
        rewriter.put(command.name + _NAMES[found], command.start)
        return at + 1
    if found in {".", "/", "\\"} and command.name in SIZES and not rewriter.source.startswith("\\", at):
        rewriter.put({".": "{}", "/": "/"}[found], command.start)
        return at + 1
    rewriter.copy(command.start, command.after)
    return command.after


HANDLERS: dict[str, Handler] = dict.fromkeys(["\\left", "\\right", "\\middle", *SIZES], _delimiter)
