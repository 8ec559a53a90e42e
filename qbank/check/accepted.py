"""Accepted answers differ, one of them is worth everything, and platforms compare them alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qbank.check.blanks import in_blank
from qbank.check.finding import Finding
from qbank.model import Cloze, Item, ShortAnswer, TextBlank
from qbank.model.text import TextAnswers, normalise, regex

if TYPE_CHECKING:
    from qbank.model.text import AcceptedText

FOLDED_DIFFERENTLY = "ßẞİıςſ"
"""Letters whose lower case isn't the same everywhere."""


def check(item: Item) -> Iterator[Finding]:
    """Yield `no-answer`, `duplicate-answer`, `no-full-credit`, `bad-regex`, `case-folding`."""
    if isinstance(item, ShortAnswer):
        if not item.accept and item.model_answer is None:
            hint = "add accept: with the answers that count, or model_answer: with a good answer"
            yield Finding("no-answer", "there is no answer to compare with", "", hint)
        yield from _answers(item)
    elif isinstance(item, Cloze):
        for name, blank in item.filled.items():
            if isinstance(blank, TextBlank):
                yield from in_blank(item, name, _answers(blank))


def _answers(answers: TextAnswers) -> Iterator[Finding]:
    seen: dict[tuple[str, str, bool], str] = {}
    for index, one in enumerate(answers.accept):
        path = f"accept.{index}"
        match, sensitive = one.match or answers.match, _sensitive(answers, one)
        if match == "regex" and (fault := _regex_fault(one.text)):
            hint = "mend the pattern; if it is plain text, delete match: regex"
            yield Finding("bad-regex", f"this regular expression can't be read: {fault}", path, hint)
        key = (match, normalise(one.text, sensitive), sensitive)
        if key in seen:
            message = f"{one.text!r} counts as the same answer as {seen[key]!r}"
            yield Finding("duplicate-answer", message, path, "delete one, or set case_sensitive: true")
        seen.setdefault(key, one.text)
        if not sensitive and set(one.text) & set(FOLDED_DIFFERENTLY):
            message = "platforms differ in the lower case of " + " ".join(
                sorted(set(one.text) & set(FOLDED_DIFFERENTLY))
            )
            yield Finding("case-folding", message, path, "accept the other spelling as well", "warning")
    if answers.accept and all(one.credit < 1 for one in answers.accept):
        hint = "delete the credit of the best one"
        yield Finding("no-full-credit", "no accepted answer is worth 100%", "accept", hint)


def _sensitive(answers: TextAnswers, one: AcceptedText) -> bool:
    return answers.case_sensitive if one.case_sensitive is None else one.case_sensitive


def _regex_fault(pattern: str) -> str:
    try:
        regex(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""
