"""HTML → Markdown: the door."""

from __future__ import annotations

import re
from html import unescape

from qbank.importing.html.blocks import Blocks
from qbank.importing.html.inline import Address, Inline
from qbank.importing.html.tree import tree
from qbank.model.types import CONTROL

_WORDS = re.compile(
    r"""(?P<div><div(?:\ [^<>]*)?>)?(?P<tag><p>)?
        (?![\s\#+=-]|[0-9]{1,9}[.)])                    # what would begin a block
        (?P<words>(?:[^\\`*_\[\]<>&$~\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]|[ ](?![ ]))++)(?<!\s)
        (?(tag)</p>)(?(div)</div>)""",
    re.VERBOSE,
)
"""Words in which nothing could be markup, alone, in a paragraph or a `div`: most texts, and Markdown as they are."""


def markdown(html: str, address: Address | None = None) -> str:
    r"""Return HTML as Markdown. Formulas are `\(…\)`, `\[…\]`, `$$…$$`, or MathML that says its TeX.

    What our Markdown can't hold is unwrapped (its words stay), scripts and the like are left out. Without `address`,
    images stand as their alt text. Never fails, and takes no longer than the text is long.
    """
    if (said := _WORDS.fullmatch(html)) is not None:
        return said["words"]
    if "<" not in html:
        return Inline(address).plain(CONTROL.sub("", unescape(html)))
    return Blocks(address).text(tree(html))
