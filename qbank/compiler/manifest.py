"""`build/manifest.json`: what was built, from what, and what was lost. The same source makes the same manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qbank import __version__
from qbank.compiler.losses import Lost


def summary(losses: Iterable[Lost]) -> list[dict[str, Any]]:
    """Return losses as records: one a code, with what it says first, and the ids of the questions."""
    found: dict[str, dict[str, Any]] = {}
    for loss in losses:
        how = "lost" if loss.severity == "warning" else "approximated"
        record = found.setdefault(loss.code, {"code": loss.code, "how": how, "message": loss.message, "questions": {}})
        record["questions"] |= dict.fromkeys(loss.questions)
    return in_shown_order(found.values())


def is_sound(data: Mapping[str, Any]) -> bool:
    """Return whether a manifest that was read has the shape of ours; an older or edited one may not."""
    formats, banks = data.get("formats"), data.get("banks")
    if not isinstance(formats, dict) or not isinstance(banks, dict):
        return False
    return all(isinstance(one, dict) and "title" in one for one in banks.values()) and all(
        isinstance(one, dict)
        and _texts(one.get("files"))
        and isinstance(one.get("questions"), dict)
        and isinstance(one.get("losses"), list)
        and {"title", "how_to"} <= one.keys()
        and all(
            isinstance(loss, dict) and {"code", "how", "message"} <= loss.keys() and _texts(loss.get("questions"))
            for loss in one["losses"]
        )
        for one in formats.values()
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def merged(new: Iterable[Any], before: Iterable[Any], kept: Iterable[str]) -> list[dict[str, Any]]:
    """Return new losses together with earlier ones of the questions `kept`, as one build of all would have them."""
    ids, found = set(kept), {record["code"]: dict(record) for record in new}
    for record in before:
        earlier = [item for item in record["questions"] if item in ids]
        if earlier:
            own = found.setdefault(record["code"], {**record, "questions": []})
            own["questions"] = {*own["questions"], *earlier}
    return in_shown_order(found.values())


def in_shown_order(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return losses as they are listed: first what is lost, then what is changed."""
    shown = [{**record, "questions": sorted(record["questions"])} for record in records]
    return sorted(shown, key=lambda record: (record["how"] != "lost", record["code"]))


def render(
    formats: Mapping[str, Mapping[str, Any]], banks: Mapping[str, Mapping[str, Any]], files: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the manifest in pieces: version, formats (with their losses), banks (with counts), files (with hashes)."""
    data = {"qbank": __version__, "formats": formats, "banks": banks, "files": files}
    yield from json.JSONEncoder(indent=2, ensure_ascii=False, sort_keys=True).iterencode(data)
    yield "\n"
