"""Questions of the kitchen sink with one field changed: what a format makes of them tells whether it holds the field.

One way to change a value for each type of value; all that comes of it is valid, and means something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from sink import at, kitchen_sink, replaced

from qbank.check import RULES
from qbank.compiler.inspection import steps
from qbank.model import Choice, Item, Tolerance
from qbank.model.walk import set_fields

WORD = "qzqzxj"
"""What is put at the end of texts: every escape leaves it alone."""


@dataclass(frozen=True)
class Mutation:
    """An item with another value in the field at `path`, called `field` in the formats' tables."""

    item: Item
    path: str
    field: str
    changed: Item
    how: str


def mutations(item: Item) -> Iterator[Mutation]:
    """Yield the item changed, field by field that it sets: to other values, and to what it is when nobody types it."""
    bank = kitchen_sink().bank
    for path, field in set_fields(item):
        if bank and field == "tags" and at(item, steps(path)) in bank.tags:
            continue  # its bank's: every question has them
        for how, changed in _changed(item, path):
            if changed is not None and changed != item:
                yield Mutation(item, path, field, changed, how)


def _changed(item: Item, path: str) -> Iterator[tuple[str, Item | None]]:
    *above, last = steps(path)
    owner = at(item, above)
    if isinstance(owner, Choice) and last == "correct":
        yield "moved", _valid(_moved_key(item, path))
    annotation: Any = None
    if isinstance(owner, BaseModel):
        info = type(owner).model_fields[str(last)]
        annotation = info.annotation
        if not info.is_required():
            yield "unset", _valid(replaced(item, steps(path), info.get_default(call_default_factory=True)))
    for value in _others(at(item, steps(path)), annotation):
        yield f"changed to {value}", _valid(replaced(item, steps(path), value))
    # an element of a list, and a value under a name
    if isinstance(owner, tuple) and isinstance(last, int):
        yield "left out", _valid(replaced(item, above, owner[:last] + owner[last + 1 :]))
    if isinstance(owner, dict):
        yield "left out", _valid(replaced(item, above, {key: one for key, one in owner.items() if key != last}))


def _moved_key(item: Any, path: str) -> Any:
    """Return the item with another choice right in place of this one."""
    *above, number, _ = steps(path)
    choices = at(item, above)
    other = next(index for index, one in enumerate(choices) if not one.correct)
    item = replaced(item, [*above, number], choices[number].model_copy(update={"correct": False}))
    return replaced(item, [*above, other], choices[other].model_copy(update={"correct": True, "weight": None}))


def _others(value: Any, annotation: Any) -> Iterator[Any]:
    words = [*_literals(annotation), *(kitchen_sink().stimuli if value in kitchen_sink().stimuli else ())]
    if words:
        yield from (word for word in words if word != value)
    elif isinstance(value, bool):
        yield not value
    else:
        yield from next((other(value) for kind, other in OTHERS.items() if isinstance(value, kind)), ())


OTHERS: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    int: lambda value: (value + 1,),
    Decimal: lambda value: (value + 1, value - Decimal("0.5")),
    Fraction: lambda value: (value / 2 if value else Fraction(1, 4),),
    Tolerance: lambda value: (Tolerance(value.size * 2, value.relative),),
    str: lambda value: (f"{value}{WORD}",),
}


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for one in get_args(annotation) for word in _literals(one))


def _valid(item: Any) -> Item | None:
    """Return the item as a build would have it, or None where a build would refuse it."""
    try:
        found: Item = type(item).model_validate(item.as_typed())
    except ValidationError:
        return None
    findings = [finding for rule in RULES for finding in rule(found)]
    return None if any(finding.severity == "error" for finding in findings) else found
