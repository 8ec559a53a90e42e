"""A cloze has blanks, each with its answers, and every name leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from qbank.check.finding import Finding
from qbank.model import Cloze, Item

_ANKI = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}")


def in_blank(cloze: Cloze, name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings about one of the blanks; those about a nameless one stand where it was typed in the prompt."""
    for one in findings:
        if name in cloze.blanks:
            yield replace(one, path=f"blanks.{name}.{one.path}".rstrip("."))
        else:
            gap = cloze.found.gaps[int(name) - 1]
            yield replace(one, path="prompt", offsets=(gap.start, gap.end))


def check(item: Item) -> Iterator[Finding]:
    """Yield `no-blank`, `empty-blank`, `unclosed-blank`, `bad-number`, `unknown-blank`, `unused-blank`, and more."""
    if not isinstance(item, Cloze):
        return
    gaps = item.found.gaps
    if not gaps:
        anki = _ANKI.search(item.prompt)
        hint = f"write [[{anki[1]}]]" if anki else "write the answer in double brackets: [[answer]]"
        yield Finding("no-blank", "this cloze has no blank", "prompt", hint, offsets=anki and anki.span())
    for gap in gaps:
        offsets = (gap.start, gap.end)
        if gap.fault:
            code, message, hint = gap.fault
            yield Finding(code, message, "prompt", hint, offsets=offsets)
        elif gap.name and gap.name not in item.blanks:
            close = get_close_matches(gap.name, item.blanks, n=1)
            hint = f"did you mean [[@{close[0]}]]?" if close else f"add {gap.name}: under blanks:"
            yield Finding(
                "unknown-blank", f"no blank {gap.name} is described under blanks:", "prompt", hint, offsets=offsets
            )
        elif len(gap.options) == 1:
            yield Finding(
                "empty-blank",
                "a drop-down needs at least two options",
                "prompt",
                "add one: [[has ~have]]",
                offsets=offsets,
            )
        elif len(set(gap.options)) < len(gap.options):
            yield Finding(
                "duplicate-choice",
                "two options of this blank are the same",
                "prompt",
                "change or delete one",
                offsets=offsets,
            )
    names = [gap.name for gap in gaps if gap.name]
    for gap in gaps:
        if gap.name and names.count(gap.name) > 1:
            hint = "give each blank a name of its own"
            yield Finding(
                "duplicate-blank", f"[[@{gap.name}]] is there twice", "prompt", hint, offsets=(gap.start, gap.end)
            )
    for name, blank in item.blanks.items():
        if name not in names:
            hint = f"write [[@{name}]] in the prompt, or delete it"
            yield Finding("unused-blank", f"the prompt has no blank {name}", f"blanks.{name}", hint)
        if name.isdecimal():
            hint = "begin the name with a letter"
            yield Finding(
                "bad-id",
                f"a blank's name can't be a number ({name}): blanks without a name are numbered",
                f"blanks.{name}",
                hint,
            )
        if blank.points < 1:
            hint = "write points: 1"
            yield Finding(
                "bad-number", "the points of a blank are a whole number from 1", f"blanks.{name}.points", hint
            )


def check_literals(item: Item) -> Iterator[Finding]:
    """Yield `literal-brackets` where `[[` in a formula, a link or an image is no blank."""
    if isinstance(item, Cloze):
        for start, end, where in item.found.literals:
            message = f"[[ in a {where} is no blank"
            hint = "move the blank out of it; if brackets are meant, allow: literal-brackets"
            yield Finding("literal-brackets", message, "prompt", hint, "warning", (start, end))
