"""The two engines: what each command becomes for math-core, and for MathJax."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qbank.content.tex import aliases, delimiters, environments, units, words
from qbank.content.tex.chemistry import chemistry
from qbank.content.tex.colours import colour
from qbank.content.tex.environments import Environment
from qbank.content.tex.operators import operator, root, starred
from qbank.content.tex.rewriter import TOKEN, Handler, Rewriter, Rewritten

_BOTH: dict[str, Handler] = {
    "\\ce": chemistry, "\\cee": chemistry, "\\cf": chemistry, "\\color": colour, "\\textcolor": colour, "\\root": root,
    **units.HANDLERS, **words.HANDLERS, **aliases.BOTH,
}  # fmt: skip
_STARRED = {
    name: Environment(f"\\begin{{{name}*}}", f"\\end{{{name}*}}")
    for name in ("align", "gather", "equation", "multline")
}
_ROWS = {
    "rcases": Environment("\\left.\\begin{array}{ll}", "\\end{array}\\right\\}"),
}
_MATHCORE_ROWS = {
    **_STARRED,
    **_ROWS,
    "smallmatrix": Environment("\\begin{subarray}{c}", "\\end{subarray}"),
    "split": Environment("\\begin{aligned}", "\\end{aligned}"),
    "alignedat": Environment("\\begin{aligned}", "\\end{aligned}", 1),
    "alignat": Environment("\\begin{align*}", "\\end{align*}", 1),
    "alignat*": Environment("\\begin{align*}", "\\end{align*}", 1),
    "eqnarray": Environment("\\begin{array}{rcl}", "\\end{array}"),
    "eqnarray*": Environment("\\begin{array}{rcl}", "\\end{array}"),
}


def _table(rows: Mapping[str, Environment], *tables: Mapping[str, Handler]) -> dict[str, Handler]:
    table = dict(_BOTH)
    for one in tables:
        table |= one
    return table | dict([environments.beginning(rows), environments.ending(rows)])


_MATHCORE = _table(
    _MATHCORE_ROWS,
    aliases.MATHCORE,
    delimiters.HANDLERS,
    {
        "\\\\": environments.row, "\\hline": environments.line, "\\mathop": operator,
        "\\hspace*": starred("\\hspace"),
    },
)  # fmt: skip
_MATHJAX = _table(_ROWS, aliases.MATHJAX)


@lru_cache(maxsize=4096)
def for_mathml(tex: str, display: bool) -> Rewritten:
    """Return the formula as math-core takes it. Raises Untranslatable."""
    return _rewritten(tex, _MATHCORE, display=display)


@lru_cache(maxsize=4096)
def for_mathjax(tex: str) -> Rewritten:
    """Return the formula as every MathJax takes it that Anki, Moodle and Canvas load. Raises Untranslatable."""
    return _rewritten(tex, _MATHJAX, display=True)


def _rewritten(tex: str, table: Mapping[str, Handler], *, display: bool) -> Rewritten:
    rows = "\\\\" in tex and environments.has_rows(tex)
    if not rows and table.keys().isdisjoint(TOKEN.findall(tex)):  # most formulas have nothing to rewrite
        return Rewritten(tex)
    rewriter = Rewriter(tex, table, display=display)
    if rows:
        rewriter.put("\\begin{gathered}", 0)
    rewriter.run(0, len(tex))
    if rows:
        rewriter.put("\\end{gathered}", len(tex))
    return rewriter.result()
