"""The pieces of a field's HTML: texts in the bank's language and direction, headed sections, hints."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from qbank.api import Context, Feedback, HtmlStyle, Labels

STYLE = HtmlStyle(math="tex")
COMMANDS = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\$\$?\])", re.IGNORECASE)
"""What Anki acts on wherever it stands in a field, text or not."""


def escape(text: str) -> str:
    """Return plain text as HTML."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    r"""Return plain text as HTML that MathJax leaves alone: `\(` begins no formula."""
    return re.sub(r"\\(?=[(\[])", r"<span>\\</span>", escape(text))


def inert(field: str) -> str:
    """Return a field's HTML in which nothing that an author typed is a command of Anki's."""
    return COMMANDS.sub("&#91;", field).replace("{{", "{&#123;")


class Parts:
    """Makes the pieces for one question."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @property
    def labels(self) -> Labels:
        """The words of the interface."""
        return self.context.labels

    def text(self, markdown: str, *, inline: bool = False) -> str:
        """Return Markdown as HTML for Anki."""
        return self.context.html(markdown, STYLE, inline=inline)

    def attributes(self) -> str:
        """Return the attributes that say the language and its direction: a template can't know them."""
        return f'lang="{escape(self.context.bank.language)}" dir="{self.context.direction}"'

    def wrap(self, content: str, name: str = "", more: str = "") -> str:
        """Return the content in an element that says its language; nothing for nothing."""
        classes = f' class="{name}"' if name else ""
        return f"<div{classes} {self.attributes()}{more}>{content}</div>" if content else ""

    def section(self, label: str, markdown: str | None, name: str, more: str = "") -> str:
        """Return a headed part; nothing where there is no text."""
        return self.headed(label, self.text(markdown), name, more) if markdown else ""

    def headed(self, label: str, content: str, name: str, more: str = "") -> str:
        """Return finished HTML under a heading."""
        heading = f'<div class="qb-label">{escape(label)}</div>'
        return self.wrap(heading + content, f"qb-section {name}", more) if content else ""

    def feedback(self, feedback: Feedback) -> str:
        """Return the general feedback, each part marked with when it is meant; the script leaves the one."""
        words = {"correct": self.labels.correct, "partial": self.labels.partly, "incorrect": self.labels.incorrect}
        return "".join(
            self.section(word, getattr(feedback, when), "qb-general", f' data-when="{when}"')
            for when, word in words.items()
        )

    def remark(self, markdown: str | None) -> str:
        """Return feedback on one choice, answer or pair."""
        return f'<div class="qb-feedback">{self.text(markdown, inline=True)}</div>' if markdown else ""

    def prompt(self, markdown: str, points: Decimal, *meta: str) -> str:
        """Return what is asked, with its points where they are not the usual one, and other remarks."""
        return self.wrap(self.text(markdown) + self.meta(points, *meta))

    def meta(self, points: Decimal, *meta: str) -> str:
        """Return the line below a question."""
        shown = [f"{points.normalize():f} {self.labels.points}"] if points != 1 else []
        line = " · ".join([*shown, *(one for one in meta if one)])
        return f'<div class="qb-meta">{escape(line)}</div>' if line else ""

    def words(self) -> dict[str, str]:
        """Return the words that the script needs on the back."""
        return {
            "correct": self.labels.correct,
            "partial": self.labels.partly,
            "incorrect": self.labels.incorrect,
            "yours": self.labels.your_answer,
        }
