"""Cloze: blanks that are typed, or drop-downs. Canvas has no question with both, and none with numbers."""

from __future__ import annotations

from qbank_qti.canvas.item import ItemWriter, blank_names, box, choice_ident, choices, equal, label, material
from qbank_qti.canvas.typed import decimal, keys_of, unlike
from qbank_qti.xml import element, text

from qbank.api import Blank, ChoiceBlank, Cloze, NumberBlank, TextBlank, blank_marker, fill_blanks, shuffled


def cloze(item: ItemWriter, question: Cloze) -> tuple[str, str]:
    """Return Canvas's name of the question, and its HTML with the blanks named in brackets."""
    blanks = list(question.filled.items())
    html = item.html(question.with_gaps(blank_marker))
    names = blank_names([key for key, _ in blanks], html)
    if len({blank.points for _, blank in blanks}) > 1:
        item.lose("score", "in Canvas every blank is worth the same")
    if all(isinstance(blank, ChoiceBlank) for _, blank in blanks):
        for number, (key, blank) in enumerate(blanks, 1):
            assert isinstance(blank, ChoiceBlank)
            _drop_down(item, question, (f"b{number}-", names[number - 1]), key, blank)
        return "multiple_dropdowns_question", fill_blanks(html, lambda number: f"[{names[number - 1]}]")
    after = [_after(blank, item) for _, blank in blanks]
    accepted = [_typed(item, question, key, blank) for key, blank in blanks]
    if not all(accepted):
        item.lose("score", "people score it, for Canvas can't compare what is typed in one of its blanks")
        item.lose("blanks" if question.blanks else "prompt", "its answers stand in the notes for who scores it")
        item.responses, item.scored = [box()], [item.condition(element("other"))]
        item.fields["grading_notes"] = "\n".join(f"({number}) {_key(one)}" for number, (_, one) in enumerate(blanks, 1))
        return "essay_question", fill_blanks(html, lambda number: f"({number}) ______{after[number - 1]}")
    for number, (name, texts) in enumerate(zip(names, accepted, strict=True), 1):
        labels = [label(f"b{number}-a{position}", words, "text/plain") for position, words in enumerate(texts, 1)]
        response = f"response_{name}"
        item.responses.append(choices(response, labels, cardinality=None, about=material(name, "text/plain")))
        item.part(equal(f"b{number}-a1", response), len(blanks))
    shown = fill_blanks(html, lambda number: f"[{names[number - 1]}]{after[number - 1]}")
    return "fill_in_multiple_blanks_question", shown


def _key(blank: Blank) -> str:
    """Return what counts in a blank, for people."""
    if isinstance(blank, ChoiceBlank):
        return " / ".join(choice.text for choice in blank.choices if choice.correct)
    if isinstance(blank, NumberBlank):
        return " / ".join(f"{one.shown} {blank.unit or ''}".strip() for one in blank.intervals)
    return " / ".join(one.text for one in blank.accept)


def _path(question: Cloze, key: str, field: str) -> str:
    return f"blanks.{key}.{field}" if key in question.blanks else "prompt"


def _drop_down(item: ItemWriter, question: Cloze, named: tuple[str, str], key: str, blank: ChoiceBlank) -> None:
    """Add a drop-down; `named` are the beginning of its choices' identifiers and its name in the prompt."""
    prefix, name = named
    names = [choice_ident(choice, position, prefix) for position, choice in enumerate(blank.choices, 1)]
    fixed = [choice.fixed for choice in blank.choices]
    if any(not choice.correct and choice.weight for choice in blank.choices):
        item.lose("score", "Canvas gives nothing for a choice that is right in part")
    note = "a drop-down shows its choices as plain text"
    texts = [
        item.plain(choice.text, _path(question, key, f"choices.{index}.text"), note)
        for index, choice in enumerate(blank.choices)
    ]
    order = shuffled(blank.choices, f"{question.id}/{key}", fixed)
    labels = [label(names[index], texts[index], "text/plain") for index in order]
    response = f"response_{name}"
    item.responses.append(choices(response, labels, cardinality=None, about=material(name, "text/plain")))
    for one, choice in zip(names, blank.choices, strict=True):
        item.show_when(equal(one, response), f"{one}_fb", choice.feedback)
        if choice.correct:
            item.part(equal(one, response), len(question.filled))


def _typed(item: ItemWriter, question: Cloze, key: str, blank: Blank) -> list[str]:
    """Return what counts in a blank that is typed; none where Canvas can't tell."""
    if isinstance(blank, TextBlank):
        for index, one in enumerate(blank.accept):
            if one.feedback:
                item.lose(f"blanks.{key}.accept.{index}.feedback", "Canvas shows none for a blank that is typed")
        return unlike(keys_of(item, blank, _path(question, key, "accept")))
    if isinstance(blank, NumberBlank):
        where = _path(question, key, "answer")
        note = "in a text with blanks Canvas compares numbers as text, without a tolerance"
        item.lose(where, note)
        item.lose("score", note)
        whole = [one for one in blank.intervals if one.credit == 1]
        if blank.sizes or blank.answer is None:
            return []
        return list(dict.fromkeys(words for one in whole for words in (decimal((one.low + one.high) / 2), one.shown)))
    for index, choice in enumerate(blank.choices):
        if choice.feedback:
            where = _path(question, key, f"choices.{index}.feedback")
            item.lose(where, "Canvas shows none for a blank that is typed")
    note = "beside blanks that are typed, a drop-down is typed, too; its choices are listed"
    item.lose(_path(question, key, "choices"), note)
    item.lose("score", note)
    return [" ".join(item.context.plain(choice.text).split()) for choice in blank.choices if choice.correct]


def _after(blank: Blank, item: ItemWriter) -> str:
    """Return what stands after a blank that is typed: its unit, or the choices that a drop-down would show."""
    if isinstance(blank, NumberBlank):
        return f" {text(blank.unit)}" if blank.unit else ""
    if isinstance(blank, ChoiceBlank):
        order = shuffled(blank.choices, item.item.id, [choice.fixed for choice in blank.choices])
        return f" ({' / '.join(item.html(blank.choices[index].text, inline=True) for index in order)})"
    return ""
