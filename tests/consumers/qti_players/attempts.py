"""Answers to try for any question (none, right, partly right, wrong), and how a learner gives each in QTI.

What a learner chooses is found by what it says, never by its identifier: a choice that has another's text is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

from player import QTI, Item

from qbank.api import (
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
    plain,
)

Given = dict[str, str | list[str]]
INTERACTIONS = {f"{QTI}{name}Interaction" for name in ("choice", "order", "match", "textEntry", "inlineChoice")}


def attempts(question: Any) -> list[Any]:
    """Return answers as `question.score` takes them; none at all is the first."""
    match question:
        case MultipleChoice() | ChoiceBlank():
            return [None, *range(1, len(question.choices) + 1)]
        case MultipleResponse():
            positions = range(1, len(question.choices) + 1)
            sizes = positions if len(positions) <= 5 else (1, 2, len(positions) - 1, len(positions))
            return [None, *map(set, chain.from_iterable(combinations(positions, size) for size in sizes))]
        case TrueFalse():
            return [None, True, False]
        case ShortAnswer() | TextBlank() if question.accept:
            return [None, *_texts(question)]
        case Numeric() | NumberBlank():
            return [None, *_numbers(question)]
        case Matching():
            return [None, *_matchings(question)]
        case Ordering():
            return [None, *_orders(list(question.items))]
        case Cloze():
            tried = {name: attempts(blank)[1:] for name, blank in question.filled.items()}
            rounds = range(max(map(len, tried.values())))
            filled = [{name: found[turn % len(found)] for name, found in tried.items()} for turn in rounds]
            return [None, *filled, *({name: found[0]} for name, found in tried.items())]
    return []


def _texts(question: ShortAnswer | TextBlank) -> Iterator[str]:
    for one in question.accept:
        mode = one.match or question.match
        if mode != "regex":
            text = re.sub(r"(?<!\\)\*", "x y", one.text).replace("\\*", "*") if mode == "wildcard" else one.text
            yield from (text, text.upper(), text.lower(), f" {text}", f"{text} ", f"{text}x", text[1:])
    yield "nothing like it"


def _numbers(question: Numeric | NumberBlank) -> Iterator[str]:
    units = list(question.sizes.items()) or [("", 1)]
    for one in question.intervals:
        for value in (one.low, one.high, (one.low + one.high) / 2, one.low - Fraction(1, 1000), one.high * 2 + 1):
            for unit, size in units:
                yield f"{_decimal(value / Fraction(size))} {unit}".strip()
    yield from (f"{text} {units[0][0]}".strip() for text in ("abc", "1e1", "-0", "+.5", "5."))


def _decimal(value: Fraction) -> str:
    return f"{float(value):.10f}".rstrip("0").rstrip(".")


def _matchings(question: Matching) -> Iterator[dict[str, str]]:
    pairs = {pair.left: pair.right for pair in question.pairs}
    lefts, rights = list(pairs), list(dict.fromkeys([*pairs.values(), *question.distractors]))
    for turn in range(len(rights)):
        yield {left: rights[(rights.index(pairs[left]) + turn) % len(rights)] for left in lefts}
    for count in range(1, len(lefts)):
        yield {left: pairs[left] for left in lefts[:count]}
        yield {left: pairs[left] if place < count else rights[-1] for place, left in enumerate(lefts)}


def _orders(items: list[str]) -> Iterator[list[str]]:
    yield items
    yield items[::-1]
    for place in range(1, len(items)):
        yield items[place:] + items[:place]
        yield [*items[: place - 1], items[place], items[place - 1], *items[place + 1 :]]


def given(question: Any, item: Item, answer: Any) -> Given:
    """Return an answer as values of the item's response variables."""
    if answer is None:
        return {}
    boxes = _boxes(item)
    if isinstance(question, Cloze):
        found: Given = {}
        for name, blank in question.filled.items():
            own = _own(blank, boxes)
            found |= _given(blank, own, answer[name]) if name in answer else {}
        return found
    return _given(question, _own(question, boxes), answer)


Box = tuple[str, dict[str, str]]
"""A response variable, and the identifiers of what can be chosen by what it says."""


def _boxes(item: Item) -> Iterator[Box]:
    for one in item.root.iter():
        if one.tag in INTERACTIONS:
            choices = {"".join(inner.itertext()): inner.attrib["identifier"] for inner in one.iter() if _chosen(inner)}
            yield one.attrib["responseIdentifier"], choices


def _chosen(element: Any) -> bool:
    return str(element.tag).removeprefix(QTI) in {"simpleChoice", "inlineChoice", "simpleAssociableChoice"}


def _own(question: Any, boxes: Iterator[Box]) -> list[Box]:
    with_unit = isinstance(question, Numeric | NumberBlank) and question.sizes
    return [next(boxes), next(boxes)] if with_unit else [next(boxes)]


def _given(question: Any, boxes: list[Box], answer: Any) -> Given:
    name, choices = boxes[0]
    match question:
        case MultipleChoice() | ChoiceBlank():
            return {name: said(choices, question.choices[answer - 1].text)}
        case MultipleResponse():
            return {name: [said(choices, question.choices[one - 1].text) for one in sorted(answer)]}
        case TrueFalse():
            return {name: said(choices, str(answer))}
        case Matching():
            return {name: [f"{said(choices, one)} {said(choices, other)}" for one, other in answer.items()]}
        case Ordering():
            return {name: [said(choices, one) for one in answer]}
        case Numeric() | NumberBlank() if len(boxes) == 2:
            number, _, unit = answer.partition(" ")
            return {name: number, boxes[1][0]: said(boxes[1][1], unit)}
    return {name: answer}


def said(choices: dict[str, str], text: str) -> str:
    """Return the identifier of the one choice that says a text: the whole of it, else its first word."""
    wanted = "".join(_words(plain(text)))
    for fits in (str.__eq__, lambda shown, _: shown.startswith(_words(plain(text))[0])):
        found = [name for shown, name in choices.items() if fits("".join(_words(shown)), wanted)]
        if found:
            break
    assert len(found) == 1, f"{len(found)} choices say {text!r}: {choices}"
    return found[0]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s$]", text)


def unique(answers: Iterable[Any]) -> list[Any]:
    """Return answers without those that are tried already."""
    return list({repr(answer): answer for answer in answers}.values())
