"""The way back from Aiken: a stem, lettered choices, `ANSWER: A`; by the rules of Moodle's reader, in any spacing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qbank.api import labels
from qbank.importing.api import Found, Importer, Input, Keep, Place, Read, Refused, markdown
from qbank_aiken.lines import JOINER

_CHOICE = re.compile(r"([A-Z])[.)]\s*(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE)
_SIGNS = re.compile(r"^[ \t]*[A-Z][.)][ \t]*\S.*\n[ \t]*\n*[ \t]*ANSWER[ \t]*:[ \t]*[A-Z][.) \t]*$", re.MULTILINE)
_LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "nl", "pt")
_SHORTEST = 2
"""Moodle skips lines of fewer bytes."""


@dataclass
class _Question:
    """What was read of a question until its answer came."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)


def sniff(source: Input) -> float:
    """Tell by a lettered choice with `ANSWER:` below it."""
    return 0.9 if _SIGNS.search(source.head_text) else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:  # noqa: ARG001
    """Yield the questions. Aiken has neither files nor ids."""
    question = _Question()
    for number, line in enumerate(source.lines(), 1):
        text = line.strip(" \t\r\n\0\x0b\ufeff")
        if len(text.encode()) < _SHORTEST:
            continue
        choice, answer = _CHOICE.match(text), _ANSWER.match(text)
        if answer and (question.stem or question.choices):
            yield _read(question, answer[1])
            question = _Question()
        elif choice and question.stem:
            question.choices.append((choice[1], choice[2]))
        else:
            if question.choices:
                yield _read(question, "")
                question = _Question()
            question.line = question.line or number
            question.stem.append(text)
    if question.choices:
        yield _read(question, "")
    elif question.stem:
        yield Refused(Place(line=question.line), "text without choices and an answer")


def _read(question: _Question, answer: str) -> Read:
    """Return what was collected as a question; no key is guessed."""
    place = Place(line=question.line)
    if not question.choices:
        return Refused(place, "it has no choices")
    prompt = _markdown("\n".join(question.stem).removeprefix(JOINER))
    key = answer.strip().rstrip(".)").upper()
    letters = [letter for letter, _ in question.choices]
    draft = "" if letters.count(key) == 1 else f"no choice is called {key}" if key else "no key is marked"
    truth = _truth([text for _, text in question.choices])
    if truth is not None and not draft:
        data = {"type": "true_false", "prompt": prompt, "answer": truth[letters.index(key)]}
        return Found(data, place)
    choices = [
        {"answer": _markdown(text)} if letter == key and not draft else _markdown(text)
        for letter, text in question.choices
    ]
    return Found({"type": "multiple_choice", "prompt": prompt, "choices": choices}, place, draft=draft)


def _markdown(text: str) -> str:
    r"""Return a line as Markdown: plain text with formulas between `\(` and `\)`; a joiner keeps others apart."""
    return markdown(html.escape(text, quote=False).replace(f"\\{JOINER}", "<span>\\</span>"))


def _truth(texts: list[str]) -> list[bool] | None:
    """Return what two choices say that are the words for true and false in a language; None for any others."""
    given = [text.strip().lower() for text in texts]
    for language in _LANGUAGES:
        words = labels(language)
        pair = [words.true.lower(), words.false.lower()]
        if given in (pair, pair[::-1]):
            return [given[0] == pair[0], given[1] == pair[0]]
    return None


importer = Importer(name="aiken", title="Aiken", sniff=sniff, read=read)
