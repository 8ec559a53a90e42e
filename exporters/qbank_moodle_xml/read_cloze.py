r"""Moodle's cloze questions, and texts into which words are dragged or chosen: prompts with blanks of ours.

A blank stands in the HTML as a mark of two private characters while that becomes Markdown.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any

from qbank.importing.api import (
    Element,
    Graded,
    Range,
    Shaped,
    escape,
    markdown,
    number,
    one_of,
    percent,
    some_of,
    typed,
)
from qbank_moodle_xml.read_blanks import Blank, cut
from qbank_moodle_xml.read_texts import Texts, words

_MARK = re.compile("\ue0f0(\\d+)\ue0f1")
_ALONE = re.compile("<div>\ue0f01\ue0f1</div>\\s*\\Z")
_UNIT = re.compile(r"<p>… ([^<>]+)</p>\s*\Z")
_SPECIAL = re.compile(r"[\\|~\[\]]")
ZERO, ONE = Fraction(0), Fraction(1)


def cloze(element: Element, texts: Texts) -> Shaped:
    """Return a cloze question; one whose only blank stands below its text is a question of the blank's own kind."""
    blanks: list[Blank] = []
    alone: list[str] = []
    asked = element.find("questiontext")

    def html(text: str, address: Any) -> str:
        shown, found = cut(text)
        blanks.extend(found)
        if len(found) == 1 and _ALONE.search(shown):
            shown = _ALONE.sub("", shown)
            alone.append(shown)
        return markdown(shown, address)

    prompt = texts.read(asked, html) if asked is not None else ""
    if not blanks:
        return Shaped({"type": "essay", "prompt": prompt}, draft="it was a cloze question without a blank")
    if alone:
        return _single(prompt, blanks[0])
    weights = reduce(gcd, (blank.weight for blank in blanks))
    total = sum(blank.weight for blank in blanks)
    shaped = [_described(blank, blank.weight // max(1, weights)) for blank in blanks]
    data = _filled(prompt, shaped)
    if weights > 1:
        data["points"] = str(total)
    drafts = [f"blank {at}: {one.draft}" for at, one in enumerate(shaped, 1) if one.draft]
    return Shaped(data, [note for one in shaped for note in one.notes], drafts[0] if drafts else "")


def gaps(element: Element, texts: Texts) -> Shaped:
    """Return a text with `[[1]]`, into which words of a group are put, as a cloze question with drop-downs."""
    boxes = [one for one in element.children if one.tag in ("dragbox", "selectoption")]
    options = [(words(one), one.child_text("group") or "1") for one in boxes]
    numbers: list[int] = []
    asked = element.find("questiontext")

    def html(text: str, address: Any) -> str:
        def mark(match: re.Match[str]) -> str:
            numbers.append(int(match[1]))
            return f"\ue0f0{len(numbers)}\ue0f1"

        return markdown(re.sub(r"\[\[(\d{1,3})\]\]", mark, text), address)

    prompt = texts.read(asked, html) if asked is not None else ""
    found = []
    for at in numbers:
        right, group = options[at - 1] if 0 < at <= len(options) else ("", "")
        others = dict.fromkeys(word for word, of in options if of == group and word != right)
        shaped = one_of([Graded(escape(right), ONE), *map(Graded, map(escape, others))])
        del shaped.data["type"]
        found.append(shaped)
        if not right:
            found = []
            break
    if not found:
        why = f"it was Moodle's {element.get('type')}, without its words"
        return Shaped({"type": "essay", "prompt": prompt}, draft=why)
    return Shaped(_filled(prompt, found))


def _single(prompt: str, blank: Blank) -> Shaped:
    """Return a question whose only blank stands below it: our writer makes such where Moodle's list has no grade."""
    shaped = _answers(blank)
    kind = shaped.data.pop("type")
    shaped.data = {"type": kind, "prompt": prompt, **shaped.data}
    if kind in ("multiple_choice", "multiple_response") and not blank.shuffled:
        shaped.data["shuffle"] = False
    if kind == "short_answer" and blank.cased:
        shaped.data["case_sensitive"] = True
    if blank.weight != 1:
        shaped.data["points"] = str(blank.weight)
    return shaped


def _answers(blank: Blank) -> Shaped:
    if blank.kind == "number":
        return _number(blank)
    if blank.kind == "text":
        found = [Graded(one.text, one.share, markdown(one.feedback)) for one in blank.answers]
        return typed(found, case_sensitive=blank.cased)
    graded = [Graded(markdown(one.text), one.share, markdown(one.feedback)) for one in blank.answers]
    if blank.kind == "several":
        return some_of(_automatic(blank, graded))
    return one_of(graded)


def _automatic(blank: Blank, graded: list[Graded]) -> list[Graded]:
    """Return the choices of which several are right: without percentages Moodle takes wrong ones off the right ones."""
    right = sum(one.share > 0 for one in graded)
    if blank.explicit or not right:
        return graded
    return [Graded(one.text, Fraction(1 if one.share > 0 else -1, right), one.feedback) for one in graded]


def _number(blank: Blank) -> Shaped:
    ranges, rest, unread = [], "", ""
    for one in blank.answers:
        text, _, off = one.text.partition(":")
        if percent(text) is None or percent(off or "0") is None:
            rest, unread = (markdown(one.feedback), unread) if text.strip() == "*" else (rest, unread or text)
            continue
        middle, size = Fraction(text.strip()), abs(Fraction(off.strip() or "0"))
        ranges.append(Range(middle - size, middle + size, one.share, markdown(one.feedback), shown=text.strip()))
    shaped = number(ranges, rest)
    shaped.draft = f"{unread} is no number" if unread else shaped.draft
    return shaped


def _described(blank: Blank, weight: int) -> Shaped:
    """Return a blank's fields; those that only questions have are notes."""
    shaped = _answers(blank)
    data = shaped.data
    if data.pop("type") == "multiple_response":
        shaped.draft = shaped.draft or "several choices of a blank are right, which qbank's blanks can't say"
    if feedback := data.pop("feedback", None):
        said = "; ".join(str(text) for text in feedback.values())
        shaped.notes.append(f"feedback of a blank is left out: {said[:200]}")
    if blank.cased:
        data["case_sensitive"] = True
    if weight != 1:
        data["points"] = weight
    return shaped


def _filled(prompt: str, shaped: list[Shaped]) -> dict[str, Any]:
    """Return a prompt with its blanks: typed in place where that says all of them, else by name."""
    named: dict[str, Any] = {}

    def fill(match: re.Match[str]) -> str:
        at = int(match[1])
        data = shaped[at - 1].data
        if short := _short(data):
            return short
        named[f"blank-{at}"] = data
        return f"[[@blank-{at}]]"

    filled = _MARK.sub(fill, prompt)
    return {"type": "cloze", "prompt": filled, **({"blanks": named} if named else {})}


def _short(data: dict[str, Any]) -> str:
    """Return a blank as it is typed in place; empty where its fields say more than that."""
    if set(data) == {"accept"} and data["accept"] and all(isinstance(one, str) for one in data["accept"]):
        texts = [_SPECIAL.sub(r"\\\g<0>", one) for one in data["accept"]]
        return f"[[{'|'.join(texts)}]]" if texts[0][0] not in "@=" else ""
    if set(data) == {"choices"}:
        key, *others = data["choices"]
        if isinstance(key, dict) and set(key) == {"answer"} and others and all(isinstance(one, str) for one in others):
            texts = [_SPECIAL.sub(r"\\\g<0>", one) for one in (key["answer"], *others)]
            plain = all(one.strip() == one and "\n" not in one for one in texts) and texts[0][0] not in "@="
            return f"[[{' ~'.join(texts)}]]" if plain else ""
        return ""
    if set(data) <= {"answer", "tolerance"} and "answer" in data:
        return f"[[={data['answer']}{'±' + data['tolerance'] if 'tolerance' in data else ''}]]"
    return ""
