"""Text that YAML takes for something else: read as if it were in quotes, and shown in the quotes it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings, as_typed, shortened
from qbank.source.nodes import Place
from qbank.source.tree import Fault
from qbank.source.typed import cloze, indentation, quoted, quoted_line, region

_HASH = re.compile(r"(?<![ \t])[ \t]+(#+[^ \t\n#])")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SURROGATES = re.compile(r"\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_IN_WORDS = "Put the whole text in quotes, or `|` above it and the text on lines of its own."
_STARTS = {
    "*": "`*` at the start refers to another place of the file",
    "&": "`&` at the start names a place of the file",
    "!": "`!` at the start names a type",
    "[": "`[` at the start opens a list",
    "{": "`{` at the start opens a group of fields",
    "|": "`|` at the start announces lines below",
    ">": "`>` at the start announces lines below",
    '"': "the text goes on after the closing quote",
    "'": "`'` at the start opens a quote",
    "%": "`%` can't start a text",
    "@": "`@` can't start a text",
    "`": "a backtick can't start a text",
    "#": "`#` at the start begins a comment",
    "-": "`-` at the start begins an item of a list",
}


class Quoter:
    """Proposes to read a value, or a part of it, as text."""

    def __init__(self, draft: Draft, findings: Findings) -> None:
        self._draft = draft
        self._findings = findings

    def value(self, line: int, column: int, code: str = "needs-quotes") -> Mend:
        """Propose to quote the value of a line, the one at or before a column."""
        typed = self._findings.line(line)
        start, end = region(typed, self._draft.typed_column(line, column))
        value = typed[start:end]
        edit = self._draft.masked(line, *region(self._draft.lines[line], column))
        body, message = value, f"This text must stand in quotes: {_reason(value)}."
        if code == "unclosed-quote" and value[:1] in ("'", '"'):
            message = f"The quote `{value[0]}` that opens here is never closed."
            # `'tis` and `'cause` start with an apostrophe, `'What is it?` and `"Hi` with a forgotten quote
            forgotten = value[0] == '"' or (" " in value and value[1:2].isupper())
            body = value[1:] if forgotten else value
        elif _closes_early(value):
            code, body = "unclosed-quote", value[1:-1]
            message = f"The quote `{value[0]}` that opens here closes at the next one, in the text."
        elif code == "empty-text":
            message = f"`{value[:1]}` at the start announces lines below, so that no text is left."
        else:
            code = "needs-quotes"
        hint = self._hint(line, typed, start, end, body)
        return Mend(Diagnostic(code, message, self._findings.span((line, start), (line, end)), hint=hint), (edit,))

    def earlier(self, fault: Fault, line: int) -> Iterator[Mend]:
        """Propose a quote that was closed lines later, by the apostrophe of another text."""
        last = fault.last
        if last is not None and last.style in ("'", '"') and last.start[0] < last.end[0] == line:
            yield self.value(*last.start, code="unclosed-quote")

    def brackets(self, fault: Fault, line: int, column: int) -> Iterator[Mend]:
        """Propose the piece at fault inside brackets, a closing bracket, or all from the first bracket on as text."""
        if not fault.brackets:
            return
        first = fault.brackets[0]
        if first[0] == line and "start any token" in fault.problem:
            yield self._piece(line, column)
        opening = self._draft.lines[first[0]].rstrip()
        if not re.search(r"[)\]}(]", opening[first[1] + 1 :]):
            bracket = opening[first[1]]
            closing = "}" if bracket == "{" else "]"
            hint = shortened(opening.rstrip(",").strip() + closing)
            message = f"`{bracket}` is opened here and never closed."
            diagnostic = Diagnostic("unclosed-bracket", message, self._findings.span(first), hint=hint)
            yield Mend(diagnostic, (self._draft.replaced(first[0], opening + closing, len(opening), 1),))
        yield self.value(*first)

    def hashes(self, line: int) -> Iterator[Mend]:
        """Propose text that goes on below ` #x`, where YAML sees a comment."""
        for number in (line, line - 1):
            if number >= 0 and (match := _HASH.search(self._draft.lines[number])):
                typed = self._findings.line(number)
                message = f"YAML takes what follows `{match[1]}` for a comment: `#` after a space ends the text."
                span = self._findings.span((number, match.start(1)), (number, len(typed.rstrip())))
                hint = self._hint(number, typed, *region(typed))
                diagnostic = Diagnostic("text-after-hash", message, span, hint=hint)
                yield Mend(diagnostic, (self._draft.masked(number, match.start(1), match.end(1)),))

    def backslash(self, line: int, column: int, opened: Place) -> Mend:
        """Propose that backslashes in double quotes are meant as such."""
        text = self._draft.lines[line]
        begin = opened[1] if opened[0] == line else 0
        masked = re.sub(r'\\(["\\])?', lambda m: m[0] if m[1] else m[0].translate(self._draft.masks), text[begin:])
        at = max(text.rfind("\\", 0, column + 1), begin)
        message = f"In double quotes `{text[at : at + 2]}` means nothing; a formula's backslash needs single quotes."
        typed = self._findings.line(line)
        hint = "Use single quotes, or `|` and the text on lines of its own."
        whole = _QUOTED.match(typed, self._draft.typed_column(line, begin)) if opened[0] == line else None
        if whole:
            hint = shortened((typed[: whole.start()] + quoted(as_typed(whole[0])) + typed[whole.end() :]).strip())
        span = self._findings.span((line, at), (line, at + 2))
        edit = self._draft.replaced(line, text[:begin] + masked)
        return Mend(Diagnostic("backslash-in-double-quotes", message, span, hint=hint), (edit,))

    def half_character(self, line: int, column: int) -> Mend:
        """Propose to leave out `\\ud83d`, half an emoji as JSON writes them."""
        text = self._draft.lines[line]
        at = max(text.rfind("\\", 0, column + 1), 0)
        stop = at + (10 if text[at + 1 : at + 2] == "U" else 6)
        message = f"`{text[at:stop]}` is half a character or none at all."
        typed = self._findings.line(line)
        joined = _SURROGATES.sub(_joined, typed)
        hint = shortened(joined.strip()) if joined != typed else "Type the character itself."
        edit = self._draft.replaced(line, re.sub(r"\\(?=[uU])", lambda m: m[0].translate(self._draft.masks), text))
        span = self._findings.span((line, at), (line, stop))
        return Mend(Diagnostic("control-character", message, span, hint=hint), (edit,))

    def cloze(self, line: int, column: int) -> Mend:
        """Propose `{{…}}` as text; Anki's blanks are typed `[[…]]` here."""
        base = self.value(line, column)
        typed = self._findings.line(line)
        message, hint = "Text was expected here, but `{{` opens groups of fields.", base.diagnostic.hint
        if (blanks := cloze(typed)) != typed:
            message = "A blank is typed as `[[…]]` here, not as `{{c1::…}}`."
            hint = shortened(quoted_line(blanks, *region(blanks)))
        return Mend(Diagnostic("text-expected", message, base.diagnostic.span, hint=hint), base.edits)

    def _piece(self, line: int, column: int) -> Mend:
        text, typed = self._draft.lines[line], self._findings.line(line)
        stop = re.compile(r"[,\]}]|$").search(text, column)
        end = len(text[: stop.start() if stop else len(text)].rstrip())
        start, typed_end = (self._draft.typed_column(line, at) for at in (column, end))
        message = f"This text must stand in quotes: {_reason(typed[start:typed_end])}."
        span = self._findings.span((line, column), (line, end))
        hint = shortened(quoted_line(typed, start, typed_end))
        return Mend(Diagnostic("needs-quotes", message, span, hint=hint), (self._draft.masked(line, column, end),))

    def _hint(self, number: int, typed: str, start: int, end: int, body: str | None = None) -> str:
        """Return the line to type; with its next lines after `|` where the text goes on there."""
        content = len(typed) - len(typed.lstrip(" -"))
        below = self._below(number, content if start > content else indentation(typed))
        if start == indentation(typed) and number and _continues(self._findings.line(number - 1)):
            return _IN_WORDS
        if not below:
            return shortened((typed[:start] + quoted(typed[start:end] if body is None else body) + typed[end:]).strip())
        lines = [typed[:start].strip() + " |", "  " + typed[start:].strip(), *("  " + line.strip() for line in below)]
        return "\n".join(lines) if len(lines) < 8 else _IN_WORDS

    def _below(self, number: int, column: int) -> list[str]:
        lines: list[str] = []
        for at in range(number + 1, number + 10):
            line = self._findings.line(at)
            if not line.strip() or indentation(line) <= column:
                break
            lines.append(line)
        return lines


def _closes_early(value: str) -> bool:
    """Whether the quotes at both ends are meant to hold the text: `'What's this?'`, but not `"A" and "B"`."""
    quote = value[:1]
    if quote not in ("'", '"') or len(value) < 4 or value[-1] != quote:
        return False
    inner = value.find(quote, 1, -1)
    return inner > 0 and (value[inner - 1].isspace() or value[inner + 1].isalnum())


def _reason(value: str) -> str:
    if reason := _STARTS.get(value[:1]):
        return reason
    if value.endswith(":") or ": " in value:
        return "YAML takes the colon in it for the end of a field's name"
    return "YAML can't read it as it is"


def _continues(above: str) -> bool:
    """Whether the next line can be more of this one's text."""
    return (
        bool(above.strip()) and not above.rstrip().endswith((":", "|", ">", "-")) and not above.lstrip().startswith("#")
    )


def _joined(match: re.Match[str]) -> str:
    return chr(0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00)
