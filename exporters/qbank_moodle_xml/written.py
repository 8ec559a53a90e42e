"""What people judge: essays, and short answers that Moodle can't compare; flashcards, which learners judge."""

from __future__ import annotations

import html
from collections.abc import Sequence

from qbank.api import Essay, Feedback, Flashcard, ShortAnswer
from qbank_moodle_xml.question import QuestionWriter
from qbank_moodle_xml.xml import element, rich, shield

LINES, FEW_LINES = 15, 5
"""How high the box is: of an essay, of what is shorter."""


def judged(writer: QuestionWriter, item: Essay | ShortAnswer) -> str:
    """Return an essay, or a short answer that people mark: one without accepted texts, or whose texts Moodle can't."""
    if isinstance(item, ShortAnswer):
        _report(writer, item)
        return essay(writer, writer.html(item.prompt), writer.for_graders(item) + _accepted(writer, item))
    limits = {"minwordlimit": item.min_words, "maxwordlimit": item.max_words}
    own = [element(name, str(limit)) for name, limit in limits.items() if limit is not None]
    own.append(element("attachments", "0" if item.attachments == "none" else "-1"))
    own.append(element("attachmentsrequired", "1" if item.attachments == "required" else "0"))
    template = item.response_template
    own.append(rich("responsetemplate", writer.without_files(template, inline=False) if template else ""))
    graders = writer.for_graders(item)
    return essay(writer, writer.html(item.prompt), graders, own, lines=LINES, required=item.attachments == "none")


def essay(
    writer: QuestionWriter,
    shown: str,
    graders: str,
    own: Sequence[str] = (element("attachments", "0"), element("attachmentsrequired", "0")),
    *,
    lines: int = FEW_LINES,
    required: bool = True,
) -> str:
    """Return an `essay` question; `graders` is what is told to who marks it.

    A text is `required`, but where files may be handed in, of which one may take its place.
    """
    head = [
        element("responseformat", "editor"),
        element("responserequired", str(int(required))),
        element("responsefieldlines", str(lines)),
    ]
    return writer.document("essay", shown, [*head, *own, rich("graderinfo", graders)])


def _accepted(writer: QuestionWriter, item: ShortAnswer) -> str:
    """Return the answers that count, as they were typed, for a short answer that Moodle can't compare."""
    if not item.accept:
        return ""
    listed = "".join(f"<li><code>{shield(html.escape(one.text))}</code></li>" for one in item.accept)
    return writer.headed(writer.context.labels.answers, f"<ul>{listed}</ul>")


def _report(writer: QuestionWriter, item: ShortAnswer) -> None:
    if item.feedback != Feedback():
        writer.lose("feedback", "a text that people mark has one feedback for all")
    if item.hints:
        writer.lose("hints", "Moodle's essays have no hints")
    if item.accept:
        note = "people mark it, for Moodle can compare none of the answers that are right"
        writer.lose("accept", note)
        writer.lose("score", note)


def flashcard(writer: QuestionWriter, item: Flashcard) -> str:
    """Return a `description`: the front, with the back as what is shown afterwards. It asks nothing and has no mark."""
    return writer.document("description", writer.html(item.front), general=writer.html(item.back))
