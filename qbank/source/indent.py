"""Lines that start in the wrong column, or with tabs."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings, shortened
from qbank.source.typed import indentation

TAB = 2
"""Columns that a tab stands for: the only width with which fields under `- ` line up in a file made with tabs."""

REACH = 500
"""How many lines above a line are looked at to see where it could be meant to start."""


def tabs(draft: Draft, findings: Findings, line: int, certain: bool) -> Mend | None:
    """Return the finding for tabs at the start of a line, and the edits that make spaces of them from there on."""
    number = next((at for at in (line, line - 1) if at >= 0 and "\t" in _margin(draft.lines[at])), None)
    if number is None:
        if not certain:
            return None
        number = line
    edits = []
    width_of_tab = _width(draft, number)
    for at in range(number, len(draft.lines)):
        text = draft.lines[at]
        margin = _margin(text)
        if "\t" in margin:
            width = len(margin.expandtabs(width_of_tab))
            edits.append(draft.replaced(at, " " * width + text[len(margin) :], 0, width - len(margin)))
    if not edits:
        return None
    column = _margin(findings.line(number)).find("\t")
    message = "This line starts with a tab; YAML counts spaces only."
    if len(edits) > 1:
        message = f"This line and {len(edits) - 1} more start with tabs; YAML counts spaces only."
    hint = shortened(edits[0].text.translate(draft.unmask).rstrip())
    diagnostic = Diagnostic("tab-indent", message, findings.span((number, max(column, 0))), hint=hint)
    return Mend(diagnostic, tuple(edits))


def indents(draft: Draft, findings: Findings, line: int, columns: tuple[int, ...]) -> Iterator[Mend]:
    """Yield the columns at which a line could be meant to start, the nearest first; or as more of the text above it.

    A line is moved once only: moved to and fro, it would be reported each time.
    """
    text = draft.lines[line]
    if line in draft.shifts:
        return
    now = indentation(text)
    above = next((number for number in range(line - 1, -1, -1) if draft.lines[number].strip()), None)
    if above is None:
        candidates = [0]
    else:
        previous = draft.lines[above]
        margin, listed = indentation(previous), text.lstrip().startswith("- ")
        likely = _columns(draft, line, listed)
        own = {*likely, margin, *columns, *((margin + 2,) if listed else (_content(previous),))}
        candidates = sorted(own, key=lambda column: (abs(column - now), column not in likely))
        if not _looks_like_field(text):
            begins = previous.lstrip().startswith("- ") or _looks_like_field(previous)
            candidates = [_content(previous) + 2 if begins else margin, *candidates]
    for column in dict.fromkeys(candidates):
        if column == now:
            continue
        fixed = " " * column + text.strip()
        hint = shortened(fixed.translate(draft.unmask))
        if column > now and above is not None and not _looks_like_field(text):
            message = "This line belongs to the text above, but isn't indented like it."
        else:
            message = f"This line starts in column {now + 1}, the lines that it belongs to in column {column + 1}."
        span = findings.span((line, now), (line, len(text.rstrip())))
        shift = column - now
        edit = draft.replaced(line, fixed, min(column, now), shift)
        yield Mend(Diagnostic("bad-indent", message, span, hint=hint), (edit,))


def _width(draft: Draft, line: int) -> int:
    """Return how wide a tab must be for a line to start where the text of the one above does."""
    margin = _margin(draft.lines[line])
    above = next((text for text in reversed(draft.lines[max(line - REACH, 0) : line]) if text.strip()), "")
    column = _content(above)
    fits = margin and not margin.strip("\t") and "\t" not in _margin(above) and column % len(margin) == 0
    return column // len(margin) if fits and 2 <= column // len(margin) <= 8 else TAB


def _columns(draft: Draft, line: int, listed: bool) -> list[int]:
    """Return where the dashes, or else the fields, of the lists and groups start that a line could belong to."""
    columns, left = [], len(draft.lines[line]) + 10**6
    for text in reversed(draft.lines[max(line - REACH, 0) : line]):
        margin = indentation(text)
        if margin >= left or not text.strip() or not _looks_like_field(text):
            continue
        left = margin
        dashed = text[margin:].startswith("- ")
        if dashed == listed:
            columns.append(margin)
        elif dashed:
            columns.append(_content(text))
            left = margin + 1
        if not left:
            break
    return columns


def _content(text: str) -> int:
    """Return the column at which a line's text starts, behind its dashes."""
    return len(text) - len(text.lstrip(" -")) if text.lstrip().startswith("- ") else indentation(text)


def _margin(text: str) -> str:
    return text[: indentation(text)]


def _looks_like_field(text: str) -> bool:
    word, colon, _ = text.strip().partition(":")
    return text.lstrip().startswith("- ") or (bool(colon) and " " not in word)
