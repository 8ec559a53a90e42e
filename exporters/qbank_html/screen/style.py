"""The page's style sheets and its script: only what its questions need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qbank.api import Output, highlight_css, math_css
from qbank_html.engine import Engine
from qbank_html.mathfont import characters, font_face, formulas

SCRIPTS = (
    "dom.js", "score.js", "store.js", "fields.js", "verdict.js", "question.js", "order.js", "view.js", "results.js",
    "session.js", "keys.js",
)  # fmt: skip
"""One idea a file, in the order in which they run; all inside one function, so that no name leaks."""


_NAME = re.compile(r"m-[a-z0-9]+|box|(?:up|down)diagonalstrike")
"""What the rules for formulas are for."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def script(engine: Engine) -> str:
    """Return the page's script."""
    code = "\n".join(engine.asset(f"study/{name}") for name in SCRIPTS)
    return f"(() => {{\n'use strict';\n{code}}})();\n"


def styles(
    engine: Engine, bodies: Iterable[bytes], out: Output, *, math_font: bool, sheet: str = "study/study.css"
) -> list[str]:
    """Return the style sheets for a page of these fragments; the font, where there is one, is a sheet of its own."""
    code = math = False
    used: set[str] = set()
    names: set[str] = set()
    for body in bodies:
        code = code or b"highlight" in body
        if b"<math" in body:
            math = True
            for formula in formulas(body.decode()):
                used |= characters(formula)
                names |= _names(formula)
    sheets = [engine.asset(sheet)]
    if math:
        rules = (rule for rule in math_css().splitlines() if names & _names(rule))
        sheets[0] += "".join(f"{rule}\n" for rule in rules)
    if code:
        sheets[0] += _for_both_schemes(*highlight_css()) + "\n"
    face = font_face(used, out) if math and math_font else ""
    return [*sheets, face] if face else sheets


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def _for_both_schemes(light: str, dark: str) -> str:
    """Return one sheet for two that differ in their colours only."""
    colours = iter(_COLOUR.findall(dark))
    return _COLOUR.sub(lambda found: f"light-dark({found[0]},{next(colours)})", light)
