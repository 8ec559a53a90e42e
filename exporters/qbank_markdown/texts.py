"""An item's texts as this document shows them."""

from __future__ import annotations

import re

from qbank.api import Context, HtmlStyle, Labels
from qbank_markdown.contain import contained
from qbank_markdown.words import words

RIGHT_TO_LEFT = "\u200f"
STYLE = HtmlStyle(math="tex", highlight=False)
_PLAYED = re.compile(r"!(\[(?:\\.|\[[^\[\]]*\]|[^\[\]\\])*\]\(<?\x0e([^\x0f]+)\x0f)")


class Texts:
    """Renders the Markdown of one item; media have markers for addresses."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.labels: Labels = context.labels
        self.words = words(context.bank.language)
        """The words that the shared labels haven't."""
        self.mark = RIGHT_TO_LEFT if context.direction == "rtl" else ""
        """Put before letters and numbers: viewers guess a list's direction from its first letter."""

    def block(self, text: str | None) -> str:
        """Return a text that stays in its place; nothing for none."""
        if not text:
            return ""
        return contained(self._linked(self._context.markdown(text)), lambda: self._context.html(text, STYLE))

    def _linked(self, text: str) -> str:
        """Return the text with links to sounds and films: an image of them shows nothing."""
        types = {media.name: media.type for media in self._context.fragment(b"").media}
        played = {name for name, type_ in types.items() if type_.startswith(("audio/", "video/"))}
        return _PLAYED.sub(lambda found: found[1] if found[2] in played else found[0], text)

    def one_line(self, text: str) -> str:
        """Return the text in words on one line, where there is no room for more."""
        return " ".join(self._context.plain(text).split())
