"""`docs/performance.md`: what a command measured stands between two marks of its own; the rest is by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
END = "<!-- The end of what is written. -->\n"


def begin(command: str) -> str:
    """Return the mark above what a command measured."""
    return f"<!-- Written by {command}. -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write(measured: str, command: str = "python -m benchmarks") -> None:
    """Put what a command measured into the page."""
    text = PAGE.read_text("utf-8")
    before, mark, rest = text.partition(begin(command))
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{mark}{measured}{END}{after}", "utf-8", newline="\n")
