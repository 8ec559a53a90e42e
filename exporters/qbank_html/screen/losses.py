"""What only a question itself can tell that it loses on the study page; the table in `carries` has the rest."""

from __future__ import annotations

from typing import Any

from qbank.api import AnyQuestion, ChoiceBlank, Cloze, Context, Numeric, ShortAnswer
from qbank_html.texts import Texts

NUMERALS = "numbers may also be written as the bank's language writes them"
PATTERN = "a pattern that browsers can't follow: learners judge themselves"


def report(question: AnyQuestion, data: dict[str, Any] | None, context: Context, t: Texts) -> None:
    """Tell the context what this question loses."""
    if isinstance(question, Numeric) and data and data["numerals"]:
        context.lose("score", NUMERALS)
    if isinstance(question, ShortAnswer) and question.accept and data is None:
        context.lose("score", PATTERN)
    if isinstance(question, Cloze):
        if data is None:
            context.lose("score", PATTERN)
        elif any(blank.get("numerals") for blank in data["blanks"]):
            context.lose("score", NUMERALS)
        drop_downs = (blank for blank in question.filled.values() if isinstance(blank, ChoiceBlank))
        if any(not t.is_plain(choice.text) for blank in drop_downs for choice in blank.choices):
            context.lose("prompt", "a drop-down shows text without its markup")
