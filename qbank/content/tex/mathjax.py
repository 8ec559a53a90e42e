"""What MathJax knows: what every version has that Anki, Moodle and Canvas load without being told to.

The list (`mathjax.txt`) is what MathJax 2.7.9, 3.2.2 and 4.1.3 define in common, with AMSmath and AMSsymbols; a test
compares it with them. Commands that do more than show something are not on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from qbank.content.tex.rewriter import COMMAND

ENVIRONMENTS = {
    "Bmatrix", "Vmatrix", "align", "align*", "alignat", "alignat*", "aligned", "alignedat", "array", "bmatrix", "cases",
    "eqnarray", "eqnarray*", "equation", "equation*", "gather", "gather*", "gathered", "matrix", "multline",
    "multline*", "pmatrix", "smallmatrix", "split", "subarray", "vmatrix",
}  # fmt: skip


@cache
def commands() -> frozenset[str]:
    """Return the names, without a backslash, of the commands that are letters."""
    return frozenset(files("qbank.content.tex").joinpath("mathjax.txt").read_text(encoding="ascii").split())


def known_to_mathjax(name: str) -> bool:
    r"""Tell whether MathJax knows a command (`\frac`), or an environment (`cases`)."""
    return name[1:] in commands() if name.startswith("\\") else name in ENVIRONMENTS


def unknown_to_mathjax(tex: str) -> Iterator[tuple[str, int]]:
    """Yield the commands and environments that MathJax would show as their names, and where they stand."""
    for match in COMMAND.finditer(tex):
        name = match[0].rstrip("*")
        if not name[1:].isalpha():
            continue
        if name == "\\begin":
            environment = tex[match.end() :].partition("}")[0].lstrip(" {")
            if environment not in ENVIRONMENTS:
                yield environment, tex.find("{", match.end())
        elif name[1:] not in commands():
            yield name, match.start()
