"""What people judge: essays, short answers with a model answer only, flashcards."""

from __future__ import annotations

from qbank_qti.items.item import ItemWriter
from qbank_qti.items.rules import RESPONSE
from qbank_qti.xml import element, text

from qbank.api import Essay, Flashcard, ShortAnswer


def essay(item: ItemWriter, question: Essay) -> str:
    """A text of one's own, perhaps a file; what to look for is shown to who scores it."""
    words = item.context.labels
    said = [
        words.words_min.format(n=question.min_words) if question.min_words is not None else "",
        words.words_max.format(n=question.max_words) if question.max_words is not None else "",
        words.attachments_allowed if question.attachments == "allowed" else "",
        words.attachments_required if question.attachments == "required" else "",
    ]
    guidance = "".join(element("p", text(one), class_="instructions") for one in said if one)
    template = item.context.plain(question.response_template) if question.response_template else ""
    item.respond("string", default=template)
    length = (question.max_words or 0) * 7 or None
    lines = 3 if question.attachments == "required" else 15
    box = _box(item, item.html(question.prompt) + guidance, expectedLength=length, expectedLines=lines)
    upload = ""
    if question.attachments != "none":
        item.respond("file", name="FILE")
        upload = item.q("uploadInteraction", responseIdentifier="FILE")
    if question.model_answer:
        _model_answer(item, question.model_answer)
    if question.rubric:
        item.rubric(words.rubric, _rubric(item, question))
    return box + upload


def _box(item: ItemWriter, prompt: str, **attributes: object) -> str:
    return item.asked(prompt, "extendedTextInteraction", responseIdentifier=RESPONSE, **attributes)


def _model_answer(item: ItemWriter, source: str) -> None:
    item.rubric(item.context.labels.model_answer, item.html(source))


def _rubric(item: ItemWriter, question: Essay) -> str:
    words = item.context.labels
    head = element("tr", element("th", text(words.criterion)), element("th", text(words.points)))
    rows = []
    for one in question.rubric:
        more = element("div", item.html(one.description)) if one.description else ""
        criterion = element("td", item.html(one.criterion, inline=True), more)
        rows.append(element("tr", criterion, element("td", str(one.points))))
    return element("table", element("thead", head), element("tbody", *rows))


def open_answer(item: ItemWriter, question: ShortAnswer) -> str:
    """A short answer that people compare with the model answer."""
    item.respond("string")
    if question.model_answer:
        _model_answer(item, question.model_answer)
    return _box(item, item.html(question.prompt), expectedLines=4)


def model_answer(item: ItemWriter, question: ShortAnswer) -> None:
    """Show the model answer of a scored short answer to scorers as well."""
    if question.model_answer:
        _model_answer(item, question.model_answer)


def flashcard(item: ItemWriter, question: Flashcard) -> str:
    """The front with a box to write what one recalls; the back is shown afterwards."""
    item.respond("string")
    item.processing.append(item.note(question.back, item.context.labels.back))
    return _box(item, item.html(question.front), expectedLines=3)
