"""Where a text was meant and YAML made something else of it: called by whoever knows that a field is text."""

from __future__ import annotations

import re
from itertools import pairwise

from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.source.findings import shortened
from qbank.source.nodes import Mapping, Node, Scalar, Sequence, span
from qbank.source.reading import Source
from qbank.source.typed import cloze, quoted

_THOUSANDS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?![\w,])")
_TIGHT = re.compile(r"\d,\d")
_LOOSE = re.compile(r",\s")
_LAYOUT = re.compile(r"(?:[-*+] |\d{1,9}[.)] |\||```|~~~|#{1,6} )")
_FENCE = re.compile(r"\||```|~~~")
_HASH = re.compile(r"[ \t]*(#[^ \t\n]*)")


def shape_fault(source: Source, node: Node, path: str = "", item: str = "") -> Diagnostic | None:
    """Return what is wrong where text was expected: fields, a list or nothing; None where there is text.

    The hint is the line to type, with the text in quotes. Blank text in quotes is text: whether it may be empty
    is the field's affair.
    """
    if isinstance(node, Scalar):
        return _empty(source, node, path, item)
    place = _tight(source, node)
    raw = _raw(source, place)
    hint = _hint(source, place, quoted(raw))
    if isinstance(node, Mapping) and cloze(raw) != raw:
        message = "A blank is typed as `[[…]]` here, not as `{{c1::…}}`."
        return _error("text-expected", message, place, _hint(source, place, quoted(cloze(raw))), path, item)
    if isinstance(node, Mapping) and not node.flow and len(node.entries) == 1:
        key, value = node.entries[0]
        if isinstance(value, Scalar) and value.style not in ("|", ">") and key.start[0] == value.start[0]:
            message = (
                f"YAML takes the colon after `{key.value[:40]}` for the end of a field's name; text was expected here."
            )
            return _error("text-with-colon", message, place, hint, path, item)
    what = "a list" if isinstance(node, Sequence) else "a group of fields"
    if place.end_line > place.line:
        hint = "Type the text here; if these lines are the text, put `|` above them and indent them."
    message = f"Text was expected here, but this is {what}."
    return _error("text-expected", message, place, hint, path, item)


def comma_fault(source: Source, sequence: Sequence) -> Diagnostic | None:
    """Return what is wrong with `[1,000, 2,000]`: commas inside the numbers, so that each becomes two."""
    if not sequence.flow or len(sequence.items) < 2:
        return None
    place = span(source.file, sequence)
    raw = _raw(source, place)
    inside = raw[1:-1]
    thousands = _THOUSANDS.search(inside)
    mixed = _TIGHT.search(inside) and _LOOSE.search(inside)
    if not (thousands or mixed) or "\n" in raw or '"' in raw or "'" in raw:
        return None
    items = re.split(r",\s+", inside.strip().rstrip(","))
    lines = "\n".join(f"- {item}" for item in items)
    message = f"In brackets every comma separates: this is a list of {len(sequence.items)} items."
    hint = shortened(lines) if mixed or len(items) == 1 else "One item a line, each after `- `."
    return _error("comma-in-flow-list", message, place, hint)


def folded_fault(source: Source, scalar: Scalar) -> Diagnostic | None:
    """Return a warning where lines that matter are joined: a list, table or code after `>` or in unmarked text."""
    if scalar.style == "|" or scalar.end[0] == scalar.start[0]:
        return None
    folded = scalar.style == ">"
    first = scalar.start[0] + folded
    stop = scalar.end[0] + (not folded or scalar.end[1] > 0)
    lines = source.lines[first:stop]
    if not folded:
        lines[0] = lines[0][scalar.start[1] :]
    margin = min((_margin(line) for line in lines if line.strip()), default=0) if folded else 0
    for number, (above, line) in enumerate(pairwise(lines), first + 1):
        # breaks stay beside blank lines and, after `>`, beside lines that are indented more
        if not above.strip() or not line.strip() or (folded and max(_margin(above), _margin(line)) > margin):
            continue
        if _LAYOUT.match(line.lstrip()) or _FENCE.match(above.lstrip()):
            column = _margin(line)
            place = Span(source.file, number + 1, column + 1, number + 1, len(line.rstrip()) + 1)
            how = "After `>`" if folded else "Without `|`"
            message = f"{how} lines are joined, so that this list, table or code is lost."
            head = source.lines[scalar.start[0]][: scalar.start[1]].strip()
            hint = f"{head} |" if folded else f"{head} | and the text on the lines below"
            return _error("folded-markdown", message, place, shortened(hint.strip()), severity="warning")
    return None


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _empty(source: Source, node: Scalar, path: str, item: str) -> Diagnostic | None:
    line = source.line(node.start[0] + 1)
    if node.is_null:
        match = _HASH.match(line, node.start[1])
        if match:
            start, end = match.start(1), len(line.rstrip())
            place = Span(source.file, node.start[0] + 1, start + 1, node.start[0] + 1, end + 1)
            message = "`#` at the start begins a comment, so that no text is left."
            hint = shortened((line[:start] + quoted(line[start:end])).strip())
            return _error("empty-text", message, place, hint, path, item)
        place = Span(source.file, node.start[0] + 1, node.start[1] + 1, node.start[0] + 1, node.start[1] + 1)
        return _error("empty-text", "Text was expected here, but there is none.", place, "Type the text.", path, item)
    if node.style in ("|", ">") and not node.value.strip():
        place = Span(source.file, node.start[0] + 1, node.start[1] + 1, node.start[0] + 1, node.start[1] + 2)
        message = f"`{node.style}` announces lines of text, but none that are indented follow."
        return _error("empty-text", message, place, "Type the text on the lines below, indented.", path, item)
    return None


def _error(
    code: str, message: str, place: Span, hint: str, path: str = "", item: str = "", severity: Severity = "error"
) -> Diagnostic:
    return Diagnostic(code, message, place, severity, hint, item, path)


def _tight(source: Source, node: Node) -> Span:
    """Return the place of a node without a block's last line break."""
    place = span(source.file, node)
    if place.end_column == 1 and place.end_line > place.line:
        number = place.end_line - 1
        while number > place.line and not source.line(number).strip():
            number -= 1
        return Span(place.file, place.line, place.column, number, len(source.line(number).rstrip()) + 1)
    return place


def _raw(source: Source, place: Span) -> str:
    lines = [source.line(number) for number in range(place.line, place.end_line + 1)][:50]
    lines[-1] = lines[-1][: place.end_column - 1] if len(lines) > place.end_line - place.line else lines[-1]
    lines[0] = lines[0][place.column - 1 :]
    return " ".join(line.strip() for line in lines if line.strip())


def _hint(source: Source, place: Span, text: str) -> str:
    before = source.line(place.line)[: place.column - 1]
    after = source.line(place.end_line)[place.end_column - 1 :]
    return shortened((before + text + after).strip())
