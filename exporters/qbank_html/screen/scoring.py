"""What the page's script needs to score a question by the rules of `question.score`.

Every number is a whole one: credits are numerators over the common denominator `of`, so that the script can add them
exactly. Whole numbers that JavaScript's can't hold are written as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any

from qbank.api import (
    AnyQuestion,
    Blank,
    ChoiceBlank,
    Cloze,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Numeric,
    Ordering,
    ShortAnswer,
    TextBlank,
    TrueFalse,
)
from qbank_html.screen.patterns import to_javascript

SAFE = 2**53
Data = dict[str, Any]


def scoring(question: AnyQuestion, numerals: str) -> Data | None:
    """Return the data for the script; None where learners judge themselves. `numerals`: see `words`."""
    data = _data(question, numerals)
    return None if data is None else {**data, "points": _ratio(Fraction(getattr(question, "points", 0)))}


def options_of(question: Matching) -> list[str]:
    """Return the right sides to choose from, each once: partners and distractors."""
    return list(dict.fromkeys([pair.right for pair in question.pairs] + list(question.distractors)))


def _data(question: AnyQuestion, numerals: str) -> Data | None:
    match question:
        case MultipleChoice():
            return {"kind": "one", **_credits(question.credits), "keys": _keys(question)}
        case MultipleResponse():
            exact = question.scoring == "all_or_nothing" and not question.weighted
            return {"kind": "many", **_credits(question.credits), "keys": _keys(question), "exact": exact}
        case TrueFalse():
            key = 0 if question.answer else 1
            return {"kind": "one", "credits": [1 - key, key], "of": 1, "keys": [key]}
        case ShortAnswer():
            return _text(question) if question.accept else None
        case Numeric():
            return _number(question, numerals)
        case Matching():
            options = options_of(question)
            return {"kind": "match", "right": [options.index(pair.right) for pair in question.pairs]}
        case Ordering():
            # Equal texts are the same item: either may stand in the other's place.
            return {"kind": "order", "items": [question.items.index(one) for one in question.items],
                    "scoring": question.scoring}  # fmt: skip
        case Cloze():
            blanks = [_blank(blank, numerals) for blank in question.filled.values()]
            return None if None in blanks else {"kind": "blanks", "blanks": blanks}
    return None


def _blank(blank: Blank, numerals: str) -> Data | None:
    data: Data | None
    match blank:
        case ChoiceBlank():
            credits_ = [Fraction(1) if one.correct else one.weight or Fraction(0) for one in blank.choices]
            data = {"kind": "one", **_credits(credits_), "keys": _keys(blank)}
        case NumberBlank():
            data = _number(blank, numerals)
        case TextBlank():
            data = _text(blank)
    return None if data is None else {**data, "weight": blank.points}


def _keys(question: MultipleChoice | MultipleResponse | ChoiceBlank) -> list[int]:
    return [index for index, choice in enumerate(question.choices) if choice.correct]


def _text(question: ShortAnswer | TextBlank) -> Data | None:
    shares = _credits([one.credit for one in question.accept])
    accept = []
    for one in question.accept:
        match = one.match or question.match
        exact = question.case_sensitive if one.case_sensitive is None else one.case_sensitive
        text = to_javascript(one.text) if match == "regex" else one.text
        if text is None:
            return None
        accept.append({"text": text, "match": match, "exact": exact})
    return {"kind": "text", "accept": accept, **shares}


def _number(question: Numeric | NumberBlank, numerals: str) -> Data:
    within = [_ratio(one.low) + _ratio(one.high) for one in question.intervals]
    units = {name: _ratio(Fraction(size)) for name, size in question.sizes.items()}
    return {"kind": "number", "within": within, **_credits([one.credit for one in question.intervals]),
            "units": units, "numerals": numerals}  # fmt: skip


def _credits(shares: Iterable[Fraction]) -> Data:
    shares = list(shares)
    of = lcm(*(share.denominator for share in shares))
    return {"credits": [_whole(int(share * of)) for share in shares], "of": _whole(of)}


def _ratio(number: Fraction) -> list[int | str]:
    return [_whole(number.numerator), _whole(number.denominator)]


def _whole(number: int) -> int | str:
    return number if abs(number) < SAFE else str(number)
