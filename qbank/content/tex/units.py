r"""Quantities: siunitx's `\qty{9.81}{\metre\per\second\squared}` and mhchem's `\pu{9.81 m s-2}` as plain TeX."""

from __future__ import annotations

import re
from collections.abc import Callable

from qbank.content.tex.numbers import number
from qbank.content.tex.rewriter import Command, Handler, Rewriter, Span, Untranslatable
from qbank.content.tex.unit_names import CLOSE, upright
from qbank.content.tex.unit_parser import Factor, literal, macros

MODES = {"power", "reciprocal", "symbol", "repeated-symbol", "fraction"}
"""How siunitx writes what is divided by: `m s^{-1}`, `m/s`, a fraction."""

_LEADING_NUMBER = re.compile(
    r"""\s*[-+<>~]?\s*\d[\d.,]*(?:\(\d+\))?(?:\s*(?:\+-|\\pm)\s*[\d.,]+)?
    (?:[eE][+-]?\d+|\s*(?:x|\*|\\times|\\cdot)\s*10\^\{?[+-]?\d+\}?)?""",
    re.VERBOSE,
)


def _number(rewriter: Rewriter, command: Command) -> int:
    span, _ = _options(rewriter, command)
    rewriter.put("{" + _shown(rewriter, span) + "}", span.start)
    return span.after


def _unit(rewriter: Rewriter, command: Command) -> int:
    span, mode = _options(rewriter, command)
    rewriter.put("{" + _written(_factors(rewriter, span), mode) + "}", span.start)
    return span.after


def _quantity(rewriter: Rewriter, command: Command) -> int:
    span, mode = _options(rewriter, command)
    position, before = span.after, ""
    if command.name == "\\SI" and (option := rewriter.option(command, position)):
        position = option.after
        before = _written(_factors(rewriter, option), mode) + "\\,"
    unit = rewriter.argument(command, position)
    shown = _shown(rewriter, span)
    rewriter.put("{" + before + shown + _behind(_factors(rewriter, unit), mode) + "}", command.start)
    return unit.after


def _several(join: Callable[[list[str]], str], count: int, *, unit: bool) -> Handler:
    r"""Return a handler for ranges and lists: `count` arguments hold the numbers, or one with `;` between them."""

    def handler(rewriter: Rewriter, command: Command) -> int:
        span, mode = _options(rewriter, command)
        spans = [span]
        while len(spans) < count:
            spans.append(rewriter.argument(command, spans[-1].after))
        numbers = [_shown(rewriter, one) for one in (spans if count > 1 else _split(rewriter, span))]
        after, shown = spans[-1].after, join(numbers)
        if unit:
            last = rewriter.argument(command, after)
            after, shown = last.after, shown + _behind(_factors(rewriter, last), mode)
        rewriter.put("{" + shown + "}", command.start)
        return after

    return handler


def _split(rewriter: Rewriter, span: Span) -> list[Span]:
    """Return the parts of a list or a product."""
    text, parts, start = rewriter.source[span.start : span.end], [], 0
    for match in re.finditer(r";|(?<=[\d\s])x(?=[\d\s])|$", text):
        parts.append(Span(span.start + start, span.start + match.start(), span.after))
        start = match.end()
    return parts


def _range(numbers: list[str]) -> str:
    return "\\text{–}".join(numbers)


def _list(numbers: list[str]) -> str:
    return ",\\ ".join(numbers)


def _product(numbers: list[str]) -> str:
    return "\\times ".join(numbers)


def _angle(rewriter: Rewriter, command: Command) -> int:
    span, _ = _options(rewriter, command)
    shown = ""
    for part, sign in zip(_split(rewriter, span), ("^{\\circ}", "'", "''"), strict=False):
        if part.end > part.start:
            shown += _shown(rewriter, part) + sign
    rewriter.put("{" + shown + "}", command.start)
    return span.after


def _physical(rewriter: Rewriter, command: Command) -> int:
    r"""Write `\pu{…}`: a number, and units between spaces; `//` is a fraction."""
    span = rewriter.argument(command, command.after)
    match = _LEADING_NUMBER.match(rewriter.source, span.start, span.end)
    begins = match.end() if match else span.start
    shown = _shown(rewriter, Span(span.start, begins, begins)) if match else ""
    rest = Span(begins, span.end, span.after)
    text = rewriter.source[rest.start : rest.end]
    if text.strip():
        above, slash, below = text.partition("//")
        factors, under = literal(above, chemical=True), literal(below, chemical=True)
        if not factors or (slash and not under):
            raise _refused("unit", rewriter, rest)
        unit = (
            f"\\frac{{{_product_of(factors)}}}{{{_product_of(under or [])}}}" if slash else _written(factors, "power")
        )
        shown += "" if not shown or factors[0].symbol in CLOSE else "\\,"
        shown += unit
    rewriter.put("{" + shown + "}", command.start)
    return span.after


def _options(rewriter: Rewriter, command: Command) -> tuple[Span, str]:
    """Return the first argument and the mode that the options ask for. Raises Untranslatable for other options."""
    position, mode = command.after, "power"
    if option := rewriter.option(command, position):
        position = option.after
        for one in rewriter.source[option.start : option.end].split(","):
            key, _, value = (part.strip() for part in one.partition("="))
            if key != "per-mode" or value not in MODES:
                raise Untranslatable(f"the option {key} is not known here", option.start, option.end, "leave it out")
            mode = value
    return rewriter.argument(command, position), mode


def _shown(rewriter: Rewriter, span: Span) -> str:
    shown = number(rewriter.source[span.start : span.end])
    if shown is None:
        raise _refused("number", rewriter, span)
    return shown


def _factors(rewriter: Rewriter, span: Span) -> list[Factor]:
    text = rewriter.source[span.start : span.end]
    found = macros(text) if "\\" in text else literal(text)
    if found is None:
        raise _refused("unit", rewriter, span)
    return found


def _refused(what: str, rewriter: Rewriter, span: Span) -> Untranslatable:
    text = rewriter.source[span.start : span.end].strip()
    return Untranslatable(f"{text} is no {what} that is known here", span.start, max(span.end, span.start + 1))


def _behind(factors: list[Factor], mode: str) -> str:
    """Return the unit as it stands behind a number."""
    close = not factors or (len(factors) == 1 and factors[0].symbol in CLOSE)
    return ("" if close else "\\,") + _written(factors, mode)


def _written(factors: list[Factor], mode: str) -> str:
    above = [one for one in factors if one.power > 0]
    below = [one._replace(power=-one.power) for one in factors if one.power < 0]
    if not below or (mode in {"power", "reciprocal"} and not any(one.slashed for one in factors)):
        return _product_of(factors)
    if mode == "fraction":
        return f"\\frac{{{_product_of(above) or '1'}}}{{{_product_of(below)}}}"
    return _with_slash(factors, above, below)


def _with_slash(factors: list[Factor], above: list[Factor], below: list[Factor]) -> str:
    """Return `J/(kg K)`; a negative power that was typed as one stays one."""
    if any(one.slashed for one in factors):
        above = [one for one in factors if not one.slashed]
        below = [one._replace(power=-one.power) for one in factors if one.slashed]
    under = _product_of(below)
    return (_product_of(above) or "1") + "/" + (f"({under})" if len(below) > 1 else under)


def _product_of(factors: list[Factor]) -> str:
    return "\\,".join(
        upright(one.symbol) + ("" if one.power == 1 else f"^{{{one.power:g}}}") + one.qualifier for one in factors
    )


HANDLERS: dict[str, Handler] = {
    "\\num": _number,
    "\\unit": _unit,
    "\\si": _unit,
    "\\qty": _quantity,
    "\\SI": _quantity,
    "\\pu": _physical,
    "\\ang": _angle,
    "\\numrange": _several(_range, 2, unit=False),
    "\\numlist": _several(_list, 1, unit=False),
    "\\numproduct": _several(_product, 1, unit=False),
    "\\qtyrange": _several(_range, 2, unit=True),
    "\\SIrange": _several(_range, 2, unit=True),
    "\\qtylist": _several(_list, 1, unit=True),
    "\\SIlist": _several(_list, 1, unit=True),
    "\\qtyproduct": _several(_product, 1, unit=True),
}
