"""Short answers and numbers that are typed: the note type qbank Typed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Context, Fragment, Numeric, ShortAnswer, write_share
from qbank_anki.note import Own, fragment
from qbank_anki.parts import Parts, escape, plain
from qbank_anki.patterns import comparison, shown

COMMA = {
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "nb", "nl",
    "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi",
}  # fmt: skip
"""Languages that write 3,14: there the card reads a comma, too."""


def render_short_answer(question: ShortAnswer, context: Context) -> Fragment:
    """Return the note of a short answer that is compared with accepted ones."""
    parts = Parts(context)
    compared = [comparison(one, question.match, question.case_sensitive) for one in question.accept]
    for place, one in enumerate(question.accept):
        if (one.match or question.match) == "regex":
            context.lose(f"accept.{place}.match" if one.match else "match")
    accepted = [
        (shown(one, one.match or question.match), one.credit, parts.remark(one.feedback)) for one in question.accept
    ]
    data = {
        "accept": [{**how, "credit": float(one.credit)} for how, one in zip(compared, question.accept, strict=True)],
        "words": parts.words(),
    }
    more = parts.section(parts.labels.model_answer, question.model_answer, "qb-model")
    fields = {
        "Question": parts.prompt(question.prompt, question.points) + _entry(parts, "text"),
        "Expected": escape(question.accept[0].text),
        "Answer": _answer(accepted, parts, more + parts.feedback(question.feedback)),
    }
    return fragment(question, Own("typed", fields, data), parts)


def render_numeric(question: Numeric, context: Context) -> Fragment:
    """Return the note of a number. The bounds are computed here, in each unit that may be typed."""
    parts = Parts(context)
    intervals = question.intervals
    sizes = {unit: Fraction(size) for unit, size in question.sizes.items()} or {"": Fraction(1)}
    unit = f" {question.unit}" if question.unit else ""
    within = f" ± {question.tolerance}" if question.tolerance.size else ""
    # A range from min to max is shown as such; the tolerance is for the other answers.
    ranges = [question.answer is None and place == 0 for place in range(len(intervals))]
    texts = [one.shown + ("" if is_range else within) + unit for one, is_range in zip(intervals, ranges, strict=True)]
    accepted = [
        (plain(text), one.credit, parts.remark(one.feedback)) for text, one in zip(texts, intervals, strict=True)
    ]
    data = {
        "units": {
            unit: [sorted((float(one.low / size), float(one.high / size))) for one in intervals]
            for unit, size in sizes.items()
        },
        "credits": [float(one.credit) for one in intervals],
        "comma": context.bank.language.lower().split("-")[0] in COMMA,
        "words": parts.words(),
    }
    printed = f"({', '.join(question.sizes)})" if question.sizes else question.unit or ""
    fields = {
        "Question": parts.prompt(question.prompt, question.points) + _entry(parts, "number", printed),
        "Expected": escape(f"{intervals[0].shown}{unit}" if intervals else ""),
        "Answer": _answer(accepted, parts, parts.feedback(question.feedback)),
    }
    return fragment(question, Own("typed", fields, data), parts)


def _entry(parts: Parts, mode: str, unit: str = "") -> str:
    """Return the line on which an answer is written; the script puts a field there."""
    after = f' <span class="qb-unit">{plain(unit)}</span>' if unit else ""
    label = f' data-mode="{mode}" data-label="{escape(parts.labels.your_answer)}"'
    return parts.wrap(f'<span class="qb-line"></span>{after}', "qb-entry", label)


def _answer(accepted: Sequence[tuple[str, Fraction, str]], parts: Parts, more: str) -> str:
    items = "".join(_accepted(number, *one) for number, one in enumerate(accepted))
    heading = f'<div class="qb-label">{escape(parts.labels.correct_answer)}</div>'
    return parts.wrap(f'{heading}<ul class="qb-accepted">{items}</ul>{more}', "qb-answer")


def _accepted(number: int, text: str, credit: Fraction, remark: str) -> str:
    share = f' <span class="qb-credit">{write_share(credit)}</span>' if credit != 1 else ""
    name = "qb-key" if credit == 1 else "qb-mistake" if credit == 0 else "qb-partly"
    return f'<li data-i="{number}" class="{name}"><bdi>{text}</bdi>{share}{remark}</li>'
