"""A bank made for scoring: every way of it, with what players are known to read in their own ways."""

from __future__ import annotations

from typing import Any

import kitchen

COLOURS = ["red", "green", "blue", "cyan", "pink", "grey", "gold", "teal", "lime", "plum", "navy"]
DATA: list[dict[str, Any]] = [
    {
        "id": "credits",
        "type": "multiple_choice",
        "points": "2.5",
        "choices": [{"answer": "key"}, {"text": "half", "weight": "50%"}, {"text": "odd", "weight": "33.33%"}, "none"],
    },
    {
        "id": "thirds",
        "type": "multiple_response",
        "choices": [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"],
    },
    {
        "id": "sevenths",
        "type": "multiple_response",
        "points": "0.7",
        "choices": [{"answer": one} for one in COLOURS[:7]] + COLOURS[7:],
    },
    {
        "id": "weights",
        "type": "multiple_response",
        "points": "3",
        "choices": [
            {"answer": "a", "weight": "50%"},
            {"answer": "b"},
            {"answer": "c"},
            {"text": "d", "weight": "-1/3"},
        ],
    },
    {
        "id": "nothing-else",
        "type": "multiple_response",
        "scoring": "all_or_nothing",
        "choices": [{"answer": "a"}, {"answer": "b"}, "c"],
    },
    {"id": "true", "type": "true_false", "answer": True, "points": "2"},
    {
        "id": "signs",
        "type": "short_answer",
        "accept": ["C++ (a.b)?*", {"text": "a/b\\c", "credit": "50%"}, "$5 ^2 [x] {y}|z", "{{x}}", "a & b < c"],
    },
    {"id": "letters", "type": "short_answer", "accept": ["Größe Ω", {"text": "élan", "credit": "1/3"}]},
    {
        "id": "cases",
        "type": "short_answer",
        "accept": ["Na", {"text": "na", "credit": "50%"}],
        "case_sensitive": True,
    },
    {
        "id": "either-case",
        "type": "short_answer",
        "accept": [{"text": "NA", "case_sensitive": True, "credit": "50%"}, "na"],
    },
    {
        "id": "wild",
        "type": "short_answer",
        "accept": [{"text": r"gr*y\*", "match": "wildcard"}, {"text": "*ish", "match": "wildcard", "credit": "50%"}],
    },
    {
        "id": "regex",
        "type": "short_answer",
        "accept": [{"text": r"colou?r(?:ed)? [a-c]\d", "match": "regex"}, "Tint", {"text": "a|b", "match": "regex"}],
    },
    {
        "id": "relative",
        "type": "numeric",
        "answer": "9.81",
        "tolerance": "1%",
        "accept": [{"answer": "10", "credit": "50%"}, {"answer": "981", "credit": "0%"}],
    },
    {"id": "between", "type": "numeric", "min": "-1.5", "max": "3", "points": "1.1"},
    {"id": "tenths", "type": "numeric", "answer": "0.2", "tolerance": "0.1"},
    {"id": "zero", "type": "numeric", "answer": "0"},
    {
        "id": "units",
        "type": "numeric",
        "answer": "2",
        "tolerance": "0.05",
        "unit": "A",
        "units": {"mA": "0.001", "kA": "1000"},
        "accept": [{"answer": "3", "credit": "50%"}],
    },
    {
        "id": "pairs",
        "type": "matching",
        "points": "2",
        "pairs": [{"go": "went"}, {"left": "am", "right": "was", "feedback": "Irregular"}, {"is": "was"}],
        "distractors": ["goed"],
    },
    *(
        {"id": f"by-{scoring}", "type": "ordering", "items": ["one", "two", "three", "four"], "scoring": scoring}
        for scoring in ("positions", "pairs", "all_or_nothing")
    ),
    {
        "id": "composite",
        "type": "cloze",
        "points": "2",
        "prompt": "[[older|elder]] [[has ~have ~had]] [[=9.81±1%]] [[@verb]] [[@pick]] [[@size]]",
        "blanks": {
            "verb": {"accept": ["go", {"text": "goes", "credit": "50%"}], "points": 2},
            "pick": {"choices": [{"answer": "red"}, {"text": "blue", "weight": "1/3"}, "green"], "points": 3},
            "size": {
                "answer": "2",
                "unit": "A",
                "units": {"mA": "0.001"},
                "accept": [{"answer": "3", "credit": "25%"}],
            },
        },
    },
]
QUESTIONS = [
    kitchen.question({**({} if "prompt" in one else {"prompt": "What?"}), **one, "id": f"s-{one['id']}"})
    for one in DATA
]
KITCHEN = kitchen.questions()
PACKAGES = {
    "QTI 3.0": [*KITCHEN, *QUESTIONS],
    "QTI 2.1 converted": [*KITCHEN, *QUESTIONS],
    "QTI 2.2 converted": KITCHEN,
}
"""What each package for players holds: the kitchen sink, and this bank but for 2.2, which has the rules of 3.0."""

MORE: dict[str, list[Any]] = {
    "patterns": ["color a1", "Coloured C9", "colour d1", "grey*", "GRY*", "grey", "c++ (a.b)", "xcolor a1"],
    "s-regex": ["color a1", "Coloured C9", "colour d1", "TINT", "A", "b", "ab"],
    "s-relative": ["9,81", "9.81m", "0x9", "9.81 m", "nan", "1_0", "9.81e0"],
    "s-zero": ["0", "0.0", "-0", ".0", "0e5", "", "null", "none"],
    "s-signs": ["C++ (axb)?*", "Cxx"],
}
"""More answers to some questions."""
