"""A cloze has blanks, each with its answers, and every name leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
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
    if isinstance(item, Cloze):
        if not item.found.gaps:
            anki = _ANKI.search(item.prompt)
            hint = f"write [[{anki[1]}]]" if anki else "write the answer in double brackets: [[answer]]"
            yield Finding("no-blank", "this cloze has no blank", "prompt", hint, offsets=anki and anki.span())
        yield from _typed(item)
        yield from _described(item)


def _typed(item: Cloze) -> Iterator[Finding]:
    """Yield what is wrong with the brackets in the prompt."""
    names = Counter(gap.name for gap in item.found.gaps if gap.name)
    for gap in item.found.gaps:
        code = message = hint = ""
        if gap.fault:
            code, message, hint = gap.fault
        elif gap.name and gap.name not in item.blanks:
            close = get_close_matches(gap.name, item.blanks, n=1)
            code, message = "unknown-blank", f"no blank {gap.name} is described under blanks:"
            hint = f"did you mean [[@{close[0]}]]?" if close else f"add {gap.name}: under blanks:"
        elif len(gap.options) == 1:
            code, message, hint = "empty-blank", "a drop-down needs at least two options", "add one: [[has ~have]]"
        elif len(set(gap.options)) < len(gap.options):
            code, message, hint = "duplicate-choice", "two options of this blank are the same", "change or delete one"
        if code:
            yield Finding(code, message, "prompt", hint, offsets=(gap.start, gap.end))
        if gap.name and names[gap.name] > 1:
            message, hint = f"[[@{gap.name}]] is there twice", "give each blank a name of its own"
            yield Finding("duplicate-blank", message, "prompt", hint, offsets=(gap.start, gap.end))


def _described(item: Cloze) -> Iterator[Finding]:
    """Yield what is wrong with the names and points under `blanks:`."""
    names = {gap.name for gap in item.found.gaps}
    for name, blank in item.blanks.items():
        if name not in names:
            hint = f"write [[@{name}]] in the prompt, or delete it"
            yield Finding("unused-blank", f"the prompt has no blank {name}", f"blanks.{name}", hint)
        if name.isdecimal():
            message = f"a blank's name can't be a number ({name}): blanks without a name are numbered"
            yield Finding("bad-id", message, f"blanks.{name}", "begin the name with a letter")
        if blank.points < 1:
            message = "the points of a blank are a whole number from 1"
            yield Finding("bad-number", message, f"blanks.{name}.points", "write points: 1")


def check_literals(item: Item) -> Iterator[Finding]:
    """Yield `literal-brackets` where `[[` in a formula, a link or an image is no blank."""
    if isinstance(item, Cloze):
        for start, end, where in item.found.literals:
            message = f"[[ in a {where} is no blank"
            hint = "move the blank out of it; if brackets are meant, allow: literal-brackets"
            yield Finding("literal-brackets", message, "prompt", hint, "warning", (start, end))
