"""Cloze: one item with a response for every blank (recipe R5)."""

from __future__ import annotations

from fractions import Fraction

from qbank_qti.items import choice, typed
from qbank_qti.items.item import ItemWriter
from qbank_qti.items.scale import Scale, summed
from qbank_qti.xml import element

from qbank.api import Blank, ChoiceBlank, Cloze, NumberBlank, blank_marker, fill_blanks


def cloze(item: ItemWriter, question: Cloze) -> tuple[str, Scale]:
    """Blanks of any sort, in the place where they stand."""
    blanks = list(question.filled.items())
    whole = Fraction(sum(blank.points for _, blank in blanks))
    scale = summed([[credit * blank.points for credit in _credits(blank)] for _, blank in blanks], whole)
    boxes = [_blank(item, question, name, blank, number, scale) for number, (name, blank) in enumerate(blanks, 1)]
    if not scale.exact:
        item.context.lose("score", "credits this fine are rounded")
    html = item.html(question.with_gaps(blank_marker))
    return element("div", fill_blanks(html, lambda number: boxes[number - 1]), class_="prompt"), scale


def _credits(blank: Blank) -> list[Fraction]:
    if isinstance(blank, ChoiceBlank):
        return choice.credits_of(blank.choices)
    if isinstance(blank, NumberBlank):
        return [one.credit for one in blank.intervals]
    return [one.credit for one in blank.accept]


def _blank(item: ItemWriter, question: Cloze, key: str, blank: Blank, number: int, scale: Scale) -> str:
    """Declare and score a blank; return what stands in its place."""
    name, path, weight = f"RESPONSE{number}", f"blanks.{key}", Fraction(blank.points)
    if blank.hint:
        item.hints.append(blank.hint)
    if isinstance(blank, ChoiceBlank):
        choice.single(item, blank.choices, scale, name, f"B{number}", weight)
        for index, one in enumerate(blank.choices):
            same = item.context.plain(one.text) == one.text and "\n" not in one.text
            if not same or "math" in item.context.features(one.text):
                where = f"{path}.choices.{index}.text" if key in question.blanks else "prompt"
                item.context.lose(where, "a drop-down shows its choices as plain text")
        return choice.drop_down(item, blank.choices, name, f"B{number}")
    if isinstance(blank, NumberBlank):
        typed.number_response(item, blank, scale, name, weight)
        return typed.number_box(item, blank, name)
    typed.text_response(item, blank, scale, name, f"{path}.accept", weight)
    return typed.text_box(item, name, max(len(one.text) for one in blank.accept))
