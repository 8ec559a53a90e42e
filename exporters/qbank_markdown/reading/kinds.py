"""The parts of a question → its fields, kind by kind. Without a key, or with one that contradicts itself: a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qbank_markdown.furniture import one_of, said
from qbank_markdown.reading.blanks import cloze
from qbank_markdown.reading.choices import NO_KEY, OTHER, Choices, as_typed, without_letters
from qbank_markdown.reading.lists import Item, first_block, items, labelled, lettered, listed
from qbank_markdown.reading.parts import Parts
from qbank_markdown.reading.texts import Texts
from qbank_markdown.reading.typed import accepted, numbers

Read = tuple[dict[str, Any], str, list[str]]
"""Fields, why it is a draft (empty where it is none), notes."""
_POINTS = re.compile(r"(?:\A|[ \n])\((\d[\d.]*) ([^()\s]+)\)\Z")


def fields(kind: str, parts: Parts, texts: Texts) -> Read:
    """Return a question's own fields, its kind among them."""
    kind = kind or _guessed(parts)
    if kind == "cloze":
        data, draft, notes = cloze(parts, texts)
    else:
        prompt = {"front" if kind == "flashcard" else "prompt": texts.back(parts.prompt)}
        data, draft, notes = _READERS[kind](parts, texts)
        data = {**prompt, **data}
    return {"type": kind, **data}, draft, notes


def feedback(parts: Parts, texts: Texts) -> dict[str, Any]:
    """Return what is said by how good the answer was."""
    names = {
        word: {"partly": "partial"}.get(name, name) for word, name in one_of("correct", "partly", "incorrect").items()
    }
    found = [pair for name, lines in parts.key or () if name == "feedback" for pair in _said(lines)]
    said_ = {names[label]: texts.back(text) for label, text in found if label in names}
    return {{"partly": "partial"}.get(name, name): text for name, text in said_.items()}


def _said(lines: list[str]) -> list[tuple[str, str]]:
    return list(without_letters(items(lines)).items())


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


def _several(parts: Parts, texts: Texts) -> Read:
    return _choices(parts, texts, several=True)


def _one(parts: Parts, texts: Texts) -> Read:
    return _choices(parts, texts, several=False)


def _choices(parts: Parts, texts: Texts, *, several: bool) -> Read:
    remembered = parts.comment.get("choices")
    found = Choices(lettered(parts.listed), remembered if isinstance(remembered, dict) else {}, texts)
    found.mark(items(parts.under("answer")))
    found.say([one for one in items(parts.under("feedback")) if one.is_said])
    shuffle = parts.comment.get("shuffle") is not False
    choices = found.data(_id(parts), shuffle=shuffle, several=several)
    keys = sum(isinstance(one, dict) and "answer" in one for one in choices)
    data: dict[str, Any] = {"choices": choices}
    if not shuffle:
        data["shuffle"] = False
    if several and parts.comment.get("scoring") == "all_or_nothing":
        data["scoring"] = "all_or_nothing"
    return data, found.draft or ("" if keys else NO_KEY), found.notes


def _id(parts: Parts) -> str:
    name = parts.comment.get("id")
    return name if isinstance(name, str) else ""


def _truth(lines: list[str]) -> bool | None:
    text = " ".join(" ".join(lines).split())
    name = one_of("true", "false").get(text)
    return None if name is None else name == "true"


def _true_false(parts: Parts, texts: Texts) -> Read:  # noqa: ARG001
    answer = _truth(parts.under("answer"))
    return ({}, NO_KEY, []) if answer is None else ({"answer": answer}, "", [])


def _short_answer(parts: Parts, texts: Texts) -> Read:
    data = accepted(items(parts.under("answer")), texts) if items(parts.under("answer")) else {}
    if model := texts.back(parts.under("model_answer")):
        data["model_answer"] = model
    return data, "" if data else "no answer is given", []


def _numeric(parts: Parts, texts: Texts) -> Read:
    answer = parts.under("answer")
    data = numbers(list(listed(answer)), texts)
    if data is None:
        return {}, "its answer is no number" if items(answer) else "no answer is given", []
    return data, "", []


def _matching(parts: Parts, texts: Texts) -> Read:
    lefts = [one.text for one in parts.listed if isinstance(one, Item) and one.numbered]
    rights = lettered([one for one in parts.listed if isinstance(one, Item) and not one.numbered])
    pairs: list[dict[str, str]] = []
    notes: list[str] = []
    used: set[str] = set()
    key = items(parts.under("answer"))
    shuffle = parts.comment.get("shuffle") is not False
    more = {} if shuffle else {"shuffle": False}
    for left, one in zip(lefts, key, strict=False):
        letter, text = labelled(one.text)
        if letter not in rights:
            return more, f"the key names a partner {letter or text[:20]} that isn't there", notes
        used.add(letter)
        pair = {"left": texts.back(left), "right": texts.back(rights[letter])}
        shown = text.removeprefix(rights[letter]) if text.startswith(rights[letter]) else None
        if shown is None:
            notes.append(OTHER.format(letter))
        if said_ := _feedback_of_pair(shown or ""):
            pair["feedback"] = texts.back(said_)
        pairs.append(pair)
    if len(key) != len(lefts) or not key:
        draft = "the key doesn't have a partner for each" if key else NO_KEY
        alone = [{"left": texts.back(one), "right": ""} for one in lefts]
        return {"pairs": alone, "distractors": [texts.back(one) for one in rights.values()], **more}, draft, notes
    pairs = as_typed(pairs, _id(parts), shuffle=shuffle)
    order = as_typed(list(rights), f"{_id(parts)}/right" if _id(parts) else "", shuffle=True, mixed=True)
    others = [texts.back(rights[letter]) for letter in order if letter not in used]
    return {"pairs": pairs, **({"distractors": others} if others else {}), **more}, "", notes


def _feedback_of_pair(text: str) -> str:
    label, said_ = labelled(text.strip("\n"))
    return said_ if label in said("feedback") else ""


def _ordering(parts: Parts, texts: Texts) -> Read:
    shown = lettered(parts.listed)
    key = [labelled(one.text) for one in items(parts.under("answer"))]
    scoring = parts.comment.get("scoring")
    data: dict[str, Any] = {"scoring": scoring} if scoring in ("all_or_nothing", "pairs") else {}
    letters = [letter for letter, _ in key]
    if sorted(letters) != sorted(shown):
        draft = "the key doesn't have each item once" if key else NO_KEY
        return {"items": [texts.back(text) for text in shown.values()], **data}, draft, []
    notes = [OTHER.format(letter) for letter, text in key if text != shown[letter]]
    return {"items": [texts.back(shown[letter]) for letter in letters], **data}, "", notes


def _essay(parts: Parts, texts: Texts) -> Read:
    data: dict[str, Any] = {}
    for name, label in (("min_words", "words_min"), ("max_words", "words_max")):
        for words in sorted(said(label)) if parts.told else ():
            number = re.search(re.escape(words).replace(r"\{n\}", r"(\d{1,9})"), parts.told)
            data |= {name: number[1]} if number else {}
    for name in ("allowed", "required"):
        if any(words in parts.told for words in said(f"attachments_{name}")):
            data["attachments"] = name
    if template := texts.back(parts.template):
        data["response_template"] = template
    if model := texts.back(parts.under("model_answer")):
        data["model_answer"] = model
    rubric = [_criterion(one.text, texts) for one in items(parts.under("rubric"))]
    return data | ({"rubric": rubric} if rubric else {}), "", []


def _criterion(text: str, texts: Texts) -> dict[str, Any]:
    """Return a criterion; its points stand behind it where it is one line, else below."""
    before, rest = first_block(text)
    points, criterion = _points(before), before
    while rest and not points:
        below, rest = first_block(rest)
        points = _points(below)
        criterion += f"\n\n{below}"
    if points is None:
        return {"criterion": texts.back(text)}
    data: dict[str, Any] = {"criterion": texts.back(criterion[: points.start() - points.endpos])}
    data["points"] = points[1]
    return data | ({"description": texts.back(rest)} if rest else {})


def _points(text: str) -> re.Match[str] | None:
    found = _POINTS.search(text)
    return found if found and found[2] in one_of("point", "points") else None


def _flashcard(parts: Parts, texts: Texts) -> Read:
    back = texts.back(parts.under("back"))
    data: dict[str, Any] = {"back": back} if back else {}
    if parts.comment.get("reversed") is True:
        data["reversed"] = True
    return data, "" if back else "its back isn't there", []


_READERS: dict[str, Callable[[Parts, Texts], Read]] = {
    "multiple_choice": _one,
    "multiple_response": _several,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "flashcard": _flashcard,
}
