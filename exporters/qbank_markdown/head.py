"""What the document itself says: the bank's title and description, the questions' headings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qbank.api import BankInfo, Document, Entry, HtmlStyle, direction, html, labels, plain
from qbank_markdown.comment import comment, of_bank
from qbank_markdown.contain import contained, shows_media
from qbank_markdown.layout import blocks, code, decimal, escaped
from qbank_markdown.texts import RIGHT_TO_LEFT

STYLE = HtmlStyle(math="tex", classes=False, highlight=False)


def heading(entry: Entry, language: str) -> str:
    """Return a question's heading: its number and title."""
    title = f" · {escaped(entry.row.title)}" if entry.row.title else ""
    return f"## {labels(language).question} {entry.number}{title}"


def head(document: Document, other: Mapping[str, str], *, key: bool) -> str:
    """Return what stands above the questions, or above their key; `other` names the file of the other part."""
    info, w = document.info, labels(document.info.language)
    title = f"# {escaped(info.title)}" + (f" – {w.key}" if key else "")
    form = w.of_form.format(form=escaped(document.form)) if document.form else ""
    about = [", ".join(map(escaped, info.authors)), escaped(info.license), *map(code, info.tags), _total(document)]
    mark = RIGHT_TO_LEFT if direction(info.language) == "rtl" else ""
    hidden = comment({**of_bank(info), **({"form": document.form} if form else {}), **other})
    return blocks([title, form, "" if key else _described(info), hidden, mark + " · ".join(filter(None, about))])


def _total(document: Document) -> str:
    w = labels(document.info.language)
    points = [Decimal(entry.row.points) for entry in document.questions if entry.row.kind != "flashcard"]
    return f"{w.total}: {decimal(sum(points))} {w.points}" if points else ""


def _described(info: BankInfo) -> str:
    """Return the description; one that shows media in words, as it has no files."""
    if shows_media(info.description):
        return blocks(escaped(one) for one in plain(info.description).split("\n\n"))
    return contained(info.description, lambda: html(info.description, STYLE, lambda _: "")) if info.description else ""
