"""What is found while a file is read: each with its place as typed, and the line to type instead."""

from __future__ import annotations

import re

from qbank.diagnostics import Diagnostic, Severity, Span
from qbank.source.draft import Draft
from qbank.source.nodes import Node, Place, Scalar
from qbank.source.text import CONTROL, REPLACEMENT, control_character
from qbank.source.typed import quoted, quoted_line, region

MAX_FINDINGS = 1000
MAX_HINT = 400
"""Nobody retypes a longer line; a hint in words takes its place."""

_ESCAPE = re.compile(r"\\([\s\S])")
_COMMAND = re.compile(r"\\([abefnrtvNLP])[A-Za-z]")
_MEANT = {"n": "a line break", "t": "a tab", "r": "a line break", "b": "a backspace", "f": "a page break"}
_NUMBER = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


class Findings:
    """The findings of one pass. Places come in as the parser counts them and go out as people do."""

    def __init__(self, file: str, draft: Draft) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._file = file
        self._draft = draft

    def span(self, start: Place, end: Place | None = None) -> Span:
        """Return a place in the file as typed; one character without an end."""
        column = self._draft.typed_column(*start)
        stop = (start[0], column + 1) if end is None else (end[0], self._draft.typed_column(*end))
        return Span(self._file, start[0] + 1, column + 1, stop[0] + 1, stop[1] + 1)

    def line(self, number: int) -> str:
        """Return a line as typed."""
        return self._draft.original[number] if number < len(self._draft.original) else ""

    def add(self, code: str, message: str, span: Span, hint: str, severity: Severity = "error") -> None:
        """Report something; after a thousand findings nobody reads on."""
        if len(self.diagnostics) < MAX_FINDINGS:
            self.diagnostics.append(Diagnostic(code, message, span, severity, hint))

    def unmasked(self, value: str) -> str:
        """Return a value with the characters that were typed."""
        return value.translate(self._draft.unmask) if self._draft.has_masks else value

    def quote(self, number: int, column: int | None = None) -> str:
        """Return the hint to put the value of a line in quotes."""
        if len(self.diagnostics) >= MAX_FINDINGS:
            return ""
        line = self.line(number)
        start, end = region(line, column)
        return shortened(quoted_line(line, start, end))

    def text_after_hash(self, at: Place, end: Place) -> None:
        """Report `Issue #3`, which YAML reads as `Issue`."""
        rest = self.line(at[0])[self._draft.typed_column(*at) :].rstrip()
        message = f"YAML takes `{rest[:40]}` for a comment: `#` after a space ends the text."
        self.add("text-after-hash", message, self.span(at, end), self.quote(at[0], at[1]))

    def several_documents(self, at: Place) -> None:
        """Report a second `---`."""
        message = "A second document starts here with `---`; what follows isn't read."
        hint = "Delete this line, or move what follows into a file of its own. A line in a text must be indented."
        self.add("several-documents", message, self.span(at, (at[0], at[1] + 3)), hint)

    def directive(self, at: Place) -> None:
        """Report `%YAML 1.1` and the like."""
        end = (at[0], len(self.line(at[0]).rstrip()))
        self.add("directive", "Lines with `%` at the start aren't read.", self.span(at, end), "Delete this line.")

    def alias(self, start: Place, end: Place) -> None:
        """Report `*name`."""
        typed = self.line(start[0])[self._draft.typed_column(*start) : self._draft.typed_column(*end)]
        message = f"`{typed}` refers to another place of the file, which question banks don't do."
        self.add("alias", message, self.span(start, end), self.quote(start[0], start[1]))

    def decorated(self, code: str, start: Place, end: Place, raw: str, empty: bool) -> None:
        """Report `&name text` or `!name text`: YAML would read the text alone."""
        mark, name = raw[:1], self.unmasked(raw.split(maxsplit=1)[0])
        if empty:
            self.add(
                "empty-text",
                f"`{mark}` at the start makes this a mark of YAML's, so that no text is left.",
                self.span(start, end),
                self.quote(*start),
            )
            return
        what = "a name for another place of the file" if code == "anchor" else "a type"
        message = f"`{name[:40]}` is read as {what}, not as text."
        self.add(code, message, self.span(start, end), self.quote(*start))

    def decorated_collection(self, code: str, start: Place) -> None:
        """Report an anchor or a tag on a list or on fields."""
        line, column = self.line(start[0]), self._draft.typed_column(*start)
        name = line[column:].split(maxsplit=1)[0] if line[column:].strip() else "&"
        end = (start[0], start[1] + len(name))
        what = "a name to refer to" if code == "anchor" else "a type"
        message = f"`{name[:40]}` gives this list or these fields {what}, which question banks don't have."
        rest = line[column + len(name) :]
        hint = shortened((line[:column].rstrip() + " " + rest.lstrip()).strip())
        self.add(code, message, self.span(start, end), hint)

    def not_indented(self, number: int, column: int) -> None:
        """Report a line inside quotes that starts too far left."""
        line = self.line(number)
        indent = len(line) - len(line.lstrip())
        message = "This line belongs to the text in quotes above, but isn't indented more than its field."
        hint = shortened(" " * (column + 2) + line.strip())
        self.add("bad-indent", message, self.span((number, indent), (number, len(line.rstrip()))), hint)

    def key(self, node: Node, keys: dict[str, Scalar]) -> Scalar | None:
        """Return the key of an entry, or None after reporting that it can't be one."""
        if isinstance(node, Scalar) and node.value and node.value not in keys and node.value != "<<":
            return node
        place = self.span(node.start, node.end if node.end[0] == node.start[0] else None)
        if not isinstance(node, Scalar) or node.is_null:
            message = "The name of a field must be text." if not isinstance(node, Scalar) else "A name is missing here."
            self.add("bad-key", message, place, self.quote(node.start[0], 0))
            return None
        if node.value == "<<" and not node.style:
            hint = "Write the fields out here; fields for all questions go under `defaults:`."
            self.add("merge-key", "`<<` takes fields over from elsewhere, which question banks don't do.", place, hint)
            return None
        if (first := keys.get(node.value)) is not None:
            message = f"`{node.value[:60]}` is here twice; the first is in line {first.start[0] + 1}."
            self.add("duplicate-key", message, place, "Delete one of the two.")
            return None
        return node

    def escapes(self, value: str, raw: str, start: Place, end: Place) -> str:
        """Check the backslashes of text in double quotes; return the value that was meant."""
        for match in _ESCAPE.finditer(raw):
            if command := _COMMAND.match(raw, match.start()):
                at = _offset(raw, match.start(), start)
                what = _MEANT.get(command[1], "a special character")
                message = f"In double quotes `\\{command[1]}` is {what}, not the start of a formula's `{command[0]}…`."
                if end[0] == start[0]:
                    line = self.line(start[0])
                    columns = self._draft.typed_column(*start), self._draft.typed_column(*end)
                    hint = shortened((line[: columns[0]] + single(raw) + line[columns[1] :]).strip())
                else:
                    hint = "Use single quotes, or `|` and the text on lines of its own."
                self.add("backslash-in-double-quotes", message, self.span(at, (at[0], at[1] + 2)), hint)
                return CONTROL.sub(REPLACEMENT, as_typed(raw) if end[0] == start[0] else value)
        if CONTROL.search(value) is None:
            return value
        for match in _ESCAPE.finditer(raw):
            if character := _control(raw, match.start()):
                at = _offset(raw, match.start(), start)
                length = {"x": 4, "u": 6, "U": 10}.get(match[1], 2)
                if len(self.diagnostics) < MAX_FINDINGS:
                    self.diagnostics.append(control_character(character, self.span(at, (at[0], at[1] + length))))
        return CONTROL.sub(REPLACEMENT, value)


def single(raw: str) -> str:
    """Return text typed in double quotes, backslashes meant as such, in single ones."""
    return quoted(as_typed(raw))


def as_typed(raw: str) -> str:
    """Return what text in double quotes looks like, without the quotes: a backslash is a backslash."""
    return re.sub(r'\\(["\\])', r"\1", raw[1:-1])


def shortened(hint: str) -> str:
    """Return a hint, or one in words where the line is too long to show."""
    return hint if len(hint) <= MAX_HINT else "Put the whole text in quotes, or use `|` and lines of its own."


def _control(raw: str, at: int) -> str:
    simple = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85"}
    number = _NUMBER.match(raw, at)
    character = chr(int(number[1] or number[2] or number[3], 16)) if number else simple.get(raw[at + 1], "")
    return character if CONTROL.match(character) else ""


def _offset(raw: str, index: int, start: Place) -> Place:
    newlines = raw.count("\n", 0, index)
    return (start[0] + newlines, index - raw.rfind("\n", 0, index) - 1) if newlines else (start[0], start[1] + index)
