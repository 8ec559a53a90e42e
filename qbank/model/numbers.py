"""The small grammar of numbers, shares and tolerances, in exact arithmetic.

pydantic's own number types take `1_000`, `nan` and `1e999999999`, and so does `Decimal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_POWER = re.compile(r"([+-]?\d+(?:\.\d*)?) ?[x×*·⋅] ?10\^?\{?([+-]?\d{1,3})\}?", re.ASCII)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """Make a validation error that carries a diagnostic's code and hint."""
    return PydanticCustomError(code, "{text}", {"text": message, "hint": hint})


def parse_number(value: object) -> Decimal:
    """Return the exact decimal that was typed; raise the `bad-number` fault with what to type instead."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise fault("bad-number", "a number is expected here", "write a number such as 3.14")
    if not NUMBER.fullmatch(value):
        raise fault("bad-number", f"{value[:60]!r} is no number", _number_hint(value))
    written = str(Decimal(value)) if len(value) <= 100 else value
    if not NUMBER.fullmatch(written) or len(written) > 60:
        raise fault("bad-number", f"{value[:60]!r} is too long or too large", "write fewer digits")
    return Decimal(value)


def _number_hint(value: str) -> str:
    plain, point = value.replace(",", ""), value.replace(",", ".")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", value):
        return f"write {plain}" + (f", or {point} if the comma is the decimal one" if NUMBER.fullmatch(point) else "")
    if re.fullmatch(r"[+-]?\d+,\d+", value):
        return f"write {point}"
    if (share := re.fullmatch(r"([+-]?\d{1,9}) ?/ ?(\d{1,9})", value)) and int(share[2]):
        return f"write {int(share[1]) / int(share[2]):.6g}"
    if re.fullmatch(r"[+-]?\d+([_' \u00a0\u202f]\d{3})+", value):
        return f"write {re.sub(r'[^0-9+-]', '', value)}"
    if power := _POWER.fullmatch(value.translate(_RAISED)):
        return f"write {power[1]}e{power[2]}"
    if (parts := re.fullmatch(r"(.*?) ?(?:±|\+/?-) ?(\S+)", value)) and NUMBER.fullmatch(parts[2].rstrip("%")):
        if NUMBER.fullmatch(parts[1]):
            return f"write {parts[1]}, and tolerance: {parts[2]} below it"
        if not parts[1]:
            return f"write {parts[2]}"
    if value.startswith("\u2212"):
        return f"write -{value[1:]}, with the hyphen of the keyboard"
    with_unit = re.fullmatch(rf"({NUMBER.pattern}) ?[^\W\d_xX]\D*[²³23]?", value)
    return f"write {with_unit[1]}" if with_unit else "write a number such as 3.14"


def parse_share(value: object) -> Fraction:
    """Return a share of the whole: `50%`, `1/3` or `0.5`. Raise the `bad-share` fault for anything else."""
    if isinstance(value, Fraction | Decimal | int) and not isinstance(value, bool):
        return Fraction(value)
    text = value.replace(" ", "") if isinstance(value, str) else ""
    if re.fullmatch(r"[+-]?\d{1,6}/\d{1,6}", text) and int(text.split("/")[1]):
        share = Fraction(text)
    elif text.endswith("%") and NUMBER.fullmatch(text[:-1]) and len(text) < 30:
        share = Fraction(Decimal(text[:-1])) / 100
    elif NUMBER.fullmatch(text) and len(text) < 30:
        share = Fraction(Decimal(text))
    else:
        raise fault("bad-share", "a share is expected here", "write 50%, 1/2 or 0.5")
    if abs(share) > 1:
        hint = f"write {text}%" if NUMBER.fullmatch(text) and abs(share) <= 100 else "write 100% at most"
        raise fault("bad-share", f"{text} is more than the whole", hint)
    return share


def write_share(share: Fraction) -> str:
    """Return a share as an author types it: a percentage where that is exact in at most two decimals."""
    percent = share * 100
    if 100 % percent.denominator == 0:
        return f"{Decimal(percent.numerator) / percent.denominator:f}%"
    return f"{share.numerator}/{share.denominator}"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may be off, on both sides: `size` in the answer's unit, or as a share of it."""

    size: Decimal
    relative: bool = False

    def around(self, answer: Decimal) -> tuple[Fraction, Fraction]:
        """Return the closed interval of what counts as `answer`, exactly."""
        middle, size = Fraction(answer), Fraction(self.size)
        width = abs(middle) * size / 100 if self.relative else size
        return middle - width, middle + width

    def __str__(self) -> str:
        return f"{self.size}%" if self.relative else str(self.size)


def parse_tolerance(value: object) -> Tolerance:
    """Return a tolerance: `0.05` (absolute) or `1%` (of the answer)."""
    if isinstance(value, Tolerance):
        return value
    relative = isinstance(value, str) and value.rstrip().endswith("%")
    size = parse_number(value.rstrip()[:-1].rstrip() if relative and isinstance(value, str) else value)
    if size < 0:
        raise fault("bad-number", "a tolerance is never negative", f"write {abs(size)}{'%' * relative}")
    return Tolerance(size, relative)
