"""Excel's own file → rows, by the standard (ECMA-376, part 1, 18.3 and 18.4): streamed, no formula is run.

The XML is read here and not by openpyxl, so that a DOCTYPE is refused and a stranger's file is bounded like all others:
a sheet that says that it is a million rows long costs what it holds.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator

from qbank.importing.api import Element, Input, InputFault, Members, Place, elements, root
from qbank_tables.reading.lines import MAX_COLUMNS, Line, Sheet

WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_DATE = re.compile(r"[dy]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
SINCE_1900, SINCE_1904 = 25_569, 24_107
"""The number of 1970-01-01 where days are counted from 1900, or from 1904."""
DIGITS = 15
"""What a spreadsheet shows of a number; it stores 0.1 + 0.2 with more."""


def xlsx_sheets(source: Input) -> Iterator[Sheet]:
    """Yield the tables of a workbook, in its order. Raises InputFault for a damaged one."""
    members = source.members
    if members is None or WORKBOOK not in members:
        raise InputFault("it is no Excel workbook", "save it as .xlsx, or as CSV")
    places = {one.get("Id"): one.get("Target") for one in _all(members, "xl/_rels/workbook.xml.rels", "Relationship")}
    shared = [_text(one) for one in _all(members, "xl/sharedStrings.xml", "si")]
    dates = _dates(members)
    workbook = root(members.read(WORKBOOK), WORKBOOK)
    base = SINCE_1904 if _is_1904(workbook) else SINCE_1900
    for one in workbook.all("sheet"):
        target = posixpath.normpath(posixpath.join("/xl", places.get(one.get("id"), ""))).lstrip("/")
        if target in members and "worksheets/" in target:
            yield _sheet(members, one.get("name"), target, shared, dates, base)


def _is_1904(workbook: Element) -> bool:
    settings = workbook.find("workbookPr")
    return settings is not None and settings.get("date1904") in ("1", "true")


def _all(members: Members, name: str, tag: str) -> Iterator[Element]:
    """Yield the elements of a part with this tag; nothing where the workbook has no such part."""
    return elements(members.chunks(name), (tag,), name) if name in members else iter(())


def _text(element: Element) -> str:
    """Return the text of a shared or inline string, all its runs; not how it is pronounced."""
    runs = [*([element] if element.tag == "t" else []), *_texts(element)]
    return _unescaped("".join(one.text for one in runs))


def _texts(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "t":
            yield child
        elif child.tag == "r":
            yield from _texts(child)


def _dates(members: Members) -> frozenset[int]:
    """Return the styles that show a number as a date."""
    if "xl/styles.xml" not in members:
        return frozenset()
    styles = root(members.read("xl/styles.xml"), "xl/styles.xml")
    own = {one.get("numFmtId"): _QUOTED.sub("", one.get("formatCode")) for one in styles.all("numFmt")}
    formats = styles.find("cellXfs")
    ids = [one.get("numFmtId") for one in formats or ()]
    return frozenset(
        number
        for number, one in enumerate(ids)
        if _DATE.search(own.get(one, "")) or (one.isdecimal() and one not in own and int(one) in _BUILT_IN_DATES)
    )


def _sheet(members: Members, name: str, part: str, shared: list[str], dates: frozenset[int], base: int) -> Sheet:
    def lines() -> Iterator[Line]:
        number = 0
        for row in elements(members.chunks(part), ("row",), part):
            number = int(row.get("r")) if re.fullmatch(r"\d{1,7}", row.get("r")) else number + 1
            cells: list[str] = []
            for cell in row:
                column = _column(cell.get("r"), len(cells))
                if len(cells) <= column < MAX_COLUMNS:
                    cells += [""] * (column - len(cells)) + [_cell(cell, shared, dates, base)]
            if any(cells):
                yield Line(cells, Place(name, label=f"row {number}"))

    return Sheet(name, lines)


def _column(place: str, after: int) -> int:
    """Return the column of a cell (`AB12` is in 27, from 0); without a place it is the next one."""
    letters = re.match(r"[A-Z]{1,3}(?=\d)", place)
    if letters is None:
        return after
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Element, shared: list[str], dates: frozenset[int], base: int) -> str:
    kind, value = cell.get("t", "n"), cell.child_text("v")
    if kind == "inlineStr":
        inline = cell.find("is")
        return _text(inline) if inline is not None else ""
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(shared) else ""
    if kind == "str":
        found = cell.find("v")
        return _unescaped(found.whole) if found is not None else ""
    if kind == "b":
        return {"1": "true", "0": "false"}.get(value, value)
    if kind != "n" or not value:
        return value if kind == "d" else ""
    style = cell.get("s")
    return _number(value, base if style.isdecimal() and len(style) < 6 and int(style) in dates else 0)


def _unescaped(value: str) -> str:
    """Return text as it was: characters that XML can't hold stand as `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


def _number(value: str, base: int) -> str:
    """Return a number as it is shown; where it is a date, `base` is the number of 1970-01-01."""
    try:
        number = float(value)
        if base:
            moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(days=number - base)
            return moment.strftime("%Y-%m-%d" if moment.time() == datetime.time() else "%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return value
    digits = sum(one.isdigit() for one in value)
    return format(number, f".{DIGITS}g") if digits > DIGITS or "e" in value.lower() else value
