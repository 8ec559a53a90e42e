r"""Regular expressions as a few Moodle patterns: alternatives, options, small classes and `.*`; nothing else.

Python offers no public parser of its expressions, and this grammar is enough for what answers need.
"""

from __future__ import annotations

LIMIT = 40
"""How many patterns one expression may become."""
_SPECIAL = set("^$+{}|()[]?*.\\")


class _RefusedError(Exception):
    """The expression says something that patterns can't."""


def expand(expression: str) -> list[str] | None:
    """Return the patterns that stand for an expression as a whole; None where there is no short list of them."""
    expression = expression.removeprefix("^")
    if expression.endswith("$") and not expression.endswith("\\$"):
        expression = expression[:-1]
    parser = _Parser(expression)
    try:
        found = parser.alternatives()
    except _RefusedError:
        return None
    if parser.position < len(expression):
        return None
    texts = list(dict.fromkeys(one for one in found if one.strip()))
    # Moodle takes no spaces at the ends of a pattern, and an expression that matches nothing else is of no use.
    return texts if texts and all(one == one.strip() for one in texts) else None


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.position = 0

    def peek(self) -> str:
        return self.expression[self.position : self.position + 1]

    def take(self) -> str:
        self.position += 1
        return self.expression[self.position - 1 : self.position]

    def alternatives(self) -> list[str]:
        found = self.sequence()
        while self.peek() == "|":
            self.take()
            found = found + self.sequence()
        return _few(found)

    def sequence(self) -> list[str]:
        found = [""]
        while self.peek() and self.peek() not in "|)":
            ends = self.repeated()
            found = _few([start + end for start in found for end in ends])
        return found

    def repeated(self) -> list[str]:
        start = self.position
        atom = self.atom()
        any_character = self.expression[start : self.position] == "."
        mark = self.peek()
        if mark and mark in "*+?{":
            self.take()
        if self.peek() and mark in set("*+?{") and self.peek() in "+?":
            raise _RefusedError
        if mark == "?" and not any_character:
            return ["", *atom]
        if mark == "*" and any_character:
            return ["*"]
        if any_character or (mark and mark in "*+{"):
            raise _RefusedError
        return atom

    def atom(self) -> list[str]:
        one = self.take()
        if one == "(":
            return self.group()
        if one == "[":
            return self.characters()
        if one == "\\":
            return [_literal(self.escaped())]
        if one == ".":
            return ["."]
        if one in _SPECIAL:
            raise _RefusedError
        return [one]

    def group(self) -> list[str]:
        if self.peek() == "?":
            if not self.expression.startswith("?:", self.position):
                raise _RefusedError
            self.position += 2
        found = self.alternatives()
        if self.take() != ")":
            raise _RefusedError
        return found

    def characters(self) -> list[str]:
        found: list[str] = []
        if self.peek() in ("^", "]"):
            raise _RefusedError
        while (one := self.take()) != "]":
            if not one:
                raise _RefusedError
            one = self.escaped() if one == "\\" else one
            if self.peek() == "-" and self.expression[self.position + 1 : self.position + 2] not in ("]", "", "\\"):
                self.take()
                found += [chr(code) for code in range(ord(one), ord(self.take()) + 1)]
            else:
                found.append(one)
            _few(found)
        return [_literal(one) for one in found]

    def escaped(self) -> str:
        one = self.take()
        # A backslash before a `*` of ours would make a star of it.
        if not one or one.isalnum() or one == "\\":
            raise _RefusedError
        return one


def _literal(character: str) -> str:
    return r"\*" if character == "*" else character


def _few(found: list[str]) -> list[str]:
    if len(found) > LIMIT:
        raise _RefusedError
    return found
