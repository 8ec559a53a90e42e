"""The words that every output says itself ("Question", "Check", "Page 2 of 3"), in the bank's language.

One file a language in `languages/`; a language that has none gets English. To add one, copy `en.json`, translate the
values, keep what stands in braces. Only add a language that you speak.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "nl", "pt")
"""The languages that have a file."""

_FOLDER = Path(__file__).parent / "languages"
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language. `{n}`, `{m}` and `{form}` in them are for `str.format`.

    `class_name` is the group a learner belongs to; `passage` what several questions refer to; `key` the answer key;
    `id` a learner's number; `form` an exam's version.
    """

    question: str
    questions: str
    question_n_of_m: str
    passage: str
    key: str
    answer: str
    answers: str
    your_answer: str
    correct_answer: str
    model_answer: str
    explanation: str
    hint: str
    hints: str
    show_hint: str
    feedback: str
    points: str
    point: str
    points_n_of_m: str
    name: str
    date: str
    class_name: str
    score: str
    total: str
    id: str
    form: str
    instructions: str
    page: str
    page_n_of_m: str
    true: str
    false: str
    choose: str
    choose_all: str
    choose_true_false: str
    write_answer: str
    write_number: str
    write_essay: str
    fill_blanks: str
    blank: str
    blank_n_of_m: str
    match: str
    order: str
    select: str
    up: str
    down: str
    position_n_of_m: str
    rubric: str
    criterion: str
    words_min: str
    words_max: str
    words_count: str
    attachments_allowed: str
    attachments_required: str
    check: str
    reveal: str
    show_answer: str
    retry: str
    next: str
    previous: str
    correct: str
    incorrect: str
    partly: str
    not_answered: str
    marked_by_hand: str
    source: str
    sources: str
    tags: str
    difficulty: str
    easy: str
    medium: str
    hard: str
    sure: str
    unsure: str
    knew_it: str
    did_not_know: str
    due_again: str
    progress: str
    all_done: str
    start_over: str
    export_progress: str
    import_progress: str
    reset: str
    reset_confirm: str
    help: str
    keyboard_keys: str
    keyboard_on: str
    no_script: str
    front: str
    back: str
    of_form: str


@lru_cache(maxsize=64)
def labels(language: str) -> Labels:
    """Return the words of a language (a BCP 47 tag: `de`, `pt-BR`), English where there is no file for it."""
    name = _subtags(language)[0]
    name = name if name in LANGUAGES else "en"
    return Labels(**json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, by its script if the tag names one (`az-Arab`)."""
    name, *rest = _subtags(language)
    script = next((subtag for subtag in rest if len(subtag) == 4 and subtag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if name in _RIGHT_TO_LEFT else "ltr"


def _subtags(language: str) -> list[str]:
    return language.strip().lower().replace("_", "-").split("-")
