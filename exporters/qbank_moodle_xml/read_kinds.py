"""Each of Moodle's kinds as one of ours; a kind that we haven't is a draft that says what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from qbank.api import plain
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
from qbank_moodle_xml.read_cloze import cloze, gaps
from qbank_moodle_xml.read_texts import Texts, words

ZERO, ONE = Fraction(0), Fraction(1)
Reader = Callable[[Element, Texts], Shaped]
_UNIT = re.compile(r"<p>… ([^<>]+)</p>\s*\Z")
_SCORING = {"ALL_OR_NOTHING": "all_or_nothing", "RELATIVE_NEXT_EXCLUDE_LAST": "pairs"}


def _answers(element: Element) -> Iterator[tuple[Element, Fraction]]:
    """Yield the answers with their shares."""
    for one in element.children:
        if one.tag == "answer":
            yield one, percent(one.get("fraction", "0")) or ZERO


def _prompt(element: Element, texts: Texts) -> dict[str, Any]:
    return {"prompt": texts.rich(element.find("questiontext"))}


def _feedback(element: Element, texts: Texts) -> dict[str, Any]:
    """Return what is shown by how good an answer was."""
    names = {"correct": "correctfeedback", "partial": "partiallycorrectfeedback", "incorrect": "incorrectfeedback"}
    found = {name: texts.rich(element.find(tag)) for name, tag in names.items()}
    found = {name: text for name, text in found.items() if text}
    return {"feedback": found} if found else {}


def _is(element: Element, name: str, default: bool) -> bool:
    text = element.child_text(name).lower()
    return default if not text else text in ("true", "1", "yes")


def _choice(element: Element, texts: Texts) -> Shaped:
    graded = [Graded(texts.rich(one), share, texts.rich(one.find("feedback"))) for one, share in _answers(element)]
    found = [one for one in graded if one.text]
    shaped = (one_of if _is(element, "single", True) else some_of)(found, **_prompt(element, texts))
    if len(found) < len(graded):
        shaped.notes.append("a choice without text is left out")
    if not _is(element, "shuffleanswers", False):
        shaped.data["shuffle"] = False
    shaped.data |= _feedback(element, texts)
    return shaped


def _true_false(element: Element, texts: Texts) -> Shaped:
    data = {"type": "true_false", **_prompt(element, texts)}
    feedback = {}
    right = None
    for one, share in _answers(element):
        if share >= ONE:
            right = words(one).lower()
        if text := texts.rich(one.find("feedback")):
            feedback["correct" if share >= ONE else "incorrect"] = text
    if right in ("true", "false"):
        data["answer"] = right == "true"
    data |= {"feedback": feedback} if feedback else {}
    return Shaped(data, draft="" if "answer" in data else "no key is marked")


def _short_answer(element: Element, texts: Texts) -> Shaped:
    graded = [Graded(words(one), share, texts.rich(one.find("feedback"))) for one, share in _answers(element)]
    cased = _is(element, "usecase", False)
    shaped = typed([one for one in graded if one.text], case_sensitive=cased, **_prompt(element, texts))
    if cased:
        shaped.data["case_sensitive"] = True
    return shaped


def _numerical(element: Element, texts: Texts) -> Shaped:
    prompt, unit = _with_unit(element, texts)
    ranges, rest, unread = [], "", ""
    for one, share in _answers(element):
        answer, feedback = words(one), texts.rich(one.find("feedback"))
        middle, size = _decimal(answer), _decimal(one.child_text("tolerance") or "0")
        if middle is not None and size is not None:
            ranges.append(Range(middle - abs(size), middle + abs(size), share, feedback, shown=answer))
        elif answer == "*":
            rest = rest or feedback
        else:
            unread = unread or answer or "an empty answer"
    shaped = number(ranges, rest, prompt=prompt)
    if unread:
        shaped.draft = f"{unread} is no number"
    shaped.data |= {"unit": unit} if unit else _units(element, shaped)
    return shaped


def _with_unit(element: Element, texts: Texts) -> tuple[str, str]:
    """Return the stem, and the unit that our own writer puts below it."""
    found: list[str] = []
    asked = element.find("questiontext")

    def html(text: str, address: Any) -> str:
        match = _UNIT.search(text)
        if match:
            found.append(plain(markdown(match[1])).strip())
        return markdown(text[: match.start()] if match else text, address)

    return (texts.read(asked, html) if asked is not None else ""), "".join(found)


def _units(element: Element, shaped: Shaped) -> dict[str, Any]:
    """Return the units; they must be typed with us, so that those that needn't be in Moodle are noted only."""
    sizes: dict[str, Fraction] = {}
    for one in element.all("unit"):
        multiplier = _decimal(one.child_text("multiplier"))
        if multiplier and (name := one.child_text("unit_name")):
            sizes[name] = 1 / multiplier
    if not sizes or element.child_text("showunits") == "3":
        return {}
    unit = next((name for name, size in sizes.items() if size == 1), "")
    others = {name: size for name, size in sizes.items() if name != unit}
    if element.child_text("unitgradingtype") in ("", "0"):
        shaped.notes.append(f"a unit could be typed, and needn't be: {', '.join(sizes)}")
        return {"unit": unit} if unit else {}
    if not others:
        shaped.notes.append("its unit had to be typed")
        return {"unit": unit}
    units = {name: _size(size) for name, size in others.items()}
    return ({"unit": unit} if unit else {}) | {"units": units}


def _size(size: Fraction) -> str:
    """Return a unit's size: Moodle keeps its inverse, in digits as many as a floating-point number has."""
    found = f"{float(size):.15g}"
    return found if "e" not in found else f"{float(size):.20f}".rstrip("0")


def _decimal(text: str) -> Fraction | None:
    text = text.strip()
    return Fraction(text) if percent(text) is not None else None


def _matching(element: Element, texts: Texts) -> Shaped:
    pairs: list[dict[str, str]] = []
    distractors = []
    for one in element.children:
        if one.tag != "subquestion":
            continue
        left, right = texts.rich(one), escape(" ".join(words(one.find("answer")).split()))
        if left and right:
            pairs.append({"left": left, "right": right})
        elif right:
            distractors.append(right)
    data: dict[str, Any] = {"type": "matching", **_prompt(element, texts), "pairs": pairs}
    data |= {"distractors": list(dict.fromkeys(distractors))} if distractors else {}
    if not _is(element, "shuffleanswers", True):
        data["shuffle"] = False
    return Shaped(data | _feedback(element, texts), draft="" if pairs else "it has no pairs")


def _ordering(element: Element, texts: Texts) -> Shaped:
    data: dict[str, Any] = {"type": "ordering", **_prompt(element, texts)}
    data["items"] = [text for one, _ in _answers(element) if (text := texts.rich(one))]
    grading = element.child_text("gradingtype")
    if grading in _SCORING:
        data["scoring"] = _SCORING[grading]
    exact = grading in ("", "ABSOLUTE_POSITION", "0", *_SCORING)
    notes = [] if exact else [f"Moodle graded it by {grading}; here it is by position"]
    return Shaped(data | _feedback(element, texts), notes)


def _essay(element: Element, texts: Texts) -> Shaped:
    """Return an essay; a short answer where the box is low, and all that is told is a good answer."""
    data: dict[str, Any] = {"type": "essay", **_prompt(element, texts)}
    data |= texts.told(element.find("graderinfo"), otherwise="model_answer")
    data.pop("source", None)
    for name, tag in (("min_words", "minwordlimit"), ("max_words", "maxwordlimit")):
        if re.fullmatch(r"[1-9]\d{0,8}", element.child_text(tag)):
            data[name] = element.child_text(tag)
    if template := texts.rich(element.find("responsetemplate")):
        data["response_template"] = template
    if element.child_text("attachments") not in ("", "0"):
        required = element.child_text("attachmentsrequired") not in ("", "0")
        data["attachments"] = "required" if required else "allowed"
    few = element.child_text("responsefieldlines") in ("1", "2", "3", "5")
    if few and set(data) == {"type", "prompt", "model_answer"}:
        data["type"] = "short_answer"
    return Shaped(data)


def _card(element: Element, texts: Texts) -> Shaped:
    """Return a description that has something to say afterwards: it asks nothing, and shows two sides."""
    front = _prompt(element, texts)["prompt"]
    told = texts.told(element.find("generalfeedback"), otherwise="back")
    return Shaped({"type": "flashcard", "front": front, **told})


def unknown(element: Element, texts: Texts) -> Shaped:
    """Return a draft for a kind that we haven't, with what its answers were."""
    kind = element.get("type") or "question without a type"
    said = [
        f"{words(one)} ({one.get('fraction')}%)" if one.get("fraction") else words(one) for one, _ in _answers(element)
    ]
    notes = [f"its answers were: {'; '.join(filter(None, said))[:300]}"] if any(said) else []
    return Shaped(
        {"type": "essay", **_prompt(element, texts)}, notes, f"it was Moodle's {kind}, a kind that qbank hasn't"
    )


KINDS: dict[str, Reader] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _card,
    "cloze": cloze,
    "multianswer": cloze,
    "gapselect": gaps,
    "ddwtos": gaps,
}
