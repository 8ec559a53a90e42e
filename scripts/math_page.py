"""docs/math.md: which formulas of the corpus every target shows, asked of the code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "math"))

from math_corpus import Entry, corpus  # noqa: E402

from qbank.content.formulas import check_formula, portable, shown  # noqa: E402
from qbank.content.tex import unknown_to_mathjax  # noqa: E402

INTRODUCTION = """# Formulas

The study page, the handout and QTI packages show formulas as MathML, which browsers need no script for. Anki, Moodle
and Canvas show them with MathJax. Neither knows all that authors type, so each formula is rewritten in what both know,
where it needs it: chemistry and units in plain TeX, `\\text{if $x$}` as a text and a formula, colours as groups.

The formulas below are the tests' corpus. Each becomes MathML that is safe and valid in QTI's schemas, has room in
Chromium and its characters in the embedded font; and MathJax, as Anki, Moodle 4.5 (MathJax 2), 5.1 (3) and 5.2 (4), and
Canvas load it, makes of it the same characters without an error.

"""


def math_page() -> Iterator[str]:
    """Yield the page: per group how many formulas each engine shows, and all of them by name."""
    entries = corpus()
    groups = [(name, list(held)) for name, held in groupby(entries, lambda entry: entry.group)]
    yield INTRODUCTION
    yield "| group | formulas | MathML | MathJax |\n|---|---|---|---|\n"
    for name, held in groups:
        native, script = sum(map(_in_mathml, held)), sum(map(_in_mathjax, held))
        yield f"| [{name}](#{_anchor(name)}) | {len(held)} | {native} | {script} |\n"
    for name, held in groups:
        reported = any(not entry.shown for entry in held)
        yield f"\n## {name}\n\n"
        yield "| what | TeX | " + ("shown by | reported |\n|---|---|---|---|\n" if reported else "\n|---|---|\n")
        for entry in held:
            yield f"| {entry.name} | {_code(entry.tex)} |" + (
                f" {_shown(entry)} | {_reported(entry)} |" if reported else ""
            )
            yield "\n"


def _in_mathml(entry: Entry) -> bool:
    return shown(entry.tex.strip(), display=entry.display) is not None


def _in_mathjax(entry: Entry) -> bool:
    return not list(unknown_to_mathjax(portable(entry.tex.strip())))


def _shown(entry: Entry) -> str:
    engines = [name for name, shows in (("MathML", _in_mathml), ("MathJax", _in_mathjax)) if shows(entry)]
    return ", ".join(engines) or "neither for sure"


def _reported(entry: Entry) -> str:
    failure = check_formula(entry.tex, display=entry.display)
    return re.split(r"[.:] ", failure.message)[0] if failure else ""


def _code(tex: str) -> str:
    """Return TeX as code in a cell of a table."""
    return f"`` {tex.strip()} ``".replace("|", "\\|")


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")
