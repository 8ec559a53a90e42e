"""Questions whose answers are typed: short answers and numbers."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from qbank.model.base import Model, Scored
from qbank.model.numbers import NUMBER, Tolerance
from qbank.model.types import Boolean, Credit, Number, Plain, Text, ToleranceField, one_or_many

Match = Literal["exact", "wildcard", "regex"]
ZERO, ONE = Fraction(0), Fraction(1)


class _AcceptedFields(Model):
    credit: Credit = Field(ONE, description="What it is worth: 50%, 1/3 or 0.5. 0% is a mistake foreseen.")
    feedback: Text | None = Field(None, description="Shown to who gave this answer.")


class AcceptedText(_AcceptedFields):
    """An answer that is accepted. Authors type the text alone where it is worth everything."""

    text: Plain = Field(description="The answer.")
    match: Match | None = Field(None, description="How this one is compared, where it differs from the question's.")
    case_sensitive: Boolean | None = Field(None, description="Whether A and a differ, for this one.")

    @model_serializer(mode="wrap")
    def _shorthand(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        return data["text"] if len(data) == 1 else {"text": data.pop("text"), **data}


class AcceptedNumber(_AcceptedFields):
    """A further number that is accepted, under the question's tolerance."""

    answer: Number = Field(description="The number.")

    @model_serializer(mode="wrap")
    def _shorthand(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        return data["answer"] if len(data) == 1 else {"answer": data.pop("answer"), **data}


def _read_text(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _read_number(value: object) -> object:
    return {"answer": value} if isinstance(value, str | int | Decimal) else value


_Text = Annotated[AcceptedText, BeforeValidator(_read_text, json_schema_input_type=Plain | AcceptedText)]
_Number = Annotated[AcceptedNumber, BeforeValidator(_read_number, json_schema_input_type=Number | AcceptedNumber)]
AcceptedTexts = Annotated[tuple[_Text, ...], one_or_many(Plain | AcceptedText)]
AcceptedNumbers = Annotated[tuple[_Number, ...], one_or_many(Number | AcceptedNumber)]


def normalise(text: str, case_sensitive: bool) -> str:
    """Return text as it is compared: NFC, without spaces at both ends, in lower case unless case counts."""
    text = unicodedata.normalize("NFC", text).strip()
    return text if case_sensitive else text.lower()


def wildcard(pattern: str) -> re.Pattern[str]:
    r"""Return the pattern of a wildcard answer, whole text: `*` is any text, `\*` a star."""
    parts = re.split(r"(\\\*|\*)", pattern)
    return re.compile(
        "".join({"*": ".*", r"\*": r"\*"}.get(part) or re.escape(part) for part in parts if part), re.DOTALL
    )


def regex(pattern: str, *, case_sensitive: bool = True) -> re.Pattern[str]:
    """Return the pattern of a regex answer. Raises re.error, OverflowError or RecursionError where it is none.

    What Python says of sets in patterns that it may read otherwise one day (`[[`) is no finding of ours: it isn't said.
    """
    with warnings.catch_warnings(action="ignore", category=FutureWarning):
        return re.compile(pattern, 0 if case_sensitive else re.IGNORECASE)


def text_matches(accepted: AcceptedText, response: str, match: Match, case_sensitive: bool) -> bool:
    """Return whether a response is this accepted answer; the arguments are the question's, its own go first."""
    match = accepted.match or match
    sensitive = case_sensitive if accepted.case_sensitive is None else accepted.case_sensitive
    if match == "regex":
        return regex(accepted.text, case_sensitive=sensitive).fullmatch(normalise(response, True)) is not None
    expected, given = normalise(accepted.text, sensitive), normalise(response, sensitive)
    return wildcard(expected).fullmatch(given) is not None if match == "wildcard" else expected == given


class TextAnswers(Model):
    """What a typed text is compared with; shared by short answers and blanks."""

    accept: AcceptedTexts = Field((), description="Accepted answers; the first is the one displayed.")
    match: Match = Field("exact", description="exact; wildcard (* is any text); regex (the whole text).")
    case_sensitive: Boolean = Field(False, description="Whether A and a differ.")

    def matched(self, response: str | None) -> AcceptedText | None:
        """Return the first accepted answer that a response matches."""
        if response is None or not response.strip():
            return None
        found = (one for one in self.accept if text_matches(one, response, self.match, self.case_sensitive))
        return next(found, None)

    def credit(self, response: Any) -> Fraction | None:
        """Return the credit of the first accepted answer that a text matches, else 0."""
        found = self.matched(response)
        return found.credit if found else ZERO


class ShortAnswer(Scored, TextAnswers):
    """A word or a phrase that is typed; or, with a model answer only, a text that people judge."""

    type: Literal["short_answer"]
    model_answer: Text | None = Field(None, description="A good answer in full, to compare one's own with.")

    def credit(self, response: str | None) -> Fraction | None:
        """Return the credit of the first accepted answer that matches; None where there is a model answer only."""
        return TextAnswers.credit(self, response) if self.accept else None


class Interval(Model):
    """A closed interval of numbers, in the question's unit, and what a number in it is worth."""

    low: Fraction
    high: Fraction
    credit: Fraction
    feedback: str | None = None
    shown: str


class NumberAnswers(Model):
    """What a typed number is compared with; shared by numeric questions and blanks."""

    answer: Number | None = Field(None, description="The right number.")
    tolerance: ToleranceField = Field(Tolerance(Decimal(0)), description="How far off still counts: 0.05 or 1%.")
    min: Number | None = Field(None, description="The least number that is right (with max, in place of answer).")
    max: Number | None = Field(None, description="The greatest number that is right.")
    unit: Plain | None = Field(None, description="The unit, printed after the box.")
    units: dict[Plain, Number] = Field(
        default_factory=dict,
        description="Further units and their size in `unit`: {mA: 0.001}. The learner types the unit.",
    )
    accept: AcceptedNumbers = Field((), description="Further answers, with `credit` and `feedback`.")

    @property
    def sizes(self) -> dict[str, Decimal]:
        """The units that must be typed, with their size; empty where none is."""
        return ({self.unit: Decimal(1)} if self.unit else {}) | self.units if self.units else {}

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """What counts, in order; the first that holds a number decides."""
        found = []
        if self.answer is not None:
            low, high = self.tolerance.around(self.answer)
            found.append(Interval(low=low, high=high, credit=ONE, shown=str(self.answer)))
        elif self.min is not None and self.max is not None:
            low, high = Fraction(self.min), Fraction(self.max)
            found.append(Interval(low=low, high=high, credit=ONE, shown=f"{self.min} … {self.max}"))
        for one in self.accept:
            low, high = self.tolerance.around(one.answer)
            found.append(Interval(low=low, high=high, credit=one.credit, feedback=one.feedback, shown=str(one.answer)))
        return tuple(found)

    def credit(self, response: Any) -> Fraction | None:
        """Return the credit of the first interval that holds the number typed, else 0."""
        number = None if response is None else read_number(str(response), self.sizes)
        held = (one.credit for one in self.intervals if number is not None and one.low <= number <= one.high)
        return next(held, ZERO)


class Numeric(Scored, NumberAnswers):
    """A number that is typed."""

    type: Literal["numeric"]

    def credit(self, response: str | int | Decimal | None) -> Fraction | None:
        """Return the credit of the first interval that holds the number."""
        return NumberAnswers.credit(self, response)


def read_number(text: str, sizes: Mapping[str, Decimal]) -> Fraction | None:
    """Return the number that a learner typed; with `sizes`, a unit must follow it and scales it. None if it is none."""
    text = text.strip()
    found = NUMBER.match(text)
    if not found or len(found.group()) > 400:
        return None
    unit, number = text[found.end() :].strip(), Fraction(Decimal(found.group()))
    if not sizes:
        return None if unit else number
    return number * Fraction(sizes[unit]) if unit in sizes else None


def displayed(accept: Sequence[AcceptedText]) -> str:
    """Return the accepted answer that is displayed: the first."""
    return accept[0].text if accept else ""
