"""`qbank.lock`: for each id, what it was when it last changed, and when. Kept by the build, committed by the author.

A line an id, sorted: `id kind hash time`. Git merges it line by line (`merge=union`); of two lines of an id the newest
wins. Platforms that update in place (Anki) need a time that changes with the question and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

NAME = "qbank.lock"
_LINE = re.compile(r"(?P<id>[A-Za-z0-9][A-Za-z0-9_-]*) (?P<kind>[a-z_]+) (?P<hash>[0-9a-f]{16,64}) (?P<time>\S+)")
_TIME = "%Y-%m-%dT%H:%M:%SZ"
LATEST = 253_402_300_798
"""A second before the year 10000, so that a line can still be made newer than any other."""


@dataclass(frozen=True, slots=True)
class Line:
    """An id's kind and hash, and when it got them: seconds since 1970 (UTC)."""

    id: str
    kind: str
    hash: str
    time: int

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.hash} {_written(self.time)}"


def parse(text: str) -> tuple[dict[str, Line], list[int]]:
    """Return the lines of a lock by id, and the numbers (from 1) of lines that are none."""
    lines: dict[str, Line] = {}
    wrong = []
    for number, raw in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(raw.strip())
        time = _seconds(found["time"]) if found else None
        if found and time is not None:
            line = Line(found["id"], found["kind"], found["hash"], time)
            if line.id not in lines or lines[line.id].time <= time:
                lines[line.id] = line
        elif raw.strip() and not raw.startswith("#"):
            wrong.append(number)
    return lines, wrong


@lru_cache(1024)  # questions that were written together have one time
def _written(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_TIME)


@lru_cache(1024)
def _seconds(text: str) -> int | None:
    try:
        seconds = int(datetime.strptime(text, _TIME).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LATEST else None


def render(lines: Iterable[Line]) -> str:
    """Return the text of a lock."""
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.id))


def read(project: Path) -> tuple[dict[str, Line], list[int]]:
    """Read a project's lock; empty where there is none. Raises OSError and UnicodeDecodeError."""
    path = project / NAME
    return parse(path.read_text("utf-8")) if path.exists() else ({}, [])


@dataclass(frozen=True, slots=True)
class Update:
    """What a build makes of the lock."""

    lines: dict[str, Line]
    changed: tuple[str, ...]
    """Ids that are new or whose content changed."""
    gone: tuple[str, ...]
    kinds: Mapping[str, str]
    """Ids whose kind changed, and what it was."""
    renamed: Mapping[str, str]
    """New ids, and the one that was gone with them and said the same."""


def update(
    old: Mapping[str, Line], items: Iterable[tuple[str, str, str, tuple[str, ...]]], now: int, *, keep: bool
) -> Update:
    """Return the lock after a build: `items` are (id, kind, hash, aliases) of every question.

    A renamed question takes over its alias's line. With `keep` (a partial build) lines of other questions stay.
    """
    lines: dict[str, Line] = {}
    changed, kinds = [], {}
    used: set[str] = set()
    for identity, kind, digest, aliases in items:
        known = next((old[name] for name in (identity, *reversed(aliases)) if name in old), None)
        used |= {identity, *aliases}
        if known is not None and known.kind != kind:
            kinds[identity] = known.kind
        if known is not None and (known.hash, known.kind) == (digest, kind):
            lines[identity] = Line(identity, kind, digest, known.time)
        else:
            lines[identity] = Line(identity, kind, digest, max(now, known.time + 1 if known else 0))
        if lines[identity] != old.get(identity):
            changed.append(identity)
    rest = {name: line for name, line in old.items() if name not in lines and name not in used}
    gone = [*rest, *(name for name in used if name in old and name not in lines)]
    if keep:
        return Update(lines | rest, tuple(changed), (), kinds, {})
    said = {(line.hash, line.kind): name for name, line in rest.items()}
    new = (lines[name] for name in changed if name not in old and said)
    renamed = {line.id: said[line.hash, line.kind] for line in new if (line.hash, line.kind) in said}
    return Update(lines, tuple(changed), tuple(gone), kinds, renamed)
