"""How diagnostics look: for people (full, concise), for programs (json), for GitHub's annotations."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import click

from qbank.diagnostics import Diagnostic, Severity

STYLES = ("full", "concise", "json", "github")
COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}
WIDTH = 100
"""Characters of a source line that are shown."""


def printable(text: str) -> str:
    """Return text that can't move a terminal's cursor or change its colours."""
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") else "\ufffd" for char in text
    )


class Printer:
    """Prints diagnostics in one style; `root` is the folder that their files are relative to."""

    def __init__(self, style: str, root: Path) -> None:
        self.style, self.root = style, root

    def show(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print to standard error, one after the other. The style `json` prints nothing here: see `document`."""
        for one in grouped(diagnostics):
            if self.style == "full":
                click.echo(self.full(one), err=True)
                click.echo(err=True)
            elif self.style == "concise":
                click.echo(self.concise(one), err=True)
            elif self.style == "github":
                click.echo(self.github(one))

    def place(self, one: Diagnostic) -> str:
        """Return `file:line:column`, the file relative to the folder where the command was called."""
        path = self.root / one.span.file
        try:
            shown = path.relative_to(Path.cwd())
        except ValueError:
            shown = path
        name = printable(shown.as_posix()).replace("\n", "\ufffd")
        return f"{name}:{one.span.line}:{one.span.column}"

    def concise(self, one: Diagnostic) -> str:
        """Return one line."""
        hint = f" ({one.hint})" if one.hint and "\n" not in one.hint else ""
        line = f"{self.place(one)}: {one.severity}[{one.code}] {one.message}{hint}"
        return printable(" ".join(line.split()))

    def full(self, one: Diagnostic) -> str:
        """Return the finding with its source line, a caret below it, and the hint."""
        head = click.style(f"{one.severity}[{one.code}]", fg=COLOURS[one.severity], bold=True)
        item = f" ({one.item})" if one.item and one.item not in one.message else ""
        lines = [f"{head}: {click.style(printable(one.message), bold=True)}{printable(item)}"]
        number = str(one.span.line)
        margin = " " * len(number)
        lines.append(f"{margin}--> {self.place(one)}")
        source = _lines(self.root / one.span.file)
        if one.span.end_line and one.span.line <= len(source) and source[one.span.line - 1].strip():
            text, before, length = _excerpt(source[one.span.line - 1], one)
            caret = click.style("^" * length, fg=COLOURS[one.severity], bold=True)
            lines += [f"{margin} |", f"{number} | {text}", f"{margin} | {' ' * before}{caret}"]
        if one.hint:
            hint = printable(one.hint).replace("\n", f"\n{margin}         ")
            lines.append(f"{margin} = hint: {hint}")
        return "\n".join(lines)

    def github(self, one: Diagnostic) -> str:
        """Return an annotation: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
        level = {"error": "error", "warning": "warning", "note": "notice"}[one.severity]
        place, _, _ = self.place(one).rpartition(":")
        file = _property(place.rpartition(":")[0])
        text = printable(f"{one.message}\nhint: {one.hint}" if one.hint else one.message)
        body = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::{level} file={file},line={one.span.line},col={one.span.column},title={_property(one.code)}::{body}"


def grouped(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings that differ in nothing but the question as one: what questions share is lost at once."""
    items: dict[Diagnostic, list[str]] = {}
    for one in diagnostics:
        items.setdefault(replace(one, item="", path=""), []).append(one.item)
    for one, of in items.items():
        more = f" and {len(of) - 3} more" if len(of) > 3 else ""
        yield replace(one, item=", ".join(of[:3]) + more)


def as_data(one: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as JSON data; lines and columns count from 1."""
    return asdict(one)


def document(data: Any) -> str:
    """Return JSON for programs."""
    return json.dumps(data, indent=2, ensure_ascii=False)


def _property(text: str) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(char, code)
    return text


@cache
def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cells(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _excerpt(line: str, one: Diagnostic) -> tuple[str, int, int]:
    """Return the part of a line to show, and the cells before and under its caret."""
    start = min(one.span.column - 1, len(line))
    end = one.span.end_column - 1 if one.span.end_line == one.span.line else len(line)
    end = max(start + 1, min(end, len(line)))
    cut = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = printable(line[cut : cut + WIDTH].replace("\t", " "))
    text = ("…" if cut else "") + shown + ("…" if cut + WIDTH < len(line) else "")
    before = _cells(shown[: start - cut]) + bool(cut)
    return text, before, max(1, _cells(shown[start - cut : end - cut]))


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 question`, `2 questions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
