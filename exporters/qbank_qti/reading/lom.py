"""What a manifest's metadata (LOM, in either of its bindings) says of a bank or of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qbank.importing.api import Element, escape
from qbank_qti.lom import CATALOG

_DIFFICULTY = {"very easy": "easy", "easy": "easy", "medium": "medium", "difficult": "hard", "very difficult": "hard"}
_BLOOM = {"remember", "understand", "apply", "analyze", "evaluate", "create"}


def of_bank(metadata: Element) -> dict[str, Any]:
    """Return what a package says of itself."""
    general = _first(metadata, "general")
    people = [
        name
        for one in _all(metadata, "contribute")
        if "author" in _words(_first(one, "role")).lower() or "creator" in _words(_first(one, "role")).lower()
        for entity in [*_all(one, "entity"), *_all(one, "centity")]
        if (name := _person(entity.whole))
    ]
    found = {
        "title": _string(_first(general, "title")),
        "language": _string(_first(general, "language")),
        "description": escape(_string(_first(general, "description"))),
        "tags": tags(metadata),
        "authors": list(dict.fromkeys(people)),
        "license": _string(_first(_first(metadata, "rights"), "description")),
    }
    return {name: value for name, value in found.items() if value}


def of_item(metadata: Element) -> dict[str, Any]:
    """Return what is said of a question, as its fields."""
    found: dict[str, Any] = {"tags": tags(metadata)}
    found["difficulty"] = _DIFFICULTY.get(_string(_first(_first(metadata, "difficulty"), "value")).lower())
    found["id"] = own_id(metadata)
    objectives = []
    for one in _all(metadata, "classification"):
        purpose = _string(_first(_first(one, "purpose"), "value")).lower()
        if purpose == "educational objective" and (aim := _string(_first(one, "description"))):
            objectives.append(escape(aim))
        entry = _string(_first(_first(one, "taxon"), "entry")).lower()
        if purpose == "educational level" and entry in _BLOOM:
            found["bloom"] = entry
    found["objectives"] = objectives
    for one in _all(metadata, "relation"):
        if _string(_first(_first(one, "kind"), "value")).lower() == "isbasedon":
            found["source"] = escape(_string(_first(_first(one, "resource"), "description")))
    return {name: value for name, value in found.items() if value}


def own_id(metadata: Element) -> str:
    """Return the id that the author gave, where our own writer had to take another."""
    for one in [*_all(metadata, "identifier"), *_all(metadata, "catalogentry")]:
        if _words(_first(one, "catalog")).strip() == CATALOG:
            return _string(_first(one, "entry"))
    return ""


def tags(metadata: Element) -> list[str]:
    """Return the keywords."""
    general = _first(metadata, "general")
    words = [_string(one) for one in _all(general, "keyword")] if general is not None else []
    return list(dict.fromkeys(word for word in words if word))


def _all(element: Element | None, name: str) -> Iterator[Element]:
    return (one for one in element.all() if one.tag.lower() == name) if element is not None else iter(())


def _first(element: Element | None, name: str) -> Element | None:
    return next(_all(element, name), None)


def _string(element: Element | None) -> str:
    """Return the first text of an element that may have it in several languages."""
    if element is None:
        return ""
    for child in element:
        if child.tag.lower() in {"string", "langstring"}:
            return child.whole.strip()
    return element.whole.strip()


def _words(element: Element | None) -> str:
    return element.whole if element is not None else ""


def _person(card: str) -> str:
    """Return the name on a vCard."""
    found = re.search(r"\bFN:(?P<name>.*?)(?=\s*(?:\n|\bN:|\bEND:|\Z))", card, re.DOTALL)
    return re.sub(r"\\(.)", r"\1", found["name"]).strip() if found else ""
