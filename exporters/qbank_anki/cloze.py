"""Texts with blanks: the note type qbank Cloze."""

from __future__ import annotations

import re
from typing import Literal

from qbank.api import (
    Blank,
    ChoiceBlank,
    Cloze,
    Context,
    Fragment,
    NumberBlank,
    TextBlank,
    blank_marker,
    shuffled,
    write_share,
)
from qbank_anki.note import Own, fragment
from qbank_anki.parts import Parts, inert, plain
from qbank_anki.patterns import shown

_FORMULA = re.compile(r"(\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)


def render_cloze(question: Cloze, context: Context, mode: Literal["together", "separate"]) -> Fragment:
    """Return the note of a text with blanks: one card that asks for all of them, or a card for each."""
    parts = Parts(context)
    blanks = list(question.filled.values())

    def deletion(number: int) -> str:
        blank = blanks[number - 1]
        answer, hint = _answer(blank, parts), _hint(blank, f"{question.id}/{number}", parts)
        after = plain(f" {blank.unit}") if isinstance(blank, NumberBlank) and blank.unit and not blank.units else ""
        card = number if mode == "separate" else 1
        return f"{{{{c{card}::{guarded(answer)}{f'::{guarded(hint)}' if hint else ''}}}}}{after}"

    explained = _details(blanks, parts) + parts.feedback(question.feedback)
    cards = range(len(blanks)) if mode == "separate" else (0,)
    meta = parts.meta(question.points) if len(blanks) != question.points else ""
    fields = {"Text": parts.wrap(parts.text(question.with_gaps(blank_marker)) + meta)}
    deletions = [deletion(number) for number in range(1, len(blanks) + 1)]
    own = Own("cloze", fields, explained=explained, cards=cards, deletions=deletions)
    return fragment(question, own, parts, question.with_gaps("[…]".format))


def guarded(content: str) -> str:
    """Return HTML that may stand in a deletion: no `::`, no `}}`, also not together with what follows.

    Entities keep text exact; in formulas spaces do as well, and survive Anki's editor.
    """
    pieces = _FORMULA.split(inert(content))
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = re.sub(r"(?<=})(?=})|(?<=:)(?=:)", " ", piece)
        else:
            pieces[index] = re.sub(r":(?=:|$)|(?<=:):|^:|[{}]", lambda match: f"&#{ord(match[0])};", piece)
    return "".join(pieces)


def _answer(blank: Blank, parts: Parts) -> str:
    if isinstance(blank, ChoiceBlank):
        return parts.text(next(choice.text for choice in blank.choices if choice.correct), inline=True)
    if isinstance(blank, TextBlank):
        first = blank.accept[0]
        return shown(first, first.match or blank.match)
    unit = f" {blank.unit}" if blank.unit and blank.units else ""
    return plain(blank.intervals[0].shown + unit)


def _hint(blank: Blank, seed: str, parts: Parts) -> str:
    hint = parts.text(blank.hint, inline=True) if blank.hint else ""
    if not isinstance(blank, ChoiceBlank):
        return hint
    texts = [parts.text(blank.choices[index].text, inline=True) for index in shuffled(blank.choices, seed)]
    options = " / ".join(texts)
    return f"{options} — {hint}" if hint else options


def _details(blanks: list[Blank], parts: Parts) -> str:
    """Return what else is accepted, worth a part or said about each blank."""
    found = [(number, _rows(blank, parts)) for number, blank in enumerate(blanks, 1)]
    items = "".join(f'<li value="{number}"><ul>{rows}</ul></li>' for number, rows in found if rows)
    return parts.headed(parts.labels.answers, f"<ol>{items}</ol>" if items else "", "qb-blanks")


def _rows(blank: Blank, parts: Parts) -> str:
    rows = []
    if isinstance(blank, ChoiceBlank):
        for choice in blank.choices:
            if choice.feedback or choice.weight is not None:
                share = write_share(choice.weight) if choice.weight is not None and not choice.correct else ""
                rows.append(_row(parts.text(choice.text, inline=True), share, choice.feedback, parts))
    elif isinstance(blank, TextBlank):
        if len(blank.accept) > 1 or blank.accept[0].feedback:
            for one in blank.accept:
                text = shown(one, one.match or blank.match)
                rows.append(_row(text, "" if one.credit == 1 else write_share(one.credit), one.feedback, parts))
    elif len(blank.intervals) > 1 or blank.tolerance.size or blank.units:
        within = f" ± {blank.tolerance}" if blank.tolerance.size and blank.answer is not None else ""
        unit = f" {blank.unit}" if blank.unit else ""
        for band in blank.intervals:
            share = "" if band.credit == 1 else write_share(band.credit)
            rows.append(_row(plain(band.shown + within + unit), share, band.feedback, parts))
        rows += [_row(plain(f"1 {name} = {size:f}{unit}"), "", None, parts) for name, size in blank.units.items()]
    return "".join(rows)


def _row(text: str, share: str, feedback: str | None, parts: Parts) -> str:
    credit = f' <span class="qb-credit">{share}</span>' if share else ""
    return f"<li><bdi>{text}</bdi>{credit}{parts.remark(feedback)}</li>"
