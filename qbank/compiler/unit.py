"""Compile: one YAML file → a `Unit`: its questions, their places, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qbank.compiler.values import BankInfo, Media
from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.model.bank import AnyQuestion, Draft, Item
from qbank.model.open import Stimulus
from qbank.source import Node, Source, span


@dataclass(slots=True)
class Unit:
    """A bank, compiled. What is wrong is in `diagnostics`; what is right is all there, even beside errors."""

    source: Source
    project: Path
    info: BankInfo | None = None
    stimuli: dict[str, Stimulus] = field(default_factory=dict)
    questions: list[AnyQuestion] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    places: dict[str, Node] = field(default_factory=dict)
    """The node of each question and stimulus, by id; defaults and the bank's tags merged in."""
    media: dict[str, Media] = field(default_factory=dict)
    """The files that the texts show, by what was typed."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def items(self) -> Iterator[Item]:
        """The stimuli, then the questions."""
        yield from self.stimuli.values()
        yield from self.questions

    def report(
        self,
        code: str,
        message: str,
        at: Node | Span,
        hint: str = "",
        item: str = "",
        path: str = "",
        severity: Severity = "error",
    ) -> None:
        """Add a finding at a node or a place."""
        place = at if isinstance(at, Span) else span(self.source.file, at)
        self.diagnostics.append(Diagnostic(code, message, place, severity, hint, item, path))
