"""The words that only these pages say, beside the labels that all formats share."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files

from qbank.api import labels

_COMMA = """
    af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lt lv mk nb nl nn no pl pt ro ru sk
    sl sq sr sv tr uk uz vi
"""
COMMA = frozenset(_COMMA.split())
"""Languages that write 3,14 (CLDR's decimal separator)."""
_POINT = "de-ch de-li it-ch es-419 es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us"
POINT = frozenset(_POINT.split())
"""Their regions that don't."""


@lru_cache(maxsize=64)
def words(language: str) -> dict[str, str]:
    """Return all words for a language: the shared labels and this package's own, English where there are none."""
    own: dict[str, dict[str, str]] = json.loads(files("qbank_html").joinpath("words.json").read_text(encoding="utf-8"))
    name = language.lower().replace("_", "-").split("-")[0]
    return asdict(labels(language)) | own.get(name, own["en"])


def decimal_comma(language: str) -> bool:
    """Return whether a language writes a decimal comma."""
    tag = language.lower().replace("_", "-")
    return tag.split("-")[0] in COMMA and "-".join(tag.split("-")[:2]) not in POINT
