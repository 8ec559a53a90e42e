"""An item's texts as the templates want them: safe HTML, with markers for media."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from qbank.api import BankInfo, Context, HtmlStyle, html, plain
from qbank_html.engine import Engine
from qbank_html.words import decimal_comma, words

STYLE = HtmlStyle(math="mathml")
_PLAYER = re.compile(r'<(?:audio|video)\b[^>]*?(?: aria-label="([^"]*)")?></(?:audio|video)>')


class Texts:
    """Renders Markdown for one item; what it returns isn't escaped again."""

    def __init__(self, context: Context, engine: Engine, *, paper: bool = False) -> None:
        self._context = context
        self.engine = engine
        self._paper = paper
        self.words = words(context.bank.language)
        """The interface's words in the bank's language."""
        self.comma = decimal_comma(context.bank.language)
        """Whether its numbers have a decimal comma."""

    def block(self, text: str | None) -> Markup:
        """Return the text as paragraphs; nothing for none."""
        return self._html(text, inline=False) if text else Markup()

    def inline(self, text: str | None) -> Markup:
        """Return the text for the middle of a line; nothing for none."""
        return self._html(text, inline=True) if text else Markup()

    def _html(self, text: str, *, inline: bool) -> Markup:
        found = self._context.html(text, STYLE, inline=inline)
        # Paper plays nothing: what is heard or seen is told in words.
        plays = self._paper and ("<audio" in found or "<video" in found)
        return Markup(_PLAYER.sub(r'<span class="media">[\1]</span>', found) if plays else found)  # noqa: S704

    def plain(self, text: str) -> str:
        """Return the text without markup, on one line."""
        return " ".join(self._context.plain(text).split())

    def lines(self, text: str) -> str:
        """Return the text without markup, its lines kept: for a field to write in."""
        return self._context.plain(text)

    def number(self, text: str) -> str:
        """Return numbers as the language writes them."""
        return re.sub(r"(?<=\d)\.(?=\d)|^\.(?=\d)", ",", text) if self.comma else text

    def escaped(self, text: str) -> Markup:
        """Return text that is no Markdown."""
        return escape(text)

    def is_plain(self, text: str) -> bool:
        """Return whether the text is only words: no markup, formulas or media, so that an `<option>` can show it."""
        return self.inline(text).unescape() == text


def markdown(text: str) -> Markup:
    """Return Markdown that belongs to no question, as HTML; media have no files here."""
    return Markup(html(text, STYLE, lambda _: "")) if text else Markup()  # noqa: S704 - as above


def described(info: BankInfo) -> Markup:
    """Return a bank's description as paragraphs; one that shows media in words, as a description has no files."""
    found = markdown(info.description)
    if any(f"<{tag}" in found for tag in ("img", "audio", "video")):
        return Markup("<p>{}</p>").format(plain(info.description))
    return found
