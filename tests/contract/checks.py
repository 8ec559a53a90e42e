"""The contract of a format, as functions that return what is wrong; an empty list where nothing is.

Every kind and every field is named in its table; what the table carries arrives; what it loses doesn't, and is
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planting import HOSTILE, Plant
from readable import squeezed
from rendering import Made
from sink import all_kinds

from qbank.api import FEATURES
from qbank.compiler.carries import Carries
from qbank.model.base import Scored
from qbank.model.walk import fields_of, models_in

EVERYWHERE = ("score", *FEATURES)
"""What a table names besides fields."""


def unnamed(table: Carries) -> list[str]:
    """Return the kinds and fields that a table doesn't name."""
    found = [kind for kind in all_kinds() if kind not in table]
    for kind, model in all_kinds().items():
        if kind in table and table.holds(kind):
            names = [*fields_of(model), *(FEATURES if kind == "stimulus" else EVERYWHERE)]
            found += [f"{kind}.{name}" for name in names if table.of(kind, name) is None]
    return found


def unknown(table: Carries) -> list[str]:
    """Return the kinds and fields that a table names and the language doesn't have.

    A field that nearly all kinds have may be named for the few that haven't, too: it is written once for all.
    """
    found = [kind for kind in table if kind not in all_kinds()]
    for kind, model in all_kinds().items():
        fields = table.get(kind, {})
        if isinstance(fields, Mapping):
            found += [
                f"{kind}.{name}" for name in fields if name not in EVERYWHERE and not _exists((model, Scored), name)
            ]
    return found


def _exists(models: tuple[Any, ...], name: str) -> bool:
    first, _, rest = name.partition(".")
    held = [one for one in models if first in one.model_fields]
    inner = tuple(below for one in held for below in models_in(one.model_fields[first].annotation))
    return bool(held) and (not rest or _exists(inner, rest))


def without_a_reason(table: Carries) -> list[str]:
    """Return the entries that say "lost" or "approximated" without saying how or why."""
    found = []
    for kind in table:
        fields = table[kind]
        entries = fields.items() if isinstance(fields, Mapping) else [("", fields)]
        found += [f"{kind}.{name}" for name, carry in entries if carry.how != "carried" and not carry.note]
    return found


def carries_all(table: Carries) -> bool:
    """Return whether a table says that everything of every kind arrives as it is."""
    fields = [table[kind] for kind in all_kinds()]
    return all(isinstance(one, Mapping) and all(carry.how == "carried" for carry in one.values()) for one in fields)


def untrue(table: Carries, plants: Iterable[Plant], made: Made) -> list[str]:
    """Return the texts of which a table doesn't say the truth: carried but not there, or lost and there.

    What was reported for the question at hand may be there or not: that is for the format's own tests.
    """
    found = []
    for plant in plants:
        name, carry = table.of(plant.kind, plant.field) or ("", None)
        if carry is None:
            found.append(f"{plant.item} {plant.path}: the table has no entry")
            continue
        where = f"{plant.item} {plant.path}: {name} is {carry.how}"
        there = made.holds(plant.word)
        if carry.how == "lost" and not carry.conditional:
            found += [f"{where}, but it is there"] if there else []
        elif not _covered(plant.path, made.reported(plant.item)):
            found += [f"{where}, but it isn't there"] if not there else []
            changed = plant.markdown and squeezed(HOSTILE + plant.word) not in made.squeezed
            found += [f"{where}, but it isn't there as typed"] if there and changed else []
    return found


def _covered(path: str, reported: set[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in reported)
