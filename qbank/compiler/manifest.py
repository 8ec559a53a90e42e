"""`build/manifest.json`: what was built, from what, and what was lost. The same source makes the same manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from qbank import __version__
from qbank.diagnostics import Diagnostic


def summary(losses: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return losses summed up: one record a code, with the number of questions and their ids."""
    found: dict[str, dict[str, Any]] = {}
    for loss in losses:
        how = "lost" if loss.severity == "warning" else "approximated"
        record = found.setdefault(loss.code, {"code": loss.code, "how": how, "message": loss.message, "questions": []})
        if loss.item not in record["questions"]:
            record["questions"].append(loss.item)
    return sorted(found.values(), key=lambda record: (record["how"] != "lost", record["code"]))


def render(
    formats: Mapping[str, Mapping[str, Any]], banks: Mapping[str, Mapping[str, Any]], files: Mapping[str, Any]
) -> str:
    """Return the manifest's text: version, formats (with their losses), banks (with counts), files (with hashes)."""
    data = {"qbank": __version__, "formats": formats, "banks": banks, "files": files}
    return json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
