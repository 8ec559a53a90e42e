"""Finish a staged build: carry over what wasn't built, add manifest and index page, update the lock, swap it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qbank.compiler import lock, manifest
from qbank.compiler.index import index_page
from qbank.compiler.order import Result
from qbank.compiler.outcome import Built, Outcome, Request
from qbank.compiler.rows import is_built
from qbank.compiler.selection import Selection
from qbank.compiler.stage import MANIFEST, Stage, write_atomically


def publish(
    stage: Stage,
    request: Request,
    selection: Selection,
    counts: Mapping[str, Mapping[str, int]],
    results: Sequence[Result],
    outcome: Outcome,
) -> None:
    """Write what stands around the formats' files, and put the build in its place. Raises OSError.

    `counts` are the questions of each bank in each format that was assembled.
    """
    formats: dict[str, Any] = {}
    made = list(stage.names())
    for name, own in counts.items():
        found, files = selection.formats[name], [file for file in made if file.startswith(f"{name}/")]
        outcome.formats[name] = Built(found.title, found.how_to, files, sum(own.values()))
        formats[name] = _record(name, outcome.formats[name], own, outcome)
    _carry_over(stage, request, selection, formats, results)
    banks: dict[str, Any] = dict(stage.previous.get("banks", {})) if request.partial else {}
    for result in results:
        if result.info and (result.rendered or not request.partial):
            asked = sum(row.kind != "stimulus" and is_built(row, request.drafts) for row in result.rows)
            banks[result.info.id] = {"title": result.info.title, "file": result.file, "questions": asked}
    _write(stage.folder / "index.html", [index_page(formats, banks)])
    _write(stage.folder / MANIFEST, manifest.render(formats, banks, stage.files()))
    stage.commit()
    outcome.written = True


def _record(name: str, one: Built, counts: Mapping[str, int], outcome: Outcome) -> dict[str, Any]:
    return {
        "title": one.title,
        "how_to": list(one.how_to),
        "questions": dict(counts),
        "files": one.files,
        "losses": manifest.summary(one for one in outcome.lost if one.code.startswith(f"{name}/")),
    }


def _carry_over(
    stage: Stage, request: Request, selection: Selection, formats: dict[str, Any], results: Sequence[Result]
) -> None:
    """Take over the files of other banks and formats in a partial build, and of formats that failed in any."""
    for name, before in stage.previous.get("formats", {}).items():
        failed = name in selection.failed or (name in selection.orders and name not in formats)
        if not (request.partial or failed) or (name in formats and not request.paths):
            continue
        carried = stage.carry_over(before["files"])
        if name in formats:
            _merge(formats[name], before, carried, results)
        elif carried:
            formats[name] = {**before, "files": carried}


def _merge(record: dict[str, Any], before: Mapping[str, Any], carried: list[str], results: Sequence[Result]) -> None:
    """Add to a format's record what the previous build says of the banks that weren't built this time."""
    record["files"] = sorted([*record["files"], *carried])
    rest = [result for result in results if result.info and result.info.id not in record["questions"]]
    others = {result.info.id for result in rest if result.info}
    counts = {bank: number for bank, number in before["questions"].items() if bank in others}
    record["questions"] = {**counts, **record["questions"]}
    kept = [row.id for result in rest for row in result.rows]
    record["losses"] = manifest.merged(record["losses"], before["losses"], kept)


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def update_lock(project: Path, lines: Mapping[str, lock.Line]) -> None:
    """Write the lock where it changed. Raises OSError."""
    path, text = project / lock.NAME, lock.render(lines.values())
    if not path.exists() or path.read_text("utf-8") != text:
        write_atomically(path, text)
