"""Questions whose answers are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from qbank_qti.canvas.item import RESPONSE, ItemWriter, box, equal
from qbank_qti.xml import element, text

from qbank.api import AcceptedText, Feedback, Numeric, ShortAnswer, TextBlank


def keys_of(item: ItemWriter, answers: ShortAnswer | TextBlank, path: str) -> list[AcceptedText]:
    """Return the accepted answers that Canvas can compare: whole texts, worth everything. Report the others."""
    kept = []
    for index, one in enumerate(answers.accept):
        if (one.match or answers.match) == "exact":
            if one.credit == 1:
                kept.append(one)
            elif one.credit:
                _lose_credit(item, f"{path}.{index}.text" if path != "prompt" else path)
        else:
            note = "Canvas knows no patterns"
            item.lose(f"{path}.{index}.text" if path != "prompt" else path, note)
            item.lose("score", note)
        if one.case_sensitive or (one.case_sensitive is None and answers.case_sensitive):
            item.lose("score", "Canvas ignores case")
    return kept


def _lose_credit(item: ItemWriter, path: str) -> None:
    """Report an answer that is right in part: the path is what then isn't in the file."""
    note = "Canvas gives nothing for an answer that is right in part"
    item.lose(path, note)
    item.lose("score", note)


def unlike(keys: Sequence[AcceptedText]) -> list[str]:
    """Return the texts, no two of which Canvas takes for the same."""
    found: dict[str, str] = {}
    for one in keys:
        words = unicodedata.normalize("NFC", one.text).strip()
        found.setdefault(words.lower(), words)
    return list(found.values())


def short_answer(item: ItemWriter, question: ShortAnswer) -> str:
    """A text; without one that Canvas can compare, an essay that people score."""
    keys = unlike(keys_of(item, question, "accept")) if question.accept else []
    item.responses.append(box())
    if not keys:
        if question.accept:
            item.lose("score", "people score it, for Canvas can compare none of its answers")
            item.fields["grading_notes"] = " / ".join(one.text for one in question.accept)
        if question.feedback != Feedback():
            item.lose("feedback", "people score this question")
        item.scored.append(item.condition(element("other")))
        return "essay_question"
    for index, one in enumerate(question.accept, 1):
        if (one.match or question.match) == "exact":
            item.show_when(equal(one.text), f"a{index}_fb", one.feedback)
        elif one.feedback:
            item.lose(f"accept.{index - 1}.feedback", "Canvas knows no patterns")
    item.right("".join(equal(key) for key in keys))
    return "short_answer_question"


def decimal(value: Fraction) -> str:
    """Return a number in decimals: exactly where they end, else the nearest double."""
    try:
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    except ArithmeticError:
        return repr(float(value))
    return f"{exact:f}" if Fraction(exact) == value else repr(float(value))


def numeric(item: ItemWriter, question: Numeric) -> str:
    """A number in one of the intervals. Bounds are written as a range, which Canvas computes nothing from."""
    if question.units:
        item.lose("score", f"the learner answers in {question.unit}, and types no other unit")
    for index, accepted in enumerate(question.accept):
        if 0 < accepted.credit < 1:
            _lose_credit(item, f"accept.{index}.credit")
    item.responses.append(box("Decimal"))
    for index, one in enumerate(question.intervals, 1):
        low, high = decimal(one.low), decimal(one.high)
        held = _at_least(low) + element("varlte", high, respident=RESPONSE)
        tests = element("or", equal(low), element("and", held)) if one.low == one.high else held
        shown = [f"a{index}_fb"] if one.feedback and one.credit == 1 else []
        if one.feedback and shown:
            item.add_feedback(shown[0], one.feedback)
        elif one.feedback:
            item.lose(f"accept.{index - 1 - _given(question)}.feedback", "Canvas shows none for a wrong number")
        if one.credit == 1:
            item.right(tests, *shown)
    return "numerical_question"


def _given(question: Numeric) -> int:
    return len(question.intervals) - len(question.accept)


def _at_least(low: str) -> str:
    return element("vargte", low, respident=RESPONSE)


def unit_after(question: Numeric) -> str:
    """Return the unit as the end of the prompt."""
    return f"<p>({text(question.unit)})</p>" if question.unit else ""
