"""Units as typed, factor by factor: `\\kilo\\metre\\per\\hour`, `kg.m/s^2`, and mhchem's `kJ mol-1`."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.content.tex.unit_names import POWERS, PREFIXES, SHORT, UNITS

_MACRO = re.compile(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?|\s+|~|\.")
_POWER = re.compile(r"-?\d+(?:\.\d+)?")
_LITERAL = re.compile(
    r"""(?P<slash>/)|(?P<times>\\cdot(?![A-Za-z])|\\,|[.*·~\s]|(?P<open>\()|(?P<close>\)))|
    (?P<symbol>[A-Za-zµμΩÅ]+|°\s?[CF]?|\\degree\s?[CF]?|\\(?:mu|micro)\s?[A-Za-z]+|\\Omega(?![A-Za-z])|\\?%|‰|′|″|€|\$)
    (?:\^?\{?(?P<power>[-−]?\d+)\}?)?""",
    re.VERBOSE,
)


class Factor(NamedTuple):
    """A unit with its power; `slashed` where it was typed behind a slash."""

    symbol: str
    power: float = 1
    slashed: bool = False
    qualifier: str = ""


def macros(text: str) -> list[Factor] | None:
    r"""Return the factors of siunitx's macros, or None where something is no unit.

    `\per` divides by the next unit, `\square` raises the next, `\squared` and `\tothe{4}` the last one.
    """
    found: list[Factor] = []
    prefix, sign, power, at = "", 1, 1.0, 0
    while at < len(text):
        match = _MACRO.match(text, at)
        if not match:
            return literal(text)  # `\\micro m`: letters with a few macros between them
        at = match.end()
        name, argument = match[1], match[2]
        if name is None:
            continue
        if argument is not None and name not in {"tothe", "raiseto", "of"}:
            at, argument = match.end(1), None
            if text[at:].startswith("{}"):
                at += 2
        if name == "per":
            sign = -1
        elif name in PREFIXES:
            prefix = PREFIXES[name]
        elif name in {"square", "cubic"}:
            power = POWERS[name]
        elif name == "raiseto" and argument and _POWER.fullmatch(argument.strip()):
            power = float(argument)
        elif name in {"squared", "cubed", "tothe"} and found:
            raised = POWERS.get(name) or (float(argument) if argument and _POWER.fullmatch(argument.strip()) else None)
            if raised is None:
                return None
            found[-1] = found[-1]._replace(power=found[-1].power * raised)
        elif name == "of" and argument and found and argument.replace(" ", "").isalnum():
            found[-1] = found[-1]._replace(qualifier=f"_{{\\text{{{argument}}}}}")
        elif name in UNITS or (name in SHORT and not prefix):
            found.append(Factor(prefix + (UNITS.get(name) or SHORT[name]), sign * power))
            prefix, sign, power = "", 1, 1.0
        else:
            return None
    return None if prefix or sign < 0 or power != 1 else found


def literal(text: str, *, chemical: bool = False) -> list[Factor] | None:
    """Return the factors of units typed as letters, or None where something is no unit.

    Behind a slash one unit is divided by, in parentheses several. In `\\pu` a number behind a letter is its power.
    """
    found: list[Factor] = []
    at, divided, inside = 0, False, False
    while at < len(text):
        match = _LITERAL.match(text, at)
        if not match or (match["power"] and not chemical and "^" not in match[0]):
            return None
        at = match.end()
        if match["slash"]:
            divided = True
        elif match["open"]:
            inside = True
        elif match["close"]:
            inside = divided = False
        elif match["symbol"]:
            power = float((match["power"] or "1").replace("−", "-"))
            found.append(Factor(_symbol(match["symbol"]), -power if divided else power, divided))
            divided = divided and inside
    return None if inside or (divided and not inside) else found


def _symbol(typed: str) -> str:
    typed = re.sub(r"\\(?:mu|micro)\s?|µ", "μ", typed).replace("\\Omega", "Ω").replace("\\degree", "°")
    return typed.replace("\\%", "%").replace(" ", "")
