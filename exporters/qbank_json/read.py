"""JSON → questions: what `write.py` writes, a bank as the language has it, or a list of questions in its fields.

A file that `write.py` wrote comes back exactly. Other files have `{"questions": […]}`, with what a bank says of itself
beside them, or the list alone; each question has the fields of docs/language.md, in any of their short forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qbank.api import KINDS
from qbank.importing.api import (
    About,
    Address,
    Aside,
    Found,
    FoundStimulus,
    Importer,
    Input,
    InputFault,
    Keep,
    Place,
    Read,
    Refused,
    beside,
    readdressed,
)
from qbank_json.parse import parsed
from qbank_json.write import VERSION

DERIVED = ("format", "project", "folders", "clozes", "media", "modified")
"""What `write.py` says besides: it follows from the questions, or from where they lay."""
HEADER = ("title", "description", "language", "license", "authors", "tags")
DEEPEST = 20
"""Lists and objects that a question may have in each other; the language needs eight."""


def sniff(source: Input) -> float:
    """Return how surely this is JSON with questions in it."""
    head = source.head_text.lstrip()
    if not head.startswith(("{", "[")) or head.startswith(("[[", "{{")):
        return 0.0
    if '"questions"' in head and ('"bank"' in head or '"type"' in head):
        return 0.95
    named = source.path.suffix.lower() == ".json"
    return 0.9 if '"type"' in head and ('"prompt"' in head or '"front"' in head) else 0.3 if named else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield the bank's words about itself, its stimuli and its questions, in the file's order."""
    whole = parsed(source.text)
    bank = _bank(whole)
    media = whole.get("media") if isinstance(whole, dict) else None
    address = _addresses(source, media if isinstance(media, dict) else {}, keep)
    about = {name: one for name, one in bank.items() if name in HEADER and one}
    yield About(readdressed(about, address), str(bank.get("bank") or ""))
    known = {*DERIVED, *HEADER, "schema", "bank", "stimuli", "defaults", "questions"}
    members = [*bank, *(whole if isinstance(whole, dict) and bank is not whole else ())]
    yield from (Aside(Place(), f"`{name}` was left") for name in members if name not in known)
    yield from _stimuli(bank.get("stimuli"), address)
    ours = isinstance(whole, dict) and "format" in whole
    defaults, shared = bank.get("defaults"), _listed(bank.get("tags"))
    for number, one in enumerate(bank["questions"], 1):
        place = Place(label=f"question {number}")
        if not isinstance(one, dict) or _deep(one):
            yield Refused(place, "it is no object with a question's fields")
            continue
        yield _found(_typed(one) if ours else _filled(one, defaults), shared, place, address)


def _bank(whole: Any) -> dict[str, Any]:
    """Return the object that has the questions. Raises InputFault where there is none."""
    if isinstance(whole, list):
        return {"questions": whole}
    if isinstance(whole, dict):
        version = str(whole.get("format", VERSION))
        if isinstance(whole.get("bank"), dict) and version != str(VERSION):
            hint = "read it with the version of qbank that wrote it"
            raise InputFault(f"it has JSON of version {version}, and this is qbank with {VERSION}", hint)
        for bank in (whole.get("bank"), whole):
            if isinstance(bank, dict) and isinstance(bank.get("questions"), list):
                return bank
        if "type" in whole:
            return {"questions": [whole]}
    raise InputFault("it has no questions", 'give it the shape {"questions": […]}')


def _addresses(source: Input, media: Mapping[str, Any], keep: Keep) -> Address:
    """Return what finds the file that an address in a text stands for."""
    known: dict[str, str | None] = {}

    def address(typed: str) -> str | None:
        one = media.get(typed)
        name = one.get("file") if isinstance(one, dict) else None
        if typed not in known:
            data = beside(source, name) if isinstance(name, str) else None
            known[typed] = None if data is None else keep(typed, data)
        return known[typed]

    return address


def _stimuli(found: Any, address: Address) -> Iterator[Read]:
    for name, one in found.items() if isinstance(found, dict) else ():
        said = {"text": one} if isinstance(one, str) else one if isinstance(one, dict) else {}
        place = Place(label=f"stimulus {name}")
        if not isinstance(said.get("text"), str):
            yield Refused(place, "it has no text")
            continue
        yield FoundStimulus(name, readdressed(said["text"], address), place, str(said.get("title") or ""))


def _filled(one: Mapping[str, Any], defaults: Any) -> dict[str, Any]:
    """Return a question with the bank's defaults, where its kind has them."""
    kind = KINDS.get(str(one.get("type")))
    if not isinstance(defaults, dict) or kind is None:
        return dict(one)
    return {**{name: value for name, value in defaults.items() if name in kind.model_fields}, **one}


def _typed(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question without the defaults that `write.py` says: `scoring: partial` contradicts weights if typed."""
    kind = KINDS.get(str(one.get("type")))
    fields = kind.model_fields if kind else {}
    return {name: value for name, value in one.items() if name not in fields or fields[name].default != value}


def _found(data: dict[str, Any], shared: list[Any], place: Place, address: Address) -> Found:
    name = str(data.pop("id", "") or "")
    tags = _listed(data.get("tags"))
    if shared and tags[: len(shared)] == shared:
        data["tags"] = tags[len(shared) :]
    return Found(readdressed(data, address), place, name, draft="" if "type" in data else "it says no type")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _deep(value: Any, left: int = DEEPEST) -> bool:
    """Return whether lists and objects are nested deeper than any question's."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_deep(one, left - 1) for one in inner)


importer = Importer("json", "JSON", sniff, read)
