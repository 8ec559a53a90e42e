"""What people judge."""

from __future__ import annotations

from qbank.api import Essay
from qbank_qti import asi
from qbank_qti.asi import RESPONSE, TEMPLATE, material
from qbank_qti.plain.item import ItemWriter
from qbank_qti.xml import element, text


def essay(item: ItemWriter, question: Essay) -> list[str]:
    """Add a text that people score, and for them the rubric."""
    words = item.context.labels
    attached = {"allowed": words.attachments_allowed, "required": words.attachments_required}
    said = [
        words.words_min.format(n=question.min_words) if question.min_words is not None else "",
        words.words_max.format(n=question.max_words) if question.max_words is not None else "",
        attached.get(question.attachments, ""),
    ]
    html = item.html(question.prompt) + "".join(f"<p><em>{text(one)}</em></p>" for one in said if one)
    if question.response_template:
        html += f"{TEMPLATE}{item.html(question.response_template)}</blockquote>"
    item.profile = "cc.essay.v0p1"
    item.for_scorers = _rubric(item, question)
    item.body += [item.prompt(html), asi.typed(RESPONSE, rows=15)]
    item.for_people()
    return [RESPONSE]


def _rubric(item: ItemWriter, question: Essay) -> str:
    """Return the rubric, which scorers see."""
    if not question.rubric:
        return ""
    lines = []
    for one in question.rubric:
        more = f": {item.html(one.description, inline=True)}" if one.description else ""
        lines.append(element("li", f"{item.html(one.criterion, inline=True)} ({one.points}){more}"))
    return element("rubric", material(element("ul", *lines)), view="Scorer")
