"""A small bank with every kind of question, and how it becomes a package without the rest of the compiler."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank_anki import format as anki
from qbank_anki.options import AnkiOptions

from qbank.api import (
    KINDS,
    AnyQuestion,
    BankInfo,
    Context,
    Document,
    Entry,
    Format,
    Fragment,
    Media,
    Output,
    Plan,
    Row,
    Stimulus,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2000 100"><rect width="2000" height="100"/></svg>'
FILES = {"a+b cat.png": PNG, "wide.svg": SVG, "beat.wav": b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0@\x1f\0\0"}
TYPES = {".png": "image/png", ".svg": "image/svg+xml", ".wav": "audio/wav"}
LATER = anki.revised + 1000

HOSTILE = r'{{c2::no}} [sound:x.mp3] [$]x[/$] [latex]y[/latex] \<script>alert(1)\</script> & "quotes" std::vector }} 😀'
"""What an author may well write, and Anki would act on."""

PASSAGE = Stimulus(id="passage", title="Read this", text="A *passage* with ![a wide figure](wide.svg).")

QUESTIONS: list[dict[str, Any]] = [
    {
        "type": "multiple_choice",
        "id": "capital",
        "title": "Capital of Australia",
        "prompt": "What is the **capital** of Australia?\n\n![a cat](a%2Bb%20cat.png)",
        "choices": [
            {"answer": "Canberra", "feedback": "It was a compromise."},
            "Melbourne",
            {"text": "Sydney", "feedback": "Largest, but not the capital.", "weight": "50%"},
            {"text": "None of the above", "fixed": True},
        ],
        "stimulus": "passage",
        "tags": ["world cities", "geo::oceania"],
        "difficulty": "easy",
        "bloom": "remember",
        "hints": ["Not on the coast.", "It begins with $C$."],
        "explanation": "It was founded in 1913.",
        "feedback": {"correct": "Well done.", "partial": "Nearly.", "incorrect": "Look at a map."},
        "source": "An *atlas*.",
        "points": 2,
    },
    {
        "type": "multiple_response",
        "id": "primes",
        "prompt": "Which are prime?",
        "choices": [{"answer": "$2$"}, {"answer": "$3$"}, "$4$", "$6$"],
    },
    {
        "type": "multiple_response",
        "id": "strict",
        "prompt": "Exactly which?",
        "scoring": "all_or_nothing",
        "shuffle": False,
        "choices": [{"answer": "this"}, "not that", {"answer": "and this"}],
    },
    {
        "type": "multiple_response",
        "id": "weighed",
        "prompt": "Which, by weight?",
        "choices": [
            {"answer": "half", "weight": "50%"},
            {"answer": "quarter"},
            {"answer": "other quarter"},
            {"text": "costs a quarter", "weight": "-25%"},
            "costs nothing",
        ],
        "points": 3,
    },
    {
        "type": "multiple_response",
        "id": "lenient",
        "prompt": "Which, with nothing to lose?",
        "scoring": "weights",
        "choices": [{"answer": "one"}, {"answer": "two"}, {"answer": "three"}, "four"],
    },
    {"type": "true_false", "id": "earth", "prompt": "The earth is flat.", "answer": "false"},
    {
        "type": "short_answer",
        "id": "france",
        "prompt": "Name the capital of France.",
        "accept": [
            "Paris",
            {"text": "par*", "match": "wildcard", "credit": "50%", "feedback": "Spell it out."},
            {"text": "Lyon", "credit": 0, "feedback": "That is another city."},
            {"text": r"(?P<a>l)ut(e|è)tia", "match": "regex"},
        ],
        "model_answer": "Paris, on the *Seine*.",
        "feedback": {"incorrect": "Think of the Eiffel tower."},
    },
    {
        "type": "short_answer",
        "id": "cased",
        "prompt": "Which symbol?",
        "accept": [
            "MW",
            {"text": "mw", "credit": "1/3", "case_sensitive": False},
            {"text": r"5\* (a+b)*", "match": "wildcard", "credit": "25%"},
        ],
        "case_sensitive": True,
        "points": "2.5",
    },
    {"type": "short_answer", "id": "why", "prompt": "Why is the sky blue?", "model_answer": "Rayleigh *scattering*."},
    {
        "type": "numeric",
        "id": "gravity",
        "prompt": "How large is $g$?",
        "answer": "9.81",
        "tolerance": "0.05",
        "unit": "m/s²",
        "accept": [{"answer": "10", "credit": "50%", "feedback": "Rounded."}],
    },
    {
        "type": "numeric",
        "id": "current",
        "prompt": "How large is the current?",
        "answer": "2",
        "tolerance": "1%",
        "unit": "A",
        "units": {"mA": "0.001"},
    },
    {"type": "numeric", "id": "between", "prompt": "Between what?", "min": "-1.5", "max": "3"},
    {
        "type": "matching",
        "id": "verbs",
        "prompt": "Match the past tense.",
        "pairs": [
            {"go": "went"},
            {"left": "see", "right": "saw", "feedback": "Irregular."},
            {"say": "said"},
        ],
        "distractors": ["goed"],
    },
    {
        "type": "ordering",
        "id": "planets",
        "prompt": "Order by distance from the sun.",
        "items": ["Mercury", "Venus", "Earth", "Mars"],
    },
    {"type": "ordering", "id": "chained", "prompt": "Chain.", "items": ["a", "b", "c", "d"], "scoring": "pairs"},
    {
        "type": "ordering",
        "id": "alphabet",
        "prompt": "All of it.",
        "items": ["x", "y", "z"],
        "scoring": "all_or_nothing",
        "points": 2,
    },
    {
        "type": "cloze",
        "id": "cpp",
        "prompt": "Use [[std::vector|vector]] or [[has ~have ~had]] with $\\frac{1}{{2}}$: [[=9.81±1%]] and [[@power]] "
        "and [[@formula]].",
        "blanks": {
            "power": {"accept": [{"text": "a}", "feedback": "A brace."}], "hint": "ends in }"},
            "formula": {"choices": [{"answer": "$\\frac{a}{b{c}}$"}, "$A::B$"]},
        },
        "explanation": "Literal {{c5::text}} here.",
        "feedback": {"correct": "All right."},
    },
    {
        "type": "essay",
        "id": "essay",
        "prompt": "Discuss.",
        "model_answer": "A *model*.",
        "rubric": [{"Names two causes": 2}, {"criterion": "Style", "description": "Reads well."}],
        "min_words": 100,
        "max_words": 200,
        "attachments": "allowed",
        "response_template": "Dear …",
    },
    {"type": "flashcard", "id": "dog", "front": "dog ![bark](beat.wav)", "back": "**perro**", "reversed": True},
    {
        "type": "flashcard",
        "id": "hostile",
        "front": HOSTILE,
        "back": f"```cpp\nif (a) {{{{\n    b;\n}}}}\n```\n\n{HOSTILE}",
    },
    {
        "type": "multiple_choice",
        "id": "wide",
        "prompt": "| a | b |\n|---|---|\n| " + "wide" * 40 + " | 1 |\n\n$$" + "x+" * 60 + "1$$\n\n`" + "c" * 90 + "`",
        "choices": [{"answer": "![figure](wide.svg)"}, "x" * 100],
    },
]

ARABIC: list[dict[str, Any]] = [
    {"type": "multiple_choice", "id": "ar-mc", "prompt": "ما عاصمة مصر؟", "choices": [{"answer": "القاهرة"}, "أسوان"]},
    {"type": "short_answer", "id": "ar-typed", "prompt": "ما عاصمة مصر؟", "accept": "القاهرة"},
    {"type": "ordering", "id": "ar-order", "prompt": "رتب", "items": ["واحد", "اثنان", "ثلاثة"]},
]

GERMAN: list[dict[str, Any]] = [
    {"type": "numeric", "id": "de-zahl", "prompt": "Wie groß ist $g$?", "answer": "9.81"},
    {
        "type": "short_answer",
        "id": "de-muster",
        "prompt": "Wer?",
        "accept": ["Anna", {"text": "(?x) b  e  n", "match": "regex"}],
    },
]


@dataclass
class Bank:
    """What a build is made of; tests change what they are about."""

    questions: Sequence[dict[str, Any]] = field(default_factory=lambda: [*QUESTIONS])
    info: BankInfo = field(
        default_factory=lambda: BankInfo(
            "kitchen",
            "Kitchen sink",
            "source/misc/kitchen.yaml",
            ("misc",),
            "For *testing*.",
            license="CC0-1.0",
            authors=("Ada",),
            tags=("all kinds",),
            project="demo",
        )
    )
    modified: int = LATER
    options: dict[str, Any] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def models(self) -> list[AnyQuestion]:
        """The questions, validated."""
        return [KINDS[one["type"]].model_validate(one) for one in self.questions]


def write_files(project: Path) -> dict[str, Media]:
    """Put the bank's media into a project and return them by what is typed."""
    found = {}
    for name, data in FILES.items():
        (project / name).write_bytes(data)
        hashed = hashlib.sha256(data).hexdigest()[:32] + Path(name).suffix
        found[name] = Media(name, hashed, len(data), TYPES[Path(name).suffix])
    return found


def package(bank: Bank, folder: Path, anki: Format[AnkiOptions] = anki) -> Path:
    """Build a bank's package (or what another of Anki's formats makes of it) in a new folder and return its path."""
    folder.mkdir()
    media = write_files(folder)
    exporter = anki.make(anki.options.model_validate(bank.options))
    fragments: dict[str, Fragment] = {}
    passage = Row("passage", "stimulus", bank.info.id, "", 1, 1)
    fragments["passage"] = exporter.render(PASSAGE, Context(bank.info, media))
    entries = [Entry(passage, 0, bank.modified)]
    for number, question in enumerate(bank.models, 1):
        context = Context(bank.info, media, PASSAGE if question.stimulus else None)
        fragments[question.id] = exporter.render(question, context)
        aliases = bank.aliases.get(question.id, ())
        row = Row(question.id, question.type, bank.info.id, "", number, 1, aliases=aliases)
        entries.append(Entry(row, number, bank.modified))
    out = folder / "out"
    out.mkdir()
    plan = Plan([Document(bank.info, entries)])
    exporter.assemble(plan, lambda entry: fragments[entry.row.id], Output(out, folder))
    (path,) = out.glob(f"{bank.info.id}.*")
    return path
