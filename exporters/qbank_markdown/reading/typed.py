"""Answers that are typed: accepted texts and numbers, as the key lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qbank_markdown.layout import escaped
from qbank_markdown.reading.facts import uncoded, unescaped
from qbank_markdown.reading.lists import Item, first_block
from qbank_markdown.reading.texts import Texts

_WORTH = re.compile(r" \((-?\d[\d.]*%|\d+/\d+|\d+\.\d+|[01])\)\Z")
_CODE = re.compile(r"(`+)(?!`)(?P<text>.*?)(?<!`)\1(?!`)(?: \((?P<how>[^()]*)\))?\Z", re.DOTALL)
_SENSITIVE = " (A ≠ a)"
_NUMBER = re.compile(
    r"(?P<low>[+-]?\d[\d.]*(?:[eE][+-]?\d+)?)(?: … (?P<high>[+-]?\d[\d.]*(?:[eE][+-]?\d+)?))?"
    r"(?: ± (?P<off>\d[\d.]*(?:[eE][+-]?\d+)?%?))?(?: (?P<rest>.*))?",
    re.DOTALL,
)


def _credited(item: Item, texts: Texts) -> tuple[str, dict[str, Any]]:
    """Return an answer as it is shown, with what it is worth and its feedback."""
    shown, feedback = first_block(item.text)
    shown = shown.replace("\n", " ").strip().removeprefix("\u200f")
    worth = _WORTH.search(shown)
    data: dict[str, Any] = {"credit": worth[1]} if worth else {}
    if feedback:
        data["feedback"] = texts.back(feedback)
    return shown[: worth.start()] if worth else shown, data


def accepted(found: Sequence[Item], texts: Texts) -> dict[str, Any]:
    """Return `accept`, and how all are compared where all are compared alike."""
    made = [_accepted(one, texts) for one in found]
    data: dict[str, Any] = {}
    for name in ("match", "case_sensitive"):
        said = {one.get(name) for one in made}
        if len(said) == 1 and (value := said.pop()) is not None:
            data[name] = value
            for one in made:
                del one[name]
    return {"accept": [one["text"] if set(one) == {"text"} else one for one in made], **data}


def _accepted(item: Item, texts: Texts) -> dict[str, Any]:
    shown, data = _credited(item, texts)
    code = _CODE.match(shown)
    if code is None:
        sensitive = shown.endswith(_SENSITIVE)
        text = unescaped(shown.removesuffix(_SENSITIVE) if sensitive else shown)
        return {"text": text, **({"case_sensitive": True} if sensitive else {}), **data}
    how = (code["how"] or "").split(", ")
    match = "regex" if "regex" in how else "wildcard" if code["how"] else "exact"
    compared: dict[str, Any] = {} if match == "exact" else {"match": match}
    compared |= {"case_sensitive": True} if "A ≠ a" in how else {}
    return {"text": uncoded(code["text"]), **compared, **data}


def numbers(found: Sequence[Item | str], texts: Texts) -> dict[str, Any] | None:
    """Return the fields of a number's answers; None where the key has something else in it."""
    data: dict[str, Any] = {}
    unit = ""
    for index, item in enumerate(one for one in found if isinstance(one, Item)):
        shown, said = (
            _credited(item, texts) if index else (item.text.replace("\n", " ").strip().removeprefix("\u200f"), {})
        )
        number = _NUMBER.fullmatch(shown)
        if number is None or (index and number["high"]):
            return None
        if number["off"]:
            data["tolerance"] = number["off"]
        if index == 0:
            unit = unescaped(number["rest"] or "")
            data |= {"min": number["low"], "max": number["high"]} if number["high"] else {"answer": number["low"]}
        else:
            one = {"answer": number["low"], **said}
            data.setdefault("accept", []).append(one if said else number["low"])
    if not data:
        return None
    return data | _units([one for one in found if isinstance(one, str)], unit)


def _units(lines: Sequence[str], unit: str) -> dict[str, Any]:
    sizes = {}
    pattern = re.compile(
        rf"1 (.+) = (-?\d[\d.]*)(?: {re.escape(escaped(unit))})?" if unit else r"1 (.+) = (-?\d[\d.]*)"
    )
    for line in lines:
        size = pattern.fullmatch(line.strip())
        if size:
            sizes[unescaped(size[1])] = size[2]
    return ({"unit": unit} if unit else {}) | ({"units": sizes} if sizes else {})
