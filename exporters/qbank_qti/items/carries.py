"""What each version carries."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, Carry, approximated, lost, sometimes

_METADATA = approximated("plain text in the package's metadata")
_WHEN_PEOPLE_SCORE = lost("people score this question, so that nothing is known to be right")
_TYPED = approximated(
    "one space before or after an answer is accepted, but not several, nor letters composed otherwise"
)
_MATCH = approximated("a pattern with ^ and $, which an engine that is strict about XML Schema reads as characters")

_ANY = {
    "title": CARRIED,
    "stimulus": CARRIED,
    "tags": approximated("keywords in the package's metadata"),
    "difficulty": approximated("a term in the package's metadata"),
    "bloom": approximated("a term in the package's metadata"),
    "objectives": _METADATA,
    "source": _METADATA,
    "hints": approximated("shown after an answer that isn't right"),
    "explanation": CARRIED,
    "image": CARRIED,
    "audio": CARRIED,
    "video": CARRIED,
    "math": CARRIED,
    "table": CARRIED,
    "code": CARRIED,
}
_SCORED = {"prompt": CARRIED, "points": CARRIED, "feedback": CARRIED, "score": CARRIED}
_OPEN = {"hints": approximated("shown after an answer")}
_CHOICES = {"choices": CARRIED, "shuffle": CARRIED}
_ROUNDED = sometimes(approximated("credits that need steps finer than 1/999 are rounded"))
_REGEX = sometimes(approximated("engines read this regular expression differently"))

_KINDS: dict[str, dict[str, Carry]] = {
    "multiple_choice": {**_SCORED, **_CHOICES},
    "multiple_response": {**_SCORED, **_CHOICES, "scoring": CARRIED, "score": _ROUNDED},
    "true_false": {**_SCORED, "answer": CARRIED},
    "short_answer": {
        **_SCORED,
        "accept": CARRIED,
        "accept.text": _REGEX,
        "accept.match": _MATCH,
        "match": _MATCH,
        "case_sensitive": CARRIED,
        "model_answer": approximated("shown to scorers and tutors"),
        "feedback": sometimes(_WHEN_PEOPLE_SCORE),
        "score": _TYPED,
    },
    "numeric": {
        **_SCORED,
        "answer": CARRIED,
        "tolerance": CARRIED,
        "min": CARRIED,
        "max": CARRIED,
        "unit": CARRIED,
        "units": approximated("the unit is chosen from a list, not typed"),
        "accept": CARRIED,
    },
    "matching": {**_SCORED, "pairs": CARRIED, "distractors": CARRIED, "shuffle": CARRIED},
    "ordering": {**_SCORED, "items": CARRIED, "scoring": CARRIED},
    "cloze": {
        **_SCORED,
        "prompt": sometimes(approximated("a drop-down shows its choices as plain text")),
        "blanks": sometimes(approximated("a drop-down shows its choices as plain text")),
        "blanks.hint": approximated("shown with the question's hints, after an answer that isn't right"),
        "score": _TYPED,
    },
    "essay": {
        **_SCORED,
        **_OPEN,
        "feedback": _WHEN_PEOPLE_SCORE,
        "model_answer": approximated("shown to scorers and tutors"),
        "rubric": approximated("a table, shown to scorers and tutors"),
        "min_words": approximated("said below the question, not enforced"),
        "max_words": approximated("said below the question, not enforced"),
        "attachments": approximated("a place for one file, not enforced"),
        "response_template": approximated("plain text"),
    },
    "flashcard": {
        **_OPEN,
        "front": CARRIED,
        "back": approximated("shown after one has written what one recalls; nobody scores it"),
        "reversed": lost("the card is asked from its front only"),
        "score": CARRIED,
    },
    "stimulus": {"title": CARRIED, "text": CARRIED, "score": CARRIED},
}

CARRIES = Carries(_ANY, _KINDS)
"""QTI 2.2 and 3.0."""

_REPEATED = approximated("repeated in every question that refers to it")
QTI21_CARRIES = Carries(
    {**_ANY, "stimulus": _REPEATED},
    {**_KINDS, "stimulus": {"title": _REPEATED, "text": _REPEATED, "score": CARRIED}},
)
