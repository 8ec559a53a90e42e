"""What a cell of a foreign table says: text as Markdown, a list, a yes or no, a number."""

from __future__ import annotations

import re
from html import escape as html_escape

from qbank.importing.api import Address, markdown

_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|sub|sup|ul|ol|li|div|span|img|table|tr|td|th|code|pre|a|h[1-6]|blockquote|audio|video)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]{0,500}?[\\^_{}=][^$\n]{0,500}?)(?<![\s\\])\$(?![\w$])")
"""`$x^2$` and the like; two prices in a line are none."""
_DISPLAY = re.compile(r"\\\[|\$\$")
"""A formula that may go on in the next line."""
_LABEL = re.compile(r"\(?[A-Za-z0-9]{1,2}[).:]\s+")
_TRUE = {
    "true", "wahr", "richtig", "vrai", "verdadero", "cierto", "verdadeiro", "vero", "waar", "juist", "prawda", "правда",
    "верно", "صحيح", "صح", "正确", "对", "正しい",
}  # fmt: skip
_FALSE = {
    "false", "falsch", "faux", "falso", "onwaar", "onjuist", "fałsz", "ложь", "неверно", "خطأ", "خاطئ", "错误", "错",
    "誤り",
}  # fmt: skip
_YES = {"t", "yes", "y", "w", "ja", "oui", "sí", "sim", "да"}
_NO = {"f", "no", "n", "nein", "non", "não", "нет"}


def text(cell: str, address: Address | None = None) -> str:
    """Return a cell as Markdown: HTML where it has tags, else plain text with its line breaks, formulas in dollars."""
    cell = _FORMULA.sub(r"\\(\1\\)", cell.strip().replace("\r\n", "\n").replace("\r", "\n"))
    if _TAG.search(cell):
        return markdown(cell, address)
    if _DISPLAY.search(cell):
        return markdown("<br>".join(html_escape(line, quote=False) for line in cell.split("\n")))
    paragraphs = (one.split("\n") for one in re.split(r"\n[ \t]*\n\s*", cell))
    return "\n\n".join("\\\n".join(markdown(html_escape(line, quote=False)) for line in one) for one in paragraphs)


def plain(cell: str) -> str:
    """Return a cell as one line without markup."""
    return " ".join(_TAG.sub(" ", cell).split()) if "<" in cell else " ".join(cell.split())


def truth(cell: str, *, said: bool = True) -> bool | None:
    """Return whether a cell says true or false; None where it says neither.

    Where nobody `said` that this is what it is about, `yes`, `no` and letters may be answers of other kinds.
    """
    word = plain(cell).casefold().strip(".!")
    if word in _TRUE or (said and word in _YES):
        return True
    return False if word in _FALSE or (said and word in _NO) else None


def parts(cell: str) -> list[str]:
    """Return the choices that stand in one cell: on lines, or between `|` or `;`; letters before all are left out."""
    for between in ("\n", "|", ";"):
        found = [one.strip() for one in cell.split(between)]
        if len(found) > 1:
            break
    found = [one for one in found if one]
    return [_LABEL.sub("", one, count=1) for one in found] if all(map(_LABEL.match, found)) else found


def number(cell: str) -> str:
    """Return a plain number as the language writes it, with a point; empty where the cell has anything else."""
    word = cell.strip().replace("−", "-")
    if re.fullmatch(r"[+-]?\d+,\d+", word, re.ASCII) and not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", word, re.ASCII):
        word = word.replace(",", ".")
    return word if re.fullmatch(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?", word, re.ASCII) else ""
