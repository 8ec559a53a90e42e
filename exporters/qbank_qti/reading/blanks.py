"""A text with blanks: the parts stand in the prompt, where it has their markers."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from qbank.importing.api import decimal
from qbank_qti.reading.asked import Asked, Part
from qbank_qti.reading.choose import Credit, choices_of
from qbank_qti.reading.marks import filled
from qbank_qti.reading.numbers import number_of
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Responses, Trial, near
from qbank_qti.reading.texts import NO_ANSWER, fields, probe, texts_of

ZERO, ONE = Fraction(0), Fraction(1)
_SPECIAL = re.compile(r"[\\|~\[\]]")
_LONGEST = 120
"""Characters of a blank that still reads well inside of the text."""


def cloze(asked: Asked, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return a text with blanks, each in its shortest form."""
    best = {part.ident: _best(part, trial) for part in asked.parts}
    spans = _spans(asked, trial, best)
    found: list[dict[str, Any]] = []
    for part in asked.parts:
        credit = _credit(asked, part, trial, best, spans)
        if part.sort == "one":
            choices, keys = choices_of(asked, part, credit, remarks)
            if keys != 1:
                asked.draft = asked.draft or "a drop-down has no key that is marked"
            found.append({"choices": choices})
        elif part.sort == "number":
            found.append(number_of(asked, part, trial, _alone(credit), remarks))
        else:
            accept = fields(texts_of(part, trial, credit, remarks))
            if not any(not isinstance(one, dict) or "credit" not in one for one in accept["accept"]):
                asked.draft = asked.draft or "a blank has no answer that is marked as right"
            found.append(accept)
    for data, weight in zip(found, _weights(asked, spans), strict=True):
        if weight != 1:
            data["points"] = weight
    names = _names(asked)
    blanks = {}
    for name, data, part in zip(names, found, asked.parts, strict=True):
        if not _inline(data, part):
            blanks[name] = data
    shown = [f"[[@{name}]]" if name in blanks else f"[[{_inline(data, part)}]]"
             for name, data, part in zip(names, found, asked.parts, strict=True)]  # fmt: skip
    prompt = filled(asked.prompt, lambda number: shown[number - 1] if 0 < number <= len(shown) else "")
    points = sum(int(data.get("points", 1)) for data in found)
    if asked.points == points:
        asked.points = None
    return {"type": "cloze", "prompt": prompt, **({"blanks": blanks} if blanks else {})}


def _names(asked: Asked) -> list[str]:
    names: list[str] = []
    for number, part in enumerate(asked.parts, 1):
        name = part.name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]{0,30}", part.name) else f"blank{number}"
        while name in names:
            name += "x"
        names.append(name)
    return names


def _best(part: Part, trial: Trial | None) -> tuple[str, ...]:
    """Return the answer that earns most in this blank."""
    tried: list[tuple[str, ...]] = [part.correct[:1]] if part.correct else []
    if part.sort == "one":
        tried += [(option.ident,) for option in part.options]
    elif trial is not None and part.sort == "number":
        tried += [(decimal(one.inside),) for one in trial.scoring.ranges(part.ident)]
    elif trial is not None:
        tried += [(probe(one),) for one in trial.scoring.texts(part.ident)]
    if trial is None:
        return tried[0] if tried else ()
    scores = [(trial.run(answered(part, one)).score, -place) for place, one in enumerate(tried)]
    return tried[-max(scores)[1]] if scores else ()


def _wrong(part: Part, best: tuple[str, ...]) -> tuple[str, ...]:
    """Return an answer that is another one than the best."""
    if part.sort == "one":
        return next(((one.ident,) for one in part.options if (one.ident,) != best), ())
    return ("-987654321",) if part.sort == "number" else (NO_ANSWER,)


def answered(part: Part, given: tuple[str, ...]) -> Responses:
    """Return a response to one blank."""
    unit = {part.units.ident: (part.units.options[0].ident,)} if part.units is not None and part.units.options else {}
    return {part.ident: given, **unit}


def _spans(asked: Asked, trial: Trial | None, best: dict[str, tuple[str, ...]]) -> list[Fraction]:
    """Return what each blank adds to the score; zeros where all must be right."""
    if trial is None:
        return [ZERO for _ in asked.parts]
    whole: dict[str, tuple[str, ...]] = {}
    for part in asked.parts:
        whole |= answered(part, best[part.ident])
    nothing = trial.run({}).score
    trial.settle(whole)
    trial.run({part.ident: _wrong(part, best[part.ident]) for part in asked.parts})
    spans = [trial.run(answered(part, best[part.ident])).score - nothing for part in asked.parts]
    if len(spans) > 1 and not any(spans) and trial.full:
        asked.notes.append("all blanks had to be right; here each is worth its part")
    return spans


def _credit(
    asked: Asked, part: Part, trial: Trial | None, best: dict[str, tuple[str, ...]], spans: list[Fraction]
) -> Callable[[tuple[str, ...]], Fraction] | None:
    if trial is None:
        return None
    span = spans[asked.parts.index(part)]
    if span:
        nothing = trial.run({}).score
        return lambda given: near((trial.run(answered(part, given)).score - nothing) / span)
    whole: dict[str, tuple[str, ...]] = {}
    for other in asked.parts:
        whole |= answered(other, best[other.ident])
    return lambda given: near(trial.run({**whole, **answered(part, given)}).score / (trial.full or 1))


def _alone(credit: Credit | None) -> Callable[[str], Fraction] | None:
    return None if credit is None else lambda text: credit((text,))


def _weights(asked: Asked, spans: list[Fraction]) -> list[int]:
    """Return the weights of the blanks as whole numbers; those that our own writer wrote where it is ours."""
    ours: list[int] = asked.ours.get("weights", [])
    if len(ours) == len(spans):
        return ours
    total = sum(spans)
    if not total or not all(span > 0 for span in spans):
        return [1 for _ in spans]
    shares = [near(span / total) for span in spans]
    common = lcm(*(share.denominator for share in shares))
    if common > 1000:
        return [1 for _ in spans]
    whole = [int(share * common) for share in shares]
    return [weight // gcd(*whole) for weight in whole]


def _inline(data: dict[str, Any], part: Part) -> str:
    """Return a blank as it stands in the text; empty where it needs more than that."""
    found = ""
    if set(data) == {"accept"} and all(isinstance(one, str) for one in data["accept"]):
        found = "|".join(map(_escaped, data["accept"]))
    elif set(data) == {"choices"} and part.sort == "one":
        keys = [one["answer"] for one in data["choices"] if isinstance(one, dict) and set(one) == {"answer"}]
        others = [one for one in data["choices"] if isinstance(one, str)]
        if len(keys) == 1 and others and len(keys) + len(others) == len(data["choices"]):
            found = " ~".join(map(_escaped, [*keys, *others]))
    elif set(data) in ({"answer"}, {"answer", "tolerance"}):
        found = f"={data['answer']}" + (f"±{data['tolerance']}" if "tolerance" in data else "")
    elif set(data) == {"min", "max"}:
        found = f"={data['min']}..{data['max']}"
    empty = not all(one.strip() for one in re.split(r"(?<!\\)[|~]", found))
    return "" if empty or "\n" in found or "$" in found or len(found) > _LONGEST else found


def _escaped(text: str) -> str:
    found = _SPECIAL.sub(lambda one: f"\\{one[0]}", text.strip())
    return f"\\{found}" if found.startswith(("=", "@")) else found
