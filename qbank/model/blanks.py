"""The blanks of a cloze prompt: `[[older|elder]]`, `[[has ~have]]`, `[[=9.81±1%]]`, `[[@name]]`.

They are found before Markdown is parsed, so that a `|` or `~` in one never meets a table or a strikethrough. In a
formula, a link or an image `[[` stays literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from qbank.model.numbers import Tolerance, parse_number, parse_tolerance

_TOKEN = re.compile(
    r"""(?P<escape>\\\[\[)
      | (?P<other>\\.)
      | (?P<math>\$\$.+?\$\$|\$(?=\S)(?:[^$\\\n]|\\.|\n(?!\s*\n))+?(?<=\S)\$(?!\d))
      | (?P<link>!?\[(?:\[(?:\[[^\[\]\n]*\]|[^\[\]\n])*\]|[^\[\]\n])*\]\([^()\n]*\))
      | (?P<blank>\[\[(?P<inside>(?:\[[^\[\]\n]*\]|(?!\[\[)[^\]\\\n]|\\.|\](?!\]))*)\]\])
      | (?P<open>\[\[)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"(?P<answer>.+?)(?:\s*(?:±|\+-)\s*(?P<tolerance>.+))?")


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank as typed. Offsets count from the start of the prompt.

    Exactly one of `texts`, `options` (the first is the key), `number` (answer and tolerance), `bounds`, `name` is set;
    none where `fault` says what is wrong.
    """

    start: int
    end: int
    texts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    number: tuple[str, str] | None = None
    bounds: tuple[str, str] | None = None
    name: str = ""
    fault: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A prompt taken apart: text and blanks in order, and the places where `[[` stayed literal."""

    parts: tuple[str | Gap, ...]
    literals: tuple[tuple[int, int, str], ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The blanks alone."""
        return tuple(part for part in self.parts if isinstance(part, Gap))


def find(prompt: str) -> Found:
    """Take a prompt apart into text and blanks."""
    parts: list[str | Gap] = []
    literals: list[tuple[int, int, str]] = []
    text, position = "", 0
    for token in _TOKEN.finditer(prompt):
        text += prompt[position : token.start()]
        position = token.end()
        if token["escape"]:
            text += r"\[\["
        elif token["blank"]:
            parts += [text, _gap(token["inside"], token.start(), token.end())]
            text = ""
        elif token["open"]:
            parts += [
                text,
                Gap(
                    token.start(),
                    token.end(),
                    fault=("unclosed-blank", "this blank has no ]]", "close it with ]], or write \\[["),
                ),
            ]
            text = ""
        else:
            text += token.group()
            where = "formula" if token["math"] else "link or image" if token["link"] else ""
            if where and "[[" in token.group():
                literals.append((token.start(), token.end(), where))
    parts.append(text + prompt[position:])
    return Found(tuple(parts), tuple(literals))


def _gap(inside: str, start: int, end: int) -> Gap:
    body = inside.strip()
    if not body:
        return Gap(start, end, fault=("empty-blank", "this blank is empty", "write the answer in it: [[answer]]"))
    if body.startswith("@"):
        return Gap(start, end, name=body[1:].strip())
    if body.startswith("="):
        return _number_gap(body[1:].strip(), start, end)
    separator = "~" if len(_split(body, "~")) > 1 else "|"
    texts = tuple(_unescape(part).strip() for part in _split(body, separator))
    if not all(texts):
        return Gap(
            start,
            end,
            fault=("empty-blank", f"an answer between {separator} is empty", f"delete the extra {separator}"),
        )
    return Gap(start, end, options=texts) if separator == "~" else Gap(start, end, texts=texts)


def _number_gap(body: str, start: int, end: int) -> Gap:
    try:
        if ".." in body:
            low, high = (part.strip() for part in body.split("..", 1))
            parse_number(low), parse_number(high)
            return Gap(start, end, bounds=(low, high))
        found = _NUMBER.fullmatch(body)
        answer, tolerance = (found["answer"].strip(), (found["tolerance"] or "0").strip()) if found else ("", "0")
        parse_number(answer), parse_tolerance(tolerance)
    except PydanticCustomError as error:
        context = error.context or {}
        return Gap(start, end, fault=("bad-number", context["text"], context["hint"]))
    return Gap(start, end, number=(answer, tolerance))


def _split(text: str, separator: str) -> list[str]:
    return re.split(rf"(?<!\\){re.escape(separator)}", text)


def _unescape(text: str) -> str:
    return re.sub(r"\\([|~=@\\\[\]])", r"\1", text)


def tolerance_of(gap: Gap) -> Tolerance:
    """Return the tolerance of a number blank."""
    return parse_tolerance(gap.number[1] if gap.number else "0")
