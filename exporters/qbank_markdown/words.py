"""The words that only this document says, beside the labels that all formats share."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=64)
def words(language: str) -> dict[str, str]:
    """Return the words for a language (a BCP 47 tag), English where there are none."""
    found: dict[str, dict[str, str]] = json.loads(
        files("qbank_markdown").joinpath("words.json").read_text(encoding="utf-8")
    )
    return found.get(language.lower().replace("_", "-").split("-")[0], found["en"])
