"""What the study page and the handout carry, for every kind and field."""

from __future__ import annotations

from qbank.api import CARRIED, KINDS, Carries, Carry, approximated, lost, sometimes

NUMERALS = "numbers may also be written with the decimal mark and the digits of the bank's language"
JUDGED = "learners judge themselves where browsers can't follow a pattern"

_TEXTS = ("title", "prompt", "stimulus", "explanation", "source", "objectives", "hints", "feedback")
_FACTS = ("points", "tags", "difficulty", "image", "math", "table", "code")
_SHOWN = dict.fromkeys(_TEXTS + _FACTS, CARRIED)

_STUDY = {
    **_SHOWN,
    "bloom": CARRIED,
    "audio": CARRIED,
    "video": CARRIED,
    "score": CARRIED,
}
_BY_THEMSELVES = approximated("learners compare with the answer and judge themselves")

_PAPER = {
    **_SHOWN,
    "bloom": CARRIED,
    "audio": lost("paper has no sound; its description stands there"),
    "video": lost("paper has no film; its description stands there"),
    "score": approximated("people score what is on paper, with the key"),
}
_DRAWN = approximated("drawn once, when the handout is built")
_NO_IDS = lost("learners don't see the ids of choices")

_FIELDS: dict[str, tuple[str, ...]] = {
    "multiple_choice": ("choices", "shuffle"),
    "multiple_response": ("choices", "shuffle", "scoring"),
    "true_false": ("answer",),
    "short_answer": ("accept", "match", "case_sensitive", "model_answer"),
    "numeric": ("answer", "tolerance", "min", "max", "unit", "units", "accept"),
    "matching": ("pairs", "distractors", "shuffle"),
    "ordering": ("items", "scoring"),
    "cloze": ("blanks",),
    "essay": ("model_answer", "rubric", "min_words", "max_words", "attachments", "response_template"),
    "flashcard": ("front", "back", "reversed"),
}
"""The fields of each kind itself."""

Table = dict[str, Carry]


def _kinds(own: dict[str, Table]) -> dict[str, Table]:
    made: dict[str, Table] = {}
    for kind in KINDS:
        made[kind] = dict.fromkeys(_FIELDS[kind], CARRIED) | own.get(kind, {})
    return {**made, "stimulus": {"text": CARRIED}}


STUDY = Carries(
    _STUDY,
    _kinds(
        {
            "short_answer": {"score": sometimes(approximated(JUDGED))},
            "numeric": {"score": sometimes(approximated(NUMERALS))},
            "cloze": {
                "score": sometimes(approximated(f"{NUMERALS}; {JUDGED}")),
                "prompt": sometimes(approximated("a drop-down shows its choices without markup")),
                "blanks.choices.id": _NO_IDS,
            },
            "essay": {
                "score": _BY_THEMSELVES,
                "attachments": approximated("the page says what is to be handed in; it takes no files"),
            },
            "flashcard": {"score": _BY_THEMSELVES, "reversed": approximated("asked one way or the other, by chance")},
        }
    ),
)

_CHOICES_ON_PAPER = {"choices.id": _NO_IDS, "shuffle": _DRAWN}
_NOT_COMPARED = lost("people compare what is written with the key, as they see fit")
_COMPARED_BY_PEOPLE = {"match": _NOT_COMPARED, "case_sensitive": _NOT_COMPARED}

HANDOUT = Carries(
    _PAPER,
    _kinds(
        {
            "multiple_choice": _CHOICES_ON_PAPER,
            "multiple_response": {
                **_CHOICES_ON_PAPER,
                "scoring": approximated("the key says what right choices are worth, not what wrong ones cost"),
            },
            "short_answer": _COMPARED_BY_PEOPLE | {f"accept.{one}": how for one, how in _COMPARED_BY_PEOPLE.items()},
            "numeric": {"units": approximated("named, without their sizes")},
            "matching": {"shuffle": _DRAWN},
            "ordering": {"scoring": lost("the key has the right order, not what parts of it are worth")},
            "cloze": {
                **{f"blanks.{one}": how for one, how in _COMPARED_BY_PEOPLE.items()},
                **{f"blanks.accept.{one}": how for one, how in _COMPARED_BY_PEOPLE.items()},
                "blanks.choices.id": _NO_IDS,
                "blanks.points": lost("the key doesn't say what each blank is worth"),
                "blanks.units": lost("the key has the main unit only"),
            },
            "flashcard": {"reversed": lost("paper asks one way only")},
        }
    ),
)
"""What stands in the key counts as carried: the key is a part of the handout."""
