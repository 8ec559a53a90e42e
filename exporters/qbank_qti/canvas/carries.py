"""What Canvas takes from QTI 1.2. Where Classic and New Quizzes differ, Classic decides: its importer can be read."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated, lost, sometimes

_NOWHERE = lost("Canvas has no place for it in a question")
_WHEN_PEOPLE_SCORE = lost("people score this question, so that nothing is known to be right")
_NO_PART = lost("Canvas gives all points for an answer, or none")
_NO_PATTERNS = lost("Canvas knows no patterns")
_LEFT_OUT = approximated("an answer with a pattern is left out: Canvas knows none")
_NO_CASE = lost("Canvas ignores case")
_ONLY_RIGHT = sometimes(lost("Canvas shows feedback for right answers only"))
_PLAIN = sometimes(approximated("Canvas shows it as plain text"))
_DRAWN = approximated("the order of the left sides is drawn once, at build")
_SCORE = sometimes(approximated("Canvas gives other points for some answers"))
_MODEL = approximated("shown to everyone with the explanation")

_PLAYER = approximated("Canvas Classic plays it; the importer of New Quizzes leaves players out")
_LONG = sometimes(lost("Canvas Classic drops a question's text over 16 kB"))

_ANY = {
    "title": sometimes(approximated("Canvas takes 255 characters")),
    "stimulus": approximated("a text before the first question that refers to it; New Quizzes show both together"),
    "tags": _NOWHERE,
    "difficulty": _NOWHERE,
    "bloom": _NOWHERE,
    "objectives": _NOWHERE,
    "source": _NOWHERE,
    "hints": lost("Canvas has no hints"),
    "explanation": CARRIED,
    "prompt": _LONG,
    "points": CARRIED,
    "feedback": CARRIED,
    "feedback.partial": lost("Canvas knows right and wrong only"),
    "score": CARRIED,
    "image": CARRIED,
    "audio": _PLAYER,
    "video": _PLAYER,
    "math": CARRIED,
    "table": CARRIED,
    "code": CARRIED,
}
_SHUFFLED = approximated(
    "Canvas Classic shuffles all questions of a quiz or none, New Quizzes those without fixed choices; "
    "else the order is drawn once, at build"
)
_CHOICES = {
    "choices": CARRIED,
    "choices.id": approximated("an ident in the file; Canvas gives choices idents of its own"),
    "choices.weight": _NO_PART,
    "choices.fixed": _SHUFFLED,
    "shuffle": _SHUFFLED,
    "score": _SCORE,
}

CARRIES = Carries(
    _ANY,
    {
        "multiple_choice": _CHOICES,
        "multiple_response": {
            **_CHOICES,
            "scoring": approximated("Canvas counts right minus wrong choices; New Quizzes also know all or nothing"),
        },
        "true_false": {"answer": CARRIED},
        "short_answer": {
            "accept": CARRIED,
            "accept.text": sometimes(lost("Canvas compares whole texts only, and gives all points or none")),
            "accept.credit": approximated("an answer worth a part is left out: Canvas gives all points or none"),
            "accept.feedback": _ONLY_RIGHT,
            "accept.match": _LEFT_OUT,
            "accept.case_sensitive": _NO_CASE,
            "match": _LEFT_OUT,
            "case_sensitive": _NO_CASE,
            "feedback": sometimes(_WHEN_PEOPLE_SCORE),
            "model_answer": _MODEL,
            "score": _SCORE,
        },
        "numeric": {
            "answer": CARRIED,
            "tolerance": CARRIED,
            "min": CARRIED,
            "max": CARRIED,
            "unit": approximated("stands below the question"),
            "units": lost("the answer is given in the main unit, without writing it"),
            "accept": sometimes(_NO_PART),
            "accept.feedback": _ONLY_RIGHT,
            "score": approximated("Canvas rounds what is typed to four decimals, and takes what is no number for 0"),
        },
        "matching": {"pairs": _PLAIN, "pairs.feedback": CARRIED, "distractors": _PLAIN, "shuffle": _DRAWN},
        "ordering": {
            "items": approximated(
                "matched with their places, as plain text; all or nothing is an order in New Quizzes"
            ),
            "scoring": approximated("Canvas Classic counts the items in their place; New Quizzes also all or nothing"),
            "score": _SCORE,
        },
        "cloze": {
            "prompt": sometimes(approximated("Canvas has no text with blanks of this sort")),
            "blanks": sometimes(approximated("Canvas has no text with blanks of this sort")),
            "blanks.points": lost("in Canvas every blank is worth the same"),
            "blanks.hint": lost("Canvas has no hints"),
            "feedback": sometimes(_WHEN_PEOPLE_SCORE),
            "score": _SCORE,
        },
        "essay": {
            "feedback": _WHEN_PEOPLE_SCORE,
            "model_answer": _MODEL,
            "rubric": approximated("grading notes as plain text, which New Quizzes read and Classic doesn't"),
            "min_words": approximated("said below the question, not enforced"),
            "max_words": approximated("said below the question, not enforced"),
            "attachments": approximated("required: a file in place of a text; allowed: said below the question"),
            "response_template": approximated("shown below the question, not in the box"),
        },
        "flashcard": lost("Canvas has no cards that learners score themselves"),
        "stimulus": {"text": _LONG},
    },
)
