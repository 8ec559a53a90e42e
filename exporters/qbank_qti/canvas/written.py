"""What people judge: essays and files handed in."""

from __future__ import annotations

from qbank_qti.asi import TEMPLATE
from qbank_qti.canvas.item import ItemWriter
from qbank_qti.xml import text

from qbank.api import Essay, Question


def essay(item: ItemWriter, question: Essay) -> tuple[str, str]:
    """Return Canvas's name of the question, and its HTML."""
    words = item.context.labels
    said = [
        words.words_min.format(n=question.min_words) if question.min_words is not None else "",
        words.words_max.format(n=question.max_words) if question.max_words is not None else "",
        words.attachments_allowed if question.attachments == "allowed" else "",
    ]
    html = item.html(question.prompt) + "".join(f"<p><em>{text(one)}</em></p>" for one in said if one)
    if question.response_template:
        html += f"{TEMPLATE}{item.html(question.response_template)}</blockquote>"
    if question.rubric:
        lines = [f"{item.context.plain(one.criterion)}: {one.points}" for one in question.rubric]
        lines = [
            line + (f" ({item.context.plain(one.description)})" if one.description else "")
            for line, one in zip(lines, question.rubric, strict=True)
        ]
        item.fields["grading_notes"] = "\n".join(lines)
    if question.attachments == "required":
        return "file_upload_question", html
    item.for_people()
    return "essay_question", html


def for_everyone(item: ItemWriter, question: Question) -> str | None:
    """Return what everyone is shown afterwards: model answer and explanation, for Canvas has one text for both."""
    model = getattr(question, "model_answer", None)
    if not model:
        return question.explanation
    words = item.context.labels
    explained = [f"**{words.explanation}**", question.explanation] if question.explanation else []
    return "\n\n".join([f"**{words.model_answer}**", str(model), *explained])
