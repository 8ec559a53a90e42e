"""What the document doesn't show of a bank or an item, in a comment that no viewer shows: for the way back.

It holds nothing that is shown: texts, points, keys and feedback stand in the document, where people may edit them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from qbank.api import (
    AnyQuestion,
    BankInfo,
    Choice,
    ChoiceBlank,
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Ordering,
)
from qbank_markdown.arrange import choice_order, option_order
from qbank_markdown.layout import letter

_COMMENT = re.compile(r"<!-- qbank (\{.{0,100000}\}) -->")


def comment(data: Mapping[str, Any]) -> str:
    """Return data as a comment of one line."""
    shown = json.dumps(data, ensure_ascii=False).replace("--", r"-\u002d")
    return f"<!-- qbank {shown} -->"


def commented(line: str) -> dict[str, Any] | None:
    """Return the data of a line that is such a comment; None for any other line."""
    found = _COMMENT.fullmatch(line) if line.startswith("<!-- qbank {") else None
    try:
        data = json.loads(found[1]) if found else None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def of_bank(info: BankInfo) -> dict[str, Any]:
    """Return what is remembered of a bank."""
    found = {"bank": info.id, "language": info.language, "license": info.license, "authors": list(info.authors)}
    return {name: one for name, one in found.items() if one}


def of_question(question: AnyQuestion) -> dict[str, Any]:
    """Return what is remembered of a question: its id, and what isn't as it is for most."""
    data: dict[str, Any] = {"id": question.id}
    if isinstance(question, Flashcard):
        data |= {"type": "flashcard"} | ({"reversed": True} if question.reversed else {})
    if question.stimulus:
        data["stimulus"] = question.stimulus
    if isinstance(question, MultipleChoice | MultipleResponse | Matching) and not question.shuffle:
        data["shuffle"] = False
    if isinstance(question, MultipleResponse | Ordering) and question.scoring not in ("weights", _scoring(question)):
        data["scoring"] = question.scoring
    choices = dict(_choices(question))
    return data | ({"choices": choices} if choices else {}) | (_blanks(question) if isinstance(question, Cloze) else {})


def _scoring(question: MultipleResponse | Ordering) -> object:
    return type(question).model_fields["scoring"].default


def _choices(question: AnyQuestion) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is remembered of choices, by their letters; those of a blank have its number before them."""
    if isinstance(question, MultipleChoice | MultipleResponse):
        said = [_said(one, several=isinstance(question, MultipleResponse)) for one in question.choices]
        if any(said):
            yield from ((letter(place), said[at]) for place, at in enumerate(choice_order(question)) if said[at])
    elif isinstance(question, Cloze):
        for number, blank in enumerate(question.filled.values(), 1):
            said = [_said(one) for one in blank.choices] if isinstance(blank, ChoiceBlank) else []
            if isinstance(blank, ChoiceBlank) and any(said):
                order = option_order(blank.choices, f"{question.id}/{number}")
                yield from ((f"{number}.{letter(place)}", said[at]) for place, at in enumerate(order) if said[at])


def _said(one: Choice, *, several: bool = False) -> dict[str, Any]:
    """Return what is remembered of a choice: of several also that it is wrong, where the key lists what it is worth."""
    data: dict[str, Any] = {"id": one.id} if one.id else {}
    data |= {"fixed": True} if one.fixed else {}
    return data | ({"wrong": True} if several and one.weight and one.weight > 0 and not one.correct else {})


def _blanks(question: Cloze) -> dict[str, Any]:
    """Return which blanks are for numbers, and the names of those that have one."""
    filled = list(question.filled.items())
    numbers = [number for number, (_, one) in enumerate(filled, 1) if isinstance(one, NumberBlank)]
    names = {str(number): name for number, (name, _) in enumerate(filled, 1) if name in question.blanks}
    return ({"numbers": numbers} if numbers else {}) | ({"blanks": names} if names else {})
