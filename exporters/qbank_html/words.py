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

_ARABIC, _PERSIAN = "٫٠١٢٣٤٥٦٧٨٩", "٫۰۱۲۳۴۵۶۷۸۹"
_DEVANAGARI, _BENGALI = ".०१२३४५६७८९", ".০১২৩৪৫৬৭৮৯"
NUMERALS = {
    "ar": _ARABIC, "ckb": _ARABIC, "fa": _PERSIAN, "ps": _PERSIAN, "ur": _PERSIAN,
    "hi": _DEVANAGARI, "mr": _DEVANAGARI, "ne": _DEVANAGARI, "as": _BENGALI, "bn": _BENGALI,
}  # fmt: skip
"""Languages with digits of their own: the decimal mark, then the digits from 0 (CLDR's native numbering systems)."""


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


def numerals(language: str) -> str:
    """Return how a language writes numbers besides 3.14: its decimal mark, and its digits where they are others."""
    own = NUMERALS.get(language.lower().replace("_", "-").split("-")[0], "")
    return "," if decimal_comma(language) else own
