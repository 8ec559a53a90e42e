"""Data to YAML, as a person would type it and Prettier would lay it out; what `read` reads back is the same data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qbank.source.typed import quoted

MAX_PLAIN_KEY = 900
"""YAML finds a key's colon within 1024 characters; longer keys are written with `?`."""

_NEEDS_QUOTES = re.compile(
    r"""[,\[\]{}#&*!|>'"%@`]        # starts with a mark of YAML's
      | [-?:](?:[ \t]|$)            # or with one that counts before a space
      | [ \t]                       # or with a space
      | (?:---|\.\.\.)(?:[ \t]|$)   # or as documents are separated
      | .*(?:                       # or contains
            :(?:[ \t]|$)            #   a colon that ends a name
          | [ \t]\#                 #   a comment
          | [ \t]$                  #   a space at the end
          | [\t]
        )
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def dump(data: object, comment: str = "") -> str:
    """Write data (text, numbers, booleans, None, lists, mappings) as YAML; numbers and booleans read back as text.

    Text is quoted only where it must be by qbank's rules: all scalars are text, so `true`, `5` and `~` stay bare.
    `comment` is put at the top. Control characters are escaped, and refused when they are read.
    """
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    if isinstance(data, Mapping) and data:
        lines.extend(_mapping(data, 0))
    elif isinstance(data, (list, tuple)) and data:
        lines.extend(_sequence(data, 0))
    else:
        lines.extend(_value("", data, 2))
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, object], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, item in data.items():
        name = quoted(key) if key == "<<" else _inline(key)
        if len(name) > MAX_PLAIN_KEY:
            yield f"{margin}? {name}"
            name = ""
        yield from _value(f"{margin}{name}:", item, indent + 2)


def _sequence(data: Sequence[object], indent: int) -> Iterator[str]:
    margin = " " * indent
    apart = indent == 2 and all(isinstance(item, Mapping) and len(item) > 1 for item in data)
    kept = False
    for number, item in enumerate(data):
        if apart and number and not kept:
            yield ""
        if isinstance(item, (Mapping, list, tuple)) and item:
            lines = list(_mapping(item, indent + 2) if isinstance(item, Mapping) else _sequence(item, indent + 2))
            lines[0] = f"{margin}- {lines[0][indent + 2 :]}"
        else:
            lines = list(_value(f"{margin}-", item, indent + 2))
        yield from lines
        # a blank line would become part of a block that keeps those at its end
        kept = not lines[-1]


def _value(before: str, item: object, below: int) -> Iterator[str]:
    """Write a value behind its key or dash, or on the lines below it."""
    if isinstance(item, Mapping) and item:
        yield before
        yield from _mapping(item, below)
    elif isinstance(item, (list, tuple)) and item:
        yield before
        yield from _sequence(item, below)
    elif isinstance(item, str) and _fits_block(item):
        yield from _block(before, item, below)
    else:
        yield f"{before} {_inline(item)}".rstrip(" ") if before else _inline(item)


def _inline(item: object) -> str:
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, Mapping):
        return "{}"
    if isinstance(item, (list, tuple)):
        return "[]"
    text = str(item)
    bare = text and "\n" not in text and not _HIDDEN.search(text) and not _NEEDS_QUOTES.match(text)
    return text if bare else quoted(text)


def _fits_block(text: str) -> bool:
    """Whether a text can be typed as lines after `|`: none of them blank but for spaces, and the first not empty."""
    if "\n" not in text or text.startswith("\n") or _HIDDEN.search(text):
        return False
    return not any(line.isspace() for line in text.split("\n"))


def _block(before: str, text: str, below: int) -> Iterator[str]:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    margin = "2" if body[0] in " \t" else ""  # where the first line starts with a space, the margin must be said
    keep = "-" if ends == 0 else "" if ends == 1 else "+"
    yield f"{before} |{margin}{keep}" if before else f"|{margin}{keep}"
    for line in [*body.split("\n"), *[""] * (ends - 1)]:
        yield " " * below + line if line else ""
