"""Matching, and ordering: as matching with places, or as New Quizzes' own kind."""

from __future__ import annotations

from collections.abc import Sequence

from qbank_qti.asi import RESPONSE, choices, equal, every, label, material, negation
from qbank_qti.canvas.item import ItemWriter

from qbank.api import Matching, Ordering, shuffled

_PLAIN = "Canvas shows the sides of a pair as plain text"


def matching(item: ItemWriter, question: Matching) -> str:
    """Pairs; every row has the same list of right sides."""
    count = len(question.pairs)
    paths = {pair.right: f"pairs.{index}.right" for index, pair in reversed(list(enumerate(question.pairs)))}
    paths |= {words: f"distractors.{index}" for index, words in enumerate(question.distractors) if words not in paths}
    texts = list(dict.fromkeys([pair.right for pair in question.pairs] + list(question.distractors)))
    shown = {words: item.plain(words, paths[words], _PLAIN) for words in texts}
    lefts = [item.plain(pair.left, f"pairs.{index}.left", _PLAIN) for index, pair in enumerate(question.pairs)]
    names = {words: f"a{position}" for position, words in enumerate(texts, 1)}
    labels = [
        label(names[texts[index]], shown[texts[index]], "text/plain")
        for index in shuffled(texts, question.id, never_as_is=True)
    ]
    for index in shuffled(question.pairs, f"{question.id}/left", [not question.shuffle] * count):
        pair, row = question.pairs[index], f"m{index + 1}"
        _row(item, row, lefts[index], labels, names[pair.right], count)
        # After the points: Classic keeps the feedback of the last condition that names the row.
        item.show_when(negation(equal(names[pair.right], f"response_{row}")), f"{row}_fb", pair.feedback)
    return "matching_question"


def ordering(item: ItemWriter, question: Ordering) -> str:
    """Places to be matched with items, where places count; the order as a whole is a kind of New Quizzes.

    Classic makes matching of that one, too; but it would take `a < b and c > d` for a tag.
    """
    texts = [item.plain(words) for words in question.items]
    order = shuffled(question.items, question.id, never_as_is=True)
    labels = [label(f"a{index + 1}", texts[index], "text/plain") for index in order]
    if question.scoring != "positions":
        item.lose("score", "Canvas Classic counts the items in their place")
    if question.scoring == "all_or_nothing" and not any("<" in words or "&" in words for words in texts):
        item.responses.append(choices(RESPONSE, labels, cardinality="Ordered"))
        item.right(every([equal(f"a{place}") for place in range(1, len(texts) + 1)]))
        return "ordering_question"
    for place in range(1, len(texts) + 1):
        _row(item, f"m{place}", f"{place}.", labels, f"a{place}", len(texts))
    return "matching_question"


def _row(item: ItemWriter, row: str, left: str, labels: Sequence[str], key: str, count: int) -> None:
    response = f"response_{row}"
    item.responses.append(choices(response, labels, cardinality=None, about=material(left, "text/plain")))
    item.part(equal(key, response), count)
