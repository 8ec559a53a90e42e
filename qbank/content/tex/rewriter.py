"""Rewrites TeX, command by command, so that every character of the result knows where it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MAX_NESTING = 80
"""Commands within each other; braces alone are counted before (`refusals.MAX_DEPTH`)."""
COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
TOKEN = re.compile(rf"{COMMAND.pattern}|[^\x00-\x7f]", re.DOTALL)
"""What a handler may be for: a command, or a character that no key of TeX's time had."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACKET = re.compile(r"\\.|[{}\]]", re.DOTALL)
_SPACE = re.compile(r"\s*")
_PARAMETER = re.compile(r"#([1-9])")


class Untranslatable(Exception):
    """Something that can't be rewritten; offsets are into the source."""

    broken = False
    """Whether no engine could take it, either."""

    def __init__(self, message: str, start: int, end: int, hint: str = "write it another way") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.hint = message, start, end, hint


class Broken(Untranslatable):
    """Something that isn't closed, or lacks a part."""

    broken = True


class Span(NamedTuple):
    """A range of the source, without the braces around it; `after` is where the source goes on."""

    start: int
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was found: its name with the backslash, its range, and the end of what it stands in."""

    name: str
    start: int
    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The result, and for each of its characters the offset in the source; without offsets it is the source."""

    text: str
    offsets: tuple[int, ...] | None = None

    def origin(self, offset: int) -> int:
        """Return where in the source the character at an offset comes from; the end comes from the end."""
        return offset if self.offsets is None else self.offsets[min(offset, len(self.offsets) - 1)]


Handler = Callable[["Rewriter", Command], int]
"""Writes what a command becomes, and returns where the source goes on."""


class Rewriter:
    """One run over one formula. Handlers `put` new text, `copy` the source, and `run` over what stands inside."""

    def __init__(self, source: str, handlers: Mapping[str, Handler], *, display: bool = False) -> None:
        self.source = source
        self.display = display
        self._handlers = handlers
        self._out: list[str] = []
        self._offsets: list[int] = []
        self._depth = 0

    def result(self) -> Rewritten:
        """Return what was written so far."""
        return Rewritten("".join(self._out), (*self._offsets, len(self.source)))

    def put(self, text: str, origin: int) -> None:
        """Write new text; all of it comes from one place of the source."""
        self._out.append(text)
        self._offsets += [origin] * len(text)

    def copy(self, start: int, end: int) -> None:
        """Write a range of the source as it is."""
        self._out.append(self.source[start:end])
        self._offsets += range(start, end)

    def run(self, start: int, end: int) -> None:
        """Write a range of the source, its commands rewritten."""
        self.enter(start)
        position = done = start
        while match := TOKEN.search(self.source, position, end):
            name, position = match[0], match.end()
            handler = self._handlers.get(name)
            if handler is None and name.endswith("*"):
                name, position = name[:-1], position - 1
                handler = self._handlers.get(name)
            if handler is not None:
                self.copy(done, match.start())
                position = done = handler(self, Command(name, match.start(), position, end))
        self.copy(done, end)
        self.leave()

    def enter(self, at: int) -> None:
        """Go one level down; what is nested more than MAX_NESTING deep is refused. Raises Broken."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Broken("something is nested too deeply", at, min(at + 1, len(self.source)), "split it")

    def leave(self) -> None:
        """Come up again."""
        self._depth -= 1

    def expand(self, template: str, arguments: list[Span], origin: int) -> None:
        """Write a template, each `#1` the rewritten argument."""
        done = 0
        for match in _PARAMETER.finditer(template):
            self.put(template[done : match.start()], origin)
            argument = arguments[int(match[1]) - 1]
            self.run(argument.start, argument.end)
            done = match.end()
        self.put(template[done:], origin)

    def skip_space(self, position: int) -> int:
        """Return the position of what follows the white space."""
        match = _SPACE.match(self.source, position)
        return match.end() if match else position

    def argument(self, command: Command, position: int) -> Span:
        """Return the argument at a position: `{…}`, a command, or a character. Raises Broken for none."""
        start = self.skip_space(position)
        if start >= command.limit:
            raise Broken(f"{command.name} lacks what should follow it", command.start, command.after, "")
        if self.source[start] == "{":
            end = self.closing(start, command.limit)
            return Span(start + 1, end, end + 1)
        match = COMMAND.match(self.source, start, command.limit)
        end = match.end() if match else start + 1
        return Span(start, end, end)

    def option(self, command: Command, position: int) -> Span | None:
        """Return the argument in square brackets at a position, or None."""
        start = self.skip_space(position)
        if start >= command.limit or self.source[start] != "[":
            return None
        depth = 0
        for match in _BRACKET.finditer(self.source, start + 1, command.limit):
            depth += (match[0] == "{") - (match[0] == "}")
            if match[0] == "]" and not depth:
                return Span(start + 1, match.start(), match.end())
        raise Broken(f"{command.name} has a [ that isn't closed", start, start + 1, "")

    def closing(self, opening: int, limit: int) -> int:
        """Return the position of the brace that closes the one at `opening`. Raises Broken for none."""
        depth = 0
        for match in _BRACE.finditer(self.source, opening, limit):
            depth += (match[0] == "{") - (match[0] == "}")
            if not depth and match[0] == "}":
                return match.start()
        raise Broken("a brace isn't closed", opening, opening + 1, "something that was opened is not closed")


def template(text: str, arguments: int = 0, *, option: bool = False) -> Handler:
    """Return a handler that writes a template; with `option` an optional argument is dropped."""

    def handler(rewriter: Rewriter, command: Command) -> int:
        position = command.after
        if option and (found := rewriter.option(command, position)):
            position = found.after
        spans = []
        for _ in range(arguments):
            spans.append(rewriter.argument(command, position))
            position = spans[-1].after
        follows = rewriter.source[position : position + 1]
        rewriter.expand(text, spans, command.start)
        if text[-1:].isalpha() and follows.isalpha() and COMMAND.search(text):
            rewriter.put(" ", command.start)
        return position

    return handler
