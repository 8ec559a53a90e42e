"""TeX as authors type it, rewritten into what each engine takes: the same formula on every target.

Formulas are shown by two engines: math-core makes MathML (study page, handout, QTI), MathJax runs in Anki, Moodle and
Canvas. Neither knows all that authors type (chemistry, units), and each knows what the other doesn't. `for_mathml` and
`for_mathjax` rewrite a formula command by command; what neither can show is reported where it stands.
"""

from qbank.content.tex.engines import for_mathjax, for_mathml
from qbank.content.tex.mathjax import commands, known_to_mathjax, unknown_to_mathjax
from qbank.content.tex.rewriter import COMMAND, Rewritten, Untranslatable

__all__ = [
    "COMMAND",
    "Rewritten",
    "Untranslatable",
    "commands",
    "for_mathjax",
    "for_mathml",
    "known_to_mathjax",
    "unknown_to_mathjax",
]
