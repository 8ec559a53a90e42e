"""Answers with a share each, as many formats have them → the fields of our kinds that say the same, in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qbank.model import write_share
from qbank.model.numbers import NUMBER
from qbank.model.text import normalise

ZERO, ONE = Fraction(0), Fraction(1)
_PARTS = (3, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19)
"""Parts of a whole that a percentage with decimals only comes near to."""
_NEAR = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer as a format has it: its text (Markdown where it is chosen, plain where it is typed) and its worth."""

    text: str
    share: Fraction = ZERO
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers that count: both ends included, and whether they were given as such, not as a number with a tolerance."""

    low: Fraction
    high: Fraction
    share: Fraction = ONE
    feedback: str = ""
    ends: bool = False
    shown: str = ""
    """The number in the middle as it was typed: 6.70."""


@dataclass
class Shaped:
    """A question's fields, and what an author must know of them."""

    data: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    draft: str = ""


def percent(text: str) -> Fraction | None:
    """Return the share that a percentage without its sign is; `33.33333` is a third. None where it is no number."""
    text = text.strip()
    if not NUMBER.fullmatch(text) or len(text) > 30:
        return None
    return share(Fraction(Decimal(text)) / 100)


def share(given: Fraction) -> Fraction:
    """Return a share, or the simple one that it was rounded from: 0.3333333 is a third."""
    if (given * 1000).denominator == 1:
        return given
    for parts in _PARTS:
        whole = Fraction(round(given * parts), parts)
        if abs(whole - given) < _NEAR and whole:
            return whole
    return given


def one_of(answers: Sequence[Graded], **more: Any) -> Shaped:
    """Return a multiple-choice question: the answer worth everything is its key; none is guessed."""
    keys = [one for one in answers if one.share >= ONE]
    notes = []
    choices = []
    for one in answers:
        weight = one.share if ZERO < one.share < ONE else None
        if one.share < ZERO:
            notes.append(f"choosing {_short(one.text)} took away {write_share(-one.share)}; here it is worth nothing")
        choices.append(_choice(one, one.share >= ONE, weight))
    draft = ""
    if not keys:
        best = max((one.share for one in answers), default=ZERO)
        draft = f"no choice is worth more than {write_share(best)}" if best > 0 else "no key is marked"
    elif len(keys) > 1:
        draft = f"one can be chosen, and {len(keys)} choices are worth 100%"
    return Shaped({"type": "multiple_choice", **more, "choices": choices}, notes, draft)


def some_of(answers: Sequence[Graded], **more: Any) -> Shaped:
    """Return a multiple-response question; without weights where they are those of a scoring that we have."""
    keys = [one for one in answers if one.share > ZERO]
    equal = bool(keys) and all(one.share == Fraction(1, len(keys)) for one in keys)
    wrong = {one.share for one in answers if one.share <= ZERO}
    total = sum((one.share for one in keys), ZERO)
    data: dict[str, Any] = {"type": "multiple_response", **more}
    draft = ""
    if not keys:
        draft = "no key is marked"
    elif abs(total - 1) > Fraction(1, 200):
        draft = f"the right choices add up to {write_share(round(total, 4))}"
    partial = equal and wrong <= {-Fraction(1, max(1, len(keys)))}
    if partial or not keys:
        data["choices"] = [_choice(one, one.share > ZERO) for one in answers]
    else:
        if equal and wrong <= {ZERO}:
            data["scoring"] = "weights"
        data["choices"] = [
            _choice(one, one.share > ZERO, None if one.share == ZERO or (equal and one.share > ZERO) else one.share)
            for one in answers
        ]
    return Shaped(data, [], draft)


def _choice(one: Graded, correct: bool, weight: Fraction | None = None) -> Any:
    data: dict[str, Any] = {"answer" if correct else "text": one.text}
    if weight is not None:
        data["weight"] = write_share(weight)
    if one.feedback:
        data["feedback"] = one.feedback
    return data if correct or len(data) > 1 else one.text


def typed(answers: Sequence[Graded], *, case_sensitive: bool = False, **more: Any) -> Shaped:
    r"""Return a short answer. Texts are patterns: `*` is any text, `\*` a star; a last `*` worth 0 is the rest."""
    *first, last = answers or [Graded("")]
    rest = last.feedback if last.text == "*" and last.share <= ZERO else ""
    found = list(first) if last.text == "*" and last.share <= ZERO else list(answers)
    once: dict[str, Graded] = {}
    notes = []
    for one in found:
        if once.setdefault(normalise(one.text, case_sensitive), one) is not one:
            notes.append(f"{_short(one.text)} is there twice; the first counts")
    found = list(once.values())
    accept = list(_accepted([replace(one, feedback=own(one.feedback, rest, one.share)) for one in found]))
    data: dict[str, Any] = {"type": "short_answer", **more, "accept": accept}
    if rest:
        data["feedback"] = {"incorrect": rest}
    draft = "" if any(one.share >= ONE for one in found) else "no answer is worth 100%"
    return Shaped(data, notes, draft)


def _accepted(answers: Sequence[Graded]) -> Iterator[Any]:
    for one in answers:
        any_text = "*" in one.text.replace(r"\*", "")
        data: dict[str, Any] = {"text": one.text if any_text else one.text.replace(r"\*", "*")}
        if any_text:
            data["match"] = "wildcard"
        if one.share < ONE:
            data["credit"] = write_share(max(ZERO, one.share))
        if one.feedback:
            data["feedback"] = one.feedback
        yield data if len(data) > 1 else data["text"]


def own(feedback: str, general: str, share: Fraction) -> str:
    """Return a wrong answer's own feedback, without the one for all wrong answers that our writers put below it."""
    if share > ZERO or not general or not feedback.endswith(general):
        return feedback
    return feedback.removesuffix(general).removesuffix("\\\n").rstrip("\n")


def number(ranges: Sequence[Range], incorrect: str = "", **more: Any) -> Shaped:
    """Return a numeric question: the first range worth everything is the answer, the others are accepted as well.

    All of them have one tolerance with us; those with another are left out, with a note. `incorrect` is the feedback
    for all other numbers.
    """
    ranges = [replace(one, feedback=own(one.feedback, incorrect, one.share)) for one in ranges]
    main = next((one for one in ranges if one.share >= ONE), None)
    others = [one for one in ranges if one is not main]
    data: dict[str, Any] = {"type": "numeric", **more}
    notes = []
    ends = main is not None and main.ends
    tolerance, fits = _tolerance(others if main is None or ends else [main, *others])
    if others and len(fits) <= len(others) and not ends:
        apart = _tolerance(others)  # the answer has a tolerance of its own: its ends say it
        tolerance, fits, ends = (*apart, True) if len(apart[1]) == len(others) else (tolerance, fits, False)
    if main is not None and ends:
        data |= {"min": decimal(main.low), "max": decimal(main.high)}
    elif main is not None:
        data["answer"] = _shown(main)
    if tolerance:
        data["tolerance"] = tolerance
    accept = []
    for one in others:
        if one not in fits:
            low, high = decimal(one.low), decimal(one.high)
            notes.append(f"{low} to {high}, worth {write_share(one.share)}, is left out: its tolerance is another")
            continue
        entry: dict[str, Any] = {"answer": _shown(one)}
        if one.share < ONE:
            entry["credit"] = write_share(max(ZERO, one.share))
        if one.feedback:
            entry["feedback"] = one.feedback
        accept.append(entry if len(entry) > 1 else entry["answer"])
    if accept:
        data["accept"] = accept
    feedback = {"correct": main.feedback if main is not None else "", "incorrect": incorrect}
    if any(feedback.values()):
        data["feedback"] = {name: text for name, text in feedback.items() if text}
    return Shaped(data, notes, "" if main is not None else "no number is worth 100%")


def _shown(one: Range) -> str:
    return one.shown or decimal(_middle(one))


def _middle(one: Range) -> Fraction:
    return (one.low + one.high) / 2


def _tolerance(ranges: Sequence[Range]) -> tuple[str, list[Range]]:
    """Return the tolerance of the first range, absolute or as a share of its middle, whichever more of them have."""
    if not ranges:
        return "", []
    size = (ranges[0].high - ranges[0].low) / 2
    same = [one for one in ranges if (one.high - one.low) / 2 == size]
    middle = abs(_middle(ranges[0]))
    if len(same) < len(ranges) and middle and (size / middle * 100_000).denominator == 1:
        part = size / middle
        alike = [one for one in ranges if (one.high - one.low) / 2 == part * abs(_middle(one))]
        if len(alike) > len(same):
            return f"{decimal(part * 100)}%", alike
    return (decimal(size) if size else ""), same


def decimal(number: Fraction) -> str:
    """Return a number in decimals: exact where they end, else with as many as anybody needs."""
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1 or number.denominator > 10**40:
        number = round(number, 15)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    shown = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{shown}" if number < 0 else shown


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
