"""What a build prints of its losses: a line a reason where they are few, else a line for formats that lose the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import click

from qbank.cli.printing import count, printable
from qbank.compiler.losses import Lost

FORMATS, REASONS = 3, 12
"""Up to as many formats, or reasons of all formats together, each reason has a line."""
FIELDS, KINDS = 5, 3
"""As many are named on a format's line; the others are counted."""


@dataclass(slots=True)
class Sum:
    """What a format loses: the questions concerned, by field, by kind that it doesn't hold, and by reason."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    reasons: dict[str, tuple[dict[str, None], set[str]]] = field(default_factory=dict)

    def add(self, name: str, reason: str, loss: Lost) -> None:
        """Count a loss of the field, or of the kind, `name`."""
        whole = loss.whole and name != "score"
        (self.kinds if whole else self.fields).setdefault(name, set()).update(loss.questions)
        fields, questions = self.reasons.setdefault(reason, ({}, set()))
        fields[name] = None
        questions.update(loss.questions)


def by_format(losses: Iterable[Lost]) -> dict[str, Sum]:
    """Return what each format loses; what arrives in another form isn't lost."""
    found: dict[str, Sum] = {}
    for loss in losses:
        if loss.severity == "warning":
            format_name = loss.code.partition("/")[0]
            name, _, reason = loss.message.removeprefix(f"{format_name} loses ").partition(" ")
            found.setdefault(format_name, Sum()).add(name, reason, loss)
    return dict(sorted(found.items()))


def show(losses: Iterable[Lost], page: str) -> None:
    """Print what is lost; `page` is where the reasons stand, or empty where nothing was written."""
    losses = list(losses)
    found = by_format(losses)
    changed = len({loss.code for loss in losses if loss.severity != "warning"})
    short = len(found) > FORMATS and sum(len(one.reasons) for one in found.values()) > REASONS
    if found:
        click.echo("\nNot carried, with the number of questions:")
    for line in _formats(found) if short else _reasons(found):
        click.echo(printable(line))
    also = f"{count(changed, 'field')} {'arrives' if changed == 1 else 'arrive'} in another form"
    if short:
        click.echo(f"\n{also}." if changed else "")
        why = f"{page}, or " if page else ""
        click.echo(f"Why: {why}qbank build --format {next(iter(found))}. Where: --verbose.")
    elif changed:
        click.echo(f"\n{also}; --verbose shows where and how.")
    elif found:
        click.echo("\n--verbose shows where.")


def _reasons(found: Mapping[str, Sum]) -> Iterator[str]:
    for name, lost in found.items():
        yield f"  {name}"
        gravest = sorted(lost.reasons.items(), key=lambda one: (not lost.kinds.keys() & one[1][0], -len(one[1][1])))
        for reason, (fields, questions) in gravest:
            yield f"    {len(questions):>4}  {', '.join(fields)} {reason}".rstrip()


def _formats(found: Mapping[str, Sum]) -> Iterator[str]:
    lines: dict[str, list[str]] = {}
    for name, lost in found.items():
        lines.setdefault("; ".join([*_left_out(lost.kinds), *_fields(lost.fields)]), []).append(name)
    width = max(len(", ".join(names)) for names in lines.values())
    for line, names in lines.items():
        yield f"  {', '.join(names):<{width}}  {line}"


def _left_out(kinds: Mapping[str, set[str]]) -> Iterator[str]:
    if kinds:
        yield f"{len(set().union(*kinds.values()))} left out ({_some(_most(kinds), KINDS)})"


def _fields(fields: Mapping[str, set[str]]) -> Iterator[str]:
    if fields:
        yield _some([f"{name} {len(fields[name])}" for name in _most(fields)], FIELDS)


def _most(found: Mapping[str, set[str]]) -> list[str]:
    return sorted(found, key=lambda name: (-len(found[name]), name))


def _some(names: list[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:most])} and {more} more"
