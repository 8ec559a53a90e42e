"""Author's text: Markdown in, HTML, XHTML with MathML, plain text or Markdown out; media, formulas, and what is wrong.

A text is parsed once (`parse`), and each target renders its tokens. Nothing in here knows questions or formats.
"""

from qbank.content.highlight import highlight_css
from qbank.content.labels import Labels, direction, labels
from qbank.content.markers import blank_marker, fill_blanks, fill_media, fill_media_bytes, media_marker
from qbank.content.mathml import math_css
from qbank.content.parsing import is_block, parse
from qbank.content.render_html import html
from qbank.content.render_markdown import markdown
from qbank.content.render_plain import label, plain
from qbank.content.style import HtmlStyle
from qbank.content.types import Content, Formula, Problem, Reference

__all__ = [
    "Content",
    "Formula",
    "HtmlStyle",
    "Labels",
    "Problem",
    "Reference",
    "blank_marker",
    "direction",
    "fill_blanks",
    "fill_media",
    "fill_media_bytes",
    "highlight_css",
    "html",
    "is_block",
    "label",
    "labels",
    "markdown",
    "math_css",
    "media_marker",
    "parse",
    "plain",
]
