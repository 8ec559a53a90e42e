"""What an author meant: the nearest of the words that are known, and what other programs call the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

ELSEWHERE = {
    "prompt": "question stem problem statement body text",
    "front": "prompt question term",
    "back": "answer definition",
    "choices": "options alternatives answers responses",
    "accept": "answer answers accepted correct_answer correct solution",
    "pairs": "matches items",
    "items": "steps sequence choices",
    "model_answer": "sample_answer ideal_answer expected_answer answer",
    "answer": "correct_answer correct solution value",
    "text": "answer value label option",
    "explanation": "rationale comment solution general_feedback reason",
    "points": "score marks mark grade",
    "tags": "keywords labels category categories topic topics",
    "difficulty": "level",
    "title": "name",
    "type": "kind",
    "source": "reference citation",
    "stimulus": "passage context",
    "tolerance": "margin error precision",
    "distractors": "decoys lures wrong",
    "bank": "id",
    "schema": "version",
    "language": "lang",
    "questions": "items",
}
"""Our words, and those of other programs for them; the first that fits where a word was typed is suggested."""

KINDS_ELSEWHERE = {
    "multiple_choice": "mc mcq sba choice single single_choice single_answer single_select multichoice radio",
    "multiple_response": "mr msq mrq multiple multiple_answer multiple_answers multiple_select multi_select checkbox "
    "checkboxes",
    "true_false": "tf boolean bool yes_no",
    "short_answer": "sa short text short_text string",
    "numeric": "number calculated",
    "matching": "pairs",
    "ordering": "sequence sorting sort ranking",
    "cloze": "gap gaps gap_fill gap_text blank blanks fill_in fill_in_blank fill_in_blanks fill_in_the_blank "
    "fill_in_the_blanks",
    "essay": "open long_text long_answer free_text extended_text",
    "flashcard": "basic vocabulary",
}
"""Our kinds, and the names of other programs for them."""


def kind_meant(word: str) -> str:
    """Return `did you mean …?` for the name of a kind that we have under another, or nearly so; else an empty text."""
    plain = _plain(word)
    named = next((ours for ours, theirs in KINDS_ELSEWHERE.items() if plain in theirs.split()), None)
    return f"did you mean {named}?" if named else suggestion(word, KINDS_ELSEWHERE)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `did you mean …?`, or an empty text where nothing is close."""
    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def key_meant(word: str, known: Sequence[str], owners: Sequence[str] = ()) -> str:
    """Return the hint for a key that isn't known here: what other programs call so, whose it is, or a near miss.

    `owners` are the kinds of questions that have this key.
    """
    plain = _plain(word)
    if plain in known:
        return f"did you mean {plain}?"
    if "choices" in known and plain.removesuffix("s") in ("answer", "correct", "correct_answer", "solution", "key"):
        return f"mark the right {'ones' if plain.endswith('s') else 'one'} of the choices: - answer: …"
    for ours, theirs in ELSEWHERE.items():
        if ours in known and plain in theirs.split():
            return f"did you mean {ours}?"
    if owners:
        return f"{word} belongs to {', '.join(owners)}"
    return suggestion(word, known) or f"known here: {', '.join(known)}"


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def readable(word: str) -> str:
    """Return a key as a message names it: characters that can't be seen are written out."""
    return word if word.isprintable() else ascii(word)
