"""What the Markdown document carries. What stands in the key counts as carried: the key is a part of the document."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated

_PLAYED = approximated("a link to the file: Markdown has no players")
_DRAWN = approximated("drawn once, when the document is built")
_UNSEEN = "in a comment for the way back, which readers don't see"
_NO_IDS = approximated(_UNSEEN)
_WORTH = approximated("the key says what choices are worth where that tells more than which are right")
_ONE_WAY = approximated(f"{_UNSEEN}: the document asks one way only")
_COUNTED = approximated(f"{_UNSEEN}: the document doesn't say how parts of an answer count")

_COMMON = dict.fromkeys(
    (
        "title", "prompt", "stimulus", "tags", "difficulty", "bloom", "objectives", "hints", "explanation", "source",
        "points", "feedback", "image", "math", "table", "code",
    ),
    CARRIED,
) | {
    "audio": _PLAYED,
    "video": _PLAYED,
    "score": approximated("people compare with the key and score by themselves"),
}  # fmt: skip
_CHOICES = {"choices": CARRIED, "choices.id": _NO_IDS, "shuffle": _DRAWN}

CARRIES = Carries(
    _COMMON,
    {
        "multiple_choice": _CHOICES,
        "multiple_response": {**_CHOICES, "scoring": _WORTH},
        "true_false": {"answer": CARRIED},
        "short_answer": {"accept": CARRIED, "match": CARRIED, "case_sensitive": CARRIED, "model_answer": CARRIED},
        "numeric": {
            "answer": CARRIED,
            "tolerance": CARRIED,
            "min": CARRIED,
            "max": CARRIED,
            "unit": CARRIED,
            "units": CARRIED,
            "accept": CARRIED,
        },
        "matching": {"pairs": CARRIED, "distractors": CARRIED, "shuffle": _DRAWN},
        "ordering": {"items": CARRIED, "scoring": _COUNTED},
        "cloze": {"blanks": CARRIED, "blanks.choices.id": _NO_IDS},
        "essay": {
            "model_answer": CARRIED,
            "rubric": CARRIED,
            "min_words": CARRIED,
            "max_words": CARRIED,
            "attachments": CARRIED,
            "response_template": CARRIED,
        },
        "flashcard": {"front": CARRIED, "back": CARRIED, "reversed": _ONE_WAY},
        "stimulus": {"title": CARRIED, "text": CARRIED},
    },
)
