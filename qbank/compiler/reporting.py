"""What is shown of all that was found: warnings that were allowed are not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from qbank.compiler.carries import Carries, Carry
from qbank.compiler.losses import Lost, loss_code
from qbank.diagnostics import Diagnostic, Span


def without_allowed(
    diagnostics: Iterable[Diagnostic], project: Iterable[str], questions: Mapping[str, Container[str]]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics that nobody allowed. Errors can't be allowed."""
    everywhere = set(project)
    for one in diagnostics:
        if one.severity == "error" or (one.code not in everywhere and one.code not in questions.get(one.item, ())):
            yield one


def lost_without_allowed(
    losses: Iterable[Lost], project: Iterable[str], questions: Mapping[str, Container[str]]
) -> Iterator[Lost]:
    """Yield the losses with the questions for which nobody allowed them."""
    everywhere = set(project)
    for one in losses:
        rest = [item for item in one.questions if one.code not in questions.get(item, ())]
        if rest and one.code not in everywhere:
            yield replace(one, questions=rest)


def loss_entries(name: str, carries: Carries) -> dict[str, tuple[str, Carry, list[str]]]:
    """Return every code that a format's losses can have: its field, what the table says, the kinds concerned."""
    found: dict[str, tuple[str, Carry, list[str]]] = {}
    for kind in carries:
        fields = carries[kind]
        entries = fields.items() if isinstance(fields, Mapping) else [(kind, fields)]
        for field, carry in entries:
            if carry.how != "carried":
                found.setdefault(loss_code(name, field, carry), (field, carry, []))[2].append(kind)
    return found


def unknown_allowances(
    allowed: Iterable[tuple[str, Span, str]],
    known: Mapping[str, str],
    formats: Mapping[str, Carries],
    listed: Iterable[str],
) -> Iterator[Diagnostic]:
    """Yield `unknown-code` and `cannot-allow` for codes in `allow:` that do nothing.

    `allowed` are (code, place, question id); `known` maps codes to their severity; a format's codes are checked where
    the format is loaded, or unknown by name (`listed` names all).
    """
    names = set(listed)
    codes = {name: set(loss_entries(name, carries)) for name, carries in formats.items()}
    everything = [*known, *(code for one in codes.values() for code in one)]
    for code, place, item in allowed:
        prefix = code.partition("/")[0]
        if "/" in code and (code in codes.get(prefix, ()) or (prefix in names and prefix not in codes)):
            continue
        if known.get(code) == "error":
            message, hint = f"{code} is an error: it can't be allowed", "mend what it says, and delete this"
            yield Diagnostic("cannot-allow", message, place, "warning", hint, item, "allow")
        elif code not in known:
            close = get_close_matches(code, everything, n=1)
            hint = f"did you mean {close[0]}?" if close else "delete it"
            yield Diagnostic("unknown-code", f"there is no code {code}", place, "warning", hint, item, "allow")
