"""What an author may set for Anki."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator

from qbank.api import BankInfo, Options

_PLACES = ("title", "name", "bank")


class AnkiOptions(Options):
    """The options under `formats: {anki: …}` in `qbank.yaml`."""

    deck: str = Field(
        "{title}",
        description="The deck's name; :: nests. {title}: the bank's title below its folders; {name}: the title alone; "
        "{bank}: the bank's id. Cards that were imported before stay in their deck.",
    )
    cloze: Literal["together", "separate"] = Field(
        "together", description="together: one card asks for all blanks; separate: a card for each."
    )

    @field_validator("deck")
    @classmethod
    def _known_places(cls, deck: str) -> str:
        unknown = [name for name in re.findall(r"\{([^{}]*)\}", deck) if name not in _PLACES]
        if unknown or not deck.strip(": "):
            known = ", ".join(f"{{{name}}}" for name in _PLACES)
            raise ValueError(f"a deck's name is text with {known} in it")
        return deck


def deck_name(deck: str, info: BankInfo) -> str:
    """Return the name of a bank's deck; a `::` in a title or a folder's name nests nothing."""
    title = _level(info.title) or info.id
    below = "::".join([*(_level(folder) for folder in info.folders), title])
    values = {"title": below, "name": title, "bank": info.id}
    name = re.sub(r"\{(\w+)\}", lambda match: values[match[1]], deck)
    return "::".join(level.strip() for level in name.split("::") if level.strip())


def _level(text: str) -> str:
    return re.sub(r":{2,}", ":", " ".join(text.split())).strip(": ")
