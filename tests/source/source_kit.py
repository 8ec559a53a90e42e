"""What the tests of reading share: text under a span, a hint put in place, the example banks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qbank.diagnostics import Diagnostic, Span
from qbank.source import Mapping, Node, Scalar, Sequence, Source, read

BANKS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "source").rglob("*.yaml"))]
"""The example banks, as text."""

Finding = tuple[str, int, int, int, int]
"""A code and its place: line, column, end line, end column."""


def source(text: str) -> Source:
    """Read a text as a file called `bank.yaml`."""
    return read(text.encode(), "bank.yaml")


def findings(read: Source) -> list[Finding]:
    """Return the codes and places of what was found."""
    return [finding(diagnostic) for diagnostic in read.diagnostics]


def finding(diagnostic: Diagnostic) -> Finding:
    """Return the code and the place of a diagnostic."""
    span = diagnostic.span
    return diagnostic.code, span.line, span.column, span.end_line, span.end_column


def under(text: str, span: Span) -> str:
    """Return the text that a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def put(text: str, diagnostic: Diagnostic, lines: int = 1) -> str:
    """Return the text with the lines at fault replaced by the hint, at the first one's indentation."""
    typed = text.split("\n")
    number = diagnostic.span.line - 1
    margin = typed[number][: len(typed[number]) - len(typed[number].lstrip(" "))]
    typed[number : number + lines] = [margin + line for line in diagnostic.hint.split("\n")]
    return "\n".join(typed)


def is_inside(read: Source, span: Span) -> bool:
    """Whether a span starts and ends at places that the file has, in this order."""
    if (span.end_line, span.end_column) == (0, 0):
        return (span.line, span.column) == (1, 1)
    begins, ends = (span.line, span.column), (span.end_line, span.end_column)
    return begins <= ends and all(
        1 <= line <= len(read.lines) and 1 <= column <= len(read.line(line)) + 1 for line, column in (begins, ends)
    )


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, keys too."""
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Mapping):
        for key, item in node.entries:
            yield key
            yield from nodes(item)


def scalars(read: Source) -> list[Scalar]:
    """Return all values and keys of a file."""
    return [node for node in nodes(read.root) if isinstance(node, Scalar)] if read.root else []
