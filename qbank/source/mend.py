"""From a fault to what was meant: the ways to mend it, likeliest first, each with the finding to show for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Edit
from qbank.source.findings import MAX_HINT, Findings, as_typed, shortened
from qbank.source.indent import indents, tabs
from qbank.source.nodes import Place
from qbank.source.tree import Fault
from qbank.source.typed import indentation, quoted, quoted_line, region

_FIELDS = """
accept aliases allow answer answers attachments authors back bank blanks bloom case_sensitive choices correct credit
criterion defaults description difficulty distractors exam explanation feedback fixed front hint hints id incorrect
items language left license match max max_words min min_words model_answer objectives pairs partial points prompt
questions response_template reversed right rubric schema scoring shuffle source status stimuli stimulus tags text
title tolerance type unit units variables weight
"""
FIELDS = frozenset(_FIELDS.split())
"""Words that start a field rather than a sentence, when the colon is missing or the indentation is off."""

PAIRS = frozenset({"pairs", "rubric", "units", "stimuli", "blanks", "defaults"})
"""Fields under which the author chooses the names: `- Paris: …` is not a text there."""

_HASH = re.compile(r"(?<![ \t])[ \t]+(#+[^ \t\n#])")
_NO_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)*([a-z_]+):(?=[^\s:/])")
_NO_DASH_SPACE = re.compile(r"[ \t]*-(?=[^\s\-\d])")
_NO_COLON = re.compile(r"[ \t]*(?:-[ \t]+)*([a-z_]+)(?=[ \t]|$)")
_OWN_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*[^\s:][^:]*:(?=\s|$)")
_SURROGATES = re.compile(r"\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")

_ESCAPES = ("found unknown escape character", "did not find expected hexdecimal number")
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
}


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a fault."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]


class Mender:
    """Proposes mends; `findings` knows the file and makes places of it."""

    def __init__(self, file: str, draft: Draft) -> None:
        self._draft = draft
        self._findings = Findings(file, draft)

    def proposals(self, fault: Fault) -> Iterator[Mend]:
        """Yield the ways to mend a fault. The last takes the line out, so that the rest can be read."""
        problem, (line, column) = fault.problem, self._inside(fault.at)
        around = self._inside(fault.context_at) if fault.context_at else (line, column)
        if mend := tabs(self._draft, self._findings, line, "tab" in problem):
            yield Mend(*mend)
        if problem in _ESCAPES:
            yield self._backslash(line, column, around)
        elif problem == "found invalid Unicode character escape code":
            yield self._surrogate(line, column)
        elif "quoted scalar" in fault.context or problem == "open quote":
            yield self._quote(around[0], around[1], "unclosed-quote")
        elif problem == "double braces":
            yield self._cloze(line, column)
        yield from self._last_quote(fault, line)
        yield from self._brackets(fault, line, column)
        yield from self._hash(line)
        yield from self._spaces(line, around)
        yield from self._by_problem(fault, line, column, around)
        if "block scalar" in fault.context or "anchor" in fault.context or "alias" in fault.context:
            yield self._quote(around[0], around[1])
        yield self._quote(line, column)
        yield self._quote(around[0], around[1])
        yield self._without(line, column)

    def _by_problem(self, fault: Fault, line: int, column: int, around: Place) -> Iterator[Mend]:
        text = self._draft.lines[line]
        starts_line = column <= indentation(text)
        if fault.problem == "could not find expected ':'":
            yield from self._indents(fault, around[0])
        elif fault.problem.startswith("mapping values are not allowed"):
            own = _OWN_KEY.match(text)
            word = text.strip().lstrip("- ").split(":")[0]
            if own and own.end() == column + 1 and (word in FIELDS or indentation(text) == column):
                yield from self._indents(fault, line)
        elif starts_line:
            yield from self._indents(fault, line)

    def _indents(self, fault: Fault, line: int) -> Iterator[Mend]:
        for diagnostic, edit in indents(self._draft, self._findings, line, fault.columns):
            yield Mend(diagnostic, (edit,))

    def _inside(self, place: Place) -> Place:
        """Return the place, or the end of the last line with text where the parser stopped behind it."""
        line, column = place
        lines = self._draft.lines
        if line < len(lines) and (lines[line].strip() or line == 0):
            return line, min(column, len(lines[line]))
        line = min(line, len(lines) - 1)
        while line and not lines[line].strip():
            line -= 1
        return line, len(lines[line].rstrip())

    def _quote(self, line: int, column: int, code: str = "needs-quotes", pairs: bool = False) -> Mend:
        typed = self._findings.line(line)
        at = self._draft.typed_column(line, column)
        start, end = region(typed, at, pairs)
        value = typed[start:end]
        span = self._findings.span((line, start), (line, end))
        draft_start, draft_end = region(self._draft.lines[line], column, pairs)
        edit = self._draft.masked(line, draft_start, max(draft_end, len(self._draft.lines[line].rstrip())))
        if code == "unclosed-quote" and value[:1] in "\"'":
            message = f"The quote `{value[:1]}` that opens here is never closed."
            body = value[1:] if value[:1] == '"' or (len(value.split()) > 1 and value[1:2].isupper()) else value
            hint = shortened((typed[:start] + quoted(body) + typed[end:]).strip())
            return Mend(Diagnostic(code, message, span, hint=hint), (edit,))
        hint = shortened(quoted_line(typed, start, end))
        return Mend(Diagnostic("needs-quotes", self._why(value), span, hint=hint), (edit,))

    def _why(self, value: str) -> str:
        if reason := _STARTS.get(value[:1]):
            return f"This text must stand in quotes: {reason}."
        if value.endswith(":") or ": " in value:
            return "This text must stand in quotes: YAML takes the colon in it for the end of a field's name."
        return "This text must stand in quotes: YAML can't read it as it is."

    def _backslash(self, line: int, column: int, around: Place) -> Mend:
        text = self._draft.lines[line]
        begin = around[1] if around[0] == line else 0
        masked = re.sub(r'\\(["\\])?', lambda m: m[0] if m[1] else m[0].translate(self._draft.masks), text[begin:])
        at = text.rfind("\\", 0, column + 1)
        at = column if at < 0 else at
        message = f"In double quotes `{text[at : at + 2]}` means nothing; a formula's backslash needs single quotes."
        typed = self._findings.line(line)
        hint = "Use single quotes, or `|` and the text on lines of its own."
        start = self._draft.typed_column(line, begin)
        whole = re.compile(r'"(?:[^"\\]|\\[\s\S])*"').match(typed, start) if around[0] == line else None
        if whole:
            hint = shortened((typed[:start] + quoted(as_typed(whole[0])) + typed[whole.end() :]).strip())
        span = self._findings.span((line, at), (line, at + 2))
        edit = self._draft.replaced(line, text[:begin] + masked)
        return Mend(Diagnostic("backslash-in-double-quotes", message, span, hint=hint), (edit,))

    def _surrogate(self, line: int, column: int) -> Mend:
        text = self._draft.lines[line]
        at = max(text.rfind("\\", 0, column + 1), 0)
        stop = at + (10 if text[at + 1 : at + 2] == "U" else 6)
        message = f"`{text[at:stop]}` is half a character or none at all."
        hint = "Type the character itself."
        typed = self._findings.line(line)
        if _SURROGATES.search(typed):
            hint = shortened(_SURROGATES.sub(_joined, typed).strip())
        span = self._findings.span((line, at), (line, stop))
        edit = self._draft.replaced(line, re.sub(r"\\(?=[uU])", lambda m: m[0].translate(self._draft.masks), text))
        return Mend(Diagnostic("control-character", message, span, hint=hint), (edit,))

    def _cloze(self, line: int, column: int) -> Mend:
        base = self._quote(line, column)
        typed = self._findings.line(line)
        span, code = base.diagnostic.span, "text-expected"
        if re.search(r"\{\{c\d+::", typed):
            hint = shortened(re.sub(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", r"[[\1]]", typed).strip())
            start, end = region(hint)
            hint = quoted_line(hint, start, end) if hint[start:].startswith("[") else hint
            return Mend(
                Diagnostic(code, "A blank is typed as `[[…]]` here, not as `{{c1::…}}`.", span, hint=hint), base.edits
            )
        message = "Text was expected here, but `{{` opens groups of fields."
        return Mend(Diagnostic(code, message, span, hint=base.diagnostic.hint), base.edits)

    def _last_quote(self, fault: Fault, line: int) -> Iterator[Mend]:
        """A quote that was closed lines later, by the apostrophe of another text."""
        last = fault.last
        if last is not None and last.style in ("'", '"') and last.start[0] < last.end[0] == line:
            yield self._quote(*last.start, code="unclosed-quote")

    def _brackets(self, fault: Fault, line: int, column: int) -> Iterator[Mend]:
        if not fault.brackets:
            return
        first = fault.brackets[0]
        text = self._draft.lines[line]
        if first[0] == line and "start any token" in fault.problem:
            stop = re.compile(r"[,\]}]|$").search(text, column)
            end = len(text[: stop.start() if stop else len(text)].rstrip())
            typed = self._findings.line(line)
            hint = shortened(quoted_line(typed, *(self._draft.typed_column(line, at) for at in (column, end))))
            span = self._findings.span((line, column), (line, end))
            diagnostic = Diagnostic("needs-quotes", self._why(text[column:end]), span, hint=hint)
            yield Mend(diagnostic, (self._draft.masked(line, column, end),))
        opening = self._draft.lines[first[0]].rstrip()
        if not re.search(r"[)\]}(]", opening[first[1] + 1 :]):
            bracket = opening[first[1]]
            closing = {"[": "]", "{": "}"}.get(bracket, "]")
            span = self._findings.span(first)
            hint = shortened(opening.rstrip(",").strip() + closing)
            diagnostic = Diagnostic(
                "unclosed-bracket", f"`{bracket}` is opened here and never closed.", span, hint=hint
            )
            yield Mend(diagnostic, (self._draft.replaced(first[0], opening + closing),))
        yield self._quote(*first)

    def _hash(self, line: int) -> Iterator[Mend]:
        """Text that goes on below ` #x`, where YAML sees a comment."""
        for number in (line, line - 1):
            if number >= 0 and (match := _HASH.search(self._draft.lines[number])):
                typed = self._findings.line(number)
                start, end = region(typed)
                rest = match[0].strip()
                message = f"YAML takes what follows `{rest}` for a comment: `#` after a space ends the text."
                span = self._findings.span((number, match.start(1)), (number, len(typed.rstrip())))
                diagnostic = Diagnostic(
                    "text-after-hash", message, span, hint=shortened(quoted_line(typed, start, end))
                )
                yield Mend(diagnostic, (self._draft.masked(number, match.start(1), match.end(1)),))

    def _spaces(self, line: int, around: Place) -> Iterator[Mend]:
        """`type:essay`, `-Paris`, `prompt What …`: a space or a colon that is missing."""
        for number in dict.fromkeys((around[0], line, line - 1)):
            if number < 0:
                continue
            text = self._draft.lines[number]
            for pattern, insert in ((_NO_SPACE, " "), (_NO_DASH_SPACE, " "), (_NO_COLON, ":")):
                match = pattern.match(text)
                if match is None or (match.lastindex and match[1] not in FIELDS):
                    continue
                if insert == ":" and number != around[0]:
                    continue
                at = match.end()
                code = "missing-colon" if insert == ":" else "missing-space"
                message = (
                    f"`{match[1]}` must be followed by a colon."
                    if insert == ":"
                    else (
                        "After the colon there must be a space."
                        if match.lastindex
                        else "After the dash there must be a space."
                    )
                )
                fixed = text[:at] + insert + text[at:]
                span = self._findings.span((number, at - 1))
                hint = shortened(fixed.translate(self._draft.unmask).strip())
                edit = self._draft.replaced(number, fixed, at, 1)
                yield Mend(Diagnostic(code, message, span, hint=hint), (edit,))

    def _without(self, line: int, column: int) -> Mend:
        text = self._draft.lines[line]
        message = "This line can't be read: it is neither `name: value` nor `- item` of what stands above it."
        span = self._findings.span((line, min(column, max(len(text) - 1, 0))))
        hint = "Compare it with the lines around it, or put the text in quotes."
        edit = self._draft.replaced(line, " " * min(len(text), MAX_HINT))
        return Mend(Diagnostic("yaml-syntax", message, span, hint=hint), (edit,))


def _joined(match: re.Match[str]) -> str:
    return chr(0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00)
