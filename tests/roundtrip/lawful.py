"""Law 3: what a reader makes of a format's files is the bank, but for what the format's table says it loses.

Markdown is compared by what it shows, since there are several ways to type the same; addresses of files are set aside.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bank_files import AnyMedia, info_of, items, made
from canonical import canonical, in_order, places
from pydantic import BaseModel

from qbank import content
from qbank.api import Context, Format, Loss
from qbank.compiler import registry as formats
from qbank.compiler.losses import losses
from qbank.compiler.reader import compile_file
from qbank.compiler.unit import Unit
from qbank.content.style import HtmlStyle
from qbank.importing import registry as readers
from qbank.importing.reading import Request, Taken
from qbank.importing.run import run
from qbank.model import Bank
from qbank.model.walk import set_fields, texts

STYLE = HtmlStyle(math="tex", highlight=False)


@cache
def format_of(name: str) -> Format[Any]:
    """Return a format by its name."""
    return formats.load(formats.installed()[name])


def written(name: str, folder: Path, bank: Bank, unit: Unit | None = None, project: Path | None = None) -> Path:
    """Write what a format makes of a bank into a folder; return the file that people import."""
    files = made(format_of(name), bank, project, unit)
    for one, data in files.items():
        path = folder / one
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / min(files, key=lambda one: (one.count("/"), one))


def read_back(name: str, path: Path, project: Path) -> Unit:
    """Import a file into an empty project, as `qbank import` does, and return what its bank compiles to."""
    outcome = run(path, Request(project), Taken())
    assert outcome.format == readers.importer(name).title, f"it is taken for {outcome.format}"
    assert outcome.target, outcome.diagnostics
    unit = compile_file(project, outcome.target.relative_to(project).as_posix())
    assert [one for one in unit.diagnostics if one.severity == "error"] == []
    assert outcome.total == len(unit.questions) + len(unit.drafts) + outcome.counts["refused"]
    return unit


def differences(name: str, bank: Bank, unit: Unit | None = None, project: Path | None = None) -> list[str]:
    """Return what of a bank doesn't come back from the format `name` although its table carries it; a line each."""
    format = format_of(name)
    if not any(format.carries.holds(item.type) and item.type != "stimulus" for item in items(bank)):
        return []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as back:
        found = read_back(name, written(name, Path(folder), bank, unit, project), Path(back))
    others = {(one.type == "stimulus", one.id): one for one in found.items}
    wrong: list[str] = []
    ours = [item for item in items(bank) if format.carries.holds(item.type)]
    asked = {getattr(one, "stimulus", None) for one in ours}
    if name in NO_IDS:
        ours = [item for item in ours if item.type != "stimulus"]
        others = {(False, mine.id): one for mine, one in zip(ours, found.questions, strict=True)}
    for item in ours:
        if item.type == "stimulus" and item.id not in asked and _repeated(format):
            continue
        if name == "qti12-plain" and getattr(item, "points", 1) == 0:
            continue  # its rules say what is right by the points they give: what is worth nothing has no key
        other = others.get((item.type == "stimulus", item.id))
        if other is None:
            wrong.append(f"{item.id} didn't come back, or as a draft")
        elif other.type != item.type:
            by_people = item.type == "short_answer" and not item.accept and other.type == "essay"
            if not by_people and not _for_people(format, item, bank, unit):
                wrong.append(f"{item.id} is {other.type}, not {item.type}")
        else:
            wrong += compared(format, item, other, bank, unit)
    return wrong


def compared(format: Format[Any], item: Any, other: Any, bank: Bank, unit: Unit | None) -> Iterator[str]:
    """Yield each field that the table carries and that came back otherwise."""
    reported = _reported(format, item, bank, unit)
    aside = [
        (place, field)
        for loss, field, _ in losses(item, format.carries, reported)
        for place in map(_whole_list, places(item, loss.path))
    ]
    if any(one == "match" or one.endswith(".match") for one, _ in aside):
        aside += [(f"{one[:-5]}accept", "") for one, _ in aside if one.endswith("match")]
    lost = {field for _, field in aside}
    joined = "feedback" in lost and not _carries(format, item.type, "feedback")
    typed, again = canonical(item), canonical(other)
    if format.name in NO_IDS or "choices.fixed" in lost or "blanks.choices.fixed" in lost:
        typed, again = in_order(typed), in_order(again)
    ours, theirs = values(typed), values(again)
    for path, field in set_fields(typed):
        if field == "blanks.points" and any(re.fullmatch(r"blanks\.[^.]+\.accept", one) for one, _ in aside):
            continue  # a blank without the answer that earns everything has another share of the whole
        if (joined and field.endswith(".feedback")) or (path == "prompt" and "blanks.unit" in lost):
            continue  # the question's feedback stands in that of the answers, units beside their blanks
        told = all("rounded" not in one.note for one in reported) and getattr(item, "points", 1) != 0
        if field.rpartition(".")[2] in {"weight", "credit", "points"} and not told:
            continue  # what is said of the score is said of what it is made of; of nothing there are no parts
        if path == "title" and path not in theirs and _is_derived(item.title, item):
            continue
        found = format.carries.of(item.type, field)
        if found is None or (found[1].how != "carried" and not found[1].conditional):
            continue
        if any(_covers(one, path) or one_field == field for one, one_field in aside if one):
            continue
        if _seen(format, path, ours[path], lost) != _seen(format, path, theirs.get(path), lost):
            yield f"{item.id}: {path} is {theirs.get(path)!r}, not {ours[path]!r}"


NO_IDS = ("aiken",)
"""Formats without ids: questions come back in their order, choices in one that was drawn."""
NO_CLASSES = ("gift", "moodle_xml", "qti12", "qti12-plain")
"""Formats whose targets take classes off: code comes back without the name of its language."""


def _seen(format: Format[Any], path: str, shown: str | None, lost: set[str]) -> str | None:
    """Return what a text shows where a format has no classes, and a file's description in place of the file."""
    if shown is None:
        return None
    if format.name in NO_CLASSES and path not in ("prompt", "explanation", "text"):
        shown = re.sub("</p><p>", "<br>", shown)  # a choice or a feedback has no paragraphs there
    if format.name in NO_CLASSES:
        shown = re.sub(r' class="language-[^"]*"', "", shown)
    if lost & {"image", "audio", "video"}:
        shown = re.sub(
            r'<img [^>]*alt="([^"]*)"[^>]*>|<(?:audio|video)[^>]* aria-label="([^"]*)"[^>]*>(?:</\w+>)?',
            r"[\1\2]",
            shown,
        )
    return shown


def _carries(format: Format[Any], kind: str, field: str) -> bool:
    found = format.carries.of(kind, field)
    return found is not None and found[1].how == "carried"


def _reported(format: Format[Any], item: Any, bank: Bank, unit: Unit | None) -> Sequence[Loss]:
    info = unit.info if unit and unit.info else info_of(bank)
    stimulus = bank.item(item.stimulus) if getattr(item, "stimulus", None) in bank.stimuli else None
    context = Context(info, unit.media if unit else AnyMedia(), stimulus)
    return format.make(format.options()).render(item, context).losses


def _for_people(format: Format[Any], item: Any, bank: Bank, unit: Unit | None) -> bool:
    """Tell whether a format says that people score a question for want of a way to: it comes back as an essay."""
    return any(loss.note.startswith(("people score", "people mark")) for loss in _reported(format, item, bank, unit))


def _repeated(format: Format[Any]) -> bool:
    """Tell whether a passage stands in the questions that refer to it alone, and in no place of its own."""
    found = format.carries.of("stimulus", "text")
    return found is not None and found[1].note.startswith("repeated in every question")


def _whole_list(path: str) -> str:
    """Return the list of accepted answers of which one doesn't arrive: those after it have other places."""
    before, found, _ = path.partition("accept.")
    return f"{before}accept" if found else path


def _is_derived(title: str, item: Any) -> bool:
    """Tell whether a title is what platforms are told of a question without one: then nobody can tell it is one."""
    words = " ".join(content.plain(item.text).split())
    return " ".join(title.split()) in {words, f"{words[:59].rstrip()}…"}


def _covers(loss: str, path: str) -> bool:
    return path == loss or path.startswith(f"{loss}.")


def values(item: Any) -> dict[str, str]:
    """Return what each field that is set says, by its path: Markdown as what it shows."""
    shown = {path: shows(text) for path, text in texts(item)}
    return {path: shown.get(path, "") or " ".join(str(_at(item, path)).split()) for path, _ in set_fields(item)}


def shows(text: str) -> str:
    """Return Markdown as HTML without what doesn't matter: addresses of files, white space."""
    html = content.html(text, STYLE, lambda _: "file")
    # Where a format wants all in one paragraph, several are lines of it.
    html = re.sub(r"\s+", " ", html).replace("</p> <p>", "<br>").replace("</p><p>", "<br>")
    return re.sub(r" ?(</?(?:p|ul|ol|li|table|thead|tbody|tr|td|th|pre|blockquote|br|h\d|hr)\b[^>]*>) ?", r"\1", html)


def _at(value: Any, path: str) -> Any:
    while path:
        if isinstance(value, dict):  # a unit may have dots in its name
            step = next(key for key in value if path == key or path.startswith(f"{key}."))
            value = value[step]
        else:
            step = path.partition(".")[0]
            value = getattr(value, step) if isinstance(value, BaseModel) else value[int(step)]
        path = path[len(step) + 1 :]
    return value
