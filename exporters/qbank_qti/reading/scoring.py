"""What both interpreters of response processing offer: a response goes in; a score and the feedback shown come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from qbank_qti.reading.ranges import Range

Responses = Mapping[str, tuple[str, ...]]
"""Responses by identifier; an empty tuple, or none, is no answer."""
MOST = 300_000
"""Steps that one question's rules may take: more is no question but an attack."""


class UnreadableError(ValueError):
    """Rules that can't be run: what stands in the way."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a response."""

    score: Fraction
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Showing:
    """A rule that shows a feedback: which answers its condition names, and of which responses it speaks."""

    feedback: str
    names: frozenset[tuple[str, str]]
    responses: frozenset[str]
    scores: bool | None = None
    """Whether it gives points as well; None where that tells nothing."""
    bare: bool = True
    """Whether its condition is that one answer was given, and nothing else."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that the rules know: itself, or a pattern."""

    text: str
    pattern: bool = False


class Scoring(Protocol):
    """Response processing that can be run."""

    @property
    def showings(self) -> Sequence[Showing]:
        """Which rule shows which feedback."""

    def run(self, responses: Responses) -> Result:
        """Return what comes of responses. Raises UnreadableError."""

    def texts(self, response: str) -> Sequence[Candidate]:
        """Return the texts that the rules compare a response with, in their order."""

    def ranges(self, response: str) -> Sequence[Range]:
        """Return the numbers that the rules compare a response with, in their order."""

    def units(self, response: str, units: str) -> dict[str, Range]:
        """Return the numbers that are right by the unit that goes with them; `units` is the response that it is."""

    def weights(self, response: str, idents: Sequence[str]) -> dict[str, Fraction] | None:
        """Return what each choice adds, as a share; None where choices aren't added up."""


@dataclass
class Trial:
    """Runs a question's rules, and remembers which feedback went with which score."""

    scoring: Scoring
    full: Fraction | None = None
    """The score that counts as everything; None until it is known."""
    seen: list[tuple[Responses, Result]] = field(default_factory=list)
    _known: dict[tuple[tuple[str, tuple[str, ...]], ...], Result] = field(default_factory=dict)

    def run(self, responses: Responses) -> Result:
        """Return what comes of responses; the same ones are run once."""
        key = tuple(sorted(responses.items()))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.scoring.run(responses)
            self.seen.append((responses, found))
        return found

    def settle(self, *best: Responses, exactly: bool = False) -> None:
        """Say which responses are the best: `full` is their score, unless more than that is known to be possible."""
        top = max((self.run(one).score for one in best), default=Fraction(0))
        if top > 0 and (exactly or self.full is None or top > self.full):
            self.full = top

    def credit(self, responses: Responses) -> Fraction:
        """Return the share of the points that responses get."""
        return near(self.run(responses).score / (self.full or 1))


@lru_cache(maxsize=8192)
def near(share: Fraction) -> Fraction:
    """Return a share, or the simple one that it was rounded from: 0.3333333333333333 is a third."""
    simple = share.limit_denominator(1000)
    return simple if abs(simple - share) < Fraction(1, 10**6) else share
