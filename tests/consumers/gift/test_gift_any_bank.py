"""Every file that a bank becomes, read by gift-pegjs: types, ids, tags, texts, weights, feedback are what was written.

gift-pegjs takes the two feedbacks of true/false for each other, accepts weights that Moodle refuses, and leaves its own
placeholders for escaped characters in right sides; Moodle's rules (`gift_rules`) judge the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from bank_files import BANKS, expected, info_of, items, unit_of
from gift_kit import build, declared, read_all
from html_text import parsed, said, shown, typed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from qbank_gift import format as gift
from strategies import banks

from qbank.api import (
    AcceptedText,
    Essay,
    Feedback,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    ShortAnswer,
    Stimulus,
    TrueFalse,
    as_patterns,
    labels,
    plain,
)
from qbank.model import Bank

LISTED = ("1", "0.9", "0.8333333", "0.8", "0.75", "0.7", "0.6666667", "0.6", "0.5", "0.4", "0.3333333", "0.3", "0.25",
          "0.2", "0.1666667", "0.1428571", "0.125", "0.1111111", "0.1", "0.05", "0")  # fmt: skip
"""Moodle's weights; gift-pegjs reads percents."""
CLOSE = Fraction(1, 10**6)
BRACKETS = str.maketrans("<>`", "‹›'")


def text_of(field: Any) -> str:
    """Return what a field shows, squeezed; a field that isn't there shows nothing."""
    return shown(parsed(field["text"])) if field and field["text"].strip() else ""


def feedback(own: str | None, general: Feedback, credit: Fraction) -> str:
    """Return what an answer's feedback has to show: its own, and the question's that fits what it is worth."""
    return said(own, general.correct if credit >= 1 else general.partial if credit > 0 else general.incorrect)


def weighs(read: float, credit: Fraction, lost: dict[str, str]) -> bool:
    """Return whether a weight is the credit; what isn't on Moodle's list is written otherwise, and declared."""
    declared_so = {"choices.weight", "accept.credit", "score", "scoring"} & lost.keys()
    return abs(Fraction(read) / 100 - credit) < CLOSE or bool(declared_so)


def check(item: Item, one: Any, words: Any) -> None:
    """Compare an item with what was read."""
    lost = declared(item)
    stem = said(item.text) + (typed("…", item.unit) if isinstance(item, Numeric) and item.unit else "")
    assert text_of(one["stem"]) == stem and one["stem"]["format"] == "html" and one["title"].strip()
    if isinstance(item, Stimulus):
        assert (one["type"], one["tags"] or []) == ("Description", [])
        return
    told = [f"difficulty-{item.difficulty}"] * bool(item.difficulty) + [f"bloom-{item.bloom}"] * bool(item.bloom)
    tags = [tag.translate(BRACKETS) for tag in [*item.tags, *told]]
    if not any(set("]\\") & set(tag) for tag in tags):  # gift-pegjs reads these in its own way
        assert [tag.strip() for tag in one["tags"] or []] == tags
    assert text_of(one.get("globalFeedback")) == "".join(general(item, words))
    KINDS[type(item)](item, one, lost)


def general(item: Any, words: Any) -> Iterator[str]:
    """Yield what the general feedback shows, part by part."""
    yield said(item.explanation)
    if getattr(item, "model_answer", None):
        yield typed(words.model_answer) + said(item.model_answer)
    if getattr(item, "rubric", ()):
        rows = [said(one.criterion) + typed(f"({one.points:f})") + said(one.description) for one in item.rubric]
        yield typed(words.rubric) + "".join(rows)
    if item.source:
        yield typed(f"{words.source}:") + said(item.source)


def choices(item: Any, one: Any, lost: dict[str, str]) -> None:
    """One right answer has `=`, several have weights only."""
    single = isinstance(item, MultipleChoice)
    assert one["type"] == "MC" and len(one["choices"]) == len(item.choices)
    for choice, credit, there in zip(item.choices, item.credits, one["choices"], strict=True):
        assert there["isCorrect"] is (choice.correct if single else False)
        assert text_of(there["text"]) == said(choice.text)
        fitting, worth = (item.feedback, credit) if single else (Feedback(), Fraction(0))
        assert text_of(there["feedback"]) == feedback(choice.feedback, fitting, worth)
        assert weighs(100 if there["isCorrect"] else there["weight"], credit, lost)


def truth(item: TrueFalse, one: Any, lost: dict[str, str]) -> None:
    """What gift-pegjs calls trueFeedback is for the wrong answer."""
    assert (one["type"], one["isTrue"]) == ("TF", item.answer)
    assert text_of(one["trueFeedback"]) == said(item.feedback.incorrect)
    assert text_of(one["falseFeedback"]) == said(item.feedback.correct)


def short(item: ShortAnswer, one: Any, lost: dict[str, str]) -> None:
    """A regular expression is the texts that it stands for; with none to write it is an essay.

    An answer that Moodle would take for one before it, since case doesn't count there, isn't written.
    """
    answers: list[tuple[str, AcceptedText]] = []
    for accepted in item.accept:
        before = {compared(text) for text, _ in answers}
        texts = as_patterns(accepted.text, accepted.match or item.match) or ()
        answers += [(text, accepted) for text in texts if compared(text) not in before]
    assert one["type"] == ("Short" if answers else "Essay")
    if not answers:
        return
    rest, found = said(item.feedback.incorrect), one["choices"]
    assert len(found) == len(answers) + bool(rest)
    for (text, accepted), there in zip(answers, found, strict=False):
        assert there["text"]["text"].removeprefix("[plain]") == text.replace("->", "-*>")
        assert text_of(there["feedback"]) == feedback(accepted.feedback, item.feedback, accepted.credit)
        assert weighs(there["weight"], accepted.credit, lost)
    if rest:
        assert (found[-1]["text"]["text"], found[-1]["weight"], text_of(found[-1]["feedback"])) == ("*", 0, rest)


def compared(text: str) -> str:
    """Return an answer as Moodle compares it."""
    return unicodedata.normalize("NFC", text.replace("->", "-*>")).strip().lower()


def number(item: Numeric, one: Any, lost: dict[str, str]) -> None:
    """An answer with its tolerance, or from and to; the rest has a feedback of its own."""
    assert one["type"] == "Numerical"
    found = one["choices"]
    if not isinstance(found, list):
        found = [{"text": found, "weight": 100, "feedback": None}]
    rest = said(item.feedback.incorrect)
    assert len(found) == len(item.intervals) + bool(rest)
    for interval, there in zip(item.intervals, found, strict=False):
        low, high = bounds(there["text"])
        scale = CLOSE * max(1, abs(interval.high), abs(interval.low))
        assert abs(low - interval.low) < scale and abs(high - interval.high) < scale
        assert text_of(there["feedback"]) == feedback(interval.feedback, item.feedback, interval.credit)
        assert weighs(there["weight"], interval.credit, lost)
    if rest:
        assert text_of(found[-1]["feedback"]) == rest


def bounds(read: Any) -> tuple[Fraction, Fraction]:
    """Return from where to where a number counts."""
    if read["type"] == "high-low":
        return Fraction(str(read["numberLow"])), Fraction(str(read["numberHigh"]))
    middle, off = Fraction(str(read["number"])), Fraction(str(read.get("range") or 0))
    return middle - off, middle + off


def pairs(item: Matching, one: Any, lost: dict[str, str]) -> None:
    """A distractor is a right side without a left one."""
    assert one["type"] == "Matching"
    wanted = [(said(pair.left), " ".join(plain(pair.right).split())) for pair in item.pairs]
    wanted += [("", " ".join(plain(text).split())) for text in item.distractors]
    found = [
        (text_of(there["subquestion"]), re.sub(r"&&(\d+);", lambda match: chr(int(match[1])), there["subanswer"]))
        for there in one["matchPairs"]
    ]
    assert found == wanted


def essay(item: Essay, one: Any, lost: dict[str, str]) -> None:
    """Braces with nothing in them."""
    assert one["type"] == "Essay"


KINDS: dict[type[Any], Any] = {
    MultipleChoice: choices, MultipleResponse: choices, TrueFalse: truth, ShortAnswer: short, Numeric: number,
    Matching: pairs, Essay: essay,
}  # fmt: skip


def compare(bank: Bank, found: list[Any]) -> None:
    """Compare a bank with what was read of its file, question by question."""
    category, *questions = found
    held = [item for item in items(bank) if gift.carries.holds(item.type)]
    assert category["type"] == "Category" and [one["id"] for one in questions] == [item.id for item in held]
    for item, one in zip(held, questions, strict=True):
        check(item, one, labels(bank.language or "en"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_question_of_a_bank_is_what_was_written(path: Path) -> None:
    """The examples and the kitchen sink."""
    unit, _ = unit_of(path)
    assert unit.bank and unit.info
    bank = expected(unit.bank)
    compare(bank, read_all([build(items(bank), unit.info, unit.media)])[0])


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(made=st.lists(banks(), min_size=8, max_size=8))
def test_every_question_of_any_bank_is_what_was_written(made: list[Bank]) -> None:
    """Hostile texts in every field; several banks at a time, as each call starts node."""
    kept = [expected(bank) for bank in made]
    texts = [build(items(bank), info_of(bank)) for bank in kept]
    for bank, found in zip(kept, read_all(texts), strict=True):
        compare(bank, found)
