r"""Text inside formulas, as runs of plain characters with whatever else stands between them.

`\text{if $x > 0$ (5\,\%)}` becomes `{\text{if }{x > 0}\text{ (5}\,\%\text{)}}`: no engine takes everything in a text
that LaTeX takes there, but all take words, and formulas beside them.
"""

from __future__ import annotations

import re
import unicodedata

from qbank.content.tex.rewriter import COMMAND, Broken, Command, Handler, Rewriter, Span, Untranslatable

COMMANDS = {
    "\\text": "\\text", "\\mbox": "\\text", "\\hbox": "\\text", "\\textrm": "\\text", "\\textnormal": "\\text",
    "\\textup": "\\text", "\\textmd": "\\text", "\\textbf": "\\textbf", "\\textit": "\\textit", "\\emph": "\\textit",
    "\\textsf": "\\textsf", "\\texttt": "\\texttt",
}  # fmt: skip
"""Commands for text, and those of them that every engine has."""

_SPECIAL = re.compile(r"\\\(|\\(?:[A-Za-z]+|.)|[${}~]", re.DOTALL)
_DOLLAR = re.compile(r"\\.|(\$)", re.DOTALL)
_BESIDE = {"\\%", "\\$", "\\#", "\\&", "\\_", "\\{", "\\}", "\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad"}
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dots": "…", "ldots": "…", "textdegree": "°", "textbackslash": "\\", "degree": "°",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "textellipsis": "…",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
}  # fmt: skip
_FORMULAS = {"\\ce", "\\pu", "\\num", "\\unit", "\\si", "\\qty", "\\SI", "\\ang", "\\ensuremath"}
_TWO = {"\\qty", "\\SI"}


def text(rewriter: Rewriter, command: Command) -> int:
    """Write a command for text, whatever stands in it."""
    span = rewriter.argument(command, command.after)
    if not _SPECIAL.search(rewriter.source, span.start, span.end):
        rewriter.put(COMMANDS[command.name] + "{", command.start)
        rewriter.copy(span.start, span.end)
        rewriter.put("}", command.start)
        return span.after
    rewriter.put("{", command.start)
    _Words(rewriter, COMMANDS[command.name]).write(span)
    rewriter.put("}", command.start)
    return span.after


HANDLERS: dict[str, Handler] = dict.fromkeys(COMMANDS, text)


class _Words:
    def __init__(self, rewriter: Rewriter, name: str) -> None:
        self.rewriter = rewriter
        self.name = name
        self._open = False

    def write(self, span: Span) -> None:
        at = span.start
        while match := _SPECIAL.search(self.rewriter.source, at, span.end):
            if match.start() > at:
                self._run(at)
                self.rewriter.copy(at, match.start())
            at = self._special(match, span.end)
        if span.end > at:
            self._run(at)
            self.rewriter.copy(at, span.end)
        self._close(span.end)

    def _run(self, origin: int) -> None:
        """Open a run of characters, where none is open."""
        if not self._open:
            self.rewriter.put(f"{self.name}{{", origin)
        self._open = True

    def _close(self, origin: int) -> None:
        if self._open:
            self.rewriter.put("}", origin)
        self._open = False

    def _characters(self, characters: str, origin: int) -> None:
        self._run(origin)
        self.rewriter.put(characters, origin)

    def _special(self, match: re.Match[str], limit: int) -> int:
        found, start, after = match[0], match.start(), match.end()
        command = Command(found, start, after, limit)
        if found in {"$", "\\("}:
            return self._formula(found, start, after, limit)
        if found in {"{", "}"}:  # they only group
            return after
        if found == "~":
            self._characters("\u00a0", start)
            return after
        if found in _BESIDE:
            self._close(start)
            self.rewriter.put(found + " " * found[-1].isalpha(), start)
            return after
        if found in COMMANDS:
            self._close(start)
            return text(self.rewriter, command)
        if found in _FORMULAS:
            return self._command(command)
        return self._letter(command)

    def _formula(self, opening: str, start: int, after: int, limit: int) -> int:
        source = self.rewriter.source
        if opening == "$":
            end = next((m.start(1) for m in _DOLLAR.finditer(source, after, limit) if m[1]), -1)
        else:
            end = source.find("\\)", after, limit)
        if end < 0:
            raise Broken("a formula in a text isn't closed", start, after, "")
        self._close(start)
        self.rewriter.put("{", start)
        self.rewriter.run(after, end)
        self.rewriter.put("}", end)
        return end + (1 if opening == "$" else 2)

    def _command(self, command: Command) -> int:
        r"""Write `\ce{…}` and the like, which are formulas wherever they stand."""
        self._close(command.start)
        after = command.after
        while option := self.rewriter.option(command, after):
            after = option.after
        for _ in range(2 if command.name in _TWO else 1):
            after = self.rewriter.argument(command, after).after
        begin = command.after if command.name == "\\ensuremath" else command.start
        self.rewriter.run(begin, after)
        return after

    def _letter(self, command: Command) -> int:
        r"""Write `\ss`, `\"o` and `\c{c}` as the letters that they are."""
        name, source = command.name[1:], self.rewriter.source
        if name in _LETTERS:
            self._characters(_LETTERS[name], command.start)
            after = self.rewriter.skip_space(command.after) if name.isalpha() else command.after
            return after + 2 if source.startswith("{}", after) else min(after, command.limit)
        if name not in _ACCENTS:
            raise Untranslatable(f"{command.name} can't stand in a text", command.start, command.after)
        span = self.rewriter.argument(command, command.after)
        letter = source[span.start : span.end].strip()
        letter = _LETTERS.get(letter[1:], "") if COMMAND.fullmatch(letter) else letter
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
        self._characters(unicodedata.normalize("NFC", letter[:1] + _ACCENTS[name] + letter[1:]), command.start)
        return span.after
