"""HTML → Markdown: the door."""

from __future__ import annotations

from html import unescape

from qbank.importing.html.blocks import Blocks
from qbank.importing.html.inline import Address, Inline
from qbank.importing.html.tree import tree
from qbank.model.types import CONTROL


def markdown(html: str, address: Address | None = None) -> str:
    r"""Return HTML as Markdown. Formulas are `\(…\)`, `\[…\]`, `$$…$$`, or MathML that says its TeX.

    What our Markdown can't hold is unwrapped (its words stay), scripts and the like are left out. Without `address`,
    images stand as their alt text. Never fails, and takes no longer than the text is long.
    """
    if "<" not in html:
        return Inline(address).plain(CONTROL.sub("", unescape(html)))
    return Blocks(address).text(tree(html))
