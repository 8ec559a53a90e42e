"""Law 3: what a reader makes of a format's files is the bank, but for what the format's table says it loses.

Markdown is compared by what it shows, since there are several ways to type the same; addresses of files are set aside.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bank_files import AnyMedia, info_of, items, made
from pydantic import BaseModel, ValidationError

from qbank import content
from qbank.api import Context, Format, Media
from qbank.compiler import registry as formats
from qbank.compiler.losses import losses
from qbank.compiler.media import find
from qbank.compiler.unit import Unit
from qbank.content.style import HtmlStyle
from qbank.importing import registry as readers
from qbank.importing.files import Files
from qbank.importing.input import Input
from qbank.importing.names import Names
from qbank.importing.outcome import Outcome
from qbank.importing.reading import Reading
from qbank.model import KINDS, AnyQuestion, Bank, Stimulus
from qbank.model.bank import StimulusText
from qbank.model.walk import set_fields, texts

STYLE = HtmlStyle(math="tex", highlight=False)


@cache
def format_of(name: str) -> Format[Any]:
    """Return a format by its name."""
    return formats.load(formats.installed()[name])


@dataclass
class Back:
    """What came back of a file."""

    questions: dict[str, AnyQuestion]
    stimuli: dict[str, StimulusText]
    media: dict[str, Media]
    header: dict[str, Any]
    outcome: Outcome

    def item(self, name: str, kind: str) -> Any:
        """Return a question or a stimulus; None where it didn't come back."""
        if kind != "stimulus":
            return self.questions.get(name)
        found = self.stimuli.get(name)
        return Stimulus(id=name, title=found.title, text=found.text) if found else None


def written(name: str, folder: Path, bank: Bank, unit: Unit | None = None, project: Path | None = None) -> Path:
    """Write what a format makes of a bank into a folder; return the file that people import."""
    files = made(format_of(name), bank, project, unit)
    for one, data in files.items():
        path = folder / one
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / min(files, key=lambda one: (one.count("/"), one))


def read_back(name: str, path: Path, stage: Path) -> Back:
    """Read a file with a reader, as `qbank import` does, and return its questions as models."""
    assert readers.detect(Input(path)).name == name, "another reader takes it for its own"
    outcome = Outcome(path)
    files = Files(stage, "files", path.parent)
    reading = Reading(readers.importer(name), Input(path), files, Names(), outcome)
    found = {}
    for one in reading.questions():
        outcome.took(one)
        try:
            found[one.id] = KINDS[str(one.data["type"])].model_validate(dict(one.data))
        except ValidationError:
            assert one.draft
    stimuli = {
        key: StimulusText.model_validate(one if isinstance(one, dict) else {"text": one})
        for key, one in reading.stimuli.items()
    }
    media = {address: find(stage, stage, address) for address in files.kept}
    return Back(found, stimuli, media, reading.header("back"), outcome)


def differences(name: str, bank: Bank, unit: Unit | None = None, project: Path | None = None) -> list[str]:
    """Return what of a bank doesn't come back from the format `name` although its table carries it; a line each."""
    format = format_of(name)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as stage:
        back = read_back(name, written(name, Path(folder), bank, unit, project), Path(stage))
    found = []
    for item in items(bank):
        if not format.carries.holds(item.type):
            continue
        other = back.item(item.id, item.type)
        if other is None:
            found.append(f"{item.id} didn't come back: {[one.message for one in back.outcome.diagnostics]}")
        elif other.type != item.type:
            found.append(f"{item.id} is {other.type}, not {item.type}")
        else:
            found += compared(format, item, other, bank, unit)
    return found


def compared(format: Format[Any], item: Any, other: Any, bank: Bank, unit: Unit | None) -> Iterator[str]:
    """Yield each field that the table carries and that came back otherwise."""
    info = unit.info if unit and unit.info else info_of(bank)
    stimulus = bank.item(item.stimulus) if getattr(item, "stimulus", None) in bank.stimuli else None
    context = Context(info, unit.media if unit else AnyMedia(), stimulus)
    reported = format.make(format.options()).render(item, context).losses
    aside = [(loss.path, field) for loss, field, _ in losses(item, format.carries, reported)]
    ours, theirs = values(item), values(other)
    for path, field in set_fields(item):
        found = format.carries.of(item.type, field)
        if found is None or (found[1].how != "carried" and not found[1].conditional):
            continue
        if any(_covers(one, path) or one_field == field for one, one_field in aside if one):
            continue
        if ours[path] != theirs.get(path):
            yield f"{item.id}: {path} is {theirs.get(path)!r}, not {ours[path]!r}"


def _covers(loss: str, path: str) -> bool:
    return path == loss or path.startswith(f"{loss}.")


def values(item: Any) -> dict[str, str]:
    """Return what each field that is set says, by its path: Markdown as what it shows."""
    shown = {path: shows(text) for path, text in texts(item)}
    return {path: shown.get(path, "") or str(_at(item, path)) for path, _ in set_fields(item)}


def shows(text: str) -> str:
    """Return Markdown as HTML without what doesn't matter: addresses of files, white space."""
    html = content.html(text, STYLE, lambda _: "file")
    html = re.sub(r"\s+", " ", html)
    return re.sub(r" ?(</?(?:p|ul|ol|li|table|thead|tbody|tr|td|th|pre|blockquote|br|h\d|hr)\b[^>]*>) ?", r"\1", html)


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(value, BaseModel):
            value = getattr(value, step)
        elif isinstance(value, dict):
            value = value[step]
        else:
            value = value[int(step)]
    return value
