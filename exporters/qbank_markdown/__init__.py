"""Markdown: a document to read, as GitHub and other viewers show it."""

from qbank.api import Format
from qbank_markdown.carries import CARRIES
from qbank_markdown.options import MarkdownOptions
from qbank_markdown.write import Markdown

format = Format(
    name="markdown",
    title="Markdown",
    make=Markdown,
    carries=CARRIES,
    how_to=(
        "Open the .md file on GitHub, or in any viewer or editor of Markdown, beside its folder media/.",
        "Answers are folded away; the option “key: apart” puts them into a file of their own.",
    ),
    revised=1_795_755_600,
    separate=True,
    options=MarkdownOptions,
)
