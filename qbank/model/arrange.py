"""Questions whose parts are put together: matching and ordering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from qbank.model.base import Model, Scored
from qbank.model.numbers import fault
from qbank.model.types import Boolean, Text, Texts, one_or_many

ZERO = Fraction(0)


class Pair(Model):
    """Two texts that belong together. Authors type `- left: right` or `{left, right, feedback}`."""

    left: Text = Field(description="What a partner is sought for.")
    right: Text = Field(description="Its partner.")
    feedback: Text | None = Field(None, description="Shown to who matched it wrongly.")

    @model_serializer(mode="wrap")
    def _shorthand(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        short = len(data) == 2 and self.left not in Pair.model_fields and "\n" not in self.left and len(self.left) < 60
        return {self.left: self.right} if short else data


def _read_pair(value: object) -> object:
    if isinstance(value, dict):
        if len(value) == 1 and not set(value) & {*Pair.model_fields}:
            ((left, right),) = value.items()
            return {"left": left, "right": right}
        if value and not set(value) & {*Pair.model_fields}:
            (left, right), *_ = value.items()
            raise fault("pair-expected", "each pair is an item of its own", f"write - {left}: {right}")
        return value
    raise fault("pair-expected", "a pair is expected here", "write - left: right")


_Pair = Annotated[Pair, BeforeValidator(_read_pair, json_schema_input_type=Pair | dict[str, Text])]


class Matching(Scored):
    """Each left side has its right side."""

    type: Literal["matching"]
    pairs: Annotated[tuple[_Pair, ...], one_or_many(Pair | dict[str, Text])] = Field(description="- left: right")
    distractors: Texts = Field((), description="Right sides that belong to nothing.")
    shuffle: Boolean = Field(True, description="Whether the left sides are shown in random order.")

    def credit(self, response: Mapping[str, str] | None) -> Fraction:
        """Return the share of pairs that a mapping left → right has right."""
        right = sum((response or {}).get(pair.left) == pair.right for pair in self.pairs)
        return Fraction(right, len(self.pairs))


class Ordering(Scored):
    """Items to be put in order."""

    type: Literal["ordering"]
    items: Texts = Field(description="The items in the right order.")
    scoring: Literal["all_or_nothing", "positions", "pairs"] = Field(
        "positions",
        description="positions: items in their place; pairs: neighbours in order; all_or_nothing.",
    )

    def credit(self, response: Sequence[str | int] | None) -> Fraction:
        """Return the credit of a list of items, each named by its text or its authored position from 1."""
        given = [
            self.items[one - 1] if isinstance(one, int) and 1 <= one <= len(self.items) else one
            for one in response or ()
        ]
        if self.scoring == "all_or_nothing":
            return Fraction(int(given == list(self.items)))
        if self.scoring == "pairs":
            expected = set(pairwise(self.items))
            right = sum(pair in expected for pair in set(pairwise(given)))
            return Fraction(right, len(self.items) - 1) if len(self.items) > 1 else ZERO
        return Fraction(sum(a == b for a, b in zip(given, self.items, strict=False)), len(self.items))
