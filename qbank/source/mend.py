"""From a fault to what was meant: the ways to mend it, likeliest first, each with the finding to show for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings, shortened
from qbank.source.indent import indents, tabs
from qbank.source.lookalike import bullets, lookalike
from qbank.source.nodes import Place
from qbank.source.quote import Quoter
from qbank.source.tree import Fault
from qbank.source.typed import FIELDS, indentation

_NO_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)*([a-z_]+):(?=[^\s:/])")
_NO_DASH_SPACE = re.compile(r"[ \t]*-(?=[^\s\-\d])")
_NO_COLON = re.compile(r"[ \t]*(?:-[ \t]+)*([a-z_]+)(?=[ \t]|$)")
_OWN_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*[^\s:][^:]*:(?=\s|$)")
_SWALLOWED = "found unknown escape character", "did not find expected hexdecimal number"


class Mender:
    """Proposes mends for the faults of a draft."""

    def __init__(self, file: str, draft: Draft) -> None:
        self._draft = draft
        self._findings = Findings(file, draft)
        self._quoter = Quoter(draft, self._findings)

    def proposals(self, fault: Fault) -> Iterator[Mend]:
        """Yield the ways to mend a fault. The last takes the line out, so that the rest can be read."""
        problem, (line, column) = fault.problem, self._inside(fault.at)
        around = self._inside(fault.context_at) if fault.context_at else (line, column)
        quote = self._quoter
        if mend := tabs(self._draft, self._findings, line, "tab" in problem):
            yield mend
        for number in (line, line - 1):
            if number >= 0 and (mend := lookalike(self._draft, self._findings, number)):
                yield mend
        for number in (line, line - 1):
            if number >= 0 and (mend := bullets(self._draft, self._findings, number)):
                yield mend
        if problem in _SWALLOWED:
            yield quote.backslash(line, column, around)
        elif problem == "found invalid Unicode character escape code":
            yield quote.half_character(line, column)
        elif "quoted scalar" in fault.context or problem == "open quote":
            yield quote.value(*around, code="unclosed-quote")
        elif problem == "double braces":
            yield quote.cloze(line, column)
        elif problem == "block header":
            yield quote.value(line, column, code="empty-text")
        yield from quote.earlier(fault, line)
        yield from quote.brackets(fault, line, column)
        yield from quote.hashes(line)
        yield from self._missing(line, around)
        yield from self._moved(fault, line, column, around)
        if any(what in fault.context for what in ("block scalar", "anchor", "alias", "tag")):
            yield quote.value(*around)
        yield quote.value(line, column)
        yield quote.value(*around)
        yield self._without(line, column)

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

    def _moved(self, fault: Fault, line: int, column: int, around: Place) -> Iterator[Mend]:
        """Lines that start in the wrong column."""
        text = self._draft.lines[line]
        if fault.problem == "could not find expected ':'":
            yield from indents(self._draft, self._findings, around[0], fault.columns)
        elif fault.problem.startswith("mapping values are not allowed"):
            own = _OWN_KEY.match(text)
            word = text.strip().lstrip("- ").split(":")[0]
            # `prompt:` behind other spaces than its neighbours; other words are rather a text's next line
            if own and own.end() == column + 1 and (word in FIELDS or indentation(text) == column):
                yield from indents(self._draft, self._findings, line, fault.columns)
        elif column <= indentation(text):
            yield from indents(self._draft, self._findings, line, fault.columns)

    def _missing(self, line: int, around: Place) -> Iterator[Mend]:
        """`type:essay`, `-Paris`, `prompt What …`: a space or a colon that is missing."""
        for number in dict.fromkeys((around[0], line, line - 1)):
            text = self._draft.lines[max(number, 0)]
            for pattern, insert in ((_NO_SPACE, " "), (_NO_DASH_SPACE, " "), (_NO_COLON, ":")):
                match = pattern.match(text)
                if match is None or (match.lastindex and match[1] not in FIELDS):
                    continue
                if insert == ":" and number != around[0]:
                    continue
                after = "the colon" if match.lastindex else "the dash"
                code, message = "missing-space", f"After {after} there must be a space."
                if insert == ":":
                    code, message = "missing-colon", f"`{match[1]}` must be followed by a colon."
                at = match.end()
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
        return Mend(Diagnostic("yaml-syntax", message, span, hint=hint), (self._draft.replaced(line, ""),))
