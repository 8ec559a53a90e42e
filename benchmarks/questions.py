"""A bank of any size, the same for the same seed: what the benchmarks measure on.

60% multiple choice, 15% multiple response, 10% true/false, 5% short answer, 5% numeric, 5% matching and cloze; about
1 KB a question; formulas in half of the texts, some code, tables and text beyond ASCII; 50 questions a file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = [
    "energy", "field", "model", "sample", "value", "limit", "series", "matrix", "vector", "charge", "cell", "enzyme",
    "protein", "membrane", "river", "climate", "market", "price", "demand", "theorem", "proof", "function", "integral",
    "derivative", "group", "ring", "graph", "tree", "network", "signal", "filter", "entropy", "heat", "pressure",
    "volume", "current", "voltage", "resistance", "lens", "wave", "photon", "electron", "nucleus", "orbit", "planet",
    "star", "galaxy", "crystal", "lattice", "Größe", "naïve", "façade", "Θερμότητα", "скорость", "速度", "سرعة", "été",
    "señal",
]  # fmt: skip
FORMULAS = (
    r"x^2 + {n}x - {m} = 0",
    r"\frac{{{n}}}{{{m}}}",
    r"\int_0^{{{n}}} x^{{{m}}}\,dx",
    r"\sum_{{k=1}}^{{{n}}} k^{m}",
    r"\sqrt{{{n} + y_{{{m}}}}}",
    r"e^{{-{n}t}} \cos({m}\omega t)",
    r"\lim_{{h \to 0}} \frac{{f(h) - {n}}}{{h}}",
    r"\alpha_{{{n}}} \le \beta^{{{m}}}",
    r"\nabla \cdot E = {n}\rho",
    r"\begin{{pmatrix}} {n} & 1 \\ 0 & {m} \end{{pmatrix}}",
)
KINDS = {
    "multiple_choice": 60,
    "multiple_response": 15,
    "true_false": 10,
    "short_answer": 5,
    "numeric": 5,
    "matching": 3,
    "cloze": 2,
}
"""How many in a hundred are of each kind."""
FORMULAS_IN_TEXTS = 0.5
TABLES = 0.05
CODE = 0.05
A_FILE = 50


@dataclass(frozen=True)
class Choice:
    """A choice of a question."""

    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """A question, in no language yet; `kind` says which of the fields it has."""

    kind: str
    id: str
    prompt: str
    explanation: str
    tag: str
    choices: tuple[Choice, ...] = ()
    answers: tuple[str, ...] = ()
    """What is accepted: words, a number, `true` or `false`."""
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bank:
    """The questions of one file."""

    id: str
    title: str
    questions: tuple[Question, ...]


def banks(count: int, seed: int = 1) -> Iterator[Bank]:
    """Yield the files of a project of `count` questions; a bank is the same in a larger project."""
    maker = _Maker(seed)
    for number, first in enumerate(range(0, count, A_FILE)):
        found = tuple(maker.question(f"q{at:07}") for at in range(first, min(first + A_FILE, count)))
        yield Bank(f"bank-{number:05}", f"Bank {number}", found)


class _Maker:
    """Makes questions up; every text is drawn from one random generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def question(self, identity: str) -> Question:
        kind = self.random.choices(list(KINDS), list(KINDS.values()))[0]
        prompt = self.prompt()
        if kind == "cloze":
            prompt += f"\n\nThe [[{self.word()}]] is [[right ~wrong ~neither]]."
        return Question(
            kind,
            identity,
            prompt,
            f"{self.words(15, 40)}.",
            self.word(),
            self.choices(kind),
            self.answers(kind),
            tuple((f"{self.word()} {at}", f"{self.word()} {at}") for at in range(4)) if kind == "matching" else (),
        )

    def word(self) -> str:
        return self.random.choice(WORDS)

    def words(self, least: int, most: int) -> str:
        """Return a few words; a formula stands among them as often as it should."""
        found = self.random.choices(WORDS, k=self.random.randint(least, most))
        found[0] = found[0].capitalize()
        if self.random.random() < FORMULAS_IN_TEXTS:
            found.insert(self.random.randrange(1, len(found) + 1), f"${self.formula()}$")
        return " ".join(found)

    def formula(self) -> str:
        """Return a formula with numbers of its own."""
        return self.random.choice(FORMULAS).format(n=self.random.randint(2, 999), m=self.random.randint(2, 9))

    def prompt(self) -> str:
        """Return a paragraph with emphasis; at times a table or code stands below it."""
        text = f"{self.words(12, 30)}, **{self.words(1, 3)}** and *{self.words(1, 3)}*?"
        chance = self.random.random()
        if chance < TABLES:
            rows = "\n".join(f"| {self.words(1, 2)} | {self.random.randint(1, 99)} |" for _ in range(3))
            return f"{text}\n\n| name | value |\n| --- | --: |\n{rows}"
        if chance < TABLES + CODE:
            return f"{text}\n\n```python\nfor i in range({self.random.randint(2, 99)}):\n    print(i)\n```"
        return text

    def choices(self, kind: str) -> tuple[Choice, ...]:
        """Return four choices with feedback, or five, two of which are right."""
        if kind == "multiple_choice":
            rest = (Choice(self.words(3, 9), False, f"{self.words(4, 10)}.") for _ in range(3))
            return Choice(self.words(3, 9), True), *rest
        if kind == "multiple_response":
            return tuple(Choice(f"{self.words(3, 9)} {at}", at < 2) for at in range(5))
        return ()

    def answers(self, kind: str) -> tuple[str, ...]:
        """Return what is accepted of what is typed."""
        if kind == "true_false":
            return (self.random.choice(["true", "false"]),)
        if kind == "short_answer":
            return f"{self.word()} one", f"{self.word()} two"
        return (str(self.random.randint(1, 9999) / 100),) if kind == "numeric" else ()
