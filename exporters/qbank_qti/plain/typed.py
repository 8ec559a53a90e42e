"""Questions whose answers are typed."""

from __future__ import annotations

import unicodedata

from qbank.api import Feedback, NumberBlank, Numeric, ShortAnswer, TextBlank
from qbank_qti import asi
from qbank_qti.asi import RESPONSE, equal, every, material, negation
from qbank_qti.plain.item import ItemWriter
from qbank_qti.plain.scoring import Case, Part
from qbank_qti.xml import element

_PATTERN = "QTI 1.2 has no patterns"


def texts(item: ItemWriter, answers: ShortAnswer | TextBlank, path: str, ident: str = RESPONSE) -> list[Case]:
    """Return the cases of a typed text: the first that is equal decides. Report patterns."""
    found: list[Case] = []
    before: list[tuple[str, str]] = []
    for index, one in enumerate(answers.accept):
        if (one.match or answers.match) != "exact":
            item.lose(f"{path}.{index}", _PATTERN)
            item.lose("score", _PATTERN)
            continue
        words = unicodedata.normalize("NFC", one.text).strip()
        sensitive = answers.case_sensitive if one.case_sensitive is None else one.case_sensitive
        test = equal(words, ident, case="Yes" if sensitive else "No")
        alike = [negation(earlier) for text, earlier in before if text == words.lower()]
        found.append(Case(every([test, *alike]), one.credit, item.note(one.feedback)))
        before.append((words.lower(), test))
    return found


def short_answer(item: ItemWriter, question: ShortAnswer) -> list[str]:
    """Add a text; without an answer that can be compared, people score it."""
    cases = texts(item, question, "accept")
    if any(case.credit == 1 for case in cases):
        item.profile = "cc.fib.v0p1"
        item.body += [item.prompt(), asi.typed(RESPONSE)]
        item.score([Part(cases)])
        return [RESPONSE]
    if question.accept:
        item.lose("score", "people score it, for QTI 1.2 can compare none of its answers that are right")
        item.lose("accept", "people score it, for QTI 1.2 can compare none of its answers that are right")
    if question.feedback != Feedback():
        item.lose("feedback", "people score this question")
    item.profile = "cc.essay.v0p1"
    item.body += [item.prompt(), asi.typed(RESPONSE, rows=5)]
    item.for_people()
    return [RESPONSE]


def numbers(item: ItemWriter, answers: Numeric | NumberBlank, ident: str = RESPONSE) -> list[Case]:
    """Return the cases of a typed number: the first interval that holds it decides."""
    if answers.sizes:
        item.lose("score", f"the learner answers in {answers.unit}, and types no unit")
    found: list[Case] = []
    for index, one in enumerate(answers.intervals):
        low, high = asi.number(one.low), asi.number(one.high)
        inside = element("and", _bound("vargte", low, ident), _bound("varlte", high, ident))
        earlier = [
            negation(case.test)
            for case, other in zip(found, answers.intervals[:index], strict=True)
            if other.low <= one.high and one.low <= other.high
        ]
        title = asi.meant(answers, index)
        found.append(Case(every([inside, *earlier]), one.credit, item.note(one.feedback), title))
    return found


def _bound(name: str, value: str, ident: str) -> str:
    return element(name, value, respident=ident)


def number_box(ident: str, unit: str | None, about: str = "") -> str:
    """Return a box for a number, its unit behind it."""
    after = material(unit, "text/plain") if unit else ""
    return asi.typed(ident, fibtype="Decimal", numtype="Decimal", about=about, after=after)


def numeric(item: ItemWriter, question: Numeric) -> list[str]:
    """Add a number."""
    item.body += [item.prompt(), number_box(RESPONSE, question.unit)]
    item.score([Part(numbers(item, question))])
    return [RESPONSE]
