"""What Moodle XML holds, as Moodle reads it."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated, lost, sometimes

_FILE = sometimes(approximated("the alt text, where Moodle keeps no files"))
_CLOZE = sometimes(approximated("a cloze question, where Moodle has no such grades"))
_SCORE = sometimes(approximated("Moodle's grades for some answers are others"))
_TEXT = sometimes(approximated("not every pattern can be written"))
_MATCH = sometimes(approximated("a regular expression is written as the texts that it stands for"))
_CASE = sometimes(lost("Moodle tells A from a in all answers or in none"))
_JOINED = approximated("joined to the feedback of the answers that it fits")
_PLAIN = sometimes(approximated("Moodle's menus show plain text"))
_FIXED = sometimes(approximated("Moodle shuffles all choices or none; the order is drawn once, at build"))
_NO_IDS = lost("Moodle has no ids of choices")
_GRADERS = approximated("told to who marks it")
_NO_HINTS = lost("Moodle has no hints in such questions")
_CARD = approximated("a description: the front, and afterwards the back; it asks nothing")
_MARKED = lost("a text that people mark has one feedback for all")

_COMMON = {
    "title": sometimes(approximated("Moodle cuts names after 255 characters")),
    "prompt": CARRIED,
    "stimulus": approximated("a description before the first question that refers to it"),
    "tags": sometimes(approximated("Moodle's tags have 50 characters at most, and no < > `")),
    "difficulty": approximated("a tag"),
    "bloom": approximated("a tag"),
    "objectives": lost("Moodle's questions have no objectives"),
    "hints": CARRIED,
    "explanation": CARRIED,
    "source": approximated("at the end of the general feedback"),
    "points": sometimes(approximated("a cloze question is worth the sum of its blanks, in whole numbers")),
    "feedback": CARRIED,
    "score": CARRIED,
    "image": _FILE,
    "audio": _FILE,
    "video": _FILE,
    "math": CARRIED,
    "table": CARRIED,
    "code": CARRIED,
}

_CHOICES = {"choices": _CLOZE, "choices.fixed": _FIXED, "choices.id": _NO_IDS, "shuffle": CARRIED, "score": _SCORE}

CARRIES = Carries(
    _COMMON,
    {
        "multiple_choice": {**_CHOICES, "feedback": sometimes(_JOINED)},
        "multiple_response": {
            **_CHOICES,
            "scoring": sometimes(approximated("Moodle gives a part for some of the right choices")),
            "feedback": sometimes(lost("Moodle's cloze questions have feedback for single answers only")),
        },
        "true_false": {"answer": CARRIED, "feedback.partial": lost("nothing is partly right here")},
        "short_answer": {
            "accept": _CLOZE,
            "accept.text": _TEXT,
            "accept.match": _MATCH,
            "accept.case_sensitive": _CASE,
            "match": _MATCH,
            "case_sensitive": CARRIED,
            "model_answer": approximated("told to who marks it, or at the end of the general feedback"),
            "feedback": _JOINED,
            "hints": sometimes(_NO_HINTS),
            "score": _SCORE,
        },
        "numeric": {
            "answer": CARRIED,
            "tolerance": CARRIED,
            "min": CARRIED,
            "max": CARRIED,
            "unit": sometimes(approximated("printed below the question")),
            "units": sometimes(approximated("Moodle reads no spaces in units")),
            "accept": _CLOZE,
            "accept.credit": sometimes(approximated("Moodle has a fixed list of grades; the nearest is written")),
            "feedback": _JOINED,
            "score": approximated(
                "Moodle also takes text after a number and a comma between thousands, and rounds at the limits"
            ),
        },
        "matching": {
            "pairs": CARRIED,
            "pairs.right": _PLAIN,
            "pairs.feedback": lost("Moodle has no feedback for pairs"),
            "distractors": _PLAIN,
            "shuffle": CARRIED,
            "score": sometimes(approximated("right sides that read alike, or are the same number, are one in Moodle")),
        },
        "ordering": {"items": CARRIED, "scoring": CARRIED},
        "cloze": {
            "prompt": sometimes(approximated("not every answer can be written")),
            "blanks": sometimes(approximated("people mark it, where Moodle can't compare what is typed in a blank")),
            "blanks.accept.text": _TEXT,
            "blanks.accept.match": _MATCH,
            "blanks.accept.case_sensitive": _CASE,
            "blanks.match": _MATCH,
            "blanks.unit": approximated("printed after the blank"),
            "blanks.units": lost("Moodle's cloze questions have no units: the number is asked in the blank's own"),
            "blanks.choices.text": sometimes(approximated("Moodle's drop-downs show plain text")),
            "blanks.choices.fixed": _FIXED,
            "blanks.choices.id": _NO_IDS,
            "blanks.hint": approximated("one of the question's hints, with the number of its blank"),
            "feedback": lost("Moodle's cloze questions have feedback for single answers only"),
            "hints": sometimes(_NO_HINTS),
            "score": _SCORE,
        },
        "essay": {
            "model_answer": _GRADERS,
            "rubric": _GRADERS,
            "min_words": CARRIED,
            "max_words": CARRIED,
            "attachments": CARRIED,
            "response_template": CARRIED,
            "hints": _NO_HINTS,
            "feedback": _MARKED,
        },
        "flashcard": {
            "front": _CARD,
            "back": _CARD,
            "explanation": approximated("below the back"),
            "reversed": lost("a description is no card to turn over"),
            "hints": _NO_HINTS,
        },
        "stimulus": {"text": CARRIED},
    },
)
