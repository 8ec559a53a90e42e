"""What the key says of a question: the answer, what else earns a part, feedback, explanation, rubric, source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from qbank.api import (
    AcceptedText,
    AnyQuestion,
    Blank,
    Choice,
    ChoiceBlank,
    Cloze,
    Essay,
    Feedback,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Numeric,
    Ordering,
    ShortAnswer,
    TextBlank,
    TrueFalse,
    write_share,
)
from qbank_markdown.arrange import choice_order, item_order, left_order, option_order, right_sides
from qbank_markdown.layout import answer, blocks, code, decimal, escaped, indented, item, labelled, letter
from qbank_markdown.texts import Texts


def key(question: AnyQuestion, t: Texts) -> str:
    """Return the answer and all that is for afterwards."""
    w = t.labels
    parts = [_answer(question, t), _labelled(w.feedback, _said(question, t))]
    for name, text in ((w.explanation, question.explanation), (w.source, question.source)):
        parts.append(_labelled(name, t.block(text)))
    parts.append(_labelled(t.words["goals"], "\n".join(item("-", "", t.block(one)) for one in question.objectives)))
    return blocks(parts)


def _said(question: AnyQuestion, t: Texts) -> str:
    """Return the feedback: choice by choice, then by how good the answer was."""
    w, feedback, lines = t.labels, getattr(question, "feedback", Feedback()), ""
    if isinstance(question, MultipleChoice | MultipleResponse):
        lines = _said_of(question.choices, choice_order(question), t)
    said = ((w.correct, feedback.correct), (w.partly, feedback.partial), (w.incorrect, feedback.incorrect))
    return "\n".join(
        [*filter(None, [lines]), *(item("-", f"**{t.mark}{when}:**", t.block(text)) for when, text in said if text)]
    )


def _labelled(name: str, text: str) -> str:
    return f"**{name}**\n\n{text}" if text else ""


def _answer(question: AnyQuestion, t: Texts) -> str:
    w = t.labels
    match question:
        case MultipleChoice() | MultipleResponse():
            shares = _worth(question)
            return _labelled(w.answer, _choices(question.choices, shares, choice_order(question), t))
        case TrueFalse():
            return f"**{w.answer}:** {w.true if question.answer else w.false}"
        case ShortAnswer():
            return blocks(
                [_labelled(w.answer, _texts(question, t)), _labelled(w.model_answer, t.block(question.model_answer))]
            )
        case Numeric():
            return _labelled(w.answer, _numbers(question, t))
        case Matching():
            return _labelled(w.answer, _pairs(question, t))
        case Ordering():
            order = item_order(question)
            lines = [
                item(f"{place}.", f"**{t.mark}{letter(order.index(place - 1))}.**", t.block(text))
                for place, text in enumerate(question.items, 1)
            ]
            return _labelled(w.answer, "\n".join(lines))
        case Cloze():
            blanks = enumerate(question.filled.items(), 1)
            return _labelled(w.answers, blocks(_blank(number, blank, question, t) for number, (_, blank) in blanks))
        case Essay():
            rubric = "\n".join(
                item("-", "", t.block(one.criterion), f"({_points(one.points, t)})")
                + (f"\n\n{indented(t.block(one.description), '  ')}" if one.description else "")
                for one in question.rubric
            )
            return blocks([_labelled(w.model_answer, t.block(question.model_answer)), _labelled(w.rubric, rubric)])
        case Flashcard():
            return _labelled(w.back, t.block(question.back))


def _points(points: object, t: Texts) -> str:
    number = decimal(points)
    return f"{number} {t.labels.point if number == '1' else t.labels.points}"


def _worth(question: MultipleChoice | MultipleResponse) -> list[str]:
    """Return what is said of each choice's worth; nothing where right and wrong say it all."""
    weighted = isinstance(question, MultipleResponse) and question.weighted
    return [
        write_share(share) if (weighted and share) or (choice.weight is not None and not choice.correct) else ""
        for choice, share in zip(question.choices, question.credits, strict=True)
    ]


def _choices(choices: Sequence[Choice], shares: Sequence[str], order: Sequence[int], t: Texts) -> str:
    """Return the right choices and those that earn or cost something."""
    return "\n".join(
        item("-", f"**{t.mark}{letter(place)}.**", t.block(choices[at].text), f"({shares[at]})" if shares[at] else "")
        for place, at in enumerate(order)
        if choices[at].correct or shares[at]
    )


def _said_of(choices: Sequence[Choice], order: Sequence[int], t: Texts) -> str:
    """Return the feedback of choices, by their letters."""
    return "\n".join(
        item("-", f"**{t.mark}{letter(place)}:**", t.block(choices[at].feedback))
        for place, at in enumerate(order)
        if choices[at].feedback
    )


def _texts(answers: ShortAnswer | TextBlank, t: Texts) -> str:
    return "\n".join(_accepted(_shown(one, answers), one.credit, one.feedback, t) for one in answers.accept)


def _shown(one: AcceptedText, answers: ShortAnswer | TextBlank) -> str:
    """Return an accepted answer, and in brackets how it is compared where that isn't plain."""
    match = one.match or answers.match
    sensitive = answers.case_sensitive if one.case_sensitive is None else one.case_sensitive
    how = [
        *([{"wildcard": r"\* = …", "regex": "regex"}[match]] if match != "exact" else []),
        *(["A ≠ a"] if sensitive else []),
    ]
    text = answer(one.text) if match == "exact" else code(one.text)
    return text + (f" ({', '.join(how)})" if how else "")


def _numbers(answers: Numeric | NumberBlank, t: Texts) -> str:
    size = answers.tolerance
    unit = f" {answer(answers.unit)}" if answers.unit else ""
    lines = []
    for index, one in enumerate(answers.intervals):
        ranged = index == 0 and answers.answer is None
        off = f" ± {size}" if size.size and not ranged else ""
        lines.append(_accepted(escaped(one.shown) + off + unit, one.credit, one.feedback, t))
    sizes = [
        f"1 {escaped(name)} = {size:f} {escaped(answers.unit or '')}".rstrip() for name, size in answers.units.items()
    ]
    return blocks(["\n".join(lines), *sizes])


def _accepted(shown: str, credit: Fraction, feedback: str | None, t: Texts) -> str:
    worth = f" ({write_share(credit)})" if credit != 1 else ""
    return f"- {t.mark}{shown}{worth}" + (f"\n\n{indented(t.block(feedback), '  ')}" if feedback else "")


def _pairs(question: Matching, t: Texts) -> str:
    rights, lines = right_sides(question), []
    for place, at in enumerate(left_order(question), 1):
        pair, marker = question.pairs[at], f"{place}."
        line = item(marker, f"**{t.mark}{letter(rights.index(pair.right))}.**", t.block(pair.right))
        # With words before it, as code would join the code that a right side ends with.
        said = labelled(f"**{t.labels.feedback}:**", t.block(pair.feedback)) if pair.feedback else ""
        lines.append(line + (f"\n\n{indented(said, ' ' * (len(marker) + 1))}" if said else ""))
    return "\n".join(lines)


def _blank(number: int, blank: Blank, question: Cloze, t: Texts) -> str:
    """Return what belongs into a blank, listed below its number."""
    match blank:
        case ChoiceBlank():
            order = option_order(blank.choices, f"{question.id}/{number}")
            shares = ["" if one.weight is None or one.correct else write_share(one.weight) for one in blank.choices]
            said = _labelled(t.labels.feedback, _said_of(blank.choices, order, t))
            text = blocks([_choices(blank.choices, shares, order, t), said])
        case NumberBlank():
            text = _numbers(blank, t)
        case TextBlank():
            text = _texts(blank, t)
    worth = f" – {_points(blank.points, t)}" if _weighted(question.filled.values()) else ""
    return f"**{t.mark}({number})**{worth}\n\n{text}"


def _weighted(blanks: Iterable[Blank]) -> bool:
    return any(blank.points != 1 for blank in blanks)
