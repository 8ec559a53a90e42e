"""The small grammars of fields: what is accepted, what is refused, and what the hint says to type."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from qbank.model import MultipleChoice, Tolerance, write_share
from qbank.model import types as t

ACCEPTED = [
    (t.Number, "5", Decimal(5)), (t.Number, "-1.50", Decimal("-1.50")), (t.Number, ".5", Decimal("0.5")),
    (t.Number, "5.", Decimal(5)), (t.Number, "6.02e23", Decimal("6.02e23")),
    (t.Integer, "12", 12), (t.Integer, "+3", 3),
    (t.Boolean, "true", True), (t.Boolean, "False", False), (t.Boolean, "TRUE", True),
    (t.Share, "50%", Fraction(1, 2)), (t.Share, "1/3", Fraction(1, 3)), (t.Share, "0.5", Fraction(1, 2)),
    (t.Share, "-50 %", Fraction(-1, 2)),
    (t.Share, "33.33333%", Fraction(3333333, 10000000)), (t.Credit, "0%", Fraction(0)),
    (t.ToleranceField, "0.05", Tolerance(Decimal("0.05"))),
    (t.ToleranceField, "1 %", Tolerance(Decimal(1), relative=True)),
    (t.Text, "\nhello\n", "hello"), (t.Text, "  indented", "  indented"), (t.Text, "no", "no"), (t.Text, "~", "~"),
    (t.Plain, "  x ", "x"), (t.Id, "a-B_9", "a-B_9"), (t.Id, "9", "9"),
    (t.Plains, "x", ("x",)), (t.Plains, ["x", "y"], ("x", "y")),
]  # fmt: skip
REFUSED = [
    (t.Number, "3,14", "bad-number", "write 3.14"), (t.Number, "1_000", "bad-number", "write 1000"),
    (t.Number, "1,000,000", "bad-number", "write 1000000"),
    (t.Number, "nan", "bad-number", "write a number such as 3.14"),
    (t.Number, "1e999999999", "bad-number", "write a number such as 3.14"),
    (t.Number, "five", "bad-number", "write a number such as 3.14"),
    (t.Number, "5 m", "bad-number", "write 5"),
    (t.Number, "5 ± 0.1", "bad-number", "write 5, and tolerance: 0.1 below it"),
    (t.Number, "5 +- 1%", "bad-number", "write 5, and tolerance: 1% below it"),
    (t.Number, "±1", "bad-number", "write 1"),
    (t.Number, "6.022 x 10^23", "bad-number", "write 6.022e23"),
    (t.Number, "1.6·10^-19", "bad-number", "write 1.6e-19"),
    (t.Number, "-3×10⁻⁸", "bad-number", "write -3e-8"),
    (t.Number, "−5", "bad-number", "write -5, with the hyphen of the keyboard"),
    (t.Number, None, "bad-number", "write a number such as 3.14"),
    (t.Integer, "2.5", "bad-number", "write a number such as 2"),
    (t.Boolean, "yes", "bad-boolean", "write true"), (t.Boolean, "N", "bad-boolean", "write false"),
    (t.Boolean, "maybe", "bad-boolean", "write true or false"), (t.Boolean, "1", "bad-boolean", "write true"),
    (t.Share, "50", "bad-share", "write 50%"), (t.Share, "150%", "bad-share", "write 100% at most"),
    (t.Share, "1/0", "bad-share", "write 50%, 1/2 or 0.5"), (t.Share, "half", "bad-share", "write 50%, 1/2 or 0.5"),
    (t.Credit, "-10%", "bad-share", "write 0%"), (t.ToleranceField, "-1", "bad-number", "write 1"),
    (t.Id, "my id", "bad-id", "write my-id"), (t.Id, "-x", "bad-id", "write x"),
    (t.Id, "é", "bad-id", "write e"),
    (t.Id, "x" * 101, "bad-id", "write " + "x" * 100),
    (t.Text, " \n ", "empty-text", "write the text, or delete the line"),
    (t.Text, None, "text-expected", ""), (t.Text, ["a"], "text-expected", ""),
    (t.Plain, "a\nb", "one-line-text", "join the lines"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "value"), ACCEPTED, ids=lambda value: repr(value)[:30])
def test_accepted(field: Any, typed: Any, value: Any) -> None:
    """What authors type, and what it means."""
    assert TypeAdapter(field).validate_python(typed) == value


@pytest.mark.parametrize(("field", "typed", "code", "hint"), REFUSED, ids=lambda value: repr(value)[:30])
def test_refused(field: Any, typed: Any, code: str, hint: str) -> None:
    """What is refused, with what to type instead."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(field).validate_python(typed)
    [error] = caught.value.errors()
    assert (error["type"], error["ctx"]["hint"]) == (code, hint)


@pytest.mark.parametrize(
    ("share", "typed"),
    [
        (Fraction(1, 2), "50%"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(-1, 4), "-25%"),
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
    ],
)
def test_a_share_is_written_as_authors_do(share: Fraction, typed: str) -> None:
    """A percentage where that is exact and short, else a fraction; both read back the same."""
    assert write_share(share) == typed
    assert t.parse_share(typed) == share


def test_models_are_immutable_and_closed() -> None:
    """Nothing changes after the door, and nothing unknown comes through it."""
    data = {"type": "multiple_choice", "id": "q", "prompt": "p", "choices": [{"answer": "A"}, "B"]}
    asked = MultipleChoice.model_validate(data)
    with pytest.raises(ValidationError, match="frozen"):
        asked.prompt = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        MultipleChoice.model_validate({**data, "promt": "x"})
    assert asked.as_typed()["choices"] == data["choices"]
