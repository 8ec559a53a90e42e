"""Which function writes which kind."""

from __future__ import annotations

from qbank_qti.canvas import arrange, choice, typed, written
from qbank_qti.canvas.cloze import cloze
from qbank_qti.canvas.item import ItemWriter, decimal

from qbank.api import (
    Cloze,
    Context,
    Essay,
    Feedback,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    Stimulus,
    TrueFalse,
)


def write(question: Question, title: str, context: Context) -> str:
    """Return a question as an `item`, with markers for media."""
    assert not isinstance(question, Flashcard), "the table says that Canvas has none"
    item = ItemWriter(question, context)
    feedback = Feedback() if isinstance(question, Essay) else question.feedback
    item.common_feedback(feedback, written.for_everyone(item, question))
    kind, html = _kind(item, question)
    return item.document(title, kind, decimal(question.points), html or item.html(question.prompt))


def stimulus(found: Stimulus, title: str, context: Context) -> str:
    """Return a text that asks nothing; New Quizzes make a stimulus of it."""
    item = ItemWriter(found, context)
    return item.document(title, "text_only_question", "0.0", item.html(found.text))


def _kind(item: ItemWriter, question: Question) -> tuple[str, str]:
    """Return Canvas's name of the question, and its HTML where that isn't just the prompt."""
    match question:
        case MultipleChoice():
            return choice.multiple_choice(item, question), ""
        case MultipleResponse():
            return choice.multiple_response(item, question), ""
        case TrueFalse():
            return choice.true_false(item, question), ""
        case ShortAnswer():
            return typed.short_answer(item, question), ""
        case Numeric():
            return typed.numeric(item, question), item.html(question.prompt) + typed.unit_after(question)
        case Matching():
            return arrange.matching(item, question), ""
        case Ordering():
            return arrange.ordering(item, question), ""
        case Cloze():
            return cloze(item, question)
        case Essay():
            return written.essay(item, question)
        case Flashcard():
            raise TypeError("a flashcard reached Canvas")
