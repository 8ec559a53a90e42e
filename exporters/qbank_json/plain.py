"""Models as plain data, in the language's long forms, so that programs meet one shape of each thing.

A choice is always `{answer: …}` or `{text: …}`, a pair `{left, right}`, a list a list. What is empty, false or zero by
default, and here, is left out: a field that isn't there is falsy. Decimals, shares and tolerances are strings, exact.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from qbank.api import Choice, Model, Tolerance, write_share

_NOTHING: tuple[object, ...] = (None, False, (), {}, Tolerance(Decimal(0)))


def plain(model: Model) -> dict[str, Any]:
    """Return a model's fields as data that JSON holds, and that is read as the same model."""
    found = {name: _value(value) for name, value in _fields(model) if not _says_nothing(model, name, value)}
    if isinstance(model, Choice):
        text = found.pop("text")
        return {"answer" if found.pop("correct", False) else "text": text, **found}
    return found


def _fields(model: Model) -> list[tuple[str, Any]]:
    return [(name, getattr(model, name)) for name in type(model).model_fields]


def _says_nothing(model: Model, name: str, value: object) -> bool:
    default = type(model).model_fields[name].get_default(call_default_factory=True, validated_data={})
    if isinstance(value, Model):
        return not plain(value)
    return value == default and any(value is nothing or value == nothing for nothing in _NOTHING)


def _value(value: Any) -> Any:
    match value:
        case Model():
            return plain(value)
        case tuple():
            return [_value(one) for one in value]
        case dict():
            return {key: _value(one) for key, one in value.items()}
        case Fraction():
            return write_share(value)
        case Decimal() | Tolerance():
            return str(value)
        case _:
            return value
