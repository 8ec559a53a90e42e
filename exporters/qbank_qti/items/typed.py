"""Questions whose answers are typed: text (R5, R6) and numbers (R2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from qbank_qti.items.item import ItemWriter
from qbank_qti.items.patterns import normal, pattern, portable
from qbank_qti.items.rules import RESPONSE
from qbank_qti.items.scale import Scale, ranked
from qbank_qti.xml import element, text

from qbank.api import AcceptedText, NumberBlank, Numeric, ShortAnswer, TextBlank

ONE = Fraction(1)
_WIDTH = 20
"""Characters that a box is made for, at least: its width is no hint."""


def short_answer(item: ItemWriter, question: ShortAnswer) -> tuple[str, Scale]:
    """A text that is compared with the accepted ones."""
    scale = ranked(one.credit for one in question.accept)
    text_response(item, question, scale, RESPONSE, "accept", ONE)
    box = text_box(item, RESPONSE, max(len(one.text) for one in question.accept))
    return item.block(question.prompt) + element("p", box), scale


def text_box(item: ItemWriter, name: str, length: int) -> str:
    """Return a box for text."""
    return item.q("textEntryInteraction", responseIdentifier=name, expectedLength=max(_WIDTH, length))


def text_response(
    item: ItemWriter, answers: ShortAnswer | TextBlank, scale: Scale, name: str, path: str, weight: Fraction
) -> None:
    """Declare and score a text: by a mapping, or by patterns where a mapping can't say what is accepted."""
    rules = item.rules
    modes = [_mode(one, answers) for one in answers.accept]
    for index, (one, (match, _)) in enumerate(zip(answers.accept, modes, strict=True)):
        if match == "regex" and not portable(one.text):
            item.context.lose(f"{path}.{index}.text", "players may read this regular expression differently")
    raws = [scale.raw(one.credit * weight) for one in answers.accept]
    patterns = [pattern(one, *mode) for one, mode in zip(answers.accept, modes, strict=True)]
    correct = [normal(answers.accept[0].text)] if answers.accept and modes[0][0] != "regex" else []
    mapped = all(match == "exact" for match, _ in modes) and len({sensitive for _, sensitive in modes}) == 1
    if mapped:
        keys = _keys(answers, raws, modes[0][1])
        mapping = item.mapping(keys, case_sensitive=modes[0][1])
        item.respond("string", correct, name=name, mapping=mapping)
        earned = rules.add(item.q("mapResponse", identifier=name))
        item.processing.append(rules.choose((rules.answered(name), earned)))
    else:
        item.respond("string", correct, name=name)
    branches = []
    for one, raw, wanted in zip(answers.accept, raws, patterns, strict=True):
        found = item.q("patternMatch", rules.variable(name), pattern=wanted)
        scored = "" if mapped else rules.add(rules.float(raw))
        shown = item.note(one.feedback) if one.feedback else ""
        branches.append((rules.every(rules.answered(name), found), scored + shown))
    if not mapped or any(one.feedback for one in answers.accept):
        item.processing.append(rules.choose(*branches))


def _mode(one: AcceptedText, answers: ShortAnswer | TextBlank) -> tuple[str, bool]:
    sensitive = answers.case_sensitive if one.case_sensitive is None else one.case_sensitive
    return one.match or answers.match, sensitive


def _keys(answers: ShortAnswer | TextBlank, raws: list[int], sensitive: bool) -> list[tuple[str, int]]:
    """Return the keys, no two of them equal, each also with a space before or after it: players don't trim."""
    found: dict[str, tuple[str, int]] = {}
    for one, raw in zip(answers.accept, raws, strict=True):
        key = normal(one.text)
        found.setdefault(key if sensitive else key.lower(), (key, raw))
    return [(spaced, raw) for key, raw in found.values() for spaced in (key, f" {key}", f"{key} ")]


def numeric(item: ItemWriter, question: Numeric) -> tuple[str, Scale]:
    """A number in one of the intervals."""
    scale = ranked(one.credit for one in question.intervals)
    number_response(item, question, scale, RESPONSE, ONE)
    return item.block(question.prompt) + element("p", number_box(item, question, RESPONSE)), scale


def number_box(item: ItemWriter, answers: Numeric | NumberBlank, name: str) -> str:
    """Return a box for a number, its unit after it: printed, or chosen from a list where the learner gives it."""
    box = text_box(item, name, _WIDTH)
    if answers.sizes:
        chosen = [
            item.q("inlineChoice", text(unit), identifier=f"{name}-U{position}")
            for position, unit in enumerate(answers.sizes, 1)
        ]
        units = item.q("inlineChoiceInteraction", *chosen, responseIdentifier=f"{name}-UNIT", shuffle=False)
        return f"{box} {units}"
    return f"{box} {element('span', text(answers.unit), class_='unit')}" if answers.unit else box


def number_response(
    item: ItemWriter, answers: Numeric | NumberBlank, scale: Scale, name: str, weight: Fraction
) -> None:
    """Declare and score a number. Never `equal`: one player calls "abc" equal to a number."""
    rules, sizes = item.rules, answers.sizes
    correct = answers.answer if answers.answer is not None else answers.min
    first = next(iter(sizes.values()), Decimal(1))
    whole = correct is not None and first == 1
    item.respond("float", [str(correct)] if whole else [], name=name)
    guards = [rules.answered(name)]
    if sizes:
        item.respond("identifier", [f"{name}-U1"] if whole else [], name=f"{name}-UNIT")
        guards.append(rules.answered(f"{name}-UNIT"))
    branches = []
    for one in answers.intervals:
        held = _held(item, name, one.low, one.high, sizes)
        shown = item.note(one.feedback) if one.feedback else ""
        branches.append((rules.every(*guards, held), rules.add(rules.float(scale.raw(one.credit * weight))) + shown))
    item.processing.append(rules.choose(*branches))


def _held(item: ItemWriter, name: str, low: Fraction, high: Fraction, sizes: Mapping[str, Decimal]) -> str:
    rules = item.rules
    if not sizes:
        return item.q("and", rules.between(name, low, high))
    cases = []
    for position, size in enumerate(sizes.values(), 1):
        unit = item.q("match", rules.variable(f"{name}-UNIT"), rules.value("identifier", f"{name}-U{position}"))
        if size == 0:
            cases += [unit] if low <= 0 <= high else []
            continue
        ends = sorted((low / Fraction(size), high / Fraction(size)))
        cases.append(item.q("and", unit, rules.between(name, *ends)))
    return rules.some(*cases) if cases else rules.value("boolean", "false")
