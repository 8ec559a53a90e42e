"""What a format makes of a bank, as a build would have it; no file is needed for a text that shows one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from qbank.api import BankInfo, Context, Document, Entry, Format, Item, Media, Output, Plan, Row
from qbank.compiler.reader import compile_file
from qbank.compiler.unit import Unit
from qbank.model import Bank

ROOT = Path(__file__).parents[1]
SINK = ROOT / "tests" / "kitchen_sink"
EXAMPLES = sorted((ROOT / "source").rglob("*.yaml"))
BANKS = [*EXAMPLES, *SINK.rglob("*.yaml")]
NOW = 1_750_000_000


def unit_of(path: Path) -> tuple[Unit, Path]:
    """Return a bank compiled, and the project that it is of."""
    project = next(folder.parent for folder in path.parents if folder.name == "source")
    unit = compile_file(project, path.relative_to(project).as_posix())
    assert unit.bank and unit.info and not [one for one in unit.diagnostics if one.severity == "error"]
    return unit, project


class AnyMedia(dict[str, Media]):
    """Every address has a file."""

    def __missing__(self, address: str) -> Media:
        return Media(address, "0" * 32 + ".png", 1, "image/png")


def info_of(bank: Bank) -> BankInfo:
    """Return what formats are told of a bank."""
    return BankInfo(
        bank.bank,
        bank.title or bank.bank,
        "source/a/bank.yaml",
        ("a",),
        bank.description or "",
        bank.language or "en",
        bank.license or "",
        bank.authors,
        bank.tags,
    )


def made(
    format: Format[Any], bank: Bank, folder: Path | None = None, unit: Unit | None = None, **options: Any
) -> dict[str, bytes]:
    """Return the files that a format makes of what it holds of a bank; `folder` is the project with its media."""
    info = unit.info if unit and unit.info else info_of(bank)
    exporter, media = format.make(format.options(**options)), unit.media if unit else AnyMedia()
    entries, fragments = [], {}
    for item in (one for one in items(bank) if format.carries.holds(one.type)):
        points = str(getattr(item, "points", 0))
        row = Row(item.id, item.type, info.id, "", 1, 1, title=item.title or "", stem=item.text, points=points)
        entry = Entry(row, 0 if item.type == "stimulus" else 1 + sum(one.number > 0 for one in entries), NOW)
        stimulus = bank.item(item.stimulus) if getattr(item, "stimulus", None) in bank.stimuli else None
        entries.append(entry)
        fragments[entry] = exporter.render(item, Context(info, media, stimulus))
    with tempfile.TemporaryDirectory() as place:
        out = Output(Path(place), folder or Path(place))
        if folder is None:
            fragments = {entry: one.__class__(one.body, (), one.losses) for entry, one in fragments.items()}
        exporter.assemble(Plan([Document(info, entries)]), fragments.__getitem__, out)
        paths = [path for path in sorted(Path(place).rglob("*")) if path.is_file()]
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}


def items(bank: Bank) -> list[Item]:
    """Return what is built of a bank, in the order of a document: each stimulus before its first question."""
    found: list[Item] = []
    for question in bank.questions:
        if question.status == "retired":
            continue
        known = {one.id for one in found}
        if question.stimulus and question.stimulus in bank.stimuli and question.stimulus not in known:
            found.append(bank.item(question.stimulus))
        found.append(question)
    return found


def expected(bank: Bank) -> Bank:
    """Return a bank as formats see it: without retired questions and unused stimuli; title and language are said."""
    questions = tuple(one for one in bank.questions if one.status != "retired")
    used = {one.stimulus for one in questions}
    return bank.model_copy(
        update={
            "title": bank.title or bank.bank,
            "language": bank.language or "en",
            "questions": questions,
            "stimuli": {name: one for name, one in bank.stimuli.items() if name in used},
        }
    )
