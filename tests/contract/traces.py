"""Whether a table is true of every field, texts or not: items that differ in one field become files that differ.

What is carried shows in every change; what is carried in another form, in some; what is lost, in none. What is lost or
changed for some questions only shows in every change, unless it was reported for the question at hand.

Where a program makes the files, which takes seconds, one change a field is looked at in files, of one kind; and what
they lose of a text's contents isn't, beyond what was planted in them.
"""

from __future__ import annotations

from collections.abc import Iterable

from bench import Bench, Made
from features import Feature
from mutations import Mutation

PATIENT = "multiple_choice"
"""The kind whose files are looked at even where they take long."""


def untrue_of_fields(bench: Bench, mutations: Iterable[Mutation]) -> list[str]:
    """Return the changes of which a table doesn't say the truth."""
    found: list[str] = []
    traces: dict[tuple[str, str], bool] = {}
    patient: set[str] = set()
    for one in mutations:
        name, carry = bench.format.carries.of(one.item.type, one.field) or ("", None)
        where = f"{one.item.id} {one.path} ({one.how})"
        if carry is None:
            found.append(f"{where}: the table has no entry")
            continue
        original, changed = bench.original(one.item), bench.make(one.changed)
        if bench.slow and bench.same_fragments(original, changed) and original.rows != changed.rows:
            if one.item.type != PATIENT or one.field in patient:
                continue
            patient.add(one.field)
        differ = bench.differ(original, changed)
        if carry.conditional:
            if not differ and not _reported(one.path, original, changed):
                found.append(f"{where}: {name} is carried, but nothing shows it")
        elif carry.how == "approximated":
            traces[one.field, name] = differ or traces.get((one.field, name), False)
        elif differ != (carry.how == "carried"):
            found.append(f"{where}: {name} is {carry.how}, but {'something' if differ else 'nothing'} shows it")
    silent = [key for key, seen in traces.items() if not seen]
    return found + [f"{field}: {name} is approximated, but nothing shows it" for field, name in silent]


def _reported(path: str, *made: Made) -> bool:
    reported = {loss.path for one in made for loss in one.losses}
    return any(path == one or path.startswith(f"{one}.") for one in reported)


def untrue_of_features(bench: Bench, features: Iterable[Feature]) -> list[str]:
    """Return what texts contain and a table doesn't say the truth of."""
    found = []
    for one in features:
        entry = bench.format.carries.of(one.item.type, one.name)
        assert entry is not None
        carry = entry[1]
        here, other = bench.make(one.item, one.media), bench.make(one.other, one.other_media)
        differ = here.shown != other.shown
        if differ and carry.how == "lost":
            if bench.slow:
                continue
            differ = bench.files(here) != bench.files(other)
        if differ == (carry.how == "lost") and not carry.conditional:
            found.append(f"{one.name} is {carry.how}, but {'something' if differ else 'nothing'} shows it")
        elif carry.how == "carried" and one.plain is not None and here.shown == bench.make(one.plain).shown:
            found.append(f"{one.name} is carried, but it is plain text")
    return found
