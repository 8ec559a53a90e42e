"""The document's own lines, in any of its languages: by them it is read back, and no text may look like one."""

from __future__ import annotations

import re
from functools import cache

from qbank.api import LANGUAGES, labels
from qbank_markdown.words import words

_TOLD = {
    "choose": "multiple_choice", "choose_all": "multiple_response", "choose_true_false": "true_false",
    "write_answer": "short_answer", "write_number": "numeric", "match": "matching", "order": "ordering",
    "fill_blanks": "cloze", "write_essay": "essay",
}  # fmt: skip
"""What learners are told to do → the kind."""
_NAMES = ("answer", "answers", "model_answer", "rubric", "back", "feedback", "explanation", "source")
_TOLD_LINE = re.compile(r"([*_])([^*\n]+?)\1(?: \((.*)\))?")
"""With either mark: formatters of Markdown change one into the other."""
_LABEL = re.compile(r"\*\*([^*\n]+)\*\*")


@cache
def said(name: str) -> frozenset[str]:
    """Return a label (a field of `Labels`) in all languages."""
    return frozenset(getattr(labels(language), name) for language in LANGUAGES)


@cache
def one_of(*names: str) -> dict[str, str]:
    """Return what labels say in any language → the labels' names."""
    return {word: name for name in names for word in said(name)}


@cache
def _levels() -> dict[str, str]:
    names = ("remember", "understand", "apply", "analyze", "evaluate", "create")
    return {words(language)[name]: name for language in LANGUAGES for name in names}


def bloom(word: str) -> str:
    """Return the level of Bloom's taxonomy that a word names; empty where it names none."""
    return _levels().get(word, "")


@cache
def _told_kinds() -> dict[str, str]:
    return {word: kind for name, kind in _TOLD.items() for word in said(name)}


def told(line: str) -> tuple[str, str, str] | None:
    """Return the kind that a line tells, its words and what stands in brackets behind; None for any other line."""
    found = _TOLD_LINE.fullmatch(line) if line.startswith(("*", "_")) else None
    if found is None:
        return None
    kind = _told_kinds().get(found[2]) or ("essay" if found[2].startswith(tuple(said("write_essay"))) else "")
    return (kind, found[2], found[3] or "") if kind else None


@cache
def _labels() -> dict[str, str]:
    goals = {words(language)["goals"]: "objectives" for language in LANGUAGES}
    return {**goals, **one_of(*_NAMES), **dict.fromkeys(said("answers"), "answer")}


def label(line: str) -> str:
    """Return what a heading of the key is for; empty for any other line."""
    found = _LABEL.fullmatch(line) if line.startswith("**") else None
    return _labels().get(found[1], "") if found else ""


def looks_like_ours(text: str) -> bool:
    """Return whether a line of a text would be taken for one of ours."""
    if not text.startswith(("*", "_")) and "\n*" not in text and "\n_" not in text:
        return False
    return any(told(line) or label(line) for line in map(str.rstrip, text.split("\n")))
