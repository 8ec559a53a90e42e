"""Every kind and every field as authors type them, with text that is hostile to XML, HTML, Canvas and QTI alike."""

from __future__ import annotations

NASTY = (
    "a < b && c > \"d\" 'e' ]]> <script>alert(1)</script> {{c1::x}} ~=#{}:\\ $5, $10 [blank1] [x] 😀 שלום "
    "`std::vector<int>`"
)
"""Text that breaks what isn't escaped."""
RICH = "\n\n".join(
    [
        f"**Bold** *it* ~~out~~ <u>u</u> <mark>m</mark> H<sub>2</sub>O {NASTY}",
        "1. one\n2. two\n   - nested",
        "3. three",
        "| a | b |\n|:--|--:|\n| $x<1$ | `y` |",
        "| head alone |\n|---|",
        "> quote",
        "```python\nif a < b:\n    print('&')\n```",
        "![A cat](cat+1.png) ![Beep](beep.wav) ![Film](film.mp4)",
        "$$\\int_0^1 x^2\\,dx = \\frac{1}{3} \\nabla f$$",
        "Inline $a_1 < b & c$, a [link](https://example.org/?a=1&b=2).",
        "---",
    ]
)

COMMON = {
    "title": 'A "title" <with> & everything',
    "stimulus": "passage",
    "tags": ["physics", "a & b"],
    "difficulty": "hard",
    "bloom": "analyze",
    "objectives": ["Explain *why* `a < b`"],
    "hints": ["First **hint** & more", "Second hint"],
    "explanation": f"Explanation. {RICH}",
    "source": "Doe & Roe, *Book*, p. 3",
}
SCORED = {
    **COMMON,
    "points": "2.5",
    "feedback": {"correct": "Right & good", "partial": "Partly <so>", "incorrect": "Wrong, alas"},
}

QUESTIONS: list[dict[str, object]] = [
    {
        **SCORED,
        "type": "multiple_choice",
        "id": "full-choice",
        "prompt": RICH,
        "choices": [
            {"answer": f"Key {NASTY}", "feedback": "Key feedback", "id": "correct-wrong"},
            {"text": "Half", "weight": "50%", "feedback": "Half feedback"},
            {"text": "Third ![A cat](cat+1.png)", "weight": "1/3"},
            {"text": "None of these", "fixed": True},
        ],
    },
    {
        "type": "multiple_choice",
        "id": "8bit",
        "prompt": "Short?",
        "choices": [{"answer": "Yes"}, "No"],
        "shuffle": False,
    },
    {
        **SCORED,
        "type": "multiple_response",
        "id": "several",
        "prompt": "Which?",
        "choices": [
            {"answer": "A", "feedback": "A!"},
            {"answer": "B"},
            {"answer": "C"},
            "D",
            {"text": "E", "feedback": "E?"},
        ],
    },
    {
        **SCORED,
        "type": "multiple_response",
        "id": "weighted",
        "prompt": "Which?",
        "choices": [
            {"answer": "A", "weight": "50%"},
            {"answer": "B"},
            {"answer": "C"},
            {"text": "D", "weight": "-25%"},
        ],
    },
    {
        **SCORED,
        "type": "multiple_response",
        "id": "all-or-nothing-with-a-name-that-is-much-too-long-for-an-identifier",
        "prompt": "Which?",
        "scoring": "all_or_nothing",
        "choices": [{"answer": "A"}, {"answer": "B"}, "C"],
    },
    {**SCORED, "type": "true_false", "id": "yes", "prompt": "So?", "answer": True},
    {"type": "true_false", "id": "no", "prompt": "So?", "answer": False},
    {
        **SCORED,
        "type": "short_answer",
        "id": "capital",
        "prompt": "Capital?",
        "accept": [
            'Paris & "Lutèce" <b>',
            {"text": "Lyon", "credit": "1/3", "feedback": "Once, in part"},
            {"text": "Rome", "credit": "0%", "feedback": "Another country"},
        ],
        "model_answer": "It is **Paris**.",
    },
    {
        **SCORED,
        "type": "short_answer",
        "id": "cased",
        "prompt": "Symbol?",
        "case_sensitive": True,
        "accept": ["Na", {"text": "na", "credit": "50%"}],
    },
    {
        **SCORED,
        "type": "short_answer",
        "id": "patterns",
        "prompt": "Colour?",
        "accept": [
            {"text": r"colou?r(?:ed)? [a-c]\d", "match": "regex"},
            {"text": r"gr*y\*", "match": "wildcard", "credit": "50%", "feedback": "Grey"},
            {"text": "C++ (a.b)", "case_sensitive": True},
        ],
    },
    {**SCORED, "type": "short_answer", "id": "explain", "prompt": "Explain.", "model_answer": "Because."},
    {
        **SCORED,
        "type": "numeric",
        "id": "gravity",
        "prompt": "g?",
        "answer": "9.81",
        "tolerance": "1%",
        "unit": "m/s² & <more>",
        "accept": [
            {"answer": "10", "credit": "50%", "feedback": "Roughly"},
            {"answer": "981", "credit": "0%", "feedback": "In cm"},
        ],
    },
    {**SCORED, "type": "numeric", "id": "range", "prompt": "Between?", "min": "-1.5", "max": "3"},
    {
        **SCORED,
        "type": "numeric",
        "id": "current",
        "prompt": "I?",
        "answer": "2",
        "tolerance": "0.05",
        "unit": "A",
        "units": {"mA": "0.001", "kA": "1000"},
        "accept": [{"answer": "3", "credit": "50%", "feedback": "You left out a resistor."}],
    },
    {
        **SCORED,
        "type": "matching",
        "id": "verbs",
        "prompt": "Match.",
        "pairs": [
            {"go": "went"},
            {"left": "am *or* $x$", "right": "was & <b>", "feedback": "Irregular"},
            {"left": "is", "right": "was & <b>"},
        ],
        "distractors": ["goed", "2 < 3"],
        "shuffle": False,
    },
    {
        **SCORED,
        "type": "ordering",
        "id": "order-places",
        "prompt": "Order.",
        "items": ["one", "two & <b>", "three", "$4$"],
    },
    {
        **SCORED,
        "type": "ordering",
        "id": "order-pairs",
        "prompt": "Order.",
        "items": ["a", "b", "c", "d"],
        "scoring": "pairs",
    },
    {
        **SCORED,
        "type": "ordering",
        "id": "order-all",
        "prompt": "Order.",
        "items": ["a", "b", "c"],
        "scoring": "all_or_nothing",
    },
    {
        **SCORED,
        "type": "cloze",
        "id": "mixed",
        "prompt": f"{NASTY} [[older|elder]] **x [[has ~have ~had]]** g = [[=9.81±1%]]\n\n"
        "- [[@verb]] [[@size]] [[@pick]]",
        "blanks": {
            "verb": {
                "accept": ["go", {"text": "Goes", "credit": "50%", "feedback": "Third person"}],
                "points": 2,
                "hint": "Moves",
            },
            "size": {
                "answer": "2",
                "unit": "A",
                "units": {"mA": "0.001"},
                "accept": [{"answer": "3", "credit": "1/3"}],
            },
            "pick": {
                "choices": [{"answer": "*red*"}, {"text": "blue", "weight": "25%", "feedback": "Nearly"}],
                "points": 3,
            },
        },
    },
    {**COMMON, "type": "cloze", "id": "gaps", "prompt": "A [[one|1]] and [[two]] [x]."},
    {"type": "cloze", "id": "drops", "prompt": "He [[has ~have ~had]] and [[is ~are]] `[blank1]`."},
    {
        **SCORED,
        "type": "essay",
        "id": "essay",
        "prompt": "Write.",
        "model_answer": "A **good** one.",
        "rubric": [
            {"criterion": "Names two causes", "points": "2"},
            {"criterion": "Style & <b>", "points": "0.5", "description": "Clear *words*"},
        ],
        "min_words": 10,
        "max_words": 200,
        "attachments": "allowed",
        "response_template": "Dear **reader**, a < b",
    },
    {"type": "essay", "id": "upload", "prompt": "Hand in.", "attachments": "required"},
    {**COMMON, "type": "flashcard", "id": "card", "front": f"Front {NASTY}", "back": RICH, "reversed": True},
]
