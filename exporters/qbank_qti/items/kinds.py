"""Which function writes which kind."""

from __future__ import annotations

from qbank_qti.items import arrange, choice, typed, written
from qbank_qti.items.cloze import cloze
from qbank_qti.items.dialect import Dialect
from qbank_qti.items.item import ItemWriter
from qbank_qti.items.scale import Scale

from qbank.api import (
    Cloze,
    Context,
    Essay,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)


def write(q: Dialect, question: Question, title: str, context: Context) -> str:
    """Return a question as the file of an `assessmentItem`, with markers for media."""
    item = ItemWriter(q, question, context)
    body, scale = _body(item, question)
    return item.document(title, body, scale)


def _body(item: ItemWriter, question: Question) -> tuple[str, Scale | None]:
    match question:
        case MultipleChoice():
            return choice.multiple_choice(item, question)
        case MultipleResponse():
            return choice.multiple_response(item, question)
        case TrueFalse():
            return choice.true_false(item, question)
        case ShortAnswer() if question.accept:
            written.model_answer(item, question)
            return typed.short_answer(item, question)
        case ShortAnswer():
            if question.feedback != type(question.feedback)():
                item.context.lose("feedback", "people score this question")
            return written.open_answer(item, question), None
        case Numeric():
            return typed.numeric(item, question)
        case Matching():
            return arrange.matching(item, question)
        case Ordering():
            return arrange.ordering(item, question)
        case Cloze():
            return cloze(item, question)
        case Essay():
            return written.essay(item, question), None
        case Flashcard():
            return written.flashcard(item, question), None
