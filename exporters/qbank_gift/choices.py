"""Multiple choice and multiple response: the choices and Moodle's weights.

One right answer: `=key ~wrong`. Several: `~%w%` for all of them, because a single `=` makes Moodle take the question
for one with a single answer. Every `~` has its weight, so that a choice may begin with `%`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Choice, Context, Feedback, MultipleChoice, MultipleResponse
from qbank_gift.escape import html_field
from qbank_gift.texts import feedback, inline
from qbank_gift.weights import fit, is_listed, missing, nearest

_NO_FEEDBACK = Feedback()


def multiple_choice(item: MultipleChoice, context: Context) -> list[str]:
    """Return a line for each choice; the question's feedback is joined to that of the choices it fits."""
    weights = [nearest(credit) for credit in item.credits]
    _report(item.choices, item.credits, weights, context)
    return [
        _line(
            "=" if choice.correct else f"~%{weight}%",
            choice,
            feedback(choice.feedback, item.feedback, credit, context),
            context,
        )
        for choice, weight, credit in zip(item.choices, weights, item.credits, strict=True)
    ]


def multiple_response(item: MultipleResponse, context: Context) -> list[str]:
    """Return a line for each choice. Ticking everything must never pay, so wrong choices weigh against right ones."""
    if item.weighted:
        weights = fit(item.credits)
        _report(item.choices, item.credits, weights, context)
    else:
        weights = _marked(item, context)
    return [
        _line(f"~%{weight}%", choice, feedback(choice.feedback, _NO_FEEDBACK, Fraction(0), context), context)
        for choice, weight in zip(item.choices, weights, strict=True)
    ]


def _marked(item: MultipleResponse, context: Context) -> list[str]:
    right = sum(choice.correct for choice in item.choices)
    exact = item.scoring == "all_or_nothing"
    shares = [Fraction(-1) if exact and credit < 0 else credit for credit in item.credits]
    weights = fit(shares)
    if exact and right > 1:
        context.lose("scoring", "Moodle gives a part for some of the right choices; a wrong one takes all")
    if not all(map(is_listed, shares, weights)):
        names = " and ".join(sorted({f"{weight}%" for weight in weights}))
        context.lose("score", missing(Fraction(1, right), names))
    return weights


def _report(choices: Sequence[Choice], shares: Sequence[Fraction], weights: Sequence[str], context: Context) -> None:
    for index, (choice, credit, weight) in enumerate(zip(choices, shares, weights, strict=True)):
        if not is_listed(credit, weight):
            path = "score" if choice.weight is None else f"choices.{index}.weight"
            context.lose(path, missing(credit, f"{weight}%"))


def _line(mark: str, choice: Choice, said: str, context: Context) -> str:
    return mark + html_field(inline(choice.text, context), choice=True) + said
