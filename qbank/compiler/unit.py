"""Compile: one YAML file → a `Unit`: its questions, their places, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qbank.compiler.validate import typed_at
from qbank.compiler.values import BankInfo, Media
from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.model.bank import AnyQuestion, Bank, BankHeader, Draft, Item, StimulusText
from qbank.model.open import Stimulus
from qbank.source import Mapping, Node, Source, span


@dataclass(slots=True)
class Unit:
    """A bank, compiled. What is wrong is in `diagnostics`; what is right is all there, even beside errors."""

    source: Source
    project: Path
    info: BankInfo | None = None
    header: BankHeader | None = None
    """What the file says of itself, as typed; None where that is wrong."""
    stimuli: dict[str, Stimulus] = field(default_factory=dict)
    questions: list[AnyQuestion] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    places: dict[str, Node] = field(default_factory=dict)
    """The node of each question and stimulus, by id; defaults and the bank's tags merged in."""
    media: dict[str, Media] = field(default_factory=dict)
    """The files that the texts show, by what was typed."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def bank(self) -> Bank | None:
        """The bank as one model, without its drafts; None where the file doesn't say which bank it is."""
        if self.header is None:
            return None
        stimuli = {name: StimulusText(title=one.title, text=one.text) for name, one in self.stimuli.items()}
        return Bank(**dict(self.header), stimuli=stimuli, questions=tuple(self.questions))

    @property
    def bank_place(self) -> Span:
        """Where the bank's id was typed."""
        named = self.source.root.get("bank") if isinstance(self.source.root, Mapping) else None
        return span(self.source.file, named) if named else Span(self.source.file)

    @property
    def items(self) -> Iterator[Item]:
        """The stimuli, then the questions."""
        yield from self.stimuli.values()
        yield from self.questions

    def place(self, item: str, path: Iterable[str | int] = ()) -> Span:
        """Return where an item, or what a path of its model leads to, was typed."""
        node, _ = typed_at(self.places[item], tuple(path))
        return span(self.source.file, node)

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
