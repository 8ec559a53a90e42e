"""What plain QTI 1.2 carries: the specification decides, not what some platform leaves out of it."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated, lost, sometimes

_FIELD = approximated("a metadata field of the question, which few platforms show")
_WHEN_PEOPLE_SCORE = lost("people score this question, so that nothing is known to be right")
_NO_PATTERNS = sometimes(lost("QTI 1.2 has no patterns"))
_LEFT_OUT = approximated("an answer with a pattern is left out: QTI 1.2 has none")
_TYPED = approximated("spaces around an answer count, and letters composed otherwise are other letters")
_SAID = approximated("said below the question, not enforced")
_DRAWN = approximated("the order of the left sides is drawn once, at build")
_REPEATED = approximated("repeated in every question that refers to it")

_ANY = {
    "title": CARRIED,
    "stimulus": approximated("its text is repeated in every question that refers to it"),
    "tags": _FIELD,
    "difficulty": _FIELD,
    "bloom": _FIELD,
    "objectives": CARRIED,
    "source": _FIELD,
    "hints": approximated("hints for who hasn't answered, which few platforms show"),
    "explanation": CARRIED,
    "prompt": CARRIED,
    "points": CARRIED,
    "feedback": CARRIED,
    "score": CARRIED,
    "image": CARRIED,
    "audio": CARRIED,
    "video": CARRIED,
    "math": CARRIED,
    "table": CARRIED,
    "code": CARRIED,
}
_CHOICES = {"choices": CARRIED, "shuffle": CARRIED}
_MODEL = approximated("a solution that is shown afterwards")

CARRIES = Carries(
    _ANY,
    {
        "multiple_choice": _CHOICES,
        "multiple_response": {
            **_CHOICES,
            "scoring": CARRIED,
            "feedback": sometimes(
                approximated("partly right or wrong is told by the right choices ticked, not by the score")
            ),
            "score": sometimes(approximated("weights that add up to more than 100% are kept in bounds in two ways")),
        },
        "true_false": {"answer": CARRIED},
        "short_answer": {
            "accept": sometimes(lost("QTI 1.2 compares whole texts only")),
            "accept.match": _LEFT_OUT,
            "match": _LEFT_OUT,
            "case_sensitive": CARRIED,
            "feedback": sometimes(_WHEN_PEOPLE_SCORE),
            "model_answer": _MODEL,
            "score": _TYPED,
        },
        "numeric": {
            "answer": CARRIED,
            "tolerance": CARRIED,
            "min": CARRIED,
            "max": CARRIED,
            "unit": CARRIED,
            "units": lost("the answer is given in the main unit, without writing it"),
            "accept": CARRIED,
            "score": sometimes(approximated("the answer is given in the main unit, without writing it")),
        },
        "matching": {"pairs": CARRIED, "distractors": CARRIED, "shuffle": _DRAWN},
        "ordering": {"items": CARRIED, "scoring": CARRIED},
        "cloze": {
            "prompt": approximated("boxes that can't stand in the text are numbered and stand below it"),
            "blanks": _NO_PATTERNS,
            "blanks.match": _LEFT_OUT,
            "blanks.accept.match": _LEFT_OUT,
            "blanks.hint": lost("QTI 1.2 has hints for a whole question only"),
            "blanks.units": lost("the answer is given in the main unit, without writing it"),
            "score": _TYPED,
        },
        "essay": {
            "feedback": _WHEN_PEOPLE_SCORE,
            "model_answer": _MODEL,
            "rubric": approximated("a list, shown to scorers"),
            "min_words": _SAID,
            "max_words": _SAID,
            "attachments": _SAID,
            "response_template": approximated("shown below the question, not in the box"),
        },
        "flashcard": lost("QTI 1.2 has no cards that learners score themselves"),
        "stimulus": {"title": _REPEATED, "text": _REPEATED, "score": CARRIED},
    },
)
