"""An item's texts as GIFT fields: the stem, feedback of both kinds, what is told in the general feedback."""

from __future__ import annotations

from fractions import Fraction

from qbank.api import Context, Essay, Feedback, HtmlStyle, Item, ShortAnswer, Stimulus
from qbank_gift.escape import NAME_LENGTH, html_field

STYLE = HtmlStyle(math="tex", classes=False, highlight=False, media=False)
"""GIFT holds no files."""


def block(text: str, context: Context) -> str:
    """Return Markdown as HTML with paragraphs."""
    return context.html(text, STYLE)


def inline(text: str, context: Context) -> str:
    """Return Markdown as HTML for a choice or a feedback: a single paragraph stands without `<p>`."""
    return context.html(text, STYLE, inline=True)


def name(item: Item, context: Context) -> str:
    """Return the item's title, or the beginning of its text; its id where that shows no words."""
    if item.title and len(item.title) > NAME_LENGTH:
        context.lose("title", f"cut after {NAME_LENGTH} characters")
    return context.name(item)


def feedback(own: str | None, general: Feedback, credit: Fraction, context: Context) -> str:
    """Return `#…` with an answer's own feedback and the question's that fits its credit; empty where there is none."""
    fitting = general.correct if credit >= 1 else general.partial if credit > 0 else general.incorrect
    parts = [inline(text, context) for text in (own, fitting) if text]
    return "#" + html_field("<br>".join(parts)) if parts else ""


def general_feedback(item: Item, context: Context) -> str:
    """Return `####…`: the explanation, and below it what GIFT has no field for: model answer, rubric, source."""
    if isinstance(item, Stimulus):
        return ""
    parts = [block(item.explanation, context)] if item.explanation else []
    if isinstance(item, Essay | ShortAnswer) and item.model_answer:
        parts.append(f"<p><strong>{context.labels.model_answer}</strong></p>{block(item.model_answer, context)}")
    if isinstance(item, Essay) and item.rubric:
        lines = []
        for one in item.rubric:
            more = f"<br>{inline(one.description, context)}" if one.description else ""
            lines.append(f"<li>{inline(one.criterion, context)} ({one.points:f}){more}</li>")
        parts.append(f"<p><strong>{context.labels.rubric}</strong></p><ul>{''.join(lines)}</ul>")
    if item.source:
        parts.append(f"<p><strong>{context.labels.source}:</strong> {inline(item.source, context)}</p>")
    return "####" + html_field("".join(parts)) if parts else ""
