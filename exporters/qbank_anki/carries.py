"""What the cards hold of each kind."""

from __future__ import annotations

from qbank.api import CARRIED, FEATURES, Carries, Carry, approximated, lost, sometimes

_ALL = {
    "title": CARRIED,
    "stimulus": CARRIED,
    "tags": sometimes(approximated("spaces in a tag become _, Anki separates tags by them")),
    "difficulty": CARRIED,
    "bloom": CARRIED,
    "objectives": lost("cards have no place for objectives; tags can be searched"),
    "hints": CARRIED,
    "explanation": CARRIED,
    "source": CARRIED,
    **dict.fromkeys(FEATURES, CARRIED),
}
_ASKED = {
    "prompt": CARRIED,
    "points": CARRIED,
    "feedback": CARRIED,
    "score": approximated("learners grade themselves; the card tells them how good the answer was"),
}
_CHOICES = {
    "choices": CARRIED,
    "choices.id": lost("Anki keeps no record of what was chosen"),
    "shuffle": CARRIED,
}
_SHOWN_PATTERN = approximated("a pattern is shown as one: nothing is typed into a cloze card")
_PATTERN = sometimes(approximated("the pattern is read by JavaScript, which differs from Python in details"))

CARRIES = Carries(
    _ALL,
    {
        "multiple_choice": {**_ASKED, **_CHOICES},
        "multiple_response": {**_ASKED, **_CHOICES, "scoring": CARRIED},
        "true_false": {**_ASKED, "answer": CARRIED},
        "short_answer": {
            **_ASKED,
            "accept": CARRIED,
            "accept.match": _PATTERN,
            "match": _PATTERN,
            "case_sensitive": CARRIED,
            "model_answer": CARRIED,
        },
        "numeric": {
            **_ASKED,
            **dict.fromkeys(("answer", "tolerance", "min", "max", "unit", "units", "accept"), CARRIED),
        },
        "matching": {**_ASKED, "pairs": CARRIED, "distractors": CARRIED, "shuffle": CARRIED},
        "ordering": {**_ASKED, "items": CARRIED, "scoring": CARRIED},
        "cloze": {
            **_ASKED,
            "blanks": CARRIED,
            "blanks.points": lost("a cloze card is graded as a whole"),
            "blanks.match": _SHOWN_PATTERN,
            "blanks.case_sensitive": lost("nothing is typed into a cloze card, so nothing is compared"),
            "blanks.accept.match": _SHOWN_PATTERN,
            "blanks.accept.case_sensitive": lost("nothing is typed into a cloze card, so nothing is compared"),
            "blanks.choices.id": lost("Anki keeps no record of what was chosen"),
            "blanks.choices.fixed": lost("options stand in one line, shuffled"),
        },
        "essay": {
            **_ASKED,
            "model_answer": CARRIED,
            "rubric": CARRIED,
            "min_words": CARRIED,
            "max_words": CARRIED,
            "attachments": approximated("as a remark: nothing can be handed in"),
            "response_template": approximated("shown below the question: nothing is written on the card"),
        },
        "flashcard": {
            "front": CARRIED,
            "back": CARRIED,
            "reversed": CARRIED,
            "score": CARRIED,
        },
        "stimulus": {"title": CARRIED, "text": CARRIED, **dict.fromkeys(FEATURES, CARRIED)},
    },
)

_BESIDE = approximated("a file beside the text, to be put into Anki's media folder; importing the deck does it, too")

TEXT = Carries(
    {},
    {
        kind: {**fields, **dict.fromkeys(("image", "audio", "video"), _BESIDE)}
        for kind, fields in CARRIES.items()
        if not isinstance(fields, Carry)
    },
)
"""What notes as text hold: the same, but no media."""
