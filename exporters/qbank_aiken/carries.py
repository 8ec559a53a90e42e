"""What Aiken holds, as Moodle reads it: stems, choices, which of them is right."""

from __future__ import annotations

from qbank.api import CARRIED, Carries, approximated, lost, sometimes

_ONLY = "Aiken holds a stem, choices and the key only"
_LINE = "one line of plain text"
_NO_FILES = lost("Aiken holds no files; the alt text stands in their place")

_COMMON = {
    "title": lost("Moodle names the question by its stem"),
    "prompt": sometimes(approximated(_LINE)),
    "stimulus": approximated("at the beginning of the stem"),
    **dict.fromkeys(
        ("tags", "difficulty", "bloom", "objectives", "hints", "explanation", "source", "feedback"), lost(_ONLY)
    ),
    "points": lost("Aiken has no points; Moodle gives each question 1"),
    "score": CARRIED,
    "image": _NO_FILES,
    "audio": _NO_FILES,
    "video": _NO_FILES,
    "math": CARRIED,
    "table": approximated("its rows on one line"),
    "code": approximated("its lines on one line"),
}
_CHOICES = {
    "choices": sometimes(lost("letters end at Z; the last distractors are left out")),
    "choices.text": sometimes(approximated(f"{_LINE}, in which Moodle shows & < > as &amp; &lt; &gt;")),
    "choices.feedback": lost(_ONLY),
    "choices.weight": lost("a choice is worth all or nothing"),
    "choices.fixed": approximated("in its place in the file; Moodle may shuffle it with the others"),
    "choices.id": lost("Aiken has no ids of choices"),
    "shuffle": approximated("drawn once, at build; Moodle shuffles by a setting of its own"),
}

CARRIES = Carries(
    _COMMON,
    {
        "multiple_choice": _CHOICES,
        "multiple_response": lost("Aiken has one right choice a question"),
        "true_false": {"answer": approximated("two choices")},
        "short_answer": lost("Aiken has choices only"),
        "numeric": lost("Aiken has choices only"),
        "matching": lost("Aiken has choices only"),
        "ordering": lost("Aiken has choices only"),
        "cloze": lost("Aiken has choices only"),
        "essay": lost("Aiken has choices only"),
        "flashcard": lost("Aiken has choices only"),
        "stimulus": {
            "title": CARRIED,
            "text": sometimes(approximated(_LINE)),
        },
    },
)
