"""What every import needs: what the command line says, the project's ids, and a reader's yield taken in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qbank.importing.archive import MAX_FILES
from qbank.importing.files import Files
from qbank.importing.found import About, Aside, Found, FoundStimulus, Place, Read, Refused
from qbank.importing.input import Input
from qbank.importing.judge import Judged, fault, judge
from qbank.importing.mend import cleaned, mended_text
from qbank.importing.names import Names
from qbank.importing.outcome import Outcome
from qbank.importing.protocols import Importer
from qbank.model.bank import BankHeader, StimulusText


@dataclass
class Request:
    """What the command line says."""

    root: Path
    """The project's folder."""
    format: str = ""
    """The reader's name; empty to find it."""
    settings: Mapping[str, str] = field(default_factory=dict)
    into: Path | None = None
    """An existing bank to add to."""
    update: bool = False
    """Whether questions that are there already are brought up to date."""
    max_files: int = MAX_FILES
    """How many files an archive or a folder may have."""


@dataclass
class Taken:
    """The ids that a project has."""

    items: set[str] = field(default_factory=set)
    banks: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    """Banks that this command wrote: another input of the same name gets another one."""


def beside(source: Input) -> Path | None:
    """Return the folder in which texts may name files: that of a text file, never that of an archive."""
    if source.path.is_dir():
        return source.path
    return None if source.members is not None else source.path.parent.resolve()


class Reading:
    """Takes what a reader yields; what is no question is kept here."""

    def __init__(self, importer: Importer, source: Input, files: Files, names: Names, outcome: Outcome) -> None:
        self.importer, self.source, self.files, self.names, self.outcome = importer, source, files, names, outcome
        self.about: dict[str, Any] = {}
        self.stimuli: dict[str, Any] = {}
        self._ids: dict[str, str] = {}
        """The stimuli's names in the input → their ids."""

    def questions(self) -> Iterator[Judged]:
        """Yield the questions, judged."""
        for one in self.importer.read(self.source, self.files.keep):
            if isinstance(one, Found):
                yield judge(one, self.names, self.files.find, self._ids)
            else:
                self._aside(one)
        for name, why in self.files.refused.items():
            self.outcome.leave(Aside(Place(), f"the file {name}: {why}"))

    def _aside(self, one: Read) -> None:
        if isinstance(one, FoundStimulus):
            text, _ = mended_text(cleaned(one.text).strip("\r\n"), self.files.find)
            if not text.strip():
                self.outcome.leave(Aside(one.place, "a passage without text"))
                return
            title = " ".join(cleaned(one.title).splitlines()).strip()
            try:
                StimulusText.model_validate({"title": title or None, "text": text})
            except ValidationError as error:
                self.outcome.leave(Aside(one.place, f"a passage: {fault(error)}"))
                return
            identity = self.names.give(one.name, title or text[:100], "stimulus")
            self._ids[one.name] = identity
            self.stimuli[identity] = {"title": title, "text": _ended(text)} if title else _ended(text)
        elif isinstance(one, About):
            self.about = {**one.data, **self.about}
        elif isinstance(one, Refused):
            self.outcome.refuse(one)
        elif isinstance(one, Aside):
            self.outcome.leave(one)

    def header(self, name: str) -> dict[str, Any]:
        """Return the bank's header; a field that can't be one is left out."""
        data: dict[str, Any] = {"schema": "1", "bank": name}
        for key, value in cleaned(self.about).items():
            if value and key not in data:
                value = mended_text(value, self.files.find)[0] if key == "description" else value
                try:
                    BankHeader.model_validate({"schema": "1", "bank": name, key: value})
                except ValidationError:
                    continue
                data[key] = _ended(value) if isinstance(value, str) else value
        return data


def _ended(text: str) -> str:
    return f"{text}\n" if "\n" in text else text
