"""Matching and ordering."""

from __future__ import annotations

from fractions import Fraction

from qbank.api import Matching, Ordering, shuffled
from qbank_qti.asi import RESPONSE, any_of, choices, equal, every, label, material, negation
from qbank_qti.plain.item import ItemWriter
from qbank_qti.plain.scoring import ONE, Case, Part


def matching(item: ItemWriter, question: Matching) -> list[str]:
    """Add a row for each left side, with the same list of right sides."""
    texts = list(dict.fromkeys([pair.right for pair in question.pairs] + list(question.distractors)))
    names = {words: f"R{position}" for position, words in enumerate(texts, 1)}
    labels = [
        label(names[texts[index]], item.html(texts[index], inline=True))
        for index in shuffled(texts, question.id, never_as_is=True)
    ]
    item.body.append(item.prompt())
    keep = [not question.shuffle] * len(question.pairs)
    for index in shuffled(question.pairs, f"{question.id}/left", keep):
        left = material(item.html(question.pairs[index].left, inline=True))
        item.body.append(choices(f"L{index + 1}", labels, about=left, shuffle=True))
    parts = []
    for row, pair in enumerate(question.pairs, 1):
        right = equal(names[pair.right], f"L{row}")
        item.show_when(negation(right), pair.feedback)
        parts.append(Part([Case(right, ONE)], Fraction(1, len(question.pairs))))
    item.score(parts)
    return [f"L{row}" for row in range(1, len(question.pairs) + 1)]


def ordering(item: ItemWriter, question: Ordering) -> list[str]:
    """Add items to be put in order."""
    count = len(question.items)
    labels = [
        label(f"I{index + 1}", item.html(question.items[index], inline=True))
        for index in shuffled(question.items, question.id, never_as_is=True)
    ]
    item.body += [item.prompt(), choices(RESPONSE, labels, cardinality="Ordered", shuffle=True)]
    places = range(1, count + 1)
    in_place = [equal(f"I{place}", index=place) for place in places]
    if question.scoring == "all_or_nothing":
        item.score([Part([Case(every(in_place), ONE)])])
    elif question.scoring == "positions":
        item.score([Part([Case(test, ONE)], Fraction(1, count)) for test in in_place])
    else:
        item.score([Part([Case(_follows(place, count), ONE)], Fraction(1, count - 1)) for place in places[:-1]])
    return [RESPONSE]


def _follows(place: int, count: int) -> str:
    """Return "the item after this one follows it directly", wherever both stand."""
    return any_of(
        [every([equal(f"I{place}", index=at), equal(f"I{place + 1}", index=at + 1)]) for at in range(1, count)]
    )
