"""What holds for every question, whoever made it."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from strategies import questions

from qbank.model import (
    KINDS,
    ChoiceBlank,
    Cloze,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)

RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def key(asked: Any) -> Any:
    """Return the response that the author holds for right."""
    if isinstance(asked, MultipleChoice):
        return next(number for number, choice in enumerate(asked.choices, 1) if choice.correct)
    if isinstance(asked, MultipleResponse):
        return {number for number, choice in enumerate(asked.choices, 1) if choice.correct}
    if isinstance(asked, TrueFalse):
        return asked.answer
    if isinstance(asked, Matching):
        return {pair.left: pair.right for pair in asked.pairs}
    if isinstance(asked, Ordering):
        return list(asked.items)
    return None


@RELAXED
@given(st.sampled_from(sorted(KINDS)).flatmap(questions))
def test_scores_lie_between_nothing_and_the_points(asked: Any) -> None:
    """Whatever the response; nothing said is worth nothing; the key is worth everything."""
    nothing = asked.score(None)
    assert nothing in (0, None)
    full = key(asked)
    if full is not None:
        assert asked.score(full) == Fraction(asked.points)
    if isinstance(asked, ShortAnswer | Numeric):
        for response in ("", "x", "0", "-1e3", "*", "\u0000"):
            worth = asked.score(response)
            assert worth is None or 0 <= worth <= Fraction(asked.points)
    if isinstance(asked, Cloze):
        chosen = {name: 1 for name, blank in asked.filled.items() if isinstance(blank, ChoiceBlank)}
        worth = asked.score(chosen)
        assert worth is not None and 0 <= worth <= Fraction(asked.points)


@RELAXED
@given(st.sampled_from(sorted(KINDS)).flatmap(questions))
def test_what_is_typed_again_is_the_same_question(asked: Any) -> None:
    """The shortest data an author could have typed makes an equal model."""
    assert KINDS[asked.type].model_validate(asked.as_typed()) == asked
