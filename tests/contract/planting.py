"""The kitchen sink with a word of its own in every text, so that each text can be looked for in what is built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from sink import FILE, KITCHEN_SINK, at, kitchen_sink, replaced

from qbank.compiler.inspection import steps
from qbank.compiler.writer import write_bank
from qbank.model import AnyQuestion, Bank
from qbank.model.walk import set_fields, texts

HOSTILE = '~=#{}:\\ ]]> {{c1::x}} "&" '
"""Put before the words of Markdown texts: it must arrive as it is, too."""
NO_TEXT = {"stimulus", "difficulty", "bloom", "scoring", "match", "attachments"}
"""Fields whose value is a name or one of a list of words."""


@dataclass(frozen=True)
class Plant:
    """A word that stands in one text: in the item's field at `path`, called `field` in the formats' tables."""

    item: str
    kind: str
    path: str
    field: str
    word: str
    markdown: bool


def words() -> Iterator[str]:
    """Yield words that no text contains and every escape leaves alone."""
    return ("qz" + "".join(letters) + "xj" for letters in product(ascii_lowercase, repeat=3))


def planted_project(folder: Path) -> list[Plant]:
    """Write the kitchen sink into a folder, a word in every text, and return where each stands."""
    bank, supply, plants = kitchen_sink().bank, words(), []
    assert bank is not None
    questions: list[AnyQuestion] = []
    for question in bank.questions:
        made, found = _planted(question, supply)
        questions.append(made)
        plants += found if question.status == "ready" else []
    stimuli = {}
    for name in bank.stimuli:
        made, found = _planted(bank.item(name), supply)
        stimuli[name] = {"title": made.title, "text": made.text}
        plants += found
    shutil.copytree(KITCHEN_SINK / "source", folder / "source")
    bank = Bank(**{**dict(bank), "questions": tuple(questions), "stimuli": stimuli})
    (folder / FILE).write_text(write_bank(bank), encoding="utf-8")
    return plants


def _planted(item: Any, supply: Iterator[str]) -> tuple[Any, list[Plant]]:
    markdown, plants = dict(texts(item)), []
    for path, field in set_fields(item):
        value = at(item, steps(path))
        if not isinstance(value, str) or field in NO_TEXT or field.rpartition(".")[2] in NO_TEXT:
            continue
        word = next(supply)
        between = "\n\n" if "\n" in value else " "
        said = HOSTILE + word if path in markdown else word
        text = word if field.endswith(".id") else f"{value}{between}{said}"
        item = replaced(item, steps(path), text)
        plants.append(Plant(item.id, item.type, path, field, word, path in markdown))
    return item, plants
