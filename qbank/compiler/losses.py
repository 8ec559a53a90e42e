"""What a format loses of an item: the fields that are set, looked up in the format's table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qbank import content
from qbank.compiler.carries import Carries, Carry
from qbank.compiler.values import Loss
from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.model import Item
from qbank.model.walk import set_fields, texts

SEVERITY: dict[str, Severity] = {"lost": "warning", "approximated": "note"}


class UndeclaredLoss(Exception):
    """An exporter reported a loss that its table doesn't know."""


Said = tuple[tuple[str, str], ...]
"""What an item says: the path of each field that is set and the field's name, its score, and what its texts contain."""


def said(item: Item) -> Said:
    """Return what an item says; the same for every format."""
    return (*set_fields(item), ("", "score"), *_features(item))


def losses(
    item: Item, table: Carries, reported: Iterable[Loss], says: Said | None = None
) -> Iterator[tuple[Loss, str, Carry]]:
    """Yield what doesn't arrive: the loss, the table's entry and what it says. One for each field and place.

    `reported` are the conditional losses that `render` found. Raises UndeclaredLoss for one without an entry.
    """
    if not table.holds(item.type):
        held = table.of(item.type, "")
        yield Loss("", ""), item.type, held[1] if held else Carry("lost", "the format doesn't know this kind")
        return
    seen: set[tuple[str, str]] = set()
    for path, field in said(item) if says is None else says:
        found = table.of(item.type, field)
        if found is None or found[1].how == "carried" or found[1].conditional:
            continue
        name, carry = found
        place = path if field.count(".") == name.count(".") else _parent(path, name)
        if (place, name) not in seen:
            seen.add((place, name))
            yield Loss(place), name, carry
    for loss in reported:
        found = table.of(item.type, generic(loss.path, item)) or table.of(item.type, loss.path)
        if found is None or found[1].how == "carried":
            raise UndeclaredLoss(f"{loss.path} is reported lost, but the table carries it")
        yield loss, found[0], found[1]


def generic(path: str, item: Item) -> str:
    """Return a path without positions and names of blanks: `blanks.verb.accept.2.text` → `blanks.accept.text`."""
    value: object = item
    names = []
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif not step.isdecimal():
            names.append(step)
            value = getattr(value, step, None)
        elif isinstance(value, tuple) and int(step) < len(value):
            value = value[int(step)]
    return ".".join(names)


def _parent(path: str, name: str) -> str:
    return ".".join(path.split(".")[: name.count(".") + 1])


def _features(item: Item) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for path, text in texts(item):
        for feature in sorted(content.parse(text).features - seen):
            seen.add(feature)
            yield path, feature


@dataclass(slots=True)
class Lost:
    """What a format doesn't carry, and of which questions: the losses of one code and message, summed up."""

    code: str
    message: str
    severity: Severity
    whole: bool
    """Whether it is the question as a whole: a loss without a path."""
    questions: list[str]
    """Their ids, each once."""


def summed_up(losses: Iterable[Diagnostic]) -> list[Lost]:
    """Return losses summed up, in the order in which they are first found."""
    found: dict[tuple[str, str, Severity, bool], dict[str, None]] = {}
    for loss in losses:
        found.setdefault((loss.code, loss.message, loss.severity, not loss.path), {})[loss.item] = None
    return [Lost(*what, list(questions)) for what, questions in found.items()]


def joined(parts: Iterable[Lost]) -> list[Lost]:
    """Return what several files lose as what all of them together do."""
    found: dict[tuple[str, str, Severity, bool], list[str]] = {}
    for one in parts:
        found.setdefault((one.code, one.message, one.severity, one.whole), []).extend(one.questions)
    return [Lost(*what, questions) for what, questions in found.items()]


def loss_code(format_name: str, field: str, carry: Carry) -> str:
    """Return the code of a loss: `gift/choices-weight-approximated`."""
    return f"{format_name}/{field.replace('.', '-').replace('_', '-')}-{carry.how}"


def as_diagnostic(format_name: str, item: str, loss: Loss, name: str, carry: Carry, place: Span) -> Diagnostic:
    """Return a loss as a diagnostic: `gift/hints-lost`, at the field that it concerns."""
    code, message = _worded(format_name, name, carry, loss.note)
    return Diagnostic(code, message, place, SEVERITY[carry.how], "", item, loss.path)


@lru_cache(maxsize=1024)  # one text for all questions, in memory and in what a process sends: half of both
def _worded(format_name: str, name: str, carry: Carry, note: str) -> tuple[str, str]:
    reason = note or carry.note
    message = f"{format_name} {'loses' if carry.how == 'lost' else 'changes'} {name}"
    return loss_code(format_name, name, carry), f"{message} ({reason})" if reason else message
