"""From questions back to YAML, as a person would type it: the counterpart of `reader`. Importers write with it.

What `reader` makes of the text is the same model again, to the last character (a test for every kind).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qbank.model.bank import AnyQuestion, Bank, BankHeader, Draft, StimulusText
from qbank.source import dump

FIRST = ("type", "id", "aliases", "title", "stimulus", "prompt", "front", "back")
"""Then come the fields of the kind itself, as its model has them."""
LAST = (
    "points", "hint", "hints", "feedback", "explanation",
    "tags", "difficulty", "bloom", "objectives", "source", "status", "allow",
)  # fmt: skip
ALONE = ("aliases", "tags", "objectives", "hints", "allow", "authors", "accept", "distractors", "rubric")
"""Lists of which one item may stand alone, where it is text."""


def write_bank(bank: Bank, drafts: Iterable[Draft] = (), comment: str = "") -> str:
    """Return a bank as YAML: its header, its stimuli, its questions, and drafts after them."""
    return dump(bank_data(bank, drafts), comment)


def write_questions(questions: Iterable[AnyQuestion | Draft]) -> str:
    """Return questions as a YAML list, to be put below `questions:`."""
    return dump([question_data(question) for question in questions])


def bank_data(bank: Bank, drafts: Iterable[Draft] = ()) -> dict[str, Any]:
    """Return what a person would type for a bank."""
    header = _lines(_alone({name: one for name, one in bank.as_typed().items() if name in _HEADER}))
    stimuli = {name: _stimulus(one) for name, one in bank.stimuli.items()}
    questions = [question_data(question, bank.tags) for question in bank.questions]
    drafted = [question_data(draft) for draft in drafts]
    return {**header, **({"stimuli": stimuli} if stimuli else {}), "questions": questions + drafted}


def question_data(question: AnyQuestion | Draft, bank_tags: Iterable[str] = ()) -> dict[str, Any]:
    """Return what a person would type for a question; `bank_tags` stand at the top of its bank already."""
    if isinstance(question, Draft):
        return {**question.data, "status": "draft"}
    data = _in_order({**question.as_typed(), "type": question.type})
    inherited = set(bank_tags)
    if inherited and "tags" in data:
        data["tags"] = [tag for tag in question.tags if tag not in inherited]
    if "blanks" in data:
        data["blanks"] = {name: _alone(_in_order(blank)) for name, blank in data["blanks"].items()}
    found: dict[str, Any] = _lines(_alone(data))
    return found


_HEADER = [field.alias or name for name, field in BankHeader.model_fields.items()]


def _stimulus(stimulus: StimulusText) -> Any:
    return _lines(stimulus.as_typed() if stimulus.title is not None else stimulus.text)


def _lines(data: Any) -> Any:
    """Return data whose texts of several lines end in a line break: it doesn't count, and is written `|`, not `|-`."""
    if isinstance(data, str):
        return f"{data}\n" if "\n" in data else data
    if isinstance(data, list):
        return [_lines(one) for one in data]
    return {key: _lines(one) for key, one in data.items()} if isinstance(data, dict) else data


def _in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields in the order in which people type them."""
    own = [name for name in data if name not in FIRST and name not in LAST]
    return {name: data[name] for name in (*FIRST, *own, *LAST) if name in data}


def _alone(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields without empty lists, and with the only text of a list in its place."""
    found = {}
    for name, one in data.items():
        if name in ALONE and isinstance(one, list):
            if not one:
                continue
            one = one[0] if len(one) == 1 and isinstance(one[0], str) else one
        found[name] = one
    return found
