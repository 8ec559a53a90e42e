"""Questions whose answers are chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from qbank.api import shuffled, write_share
from qbank_qti.reading.asked import Asked, Option, Part
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Trial
from qbank_qti.reading.titles import called

ZERO, ONE = Fraction(0), Fraction(1)
Credit = Callable[[tuple[str, ...]], Fraction]
_NUMBER = re.compile(r"[1-9]\d{3}")
_OURS = re.compile(
    r"(?:B\d+)?(?:C(?P<place>\d+)|c-(?P<id>[A-Za-z0-9][A-Za-z0-9_-]*))|(?:c[0-9a-f]{12})?a(?P<canvas>\d+)"
)
_HASHED = re.compile(r".*-[0-9a-f]{8}")
_LONGEST = 32


def one(asked: Asked, part: Part, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return a question in which one choice is right."""
    if trial is not None:
        trial.run({})
        trial.settle(*({part.ident: (option.ident,)} for option in part.options), exactly=True)
    credit: Credit | None = (lambda given: trial.credit({part.ident: given})) if trial is not None else None
    truth = _truth(part, credit)
    if truth is not None:
        _truths(part, truth, remarks)
        return {"type": "true_false", "answer": truth}
    choices, keys = choices_of(asked, part, credit, remarks)
    if not keys:
        asked.draft = asked.draft or "no key is marked"
    elif keys > 1:
        asked.draft = asked.draft or f"one can be chosen, and {keys} choices are worth all points"
    return {"type": "multiple_choice", "choices": choices, **_shuffle(part)}


def _shuffle(part: Part) -> dict[str, bool]:
    return {} if part.shuffle else {"shuffle": False}


def credits_of(part: Part, credit: Credit | None) -> dict[str, Fraction]:
    """Return what each choice is worth; what the file says is right, where its rules say nothing."""
    found = {option.ident: credit((option.ident,)) if credit else ZERO for option in part.options}
    if not any(share > 0 for share in found.values()):
        found |= {ident: ONE for ident in part.correct if ident in found}
    return found


def _truth(part: Part, credit: Credit | None) -> bool | None:
    """Return the truth value that is right, where the choices are true and false; None where they aren't."""
    if len(part.options) != 2:
        return None
    first, second = part.options
    truths = {option.ident: _value(option) for option in part.options}
    if {truths[first.ident], truths[second.ident]} != {True, False}:
        return None
    shares = credits_of(part, credit)
    right = [ident for ident, share in shares.items() if share == ONE]
    return truths[right[0]] if len(right) == 1 and min(shares.values()) <= 0 else None


def _value(option: Option) -> bool | None:
    text = option.text.strip()
    if called(text, "true") or text.lower() in {"true", "t"}:
        return True
    if called(text, "false") or text.lower() in {"false", "f"}:
        return False
    return None


def _truths(part: Part, answer: bool, remarks: Remarks) -> None:
    """The feedback of the two choices is that of right and wrong."""
    for option in part.options:
        right = _value(option) is answer
        text = remarks.of(part.ident, option.ident, ONE if right else ZERO)
        remarks.give("correct" if right else "incorrect", text)


def choices_of(asked: Asked, part: Part, credit: Credit | None, remarks: Remarks) -> tuple[list[Any], int]:
    """Return choices of which one is right, and how many are worth everything."""
    shares = credits_of(part, credit)
    found = []
    for option in authored(part.options, asked, part.ident):
        share = shares[option.ident]
        feedback = remarks.of(part.ident, option.ident, share)
        weight = write_share(share) if ZERO < share < ONE else ""
        if share < 0:
            asked.notes.append("a wrong choice took points away; here it is worth nothing")
        found.append(choice(option, share >= ONE, weight, feedback))
    return found, sum(share >= ONE for share in shares.values())


def choice(option: Option, right: bool, weight: str = "", feedback: str = "") -> Any:
    """Return a choice, a distractor without more as its text alone."""
    ours = _OURS.fullmatch(option.ident)
    named = ours["id"] if ours and not (_HASHED.fullmatch(option.ident) and len(option.ident) == _LONGEST) else None
    given = {"weight": weight, "feedback": feedback, "fixed": option.fixed, "id": named}
    more = {name: value for name, value in given.items() if value}
    return {"answer" if right else "text": option.text, **more} if right or more else option.text


def authored(options: Sequence[Option], asked: Asked, ident: str) -> list[Option]:
    """Return choices in the order in which they were written, where our own writer put them into another."""
    if len(options) > 1 and all(_NUMBER.fullmatch(option.ident) for option in options):
        numbered = sorted(options, key=lambda option: int(option.ident))
        run = int(numbered[-1].ident) - int(numbered[0].ident) + 1 == len(options)
        return numbered if run else list(options)
    ours = [_OURS.fullmatch(option.ident) for option in options]
    if not options or not all(ours):
        return list(options)
    count = len(options)
    placed: list[Option | None] = [None] * count
    rest = []
    for option, match in zip(options, ours, strict=True):
        place = int((match["place"] or match["canvas"] or 0) if match else 0) - 1
        if 0 <= place < count and placed[place] is None:
            placed[place] = option
        else:
            rest.append(option)
    if len(rest) > 1:
        seed = asked.name if ident == "RESPONSE" else f"{asked.name}/{ident}"
        order = shuffled(
            range(count), seed, [option.fixed or not asked.ours.get("shuffle", True) for option in options]
        )
        drawn = [options[order.index(place)] for place in range(count)]
        if all(one is None or one is drawn[place] for place, one in enumerate(placed)):
            return drawn
    waiting = iter(rest)
    return [option or next(waiting) for option in placed]


def some(asked: Asked, part: Part, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return a question in which several choices are right."""
    idents = [option.ident for option in part.options]
    keys = {ident for ident in part.correct if ident in idents}
    weights = trial.scoring.weights(part.ident, idents) if trial is not None else None
    said = asked.ours.get("scoring", "")
    scoring, shares = said.replace("partial", ""), dict.fromkeys(idents, ZERO)
    if said:
        weights = None
    elif weights is not None and any(share > 0 for share in weights.values()):
        shares = weights
        keys = {ident for ident, share in shares.items() if share > 0} or keys
    if trial is not None:
        _try(part, trial, keys, idents)
        if weights is None and not said:
            shares = _added(part, trial, keys, idents)
            scoring = "" if any(shares.values()) else "all_or_nothing"
            weights = shares
    weighted = _weighted(shares, keys) if not scoring and not said else {}
    if not scoring and not weighted and keys and weights is not None:
        lost = {share for ident, share in shares.items() if ident not in keys}
        scoring = "weights" if lost == {ZERO} else ""
    choices = []
    for option in authored(part.options, asked, part.ident):
        feedback = remarks.of(part.ident, option.ident, ZERO, several=True)
        choices.append(choice(option, option.ident in keys, weighted.get(option.ident, ""), feedback))
    if not keys:
        asked.draft = asked.draft or "no key is marked"
    return {
        "type": "multiple_response",
        "choices": choices,
        **({"scoring": scoring} if scoring else {}),
        **_shuffle(part),
    }


def _try(part: Part, trial: Trial, keys: set[str], idents: Sequence[str]) -> None:
    """Run the answers that tell what is shown when."""
    right = tuple(ident for ident in idents if ident in keys)
    trial.settle({part.ident: right})
    trial.run({})
    for ident in idents:
        trial.run({part.ident: (ident,)})
    for count in range(2, min(len(right), 6)):
        trial.run({part.ident: right[:count]})


def _added(part: Part, trial: Trial, keys: set[str], idents: Sequence[str]) -> dict[str, Fraction]:
    """Return what each choice adds by the scores of sets; nothing where one right choice alone earns nothing."""
    right = tuple(ident for ident in idents if ident in keys)
    alone = {ident: trial.credit({part.ident: (ident,)}) for ident in right}
    if len(right) < 2 or not all(alone.values()):
        return dict.fromkeys(idents, ZERO)
    whole = trial.credit({part.ident: right})
    wrong = {ident: trial.credit({part.ident: (*right, ident)}) - whole for ident in idents if ident not in keys}
    return {**alone, **wrong}


def _weighted(shares: dict[str, Fraction], keys: set[str]) -> dict[str, str]:
    """Return the weights that must be written; none where the right choices share equally and wrong ones as usual."""
    if not keys:
        return {}
    usual = Fraction(1, len(keys))
    wrong = {share for ident, share in shares.items() if ident not in keys}
    if all(shares[ident] == usual for ident in keys) and (wrong <= {-usual} or wrong == {ZERO}):
        return {}
    found = {ident: write_share(share) for ident, share in shares.items() if share or ident in keys}
    common = max(keys, key=lambda ident: sum(shares[other] == shares[ident] for other in keys))
    alike = {ident for ident in keys if shares[ident] == shares[common]}
    left = ONE - sum((shares[ident] for ident in keys - alike), ZERO)
    if len(alike) > 1 and left == shares[common] * len(alike) and len(found) > len(alike):
        found = {ident: weight for ident, weight in found.items() if ident not in alike}
    return found
