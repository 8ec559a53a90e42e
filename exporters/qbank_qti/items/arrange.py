"""Matching (recipe R3) and ordering (recipe R4)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from qbank_qti.items.item import ItemWriter
from qbank_qti.items.rules import RESPONSE
from qbank_qti.items.scale import Scale, ranked, summed

from qbank.api import Matching, Ordering, shuffled

ONE = Fraction(1)


def matching(item: ItemWriter, question: Matching) -> tuple[str, Scale]:
    """Pairs: right sides that read alike are one choice, which any number of left sides may have."""
    q, rules, count = item.q, item.rules, len(question.pairs)
    texts = list(dict.fromkeys([pair.right for pair in question.pairs] + list(question.distractors)))
    right = {words: f"R{position}" for position, words in enumerate(texts, 1)}
    pairs = [f"L{position} {right[pair.right]}" for position, pair in enumerate(question.pairs, 1)]
    lefts = shuffled(question.pairs, f"{question.id}/left", [not question.shuffle] * count)
    first = [
        q(
            "simpleAssociableChoice",
            item.html(question.pairs[index].left, inline=True),
            identifier=f"L{index + 1}",
            fixed=None if question.shuffle else True,
            matchMax=1,
        )
        for index in lefts
    ]
    second = [
        q("simpleAssociableChoice", item.html(texts[index], inline=True), identifier=right[texts[index]], matchMax=0)
        for index in shuffled(texts, question.id, never_as_is=True)
    ]
    scale = summed([[Fraction(1, count)]] * count, ONE)
    mapping = item.mapping([(pair, 1) for pair in pairs], bounds=(0, count))
    item.respond("directedPair", pairs, cardinality="multiple", mapping=mapping)
    earned = rules.add(q("mapResponse", identifier=RESPONSE))
    item.processing.append(rules.choose((rules.answered(RESPONSE), earned)))
    for position, pair in enumerate(question.pairs, 1):
        wrong = [name for name in right.values() if name != right[pair.right]]
        if pair.feedback and wrong:
            made = [
                q("member", rules.variable(_pair(item, position, name)), rules.variable(RESPONSE)) for name in wrong
            ]
            guard = rules.every(rules.answered(RESPONSE), rules.some(*made))
            item.processing.append(rules.choose((guard, item.note(pair.feedback))))
    sets = q("simpleMatchSet", *first) + q("simpleMatchSet", *second)
    given = {"responseIdentifier": RESPONSE, "shuffle": True, "maxAssociations": count}
    return item.asked(item.html(question.prompt), "matchInteraction", sets, **given), scale


def _pair(item: ItemWriter, position: int, right: str) -> str:
    """Return the outcome that holds a pair: one player knows no constants that are pairs."""
    name = f"L{position}-{right}"
    item.outcome(name, "directedPair", f"L{position} {right}")
    return name


def ordering(item: ItemWriter, question: Ordering) -> tuple[str, Scale]:
    """Items in order, scored by place, by neighbours, or whole."""
    q, rules, count = item.q, item.rules, len(question.items)
    names = [f"I{position}" for position in range(1, count + 1)]
    written = [
        q("simpleChoice", item.html(question.items[index], inline=True), identifier=names[index])
        for index in shuffled(question.items, question.id, never_as_is=True)
    ]
    item.respond("identifier", names, cardinality="ordered")
    answered = rules.answered(RESPONSE)
    if question.scoring == "all_or_nothing":
        scale = ranked([ONE])
        whole = q("match", rules.variable(RESPONSE), q("correct", identifier=RESPONSE))
        item.processing.append(rules.choose((rules.every(answered, whole), rules.add(rules.float(1)))))
    else:
        # One player reads a literal `n` as null, so each place is an outcome that has its number.
        for place in range(1, count + 1):
            item.outcome(f"N{place}", "integer", str(place))
        made = _neighbours(item, names) if question.scoring == "pairs" else _places(item, names)
        steps = max(1, len(made))
        scale = summed([[Fraction(1, steps)]] * steps, ONE)
        item.processing += [rules.choose((rules.every(answered, one), rules.add(rules.float(1)))) for one in made]
    given = {"responseIdentifier": RESPONSE, "shuffle": True}
    return item.asked(item.html(question.prompt), "orderInteraction", *written, **given), scale


def _at(item: ItemWriter, place: int, name: str) -> str:
    found = item.q("index", item.rules.variable(RESPONSE), n=f"N{place}")
    return item.q("match", found, item.rules.value("identifier", name))


def _places(item: ItemWriter, names: list[str]) -> list[str]:
    return [_at(item, place, name) for place, name in enumerate(names, 1)]


def _neighbours(item: ItemWriter, names: list[str]) -> list[str]:
    """Conditions that two items follow each other, wherever they stand."""
    rules, count = item.rules, len(names)
    return [
        rules.some(*(rules.every(_at(item, place, one), _at(item, place + 1, other)) for place in range(1, count)))
        for one, other in pairwise(names)
    ]
