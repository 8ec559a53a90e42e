"""The page's style sheets and its script: only what its questions need."""

from __future__ import annotations

from collections.abc import Iterable

from qbank.api import highlight_css, math_css
from qbank_html.engine import Engine
from qbank_html.mathfont import characters, font_face

SCRIPTS = ("score.js", "store.js", "fields.js", "verdict.js", "question.js", "order.js", "session.js", "keys.js")
"""One idea a file, in the order in which they run; all inside one function, so that no name leaks."""


def script(engine: Engine) -> str:
    """Return the page's script."""
    code = "\n".join(engine.asset(f"study/{name}") for name in SCRIPTS)
    return f"(() => {{\n'use strict';\n{code}}})();\n"


def styles(engine: Engine, bodies: Iterable[bytes], *, math_font: bool, sheet: str = "study/study.css") -> list[str]:
    """Return the style sheets for a page of these fragments; the font, where there is one, is a sheet of its own."""
    code = math = False
    used: set[str] = set()
    for body in bodies:
        code = code or b"highlight" in body
        if b"<math" in body:
            math = True
            used |= characters(body.decode())
    sheets = [engine.asset(sheet)]
    if math:
        sheets[0] += math_css() + "\n"
    if code:
        light, dark = highlight_css()
        sheets[0] += f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    face = font_face(used) if math and math_font else ""
    return [*sheets, face] if face else sheets
