"""Which function writes which kind."""

from __future__ import annotations

from qbank.api import (
    Cloze,
    Essay,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    ShortAnswer,
    Stimulus,
    TrueFalse,
)
from qbank_moodle_xml.arrange import matching, ordering
from qbank_moodle_xml.choices import multiple_choice, multiple_response, true_false
from qbank_moodle_xml.cloze import cloze
from qbank_moodle_xml.question import QuestionWriter
from qbank_moodle_xml.typed import numeric, short_answer
from qbank_moodle_xml.written import flashcard, judged


def write(writer: QuestionWriter) -> str:
    """Return the writer's item as a `question`, with markers where the contents of files belong."""
    match writer.item:
        case MultipleChoice() as item:
            return multiple_choice(writer, item)
        case MultipleResponse() as item:
            return multiple_response(writer, item)
        case TrueFalse() as item:
            return true_false(writer, item)
        case ShortAnswer() as item:
            return short_answer(writer, item)
        case Numeric() as item:
            return numeric(writer, item)
        case Matching() as item:
            return matching(writer, item)
        case Ordering() as item:
            return ordering(writer, item)
        case Cloze() as item:
            return cloze(writer, item)
        case Essay() as item:
            return judged(writer, item)
        case Flashcard() as item:
            return flashcard(writer, item)
        case Stimulus() as item:
            return writer.document("description", writer.html(item.text))
