"""What GIFT holds, as Moodle reads it."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated, lost, sometimes

_WEIGHTS = sometimes(approximated("Moodle has a fixed list of weights; the nearest is written"))
_MATCH = sometimes(approximated("a regular expression is written as the texts that it stands for"))
_JOINED = approximated("joined to the feedback of the answers that it fits")
_SHUFFLE = lost("GIFT doesn't say whether choices are shuffled; Moodle's own setting does")
_BELOW = approximated("at the end of the general feedback")
_MARKED = {"model_answer": _BELOW, "feedback": lost("a text that people mark has one feedback for all")}

_COMMON = {
    "title": sometimes(approximated("Moodle cuts names after 255 characters")),
    "prompt": CARRIED,
    "stimulus": approximated("a description before the first question that refers to it"),
    "tags": sometimes(approximated("Moodle's tags have no < > `")),
    "difficulty": approximated("a tag"),
    "bloom": approximated("a tag"),
    "objectives": lost("GIFT has no objectives"),
    "hints": lost("GIFT has no hints"),
    "explanation": CARRIED,
    "source": _BELOW,
    "points": lost("GIFT has no points; Moodle gives each question 1"),
    "feedback": lost("GIFT has feedback for single answers only"),
    "score": CARRIED,
    "image": lost("GIFT holds no files; the alt text stands in their place"),
    "audio": lost("GIFT holds no files; the alt text stands in their place"),
    "video": lost("GIFT holds no files; the alt text stands in their place"),
    "math": CARRIED,
    "table": CARRIED,
    "code": CARRIED,
}

_CHOICES = {
    "choices": CARRIED,
    "choices.weight": _WEIGHTS,
    "choices.fixed": lost("GIFT can't keep a choice in its place"),
    "choices.id": lost("GIFT has no ids of choices"),
    "shuffle": _SHUFFLE,
    "score": _WEIGHTS,
}

CARRIES = Carries(
    _COMMON,
    {
        "multiple_choice": {**_CHOICES, "feedback": _JOINED},
        "multiple_response": {
            **_CHOICES,
            "scoring": sometimes(approximated("Moodle gives a part for some of the right choices")),
        },
        "true_false": {
            "answer": CARRIED,
            "feedback.correct": CARRIED,
            "feedback.incorrect": CARRIED,
            "feedback.partial": lost("nothing is partly right here"),
        },
        "short_answer": {
            "accept": CARRIED,
            "accept.text": sometimes(approximated("not every pattern can be written")),
            "accept.credit": _WEIGHTS,
            "accept.feedback": sometimes(lost("Moodle never comes to an answer that it takes for one before it")),
            "accept.match": _MATCH,
            "accept.case_sensitive": lost("GIFT's answers never tell A from a"),
            "match": _MATCH,
            "case_sensitive": lost("GIFT's answers never tell A from a"),
            "model_answer": _BELOW,
            "feedback": _JOINED,
            "score": sometimes(approximated("Moodle needs an answer worth 100%")),
        },
        "numeric": {
            "answer": CARRIED,
            "tolerance": CARRIED,
            "min": CARRIED,
            "max": CARRIED,
            "unit": approximated("printed below the question"),
            "units": lost("GIFT has no units: the number is asked in the question's own"),
            "accept": CARRIED,
            "accept.credit": _WEIGHTS,
            "feedback": _JOINED,
            "score": approximated(
                "Moodle also takes text after a number and a comma between thousands, and rounds at the limits"
            ),
        },
        "matching": {
            "pairs": CARRIED,
            "pairs.right": sometimes(approximated("plain text")),
            "pairs.feedback": lost("GIFT has no feedback for pairs"),
            "distractors": sometimes(approximated("plain text")),
            "shuffle": _SHUFFLE,
            "score": sometimes(approximated("right sides that read alike, or are the same number, are one in Moodle")),
        },
        "ordering": lost("GIFT has no ordering"),
        "cloze": lost("GIFT has one blank a question at most"),
        "essay": {
            **_MARKED,
            "rubric": _BELOW,
            "min_words": lost("GIFT has no word counts"),
            "max_words": lost("GIFT has no word counts"),
            "attachments": lost("GIFT has no attachments"),
            "response_template": lost("GIFT has no response template"),
        },
        "flashcard": lost("GIFT has no flashcards"),
        "stimulus": {"title": sometimes(approximated("Moodle cuts names after 255 characters")), "text": CARRIED},
    },
)
