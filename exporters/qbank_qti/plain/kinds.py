"""Which function writes which kind."""

from __future__ import annotations

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
from qbank_qti.options import PlainOptions
from qbank_qti.plain import arrange, choice, typed, written
from qbank_qti.plain.cloze import cloze
from qbank_qti.plain.item import ItemWriter


def write(question: Question, title: str, context: Context, options: PlainOptions) -> str:
    """Return a question as an `item`, with markers for media."""
    item = ItemWriter(question, context, options)
    return item.document(title, _kind(item, question))


def _kind(item: ItemWriter, question: Question) -> list[str]:
    """Write a question and return the idents of its responses."""
    match question:
        case MultipleChoice():
            return choice.multiple_choice(item, question)
        case MultipleResponse():
            return choice.multiple_response(item, question)
        case TrueFalse():
            return choice.true_false(item, question)
        case ShortAnswer():
            return typed.short_answer(item, question)
        case Numeric():
            return typed.numeric(item, question)
        case Matching():
            return arrange.matching(item, question)
        case Ordering():
            return arrange.ordering(item, question)
        case Cloze():
            return cloze(item, question)
        case Essay():
            return written.essay(item, question)
        case Flashcard():
            raise TypeError("a flashcard reached QTI 1.2")
