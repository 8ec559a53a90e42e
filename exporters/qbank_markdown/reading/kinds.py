"""The parts of a question → its fields, kind by kind. Without a key, or with one that contradicts itself: a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qbank_markdown.furniture import one_of
from qbank_markdown.reading.arranged import matching, ordering
from qbank_markdown.reading.blanks import cloze
from qbank_markdown.reading.choices import NO_KEY, Choices, without_letters
from qbank_markdown.reading.lists import Item, items, lettered, listed
from qbank_markdown.reading.parts import Own, Parts
from qbank_markdown.reading.texts import Texts
from qbank_markdown.reading.typed import accepted, numbers
from qbank_markdown.reading.written import essay, flashcard


def own(parts: Parts, texts: Texts) -> Own:
    """Return a question's own fields, its kind among them."""
    kind = parts.kind or _guessed(parts)
    found = _READERS[kind](parts, texts)
    if kind != "cloze":
        prompt = {"front" if kind == "flashcard" else "prompt": texts.back(parts.prompt)}
        found.data = {**prompt, **found.data}
    found.data = {"type": kind, **found.data}
    return found


def feedback(parts: Parts, texts: Texts) -> dict[str, Any]:
    """Return what is said by how good the answer was."""
    names = one_of("correct", "partly", "incorrect")
    found: dict[str, Any] = {}
    for heading, lines in parts.key or ():
        for label, text in without_letters(items(lines)).items() if heading == "feedback" else ():
            if label in names:
                found["partial" if names[label] == "partly" else names[label]] = texts.back(text)
    return found


def _guessed(parts: Parts) -> str:
    """Return the kind of a question that doesn't tell learners what to do, by its looks."""
    if isinstance(kind := parts.comment.get("type"), str) and kind in _READERS:
        return kind
    answer = parts.under("answer")
    if parts.under("back"):
        return "flashcard"
    if _truth(answer) is not None:
        return "true_false"
    if any(isinstance(one, Item) and one.numbered for one in parts.listed):
        return "matching"
    if lettered(parts.listed):
        key = items(answer)
        ordered = bool(key) and all(one.numbered for one in key)
        return "ordering" if ordered else "multiple_response" if len(key) > 1 else "multiple_choice"
    return "short_answer" if items(answer) else "essay"


def _several(parts: Parts, texts: Texts) -> Own:
    found = _choices(parts, texts, several=True)
    if parts.comment.get("scoring") == "all_or_nothing":
        found.data["scoring"] = "all_or_nothing"
    return found


def _one(parts: Parts, texts: Texts) -> Own:
    return _choices(parts, texts, several=False)


def _choices(parts: Parts, texts: Texts, *, several: bool) -> Own:
    found = Choices(lettered(parts.listed), parts.choices, texts)
    found.mark(items(parts.under("answer")))
    found.say([one for one in items(parts.under("feedback")) if one.is_said])
    choices = found.data(parts.identity, shuffle=parts.shuffle, several=several)
    has_key = any(isinstance(one, dict) and "answer" in one for one in choices)
    data = {"choices": choices} | ({} if parts.shuffle else {"shuffle": False})
    return Own(data, found.draft or ("" if has_key else NO_KEY), found.notes)


def _truth(lines: list[str]) -> bool | None:
    name = one_of("true", "false").get(" ".join(" ".join(lines).split()))
    return None if name is None else name == "true"


def _true_false(parts: Parts, texts: Texts) -> Own:  # noqa: ARG001
    answer = _truth(parts.under("answer"))
    return Own({}, NO_KEY) if answer is None else Own({"answer": answer})


def _short_answer(parts: Parts, texts: Texts) -> Own:
    answers = items(parts.under("answer"))
    data = accepted(answers, texts) if answers else {}
    if model := texts.back(parts.under("model_answer")):
        data["model_answer"] = model
    return Own(data, "" if data else "no answer is given")


def _numeric(parts: Parts, texts: Texts) -> Own:
    answer = parts.under("answer")
    data = numbers(list(listed(answer)), texts)
    if data is None:
        return Own({}, "its answer is no number" if items(answer) else "no answer is given")
    return Own(data)


_READERS: dict[str, Callable[[Parts, Texts], Own]] = {
    "multiple_choice": _one,
    "multiple_response": _several,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
    "essay": essay,
    "flashcard": flashcard,
}
