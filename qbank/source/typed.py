"""How a line is made up, and how its value is quoted: the hints of every finding are lines to type."""

from __future__ import annotations

import re

_NAMES = """
accept aliases allow answer answers attachments authors back bank blanks bloom case_sensitive choices correct credit
criterion defaults description difficulty distractors exam explanation feedback fixed front hint hints id incorrect
items language left license match max max_words min min_words model_answer objectives pairs partial points prompt
questions response_template reversed right rubric schema scoring shuffle source status stimuli stimulus tags text
title tolerance type unit units variables weight
"""
FIELDS = frozenset(_NAMES.split())
"""Words that start a field rather than a sentence, where a colon is missing or the indentation is off."""

_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}")
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_FIELD = re.compile(r"(?:[a-z_][a-z0-9_]*|\"[^\"\\]*\"|'[^']*')[ \t]*:[ \t]+")
_ANY_KEY = re.compile(r"(?:[^\s\"'\[\]{}&*!|>%@`#,:?-][^:\"'#]*|\"[^\"\\]*\"|'[^']*'):[ \t]+")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#+(?:[ \t].*)?$")
_ESCAPED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def region(line: str, column: int | None = None) -> tuple[int, int]:
    """Return where the value of a line starts and ends: after its indentation, dashes and key, before its comment.

    A value that starts after `column` isn't the one at fault there; then the key belongs to it. In a list,
    `Note: …` is rather a text with a colon than a key.
    """
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    listed = "-" in line[:start]
    key = (_FIELD if listed else _ANY_KEY).match(line, start)
    if key is not None and (column is None or key.end() <= column):
        start = key.end()
    comment = _COMMENT.search(line, start)
    end = comment.start() if comment and comment.start() > start else len(line.rstrip())
    return start, max(start, end)


def quoted(text: str) -> str:
    """Return text in quotes: double ones, or single where it has backslashes or double quotes itself."""
    if "\n" in text or "\r" in text or _UNSEEN.search(text):
        return '"' + "".join(_escape(text, at) for at in range(len(text))) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def quoted_line(line: str, start: int, end: int) -> str:
    """Return the line as it should be typed, without its indentation: what stands in `start:end` in quotes."""
    return (line[:start] + quoted(line[start:end]) + line[end:]).strip()


def cloze(text: str) -> str:
    """Return text with Anki's `{{c1::x}}` as `[[x]]`."""
    return _CLOZE.sub(r"[[\1]]", text)


def indentation(line: str) -> int:
    """Return how many spaces and tabs a line starts with."""
    return len(line) - len(line.lstrip(" \t"))


def _escape(text: str, at: int) -> str:
    character = text[at]
    # `\n` before a letter is refused when read, since it may be a formula's `\nabla`
    if character in "\n\t\r" and text[at + 1 : at + 2].isalpha():
        return f"\\x{ord(character):02X}"
    if character in _ESCAPED:
        return _ESCAPED[character]
    if _UNSEEN.match(character):
        return f"\\x{ord(character):02X}" if character < "\x80" else f"\\u{ord(character):04X}"
    return character
