"""Questions whose answer is a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from qbank.api import write_share
from qbank_qti.reading.asked import Asked, Part
from qbank_qti.reading.patterns import MARK, accepted
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Candidate, Trial

ZERO, ONE = Fraction(0), Fraction(1)
NO_ANSWER = "qbank: no answer"
"""A text that nobody accepts: what is shown for it is what is shown for a wrong answer."""
Credit = Callable[[tuple[str, ...]], Fraction]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted text with its worth."""

    text: str
    credit: Fraction = ONE
    match: str = "exact"
    case_sensitive: bool | None = False
    """None where it has no letters."""
    feedback: str = ""


def short_answer(asked: Asked, part: Part, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return a short answer."""
    if trial is not None:
        trial.run({})
        trial.settle(*({part.ident: (probe(one),)} for one in trial.scoring.texts(part.ident)))
    credit: Credit | None = (lambda given: trial.credit({part.ident: given})) if trial is not None else None
    found = texts_of(part, trial, credit, remarks)
    if not any(one.credit == ONE for one in found):
        asked.draft = asked.draft or "no answer is marked as right"
    return {"type": "short_answer", **fields(found)}


def probe(one: Candidate) -> str:
    """Return a response that is this text, or what a pattern accepts."""
    return f"{MARK}{one.text}" if one.pattern else one.text


def texts_of(part: Part, trial: Trial | None, credit: Credit | None, remarks: Remarks) -> list[Accepted]:
    """Return the accepted texts: what the rules name and give something for, or say something about."""
    if part.listed:
        return [one for one in part.listed if isinstance(one, Accepted)]
    if trial is None or credit is None:
        return [Accepted(text) for text in part.correct if text.strip()]
    credit((NO_ANSWER,))
    found: dict[tuple[str, str], Accepted] = {}
    for candidate in trial.scoring.texts(part.ident):
        one = _accepted(part, candidate, credit, remarks)
        key = (one.text.strip().lower() if one.case_sensitive is False else one.text.strip(), one.match)
        if not one.text.strip():
            continue
        before = found.get(key)
        if before is not None:
            told = dict.fromkeys(filter(None, (before.feedback, one.feedback)))
            found[key] = replace(before, feedback="\n\n".join(told))
        elif one.credit > 0 or one.feedback or candidate.pattern:
            found[key] = one
    return _folded([*found.values()])


def _accepted(part: Part, candidate: Candidate, credit: Credit, remarks: Remarks) -> Accepted:
    share = min(ONE, max(ZERO, credit((probe(candidate),))))
    feedback = remarks.of(part.ident, candidate.text.strip(), share) or remarks.of(part.ident, candidate.text, share)
    if candidate.pattern:
        wanted = accepted(candidate.text)
        return Accepted(wanted.text, share, wanted.match, wanted.case_sensitive, feedback)
    text = candidate.text.strip()
    other = text.swapcase()
    if other == text or other.swapcase() != text:
        return Accepted(text, share, case_sensitive=None, feedback=feedback)
    alike = share > 0 and credit((other,)) == share
    return Accepted(text, share, case_sensitive=None if share <= 0 else not alike, feedback=feedback)


def _folded(found: list[Accepted]) -> list[Accepted]:
    """Leave out an answer that is another one in capitals, where case doesn't count anyway."""
    kept: list[Accepted] = []
    for one in found:
        folded = one.text.lower()
        same = [
            place for place, other in enumerate(kept)
            if other.match == one.match and other.text.lower() == folded and other.case_sensitive is not True
        ]  # fmt: skip
        if not same or one.case_sensitive is True:
            kept.append(one)
        elif one.feedback:
            told = dict.fromkeys(filter(None, (kept[same[0]].feedback, one.feedback)))
            kept[same[0]] = replace(kept[same[0]], feedback="\n\n".join(told))
    return kept


def fields(found: list[Accepted]) -> dict[str, Any]:
    """Return accepted texts as the fields of a short answer or a blank: what most have stands once."""
    kinds = [one.match for one in found]
    match = max(("exact", *dict.fromkeys(kinds)), key=kinds.count)
    cases = [one.case_sensitive for one in found if one.case_sensitive is not None]
    sensitive = sum(cases) > len(cases) / 2
    accept = []
    for one in found:
        data: dict[str, Any] = {"text": one.text}
        if one.match != match:
            data["match"] = one.match
        if one.credit != ONE:
            data["credit"] = write_share(one.credit)
        if one.case_sensitive is not None and one.case_sensitive != sensitive:
            data["case_sensitive"] = one.case_sensitive
        if one.feedback:
            data["feedback"] = one.feedback
        accept.append(data if len(data) > 1 else one.text)
    more: dict[str, Any] = {"match": match} if match != "exact" else {}
    return {"accept": accept, **more, **({"case_sensitive": True} if sensitive else {})}
