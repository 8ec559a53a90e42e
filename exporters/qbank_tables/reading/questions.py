"""A row → a question: by the type that it says, or by what its cells hold. A key that isn't certain makes a draft."""

from __future__ import annotations

import re
from typing import Any

from qbank_tables.reading import cells
from qbank_tables.reading.keys import NoKey, keys
from qbank_tables.reading.kinds import kind_of
from qbank_tables.reading.record import Record

Data = dict[str, Any]
_WITHIN = re.compile(r"(?P<answer>[^±+]{1,60}|\+[^±+]{1,60})(?:±|\+/-|\+-)(?P<size>[^%]{1,60})(?P<percent>%?)")
_ACCEPTED = re.compile(r"\s*[|\n]\s*")


def question(row: Record) -> tuple[Data, str]:
    """Return a question's fields, and why it is a draft; empty where it is none."""
    said = kind_of(row.cell("type"))
    draft = f"the type {cells.plain(row.cell('type'))[:40]!r} isn't known" if said is None else ""
    kind = said or _kind(row)
    data: Data = {"type": kind}
    if kind == "flashcard":
        data |= {"front": row.text("front") or row.text("prompt"), "back": row.text("back") or row.text("answer")}
        return {**data, **row.common(kind)}, draft or ("" if data["back"] else "it has no back")
    data["prompt"] = row.text("prompt") or row.text("front")
    try:
        data |= _read(kind, row)
    except NoKey as fault:
        draft = draft or str(fault)
        if kind in ("multiple_choice", "multiple_response"):
            data["choices"] = [_choice(row, *one) for one in _shown(row)]
    return {**data, **row.common(data["type"])}, draft


def _kind(row: Record) -> str:
    """Return the kind of a row that doesn't say it."""
    answer, shown = row.cell("answer"), _shown(row)
    if row.cell("front") and not row.cell("prompt"):
        return "flashcard"
    if shown:
        words = {cells.truth(text, said=False) for text, _ in shown}
        return "true_false" if len(shown) == 2 and words == {True, False} else "multiple_choice"
    if cells.truth(answer, said=False) is not None:
        return "true_false"
    within = _WITHIN.fullmatch(answer)
    word = cells.number(within["answer"] if within else answer)
    return "numeric" if word and not re.match(r"[+-]?0\d", word) else "short_answer"


def _read(kind: str, row: Record) -> Data:
    """Return the fields of a kind. Raises NoKey where the row says no key, or none that is certain."""
    match kind:
        case "multiple_choice" | "multiple_response":
            return _choices(kind, row)
        case "true_false":
            return {"answer": _truth(row)}
        case "short_answer":
            return {"accept": _accepted(row.cell("answer"))}
        case "numeric":
            return _number(row)
        case "essay":
            return {"model_answer": row.text("answer")} if row.cell("answer") else {}
        case _:
            raise NoKey(f"the columns of a table don't say what belongs to {kind}")


def _shown(row: Record) -> list[tuple[str, str]]:
    return [one for one in [*row.choices[0], *row.wrong()] if one[0]]


def _choices(kind: str, row: Record) -> Data:
    choices, first = row.choices
    wrong = row.wrong()
    if wrong and not any(text for text, _ in choices) and row.cell("answer"):
        choices, right = [(row.cell("answer"), "")], [0]
    else:
        right = keys(row.cell("answer"), [text for text, _ in choices], first)
    if len(right) > 1 and row.cell("type") and kind == "multiple_choice":
        row.notes.append("it has several keys, so it became multiple response")
    every = enumerate([*choices, *wrong])
    return {
        "type": "multiple_response" if len(right) > 1 else kind,
        "choices": [_choice(row, *one, key=place in right) for place, one in every if one[0]],
    }


def _choice(row: Record, text: str, feedback: str, *, key: bool = False) -> Any:
    shown = {"answer" if key else "text": row.markdown(text), **({"feedback": feedback} if feedback else {})}
    return shown if key or feedback else shown["text"]


def _truth(row: Record) -> bool:
    answer = row.cell("answer")
    found = cells.truth(answer)
    choices, first = row.choices
    if found is None and any(text for text, _ in choices):
        found = cells.truth(choices[keys(answer, [text for text, _ in choices], first)[0]][0])
    if found is None:
        shown = cells.plain(answer)[:40]
        raise NoKey(f"the key {shown!r} is neither true nor false" if answer else "no key is marked")
    return found


def _accepted(answer: str) -> list[str]:
    parts = _ACCEPTED.split(answer)
    found = [cells.plain(one) for one in (parts if all(parts) else [answer])]
    if not any(found):
        raise NoKey("no answer is given")
    return found


def _number(row: Record) -> Data:
    answer, unit = row.cell("answer"), cells.plain(row.cell("unit"))
    within = _WITHIN.fullmatch(answer)
    number = cells.number(within["answer"] if within else answer)
    if not number:
        raise NoKey(f"the answer {cells.plain(answer)[:40]!r} is no number" if answer else "no answer is given")
    size, percent = (within["size"], within["percent"]) if within else (row.cell("tolerance").rstrip("% "), "")
    if not within and row.cell("tolerance").endswith("%"):
        percent = "%"
    tolerance = cells.number(size)
    if size.strip() and not tolerance:
        raise NoKey(f"the tolerance {cells.plain(size)[:40]!r} is no number")
    more = {"tolerance": tolerance + percent} if tolerance else {}
    return {"answer": number, **more, **({"unit": unit} if unit else {})}
