"""Score agreement: what a consumer scored for a response, beside `question.score`. The counts make docs/agreement.md.

A test takes the fixture `agreement` and calls it once a response: the same responses in every run, none that hypothesis
made. What differs without being declared fails there; what is declared (the format's table has an `approximated` or
`lost` entry for it) is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "agreement.md"
HEAD = """\
# Score agreement

What consumers scored for responses, beside `question.score(response)`. The tests write this page: `pytest
--update-agreement`. *Declared* are responses that a consumer scores otherwise, as the format's table says
([formats.md](formats.md)); any other difference fails a test.

| consumer | kind | responses | equal | declared |
|---|---|--:|--:|--:|
"""

Counts = dict[tuple[str, str], list[int]]
COUNTS = pytest.StashKey[Counts]()


class Agreement:
    """Counts the responses that were tried, by consumer and kind."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def __call__(
        self,
        consumer: str,
        kind: str,
        ours: Fraction | None,
        theirs: Fraction | float | None,
        *,
        declared: bool = False,
    ) -> None:
        """Count a response; assert that the scores are equal (to 1e-6) unless a difference is declared.

        `consumer` names who scored, as readers know it ("Moodle 4.5's rules: XML"); None is "people score it".
        """
        equal = (
            ours is None if theirs is None else ours is not None and abs(ours - Fraction(theirs)) <= Fraction(1, 10**6)
        )
        assert equal or declared, f"{consumer} scores a response to {kind} {theirs}, we {ours}"
        tried = self._counts.setdefault((consumer, kind), [0, 0, 0])
        tried[0] += 1
        tried[1 if equal else 2] += 1


def added(counts: Counts, more: Iterable[tuple[str, str, list[int]]]) -> None:
    """Add what another process counted."""
    for consumer, kind, numbers in more:
        held = counts.setdefault((consumer, kind), [0, 0, 0])
        counts[consumer, kind] = [a + b for a, b in zip(held, numbers, strict=True)]


def plain(counts: Counts) -> list[tuple[str, str, list[int]]]:
    """Return counts as data that crosses processes."""
    return [(consumer, kind, numbers) for (consumer, kind), numbers in counts.items()]


def page(counts: Mapping[tuple[str, str], list[int]]) -> str:
    """Return the page of docs."""
    rows = [
        f"| {consumer} | {kind} | {a} | {b} | {c or ''} |" for (consumer, kind), (a, b, c) in sorted(counts.items())
    ]
    total = [sum(numbers[place] for numbers in counts.values()) for place in range(3)]
    return HEAD + "\n".join([*rows, f"| **all** |  | {total[0]} | {total[1]} | {total[2]} |"]) + "\n"


def finish(session: pytest.Session, counts: Counts) -> None:
    """Write the page where that is asked for; else fail a complete run whose counts the page doesn't show."""
    config = session.config
    complete = not session.testsfailed and not config.option.keyword and config.args == config.getini("testpaths")
    if config.getoption("--update-agreement"):
        PAGE.write_text(page(counts), encoding="utf-8")
    elif complete and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(counts)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        config.get_terminal_writer().line("docs/agreement.md is stale: run pytest --update-agreement", red=True)
