"""Questions into a bank that is there: what it has already is recognised, and what isn't touched stays as it is."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.compiler.reader import compile_file
from qbank.compiler.unit import Unit
from qbank.compiler.writer import question_data
from qbank.content import html, plain
from qbank.content.style import HtmlStyle
from qbank.importing.bank import chunk, staging
from qbank.importing.files import Files
from qbank.importing.found import InputFault, Place
from qbank.importing.input import Input
from qbank.importing.judge import Judged
from qbank.importing.names import Names
from qbank.importing.outcome import Outcome
from qbank.importing.protocols import Importer
from qbank.importing.reading import Reading, Request, Taken, beside
from qbank.model.bank import AnyQuestion, Draft
from qbank.source import Mapping as Node
from qbank.source import Sequence, dump


@dataclass(frozen=True, slots=True)
class Known:
    """A question of the bank: its data as typed, and the lines where it stands (from 0, the end exclusive)."""

    id: str
    data: Mapping[str, Any]
    lines: tuple[int, int]


def merge(source: Input, importer: Importer, request: Request, ids: Taken, outcome: Outcome) -> None:
    """Add the questions of an input to the bank `request.into`. Raises InputFault where the bank has mistakes."""
    assert request.into is not None
    name = request.into.resolve().relative_to(request.root.resolve()).as_posix()
    unit = compile_file(request.root, name)
    wrong = next((one for one in unit.diagnostics if one.severity == "error"), None)
    if wrong is not None:
        raise InputFault(f"{name} has mistakes, such as: {wrong.message}", f"mend it first: qbank check {name}")
    bank = _Bank(unit)
    folder = request.into.parent
    with staging(folder) as stage:
        files = Files(stage, _folder(unit, folder), beside(source))
        reading = Reading(importer, source, files, _Later(), outcome)
        names = Names({*ids.items})
        for question in reading.questions():
            known = bank.same(question)
            if known is None:
                identity = names.give(question.id, question.text)
                question = _called(question, identity)
                bank.added.append(question)
                outcome.took(question)
                continue
            merged = _merged(known.data, question.data)
            if merged == dict(known.data):
                outcome.took(question, "unchanged")
                continue
            outcome.took(question, "updated" if request.update else "different")
            bank.changed[known.id] = _called(Judged(known.id, merged, question.place, question.text), known.id)
        old = request.into.read_text(encoding="utf-8-sig")
        outcome.diff = "".join(_difference(old, bank.text(old, {}, update=True, add=False), name))
        stimuli = {key: one for key, one in reading.stimuli.items() if key not in unit.stimuli}
        new = bank.text(old, stimuli, update=request.update)
        if new != old:
            _write(request.into, new, stage)
            _bring(stage / files.folder, folder / files.folder)
            outcome.target = request.into
    ids.items |= names.taken


class _Later(Names):
    """Leaves ids as the input has them: whether a question is there already is asked before it gets its own."""

    def give(self, wanted: str, text: str = "", otherwise: str = "question") -> str:
        """Return what would be given where nothing were taken."""
        self.taken.clear()
        return super().give(wanted, text, otherwise)


class _Bank:
    """The bank as it is, and what is to be done to it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.added: list[Judged] = []
        self.changed: dict[str, Judged] = {}
        root = unit.source.root
        questions = root.get("questions") if isinstance(root, Node) else None
        self.list = questions if isinstance(questions, Sequence) else None
        self.known = {one.id: one for one in self._all()}
        self._by_text = {_identity(one.data): one for one in self.known.values()}

    def _all(self) -> list[Known]:
        items = [one for one in (self.list.items if self.list else ()) if isinstance(one, Node)]
        typed = {str(one.get("id").value): one for one in items if one.get("id") is not None}  # type: ignore[union-attr]
        tags = self.unit.header.tags if self.unit.header else ()
        found: list[AnyQuestion | Draft] = [*self.unit.questions, *self.unit.drafts]
        return [Known(one.id, question_data(one, tags), _extent(typed[one.id])) for one in found if one.id in typed]

    def same(self, question: Judged) -> Known | None:
        """Return the question of the bank that this one is: by its id, or by what it asks."""
        return self.known.get(question.id) or self._by_text.get(_identity(question.data))

    def text(self, old: str, stimuli: Mapping[str, Any], *, update: bool, add: bool = True) -> str:
        """Return the bank's file with what is new, and what was changed."""
        lines = old.split("\n")
        margin = " " * (self.list.start[1] if self.list and not self.list.flow else 2)
        edits: list[tuple[int, int, str]] = []
        for identity, question in self.changed.items() if update else ():
            start, end = self.known[identity].lines
            edits.append((start, end, chunk(question, margin).rstrip("\n")))
        if add and self.added:
            edits.append(self._addition(lines, margin))
        for start, end, new in sorted(edits, reverse=True):
            lines[start:end] = new.split("\n")
        result = "\n".join(lines)
        return _with_stimuli(result, stimuli) if add and stimuli and self.added else result

    def _addition(self, lines: list[str], margin: str) -> tuple[int, int, str]:
        body = "\n".join(chunk(one, margin) for one in self.added).rstrip("\n")
        if self.list is None or not self.list.items:
            at = self.list.start[0] if self.list else len(lines)
            return at, at + bool(self.list), f"questions:\n{body}"
        end = max(one.lines[1] for one in self.known.values()) if self.known else self.list.end[0]
        return end, end, f"\n{body}"


def _extent(node: Node) -> tuple[int, int]:
    """Return the lines of a question in a block list: libyaml lets it end where the next thing begins."""
    last = max((value.end for _, value in node.entries), default=node.end)
    return node.start[0], last[0] + (last[1] > 0)


def _identity(data: Mapping[str, Any]) -> tuple[str, str]:
    asked = data.get("prompt") or data.get("front") or ""
    return str(data.get("type")), " ".join(plain(asked).split()) if isinstance(asked, str) else ""


def _called(question: Judged, identity: str) -> Judged:
    data = {key: identity if key == "id" else value for key, value in question.data.items()}
    return Judged(identity, data, question.place, question.text, question.draft, question.notes)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question with what the input says of it; what it doesn't say, and what shows alike, stays."""
    merged = {key: value if key not in new or _alike(value, new[key]) else new[key] for key, value in old.items()}
    merged |= {key: value for key, value in new.items() if key not in old}
    return merged | {"id": old["id"], "type": old["type"]}


_STYLE = HtmlStyle(math="tex", highlight=False)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip() or _shown(one) == _shown(other)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(map(_alike, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping) and one.keys() == other.keys():
        return all(_alike(one[key], other[key]) for key in one)
    return _typed(one) == _typed(other)


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(text: str) -> str:
    return re.sub(r"\s+", " ", html(text, _STYLE, lambda reference: reference.src))


def _difference(old: str, new: str, name: str) -> list[str]:
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), name, f"{name} (imported)", lineterm="")
    return [f"{line}\n" for line in lines]


def _with_stimuli(text: str, stimuli: Mapping[str, Any]) -> str:
    body = "\n".join(dump({"stimuli": stimuli}).split("\n")[1:])
    if re.search(r"^stimuli:[ \t]*$", text, re.MULTILINE):
        return re.sub(r"^stimuli:[ \t]*\n", lambda match: match[0] + body, text, count=1, flags=re.MULTILINE)
    return re.sub(r"^questions:", lambda match: f"stimuli:\n{body}\n{match[0]}", text, count=1, flags=re.MULTILINE)


def _folder(unit: Unit, folder: Path) -> str:
    """Return what the bank's own files are called: the folder of those that it shows, or one by its name."""
    stem = Path(unit.source.file).stem
    return stem if (folder / stem).is_dir() or not (folder / stem).exists() else f"{stem}-files"


def _write(path: Path, text: str, stage: Path) -> None:
    new = stage / path.name
    new.write_text(text, encoding="utf-8", newline="\n")
    shutil.copymode(path, new)
    os.replace(new, path)  # noqa: PTH105


def _bring(files: Path, folder: Path) -> None:
    """Move files into the bank's folder; one that is there already, with other content, is never replaced."""
    for file in sorted(files.iterdir()) if files.is_dir() else ():
        folder.mkdir(exist_ok=True)
        target = folder / file.name
        if not target.exists():
            file.replace(target)
        elif target.read_bytes() != file.read_bytes():
            raise InputFault(f"{target.name} is there already, and is another file", "rename one", Place(target.name))
