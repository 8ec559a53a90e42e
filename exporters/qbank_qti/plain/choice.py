"""Questions whose answers are chosen, and drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Choice, ChoiceBlank, MultipleChoice, MultipleResponse, TrueFalse, shuffled
from qbank_qti.asi import RESPONSE, choices, equal, every, label, negation
from qbank_qti.identifiers import identifier
from qbank_qti.plain.item import ItemWriter
from qbank_qti.plain.scoring import ONE, Case, Part, of_choices

_SUM = "partly right or wrong is told by the right choices ticked, for QTI 1.2 can't test a score"


def names_of(found: Sequence[Choice]) -> list[str]:
    """Return the choices' identifiers: from their ids, or by authored position."""
    return [identifier(f"c-{choice.id}") if choice.id else f"C{position}" for position, choice in enumerate(found, 1)]


def _list(
    item: ItemWriter,
    found: Sequence[Choice],
    cardinality: str,
    *,
    shuffle: bool,
    ident: str = RESPONSE,
    about: str = "",
) -> str:
    """Return the choices; in the file, too, in an order that gives nothing away."""
    names = names_of(found)
    fixed = [choice.fixed or not shuffle for choice in found]
    labels = [
        label(
            names[index],
            item.html(found[index].text, inline=True),
            rshuffle="No" if found[index].fixed else None,
        )
        for index in shuffled(found, f"{item.question.id}/{ident}", fixed)
    ]
    return choices(ident, labels, cardinality=cardinality, about=about, shuffle=shuffle)


def cases_of(item: ItemWriter, found: Sequence[Choice], ident: str = RESPONSE) -> list[Case]:
    """Return the cases of a response that is one choice."""
    return [
        Case(
            equal(name, ident),
            ONE if choice.correct else max(Fraction(0), choice.weight or Fraction(0)),
            item.note(choice.feedback),
        )
        for name, choice in zip(names_of(found), found, strict=True)
    ]


def multiple_choice(item: ItemWriter, question: MultipleChoice) -> list[str]:
    """Add one choice."""
    item.profile = "cc.multiple_choice.v0p1"
    item.body += [item.prompt(), _list(item, question.choices, "Single", shuffle=question.shuffle)]
    item.score([Part(cases_of(item, question.choices))])
    return [RESPONSE]


def drop_down(item: ItemWriter, blank: ChoiceBlank, ident: str, about: str) -> str:
    """Return a drop-down of a cloze."""
    return _list(item, blank.choices, "Single", shuffle=True, ident=ident, about=about)


def multiple_response(item: ItemWriter, question: MultipleResponse) -> list[str]:
    """Add any number of choices."""
    item.profile = "cc.multiple_response.v0p1"
    item.body += [item.prompt(), _list(item, question.choices, "Multiple", shuffle=question.shuffle)]
    tests = [equal(name) for name in names_of(question.choices)]
    for test, choice in zip(tests, question.choices, strict=True):
        item.show_when(test, choice.feedback)
    if question.scoring == "all_or_nothing" and not question.weighted:
        keys = [choice.correct for choice in question.choices]
        right = every([test if key else negation(test) for test, key in zip(tests, keys, strict=True)])
        item.score([Part([Case(right, ONE)])])
        return [RESPONSE]
    if sum(credit for credit in question.credits if credit > 0) > 1:
        item.lose("score", "the weights of choices add up to more than 100%")
    if question.feedback.partial or question.feedback.incorrect:
        item.lose("feedback", _SUM)
    worth = list(zip(tests, question.credits, strict=True))
    item.conditions += of_choices(item.points, worth, item.shown)
    return [RESPONSE]


def true_false(item: ItemWriter, question: TrueFalse) -> list[str]:
    """Add two choices in the bank's language, never shuffled."""
    item.profile = "cc.true_false.v0p1"
    words = item.context.labels
    labels = [label("true", words.true, "text/plain"), label("false", words.false, "text/plain")]
    item.body += [item.prompt(), choices(RESPONSE, labels, shuffle=False)]
    item.score([Part([Case(equal(str(question.answer).lower()), ONE)])])
    return [RESPONSE]
