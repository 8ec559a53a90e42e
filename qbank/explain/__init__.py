"""A page for every code: what it means, why it matters, a wrong example and the right one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import cast

from qbank.diagnostics import Severity

_HEAD = re.compile(r"# (?P<code>\S+)\n\n\*(?P<severity>error|warning|note)\*\n\n(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What `qbank explain CODE` prints; `text` is Markdown."""

    code: str
    severity: Severity
    text: str


def _folder() -> Traversable:
    return resources.files(__name__) / "pages"


@cache
def codes() -> tuple[str, ...]:
    """Return all codes that have a page, sorted; formats' losses (`gift/hints-lost`) have none."""
    return tuple(sorted(one.name[:-3] for one in _folder().iterdir() if one.name.endswith(".md")))


@cache
def page(code: str) -> Page | None:
    """Return the page of a code, None where there is none. Raises ValueError for a page of the wrong form."""
    if code not in codes():
        return None
    found = _HEAD.fullmatch((_folder() / f"{code}.md").read_text("utf-8"))
    if found is None or found["code"] != code:
        raise ValueError(f"the page of {code} doesn't begin with '# {code}' and its severity")
    return Page(code, cast(Severity, found["severity"]), found["text"].strip() + "\n")


def severities() -> dict[str, str]:
    """Return the severity of every code that has a page."""
    return {code: found.severity for code in codes() if (found := page(code))}
