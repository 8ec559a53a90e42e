"""STIX Two Math in the page, cut to the glyphs that its formulas use.

The font (SIL Open Font License 1.1) comes with the package `ziamath`; `fonttools` and `brotli` cut and pack it. They
are the extra `mathfont`; without it formulas are shown in the system's mathematical font, if it has one.
"""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qbank.api import Output

FAMILY = "qbank math"
_FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
_ANNOTATION = re.compile(r"<annotation.*?</annotation>", re.DOTALL)
_ROOT = re.compile(r"<m(?:sqrt|root)\b")
_TAG = re.compile(r"<[^>]*>")
_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"


def formulas(html: str) -> list[str]:
    """Return the formulas of a page."""
    return _FORMULA.findall(html)


@lru_cache(maxsize=4096)  # each stands on the sheet and in the key, the handout's and the study page's
def characters(formula: str) -> frozenset[str]:
    """Return the characters that a formula shows.

    A browser shows a variable of one letter in italics, which is another character of the font, and draws roots with
    the font's sign, which is no character of the formula.
    """
    found = set(unescape(_TAG.sub("", _ANNOTATION.sub("", formula))))
    if _ROOT.search(formula):
        found.add("√")
    return frozenset(found | {italic(one) for one in found})


def italic(letter: str) -> str:
    """Return the mathematical italic of a letter, the letter itself where it has none (MathML Core, `math-auto`)."""
    if letter == "h":
        return "\u210e"
    if letter in _GREEK:
        return chr(0x1D6E2 + _GREEK.index(letter))
    if letter.isascii() and letter.isalpha():
        return chr(0x1D434 + ord(letter) - ord("A")) if letter.isupper() else chr(0x1D44E + ord(letter) - ord("a"))
    return {"ı": "\U0001d6a4", "ȷ": "\U0001d6a5"}.get(letter, letter)


def font_face(used: set[str], out: Output) -> str:
    """Return a style sheet with the font as WOFF2, cut to these characters; nothing where the extra is missing."""
    text = "".join(sorted(used))
    return out.once(f"font for {text}", lambda: _font_face(text).encode()).decode() if text else ""


@lru_cache(maxsize=8)
def _font_face(text: str) -> str:
    try:
        import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: F401 - fonttools packs with it
        from fontTools import subset, ttLib  # type: ignore[import-not-found,import-untyped,unused-ignore]

        source = _font_file().read_bytes()
    except (ImportError, OSError):
        return ""
    options = subset.Options(layout_features=["*"], hinting=False, recalc_timestamp=False, notdef_outline=True)
    font: Any = ttLib.TTFont(io.BytesIO(source), recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    data = base64.b64encode(packed.getvalue()).decode()
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'


def _font_file() -> Path:
    """Return where the font lies; `ziamath` isn't imported for it. Raises ImportError where it isn't installed."""
    spec = find_spec("ziamath")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("ziamath")
    return Path(spec.submodule_search_locations[0]) / "fonts" / "STIXTwoMath-Regular.ttf"
