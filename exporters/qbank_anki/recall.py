"""Flashcards, essays, and short answers that people judge: the note type qbank Recall."""

from __future__ import annotations

from qbank.api import Context, Essay, Flashcard, Fragment, ShortAnswer
from qbank_anki.note import Own, fragment
from qbank_anki.parts import Parts, escape


def render_flashcard(question: Flashcard, context: Context) -> Fragment:
    """Return the note of a flashcard; reversed ones make a second card."""
    parts = Parts(context)
    fields = {
        "Front": parts.wrap(parts.text(question.front)),
        "Back": parts.wrap(parts.text(question.back)),
        "Reverse": "1" if question.reversed else "",
    }
    return fragment(question, Own("recall", fields, cards=(0, 1) if question.reversed else (0,)), parts)


def render_open(question: ShortAnswer, context: Context) -> Fragment:
    """Return the note of a short answer that is compared with a model answer."""
    parts = Parts(context)
    back = parts.section(parts.labels.model_answer, question.model_answer, "qb-model")
    fields = {
        "Front": parts.prompt(question.prompt, question.points),
        "Back": back + parts.feedback(question.feedback),
        "Reverse": "",
    }
    return fragment(question, Own("recall", fields), parts)


def render_essay(question: Essay, context: Context) -> Fragment:
    """Return the note of an essay: the model answer and the rubric to compare one's own thoughts with."""
    parts = Parts(context)
    labels = parts.labels
    attachments = {"none": "", "allowed": labels.attachments_allowed, "required": labels.attachments_required}
    front = parts.prompt(
        question.prompt,
        question.points,
        labels.words_min.format(n=question.min_words) if question.min_words is not None else "",
        labels.words_max.format(n=question.max_words) if question.max_words is not None else "",
        attachments[question.attachments],
    )
    if question.response_template:
        front += parts.wrap(parts.text(question.response_template), "qb-template")
    back = parts.section(labels.model_answer, question.model_answer, "qb-model")
    fields = {
        "Front": front,
        "Back": back + _rubric(question, parts) + parts.feedback(question.feedback),
        "Reverse": "",
    }
    return fragment(question, Own("recall", fields), parts)


def _rubric(question: Essay, parts: Parts) -> str:
    rows = "".join(
        f"<tr><td>{parts.text(one.criterion, inline=True)}{parts.remark(one.description)}</td>"
        f'<td class="align-right">{one.points.normalize():f}</td></tr>'
        for one in question.rubric
    )
    heads = f'<th>{escape(parts.labels.criterion)}</th><th class="align-right">{escape(parts.labels.points)}</th>'
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return parts.headed(parts.labels.rubric, table, "qb-rubric")
