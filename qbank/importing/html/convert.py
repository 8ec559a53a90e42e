"""HTML → Markdown: the door."""

from __future__ import annotations

import re
from html import unescape

from qbank.importing.html.blocks import Blocks
from qbank.importing.html.files import formula
from qbank.importing.html.inline import Address, Inline
from qbank.importing.html.tree import tree
from qbank.model.types import CONTROL

_CHARACTER = r"[^\\`*_\[\]<>&$~\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_SHOWN = "m(?:row|[inos]|sub|sup|subsup|frac|sqrt|root|text|space|table|tr|td|under|over|underover|style|padded)"
_FORMULA = rf"""<math><semantics>(?:[^<>]|</?{_SHOWN}(?:\ [^<>]*)?>)*+
    <annotation\ encoding="application/x-tex">([^<>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+)</annotation>
    </semantics></math>"""
_WORDS = re.compile(
    rf"""(?P<div><div(?:\ [^<>]*)?>)?(?P<tag><p>)?
        (?![\s\#+=-]|[0-9]{{1,9}}[.)])                  # what would begin a block
        (?P<words>(?:{_CHARACTER}|[ ](?![ ])|(?<![0-9]){_FORMULA}(?![0-9]))++)(?<!\s)
        (?(tag)</p>)(?(div)</div>)""",
    re.VERBOSE,
)
"""Words in which nothing could be markup, and formulas that say their TeX, alone, in a paragraph or a `div`.

Most texts are that; to take them apart as HTML costs ten times as much.
"""
_FORMULAS = re.compile(_FORMULA, re.VERBOSE)


def markdown(html: str, address: Address | None = None) -> str:
    r"""Return HTML as Markdown. Formulas are `\(…\)`, `\[…\]`, `$$…$$`, or MathML that says its TeX.

    What our Markdown can't hold is unwrapped (its words stay), scripts and the like are left out. Without `address`,
    images stand as their alt text. Never fails, and takes no longer than the text is long.
    """
    if (said := _WORDS.fullmatch(html)) is not None:
        words = said["words"]
        if "<" not in words:
            return words
        formulas = [formula(unescape(tex), display=False) for tex in _FORMULAS.findall(words)]
        if all(formulas):
            found = iter(formulas)
            return _FORMULAS.sub(lambda _: next(found), words)
    if "<" not in html:
        return Inline(address).plain(CONTROL.sub("", unescape(html)))
    return Blocks(address).text(tree(html))
