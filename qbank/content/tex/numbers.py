r"""Numbers as siunitx and mhchem take them, as plain TeX: `1.2e-3`, `1,5`, `12345.678`, `1.5 +- 0.2`, `1.234(5)`."""

from __future__ import annotations

import re

GROUP = 3
GROUPED_FROM = 5
"""Fewer digits stand together: 1234, but 12 345."""

_DIGITS = r"\d*[.,]?\d+|\d+[.,]?"
_NUMBER = re.compile(
    rf"""(?P<relation><|>|\\(?:le|ge|leq|geq|sim|approx)(?![A-Za-z]))?
    (?P<sign>[+-]|\\pm|\\mp)?
    (?P<number>{_DIGITS})?
    (?:\((?P<last>\d+)\))?
    (?:(?:\+-|\\pm)(?P<deviation>{_DIGITS}))?
    (?:[eEdD](?P<exponent>[+-]?\d+)|(?:x|\*|\\times|\\cdot)10\^\{{?(?P<power>[+-]?\d+)\}}?)?""",
    re.VERBOSE,
)


def number(text: str) -> str | None:
    """Return a number as TeX, or None where it is none. The decimal sign stays as typed."""
    bare = re.sub(r"[\s~]|\\,", "", text)
    match = _NUMBER.fullmatch(bare)
    if not match or not (match["number"] or match["exponent"] or match["power"]):
        return None
    shown = f"{match['relation'] or ''} {match['sign'] or ''} ".strip()
    shown = {"\\pm": "\\pm ", "\\mp": "\\mp "}.get(shown, shown)
    if match["number"]:
        shown += grouped(match["number"])
    if match["last"]:
        shown += f"({match['last']})"
    exponent = match["exponent"] or match["power"]
    if match["deviation"]:
        shown += f"\\pm {grouped(match['deviation'])}"
        shown = f"({shown})" if exponent else shown
    if exponent:
        shown += ("\\times " if match["number"] else "") + f"10^{{{exponent.removeprefix('+')}}}"
    return shown


def grouped(digits: str) -> str:
    """Return a decimal number with its digits in groups of three from the decimal sign on, where there are many."""
    whole, sign, decimals = re.split(r"([.,])", digits) if re.search("[.,]", digits) else (digits, "", "")
    if len(whole) >= GROUPED_FROM:
        first = len(whole) % GROUP
        parts = [whole[:first]] * bool(first) + [whole[i : i + GROUP] for i in range(first, len(whole), GROUP)]
        whole = "\\,".join(parts)
    if len(decimals) >= GROUPED_FROM:
        decimals = "\\,".join(decimals[i : i + GROUP] for i in range(0, len(decimals), GROUP))
    return (whole or "0") + ("{,}" if sign == "," else sign if decimals else "") + decimals
