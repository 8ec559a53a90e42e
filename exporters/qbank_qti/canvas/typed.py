"""Questions whose answers are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from qbank_qti.asi import RESPONSE, equal, meant, number
from qbank_qti.canvas.item import ItemWriter, box
from qbank_qti.xml import element, text

from qbank.api import AcceptedText, Feedback, Numeric, ShortAnswer, TextBlank


def keys_of(item: ItemWriter, answers: ShortAnswer | TextBlank, path: str) -> list[AcceptedText]:
    """Return the accepted answers that Canvas can compare: whole texts, worth everything. Report the others."""
    kept = []
    for index, one in enumerate(answers.accept):
        where = f"{path}.{index}.text" if path != "prompt" else path
        if (one.match or answers.match) != "exact":
            item.lose(where, "Canvas knows no patterns")
            item.lose("score", "Canvas knows no patterns")
        elif one.credit == 1:
            kept.append(one)
        elif one.credit:
            _lose_credit(item, where)
        else:
            item.lose(where, "Canvas lists right answers only")
        if one.case_sensitive or (one.case_sensitive is None and answers.case_sensitive):
            item.lose("score", "Canvas ignores case")
    return kept


def _lose_credit(item: ItemWriter, path: str) -> None:
    """Report an answer that is right in part: the path is what then isn't in the file."""
    note = "Canvas gives nothing for an answer that is right in part"
    item.lose(path, note)
    item.lose("score", note)


def as_compared(one: AcceptedText) -> str:
    """Return an answer as Canvas is given it. It compares bytes, so it gets the letters as keyboards compose them."""
    return unicodedata.normalize("NFC", one.text).strip()


def unlike(keys: Sequence[AcceptedText]) -> list[AcceptedText]:
    """Return the answers, no two of which Canvas takes for the same."""
    found: dict[str, AcceptedText] = {}
    for one in keys:
        found.setdefault(as_compared(one).lower(), one)
    return list(found.values())


def short_answer(item: ItemWriter, question: ShortAnswer) -> str:
    """A text; without one that Canvas can compare, an essay that people score.

    Classic takes every text that a condition names for a right answer, so that none may name a mistake foreseen.
    """
    keys = unlike(keys_of(item, question, "accept"))
    for index, one in enumerate(question.accept):
        if one.feedback and one not in keys:
            item.lose(f"accept.{index}.feedback", "Canvas shows feedback for right answers only")
    if not keys:
        if question.accept:
            item.lose("score", "people score it, for Canvas can compare none of its answers")
        if question.feedback != Feedback():
            item.lose("feedback", "people score this question")
        item.for_people(" / ".join(one.text for one in question.accept), rows=5)
        return "essay_question"
    item.responses.append(box())
    for position, one in enumerate(keys, 1):
        item.show_when(equal(as_compared(one)), f"a{position}_fb", one.feedback)
    item.right("".join(equal(as_compared(one)) for one in keys))
    return "short_answer_question"


def numeric(item: ItemWriter, question: Numeric) -> str:
    """A number in one of the intervals. Bounds are written as a range, which Canvas computes nothing from."""
    if question.units:
        item.lose("score", f"the learner answers in {question.unit}, and types no other unit")
    for index, accepted in enumerate(question.accept):
        if 0 < accepted.credit < 1:
            _lose_credit(item, f"accept.{index}")
        elif accepted.feedback and not accepted.credit:
            item.lose(f"accept.{index}", "Canvas shows feedback for right numbers only")
    item.responses.append(box("Decimal"))
    for index, one in enumerate(question.intervals, 1):
        low, high = number(one.low), number(one.high)
        held = _at_least(low) + element("varlte", high, respident=RESPONSE)
        tests = element("or", equal(low), element("and", held)) if one.low == one.high else held
        shown = [f"a{index}_fb"] if one.feedback and one.credit == 1 else []
        if one.feedback and shown:
            item.add_feedback(shown[0], one.feedback)
        elif one.feedback:
            item.lose(f"accept.{index - 1 - _given(question)}.feedback", "Canvas shows feedback for right numbers only")
        if one.credit == 1:
            item.right(tests, *shown, title=meant(question, index - 1))
    return "numerical_question"


def _given(question: Numeric) -> int:
    return len(question.intervals) - len(question.accept)


def _at_least(low: str) -> str:
    return element("vargte", low, respident=RESPONSE)


def unit_after(question: Numeric) -> str:
    """Return the unit as the end of the prompt."""
    return f"<p>({text(question.unit)})</p>" if question.unit else ""
