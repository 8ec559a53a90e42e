"""Matching and ordering."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args

from qbank.api import Ordering
from qbank_qti.reading.asked import Asked, Option, Part
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Responses, Trial

Scheme = Literal["positions", "all_or_nothing", "pairs"]
_OURS = re.compile(r"(?:response_m|[LRa])(\d{1,6})")
_TRIED = 6
"""Orders that are tried to tell a scheme."""


def ordering(asked: Asked, part: Part, trial: Trial | None) -> dict[str, Any]:
    """Return items in their right order, and how the order is scored: the scheme that explains what the rules give."""
    texts = {option.ident: option.text for option in part.options}
    right = [ident for ident in part.correct if ident in texts]
    if len(right) != len(texts) or len(set(right)) != len(right):
        asked.draft = asked.draft or "the right order isn't marked"
        return {"type": "ordering", "items": list(texts.values())}
    data: dict[str, Any] = {"type": "ordering", "items": [texts[ident] for ident in right]}
    if trial is None:
        return data
    trial.run({})
    trial.settle({part.ident: tuple(right)})
    for longer in (len(right) == 2, False):
        scheme = _scheme(part, trial, right, longer=longer)
        if scheme is not None:
            return data if scheme == "positions" else {**data, "scoring": scheme}
    asked.notes.append("orders that are right in part were worth something else")
    return {**data, "scoring": "all_or_nothing"}


def _scheme(part: Part, trial: Trial, right: list[str], *, longer: bool) -> Scheme | None:
    """Return the scheme that scores orders as the rules do; None where none does."""
    given = _orders(right, longer=longer)
    scores = [trial.credit({part.ident: tuple(one)}) for one in given]
    schemes: tuple[Scheme, ...] = get_args(Scheme)
    for scheme in schemes:
        question = Ordering(type="ordering", id="x", prompt="x", items=tuple(right), scoring=scheme)
        if all(question.credit(one) == score for one, score in zip(given, scores, strict=True)):
            return scheme
    return None


def _orders(right: Sequence[str], *, longer: bool) -> list[list[str]]:
    """Return orders that the schemes score differently: swapped neighbours, the first one last, too short, too long.

    Of two items only one that is too long tells neighbours from the whole.
    """
    found = [list(right), [*right[1:], right[0]], list(right[:1]), list(reversed(right))]
    found += [[*right, right[0]]] if longer else []
    for place in range(min(len(right) - 1, _TRIED)):
        swapped = list(right)
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        found.append(swapped)
    return found


def matching(asked: Asked, part: Part, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return pairs, and right sides that belong to nothing."""
    right = _paired(part)
    if trial is not None:
        _try(asked, part, trial, right, respond=_answering(part))
    if _places(part, right):
        texts = {option.ident: option.text for option in part.rights}
        return {"type": "ordering", "items": [texts[right[option.ident]] for option in part.options]}
    data: dict[str, Any] = {"type": "matching"}
    lefts = _by_number(part.options)
    missing = [option for option in lefts if option.ident not in right]
    if missing or not lefts:
        asked.draft = asked.draft or "not every left side has its right side"
    texts = {option.ident: option.text for option in part.rights}
    pairs = []
    for option in lefts:
        feedback = _feedback(part, option, remarks)
        pair: dict[str, Any] = {"left": option.text, "right": texts.get(right.get(option.ident, ""), "")}
        if feedback:
            pair["feedback"] = feedback
        pairs.append(pair if feedback or set(pair["left"]) & set("\n") or pair["left"] in {"left", "right", "feedback"}
                     else {pair["left"]: pair["right"]})  # fmt: skip
    used = set(right.values())
    distractors = [option.text for option in _by_number(part.rights) if option.ident not in used]
    data["pairs"] = pairs
    if distractors:
        data["distractors"] = distractors
    if not part.shuffle:
        data["shuffle"] = False
    return data


def _places(part: Part, right: dict[str, str]) -> bool:
    """Tell whether things are matched with their places: `1.`, `2.` …, each of them used once."""
    places = [option.text.replace("\\", "") for option in part.options]
    used = [right.get(option.ident) for option in part.options]
    return (
        len(places) > 1
        and places == [f"{number}." for number in range(1, len(places) + 1)]
        and len(set(used)) == len(used) == len(part.rights)
    )


def _by_number(options: Sequence[Option]) -> list[Option]:
    """Return options in the order of the numbers that our own writer gives them."""
    numbers = [_OURS.fullmatch(option.ident) for option in options]
    if not all(numbers):
        return list(options)
    pairs = zip(options, numbers, strict=True)
    return [option for option, _ in sorted(pairs, key=lambda pair: int(pair[1][1]) if pair[1] else 0)]


def _paired(part: Part) -> dict[str, str]:
    """Return the right side of each left side."""
    lefts = {option.ident for option in part.options}
    found: dict[str, str] = {}
    for value in part.correct:
        sides = value.split()
        if len(sides) == 2:
            left, right = sides if sides[0] in lefts else reversed(sides)
            found.setdefault(left, right)
    return found


def _answering(part: Part) -> Callable[[dict[str, str]], Responses]:
    if part.rows:
        return lambda pairs: {part.rows[left]: (right,) for left, right in pairs.items()}
    return lambda pairs: {part.ident: tuple(f"{left} {right}" for left, right in pairs.items())}


def _try(
    asked: Asked, part: Part, trial: Trial, right: dict[str, str], respond: Callable[[dict[str, str]], Responses]
) -> None:
    """Run the answers that tell what is shown when, and whether every pair is worth the same."""
    trial.run({})
    trial.settle(respond(right))
    if not right:
        return
    alone = {left: trial.credit(respond({left: one})) for left, one in right.items()}
    others = [option.ident for option in part.rights]
    for left, one in right.items():
        wrong = next((other for other in others if other != one), None)
        if wrong is not None:
            trial.run(respond({**right, left: wrong}))
    trial.run(respond({left: next((other for other in others if other != one), one) for left, one in right.items()}))
    if len(right) > 1 and not any(alone.values()):
        asked.notes.append("all pairs had to be right; here each is worth its part")
    elif len(set(alone.values())) > 1:
        asked.notes.append("pairs were worth different points; here each is worth the same")


def _feedback(part: Part, left: Option, remarks: Remarks) -> str:
    """Take the feedback of a pair: what is shown where it is wrong."""
    if part.rows:
        return remarks.take(remarks.only(part.rows[left.ident]))
    return remarks.take(remarks.about(part.ident, f"{left.ident} "))
