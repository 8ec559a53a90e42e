"""Banks that are right and banks that are wrong, each with what an editor says of them: (line, message)."""

from __future__ import annotations

HEAD = "# yaml-language-server: $schema=../schemas/bank.schema.json\nschema: 1\nbank: b\nquestions:\n"
CHOICES = "  - type: multiple_choice\n    id: q\n    prompt: Which?\n    choices:\n      - answer: A\n"
TRUE = "  - type: true_false\n    id: q\n    prompt: So?\n    answer: "
NUMBER = "  - type: numeric\n    id: q\n    prompt: How many?\n    answer: "
KINDS = (
    '"multiple_choice", "multiple_response", "true_false", "short_answer", "numeric", "matching", "ordering", '
    '"cloze", "essay", "flashcard"'
)

GOOD = {
    "text that YAML takes for something else": CHOICES
    + "".join(f"      - {text}\n" for text in ("2", "~", "true", "1.50", "-5", "no", "12:30", "null", "0x1F", "1e5")),
    "the schema's version in quotes": (HEAD + TRUE + "true\n").replace("schema: 1", 'schema: "1"'),
    "true in capitals": TRUE + "TRUE\n",
    "true in quotes": TRUE + "'True'\n",
    "a number in quotes": NUMBER + "'9.81'\n",
    "numbers of every form": NUMBER
    + "+.5e-3\n    tolerance: 1 %\n    points: 2.\n    accept: [3, {answer: 4, credit: 1/3}]\n",
    "ids that look like numbers": NUMBER.replace("id: q", "id: 2024")
    + "1\n    stimulus: 5\n    aliases: [1e5, true]\n",
    "one item where a list is expected": NUMBER
    + "1\n    tags: x\n    hints: Think.\n    accept: 3\n    allow: too-precise\n",
    "fields left empty": NUMBER + "1\n    difficulty:\n    explanation:\n    stimulus:\n    unit:\n",
    "pairs in both forms": "  - type: matching\n    id: q\n    prompt: Match.\n    pairs:\n"
    "      - go: went\n      - 1: one\n      - true: wahr\n      - {left: a, right: b, feedback: c}\n",
    "a rubric in all forms": "  - type: essay\n    id: q\n    prompt: Why?\n    rubric:\n"
    "      - Names one: 2\n      - Clear\n      - {criterion: c, points: 1, description: d}\n",
    "blanks of every kind": "  - type: cloze\n    id: q\n    prompt: '[[@a]] [[@b]] [[@c]]'\n    blanks:\n"
    "      a: {accept: x, points: 2}\n      b: {answer: 5, tolerance: 1%}\n      c: {choices: [{answer: x}, y]}\n",
    "a draft that isn't finished": "  - type: numeric\n    id: q\n    status: draft\n    notes: look this up\n",
    "a draft without a kind": "  - id: q\n    status: draft\n",
    "drafts by default": "  - id: q\n    type: essay\n",
}
"""Bodies below `questions:`; the name says what is right about them."""

BAD = {
    "a misspelt kind": (
        CHOICES.replace("choice\n", "choise\n") + "      - B\n",
        [(5, f"Value is not accepted. Valid values: {KINDS}.")],
    ),
    "an unknown key": (TRUE + "true\n    explenation: x\n", [(9, "Property explenation is not allowed.")]),
    "an unknown key of a choice": (
        CHOICES + "      - {text: B, feedbak: x}\n",
        [(10, "Property feedbak is not allowed.")],
    ),
    "a wrong status": (
        TRUE + "true\n    status: redy\n",
        [(9, 'Value is not accepted. Valid values: "ready", "draft", "retired".')],
    ),
    "a wrong difficulty": (
        TRUE + "true\n    difficulty: trivial\n",
        [(9, 'Value is not accepted. Valid values: "easy", "medium", "hard".')],
    ),
    "neither true nor false": (TRUE + "maybe\n", [(8, "true or false is expected here.")]),
    "a decimal comma": (NUMBER + "3,14\n", [(8, "A number is expected here, such as 3.14.")]),
    "a credit above the whole": (
        NUMBER + "1\n    accept: {answer: 2, credit: 50}\n",
        [(9, "Value is above the maximum of 1.")],
    ),
    "no prompt": (TRUE.replace("    prompt: So?\n", "") + "true\n", [(5, 'Missing property "prompt".')]),
    "no id": (NUMBER.replace("    id: q\n", "") + "1\n", [(5, 'Missing property "id".')]),
    "no kind": (TRUE.replace("type: true_false\n    ", "") + "true\n", [(5, 'Missing property "type".')]),
    "an id with a space": (
        TRUE.replace("id: q", "id: my question") + "true\n",
        [(6, "An id has letters, digits, - and _; a letter or a digit comes first.")],
    ),
    "text where choices belong": (
        CHOICES.partition("    choices")[0] + "    choices: A\n",
        [(8, 'Incorrect type. Expected "array".')],
    ),
    "a field of another kind": (TRUE + "true\n    tolerance: 1\n", [(9, "Property tolerance is not allowed.")]),
    "a default for what each question has": (
        TRUE + "true\ndefaults:\n  prompt: x\n",
        [(10, "Property prompt is not allowed.")],
    ),
}
"""Bodies, and what is underlined."""


def bank(name: str, body: str) -> str:
    """Return the whole file of a case."""
    if name == "drafts by default":
        return HEAD.replace("questions:", "defaults: {status: draft}\nquestions:") + body
    return body if body.startswith("#") else HEAD + body
