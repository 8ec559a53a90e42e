r"""Chemistry: mhchem's `\ce{2 H2O <=> H3O+ + OH-}` as plain TeX.

mhchem reads what chemists write: a number before a formula is an amount, behind a letter a subscript; `+` and `-`
behind an atom are its charge, `-` `=` `#` between atoms bonds, and between spaces operators.
"""

from __future__ import annotations

import re

from qbank.content.tex.chemical_words import amount, bond, named_bond, sign, skipped, word
from qbank.content.tex.colours import colour_name
from qbank.content.tex.reactions import ARROW, write_arrow
from qbank.content.tex.rewriter import COMMAND, Broken, Command, Rewriter, Span, Untranslatable
from qbank.content.tex.scripts import KINDS, end_of_command, write_script

_LETTERS = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+")
_ISOTOPE = re.compile(r"\^\d+(?:_\d+)?[A-Z]")
_STATE = re.compile(r"\s*\((?:aq|cr|am|sln|ads|vit|s|l|g|\$[^$]*\$)(?:,[^()]*)?\)")
_DOWN = re.compile(r"\s(?:v|\(v\))(?=\s|$|[\])}])")
_UP = re.compile(r"\s(?:\^|\(\^\))(?=\s|$|[\])}])")
_OPERATOR = re.compile(r"(?:[+=<>]|-(?!\w|\(|\[|\\)|\|\|?|\\(?:pm|mp|times|cdot|approx|neq?|leq?|geq?)(?![A-Za-z]))\s*")
_DOTS = re.compile(r"\s*[*·.•]\s*(?=[0-9A-Za-z(\[])")
_TEXTS = {"\\text", "\\mathrm", "\\mathit", "\\mathbf", "\\textit", "\\textbf", "\\textrm", "\\mbox", "\\ce", "\\pu"}
_MATH_INSIDE = {"\\frac": 2, "\\dfrac": 2, "\\tfrac": 2}
_CHEMISTRY_INSIDE = {
    "\\overset": 2, "\\underset": 2, "\\stackrel": 2, "\\underbrace": 1, "\\overbrace": 1, "\\underline": 1,
    "\\overline": 1, "\\cancel": 1, "\\boxed": 1,
}  # fmt: skip


def chemistry(rewriter: Rewriter, command: Command) -> int:
    r"""Write what stands in `\ce{…}`."""
    span = rewriter.argument(command, command.after)
    rewriter.put("{", command.start)
    write_chemistry(rewriter, span)
    rewriter.put("}", command.start)
    return span.after


def write_chemistry(rewriter: Rewriter, span: Span) -> None:
    """Write a range of the source, read as chemistry. Raises Untranslatable."""
    rewriter.enter(span.start)
    _Chemistry(rewriter, span).write()
    rewriter.leave()


class _Chemistry:
    """A walk from left to right. Each step writes what begins here, or says that it is another one's."""

    def __init__(self, rewriter: Rewriter, span: Span) -> None:
        self.rewriter = rewriter
        self.source = rewriter.source[: span.end]
        self.at = span.start
        self.start = True
        """Whether a term begins: an amount may follow. Else an atom stands before, with its `scripts`."""
        self.scripts: set[str] = set()
        self.hyphen = False
        """Whether a `-` would be one, not a bond: behind a Greek letter, or a word."""
        self.steps = (
            self._arrow, self._precipitate, self._space, self._math, self._script, self._dot, self._amount,
            self._letters, self._number, self._state, self._bracket, self._charge, self._bond, self._command,
            self._group, self._sign,
        )  # fmt: skip

    def write(self) -> None:
        while self.at < len(self.source):
            if not any(step() for step in self.steps):
                what = self.source[self.at]
                raise Untranslatable(f"{what} has no meaning in \\ce", self.at, self.at + 1)

    def _put(self, text: str) -> None:
        self.rewriter.put(text, min(self.at, len(self.source) - 1))

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.source, self.at)

    def _atom(self, text: str, after: int) -> bool:
        """Write something that scripts and charges may follow."""
        self._put(text)
        self.at, self.start, self.scripts, self.hyphen = after, False, set(), False
        return True

    def _term(self, text: str, after: int) -> bool:
        """Write something behind which a term begins."""
        self._put(text)
        self.at, self.start, self.scripts = after, True, set()
        return True

    def _inside(self, start: int, end: int) -> None:
        write_chemistry(self.rewriter, Span(start, end, end))

    def _arrow(self) -> bool:
        if not (match := self._match(ARROW)):
            return False
        return self._term("", write_arrow(self.rewriter, match, len(self.source), write_chemistry))

    def _precipitate(self) -> bool:
        for pattern, arrow in ((_DOWN, "\\downarrow "), (_UP, "\\uparrow ")):
            if match := self._match(pattern):
                return self._term(arrow, match.end())
        return False

    def _space(self) -> bool:
        after = min(self.rewriter.skip_space(self.at), len(self.source))
        if after == self.at:
            return False
        began, self.at = self.start, after
        if after == len(self.source) or self._match(ARROW):
            return True
        if operator := self._match(_OPERATOR):
            found = operator[0].rstrip()
            shown = {"|": "\\,|\\,", "||": "\\,\\|\\,"}.get(found, found)
            return self._term(f"{{}}{shown} {{}}", operator.end())
        if not began and not self._match(_STATE) and not self._match(_DOTS):
            return self._term("~", after)
        self.start = True
        return True

    def _math(self) -> bool:
        if self.source[self.at] != "$":
            return False
        end = self.source.find("$", self.at + 1)
        if end < 0:
            raise Broken("a $ isn't closed", self.at, self.at + 1, "")
        self._put("{")
        self.rewriter.run(self.at + 1, end)
        self._put("}")
        after = self.rewriter.skip_space(end + 1)
        amount_of = self.start and after > end + 1 and _LETTERS.match(self.source, after)
        return self._term("\\,", after) if amount_of else self._atom("", end + 1)

    def _script(self) -> bool:
        kind = KINDS.get(self.source[self.at])
        if kind is None:
            return False
        isotope = self._match(_ISOTOPE) and "sup" not in self.scripts
        if (self.start and not self.scripts) or isotope or kind in self.scripts:
            self._put("{}")
            self.scripts = set()
        self.at = write_script(self.rewriter, self.at, len(self.source))
        self.scripts.add(kind)
        return True

    def _dot(self) -> bool:
        match = None if self.start else self._match(_DOTS)
        return match is not None and self._term("\\,{\\cdot}\\,", match.end())

    def _amount(self) -> bool:
        """A number or a variable before a term; none stands between an isotope's number and its letter."""
        found = amount(self.source, self.at) if self.start and not self.scripts else None
        if found is None:
            return False
        shown, after, alone = found
        return self._atom(shown, after) if alone else self._term(shown, after)

    def _letters(self) -> bool:
        match = self._match(_LETTERS)
        if not match:
            return False
        self._atom(f"\\mathrm{{{match[0]}}}", match.end())
        self.hyphen = match[0].islower() and len(match[0]) > 1
        return True

    def _number(self) -> bool:
        match = self._match(_NUMBER)
        if not match:
            return False
        if self.start or "sub" in self.scripts:
            return self._atom(match[0], match.end())
        self._put(f"_{{{match[0]}}}")
        self.at = match.end()
        self.scripts.add("sub")
        return True

    def _state(self) -> bool:
        """`(aq)` behind a formula."""
        match = None if self.start else self._match(_STATE)
        if not match:
            return False
        self._put("\\,(")
        self._inside(self.source.index("(", self.at) + 1, match.end() - 1)
        return self._atom(")", match.end())

    def _bracket(self) -> bool:
        found = self.source[self.at]
        if found in "([":
            return self._term(found, self.at + 1)
        return found in ")]" and self._atom(found, self.at + 1)

    def _charge(self) -> bool:
        found = self.source[self.at]
        after = self.at + 1
        if found not in "+-" or self.start:
            return False
        follows = self.source[after : after + 1]
        if found == "-" and follows and follows not in " \t\n)],;}+" and not _STATE.match(self.source, after):
            return False  # a bond
        self._put(f"{{}}^{{{found}}}" if "sup" in self.scripts else f"^{{{found}}}")
        self.at = after
        self.scripts.add("sup")
        return True

    def _bond(self) -> bool:
        shown = bond(self.source, self.at, start=self.start, hyphen=self.hyphen)
        return bool(shown) and self._term(shown, self.at + 1)

    def _command(self) -> bool:
        match = COMMAND.match(self.source, self.at)
        if not match:
            return False
        command = Command(match[0], self.at, match.end(), len(self.source))
        if shown := word(command.name):
            return self._term(shown, command.after)
        if command.name == "\\bond":
            return self._term(*named_bond(self.rewriter, command))
        if command.name in _TEXTS:
            after = self.rewriter.argument(command, command.after).after
            self.rewriter.run(command.start, after)
            return self._atom("", after)
        if command.name in {"\\color", "\\textcolor"}:
            return self._colour(command)
        if command.name in _MATH_INSIDE | _CHEMISTRY_INSIDE:
            return self._with_arguments(command)
        return self._symbol(command)

    def _colour(self, command: Command) -> bool:
        name = self.rewriter.argument(command, command.after)
        inside = self.rewriter.argument(command, name.after)
        self._put(f"{{\\color{{{colour_name(self.rewriter, name)}}}{{")
        self._inside(inside.start, inside.end)
        return self._atom("}}", inside.after)

    def _with_arguments(self, command: Command) -> bool:
        self._put({"\\stackrel": "\\overset"}.get(command.name, command.name))
        after = command.after
        for _ in range((_MATH_INSIDE | _CHEMISTRY_INSIDE)[command.name]):
            span = self.rewriter.argument(command, after)
            self._put("{")
            if command.name in _MATH_INSIDE:
                self.rewriter.run(span.start, span.end)
            else:
                self._inside(span.start, span.end)
            self._put("}")
            after = span.after
        return self._atom("", after)

    def _symbol(self, command: Command) -> bool:
        r"""A Greek letter, or another symbol of TeX with what it takes: `\eta^2`, `\gamma{}`, `\bar{\nu}`."""
        if not command.name[1:].isalpha():
            raise Untranslatable(f"{command.name} has no meaning in \\ce", command.start, command.after)
        after = skipped(self.source, command.after)
        end = command.after if after > command.after else end_of_command(self.rewriter, command)
        self._put("{")
        self.rewriter.run(command.start, end)
        self._atom("}", max(end, after))
        self.hyphen = True
        return True

    def _group(self) -> bool:
        """`{…}` is text; `{}` ends what stands before."""
        if self.source[self.at] != "{":
            return False
        end = self.rewriter.closing(self.at, len(self.source))
        if end > self.at + 1:
            self._put("\\text")
            self.rewriter.copy(self.at, end + 1)
        return self._atom("", end + 1)

    def _sign(self) -> bool:
        shown, after = sign(self.source, self.at)
        return bool(shown) and self._term(shown, after)
