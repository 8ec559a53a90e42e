"""What went wrong, where, and what to type instead: the one currency of every stage.

Dataclasses of the standard library only, so that a build with nothing to do imports nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""`error` stops the build, `warning` fails `--strict`, `note` is information (an approximation)."""

RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: lines and columns count characters from 1; the end is exclusive.

    `file` is relative to the project's folder and uses `/` on every system. A span of a whole file is 1:1.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is a stable name that `allow:` and `qbank explain` take.

    `item` is the id of the question or stimulus concerned (empty for a file), `path` the field inside it
    (`choices.2.feedback`, counted from 0), `hint` says what to type.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "error"
    hint: str = ""
    item: str = ""
    path: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """The order in which findings are shown: by place, the gravest first where places are equal."""
        return (self.span, RANK[self.severity], self.code, self.message, self.path)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings sorted for display, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda diagnostic: diagnostic.order)
