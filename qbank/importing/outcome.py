"""What became of an input: the account that adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.importing.found import Aside, InputFault, Place, Refused
from qbank.importing.judge import Judged

Fate = Literal["imported", "draft", "refused", "unchanged", "updated", "different"]
"""`unchanged`, `updated`, `different`: of a question that the bank had already."""

SHOWN = 40
"""Characters of a question's text in a message."""


@dataclass
class Outcome:
    """Every question of the input is counted once in `counts`."""

    source: Path
    format: str = ""
    target: Path | None = None
    """The bank that was written; None where nothing was."""
    counts: Counter[Fate] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    diff: str = ""
    """What an update changes, or would change."""
    notes: int = 0
    """Questions that came in with a note for their author."""

    @property
    def total(self) -> int:
        """The questions of the input."""
        return sum(self.counts.values())

    @property
    def failed(self) -> bool:
        """Whether the input couldn't be read."""
        return any(one.severity == "error" for one in self.diagnostics)

    def took(self, question: Judged, fate: Fate = "imported") -> None:
        """Count a question that was taken, and report why it is a draft."""
        fate = "draft" if question.draft and fate == "imported" else fate
        self.counts[fate] += 1
        self.kinds[str(question.data.get("type"))] += 1
        self.notes += bool(question.notes)
        if question.draft:
            shown = question.text if len(question.text) <= SHOWN else f"{question.text[: SHOWN - 1]}…"
            message = f"{question.draft}: “{' '.join(shown.split())}”" if shown else question.draft
            hint = f"complete {question.id}, then delete its status: draft"
            self._report("import-draft", message, question.place, "warning", hint, question.id)

    def refuse(self, refused: Refused) -> None:
        """Count a question that can't be one."""
        self.counts["refused"] += 1
        self._report("import-refused", refused.why, refused.place, "warning", "write it anew, or mend it there")

    def leave(self, aside: Aside) -> None:
        """Report what was left, and is no question."""
        self._report("import-left", aside.what, aside.place, "note")

    def fail(self, fault: InputFault) -> None:
        """Report why the input can't be read."""
        self._report("import-unreadable", str(fault), fault.place, "error", fault.hint)

    def summary(self) -> Iterator[str]:
        """Yield the counts in words: `38 imported`, `3 drafts`."""
        words: tuple[tuple[Fate, str], ...] = (
            ("imported", "imported"), ("draft", "to be completed"), ("updated", "updated"),
            ("unchanged", "already there"), ("different", "already there, but different"), ("refused", "refused"),
        )  # fmt: skip
        yield from (f"{self.counts[fate]} {word}" for fate, word in words if self.counts[fate])

    def _report(
        self, code: str, message: str, place: Place, severity: Severity, hint: str = "", item: str = ""
    ) -> None:
        where = ", ".join(filter(None, (place.file, place.label)))
        said = f"{message} ({where})" if where else message
        line = place.line if not place.file else 0
        at = Span(str(self.source), max(line, 1), 1)
        said = f"{said[:-1]}, line {place.line})" if place.file and place.line else said
        self.diagnostics.append(Diagnostic(code, said, at, severity, hint, item))
