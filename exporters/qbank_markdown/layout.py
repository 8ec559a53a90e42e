"""Markdown put into Markdown: list items, quotations, folded parts; plain text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qbank_markdown.contain import begins_with_words

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~$|#]|(?<![\w:]):(?=[a-z0-9_+-]+:)")
_STARTS = re.compile(r"^(\d{0,9})([-+=](?!\d)|[.)](?=\s|$))")
_RUN = re.compile(r"`+")


def escaped(text: str) -> str:
    """Return text that is no Markdown, on one line, so that it is shown as it is."""
    line = _SPECIAL.sub(r"\\\g<0>", _one_line(text))
    return _STARTS.sub(r"\1\\\2", line)


def answer(text: str) -> str:
    """Return text as `escaped` does, a bracket at its end as well, which would be read as a remark on the answer."""
    line = escaped(text)
    return f"{line[:-1]}\\)" if line.endswith(")") else line


def _one_line(text: str) -> str:
    """Return text without line breaks; its spaces stay, since an answer or a unit may have two of them."""
    return " ".join(text.strip().splitlines())


def code(text: str) -> str:
    """Return text as code in a line, whatever backticks it has."""
    line = _one_line(text)
    fence = "`" * (max((len(run) for run in _RUN.findall(line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def item(marker: str, label: str, text: str, after: str = "") -> str:
    """Return a list item: `label` and the text behind it, or below where that begins with more than words.

    `after` (words) comes behind a text of one line, else below it.
    """
    start = f"{marker} {label}".rstrip()
    indent = " " * (len(marker) + 1)
    if begins_with_words(text):
        if after and "\n" not in text:
            return f"{start} {text} {after}"
        first, *rest = text.split("\n")
        below = indented("\n".join(rest), indent) if rest else ""
        whole = f"{start} {first}" + (f"\n{below}" if rest else "")
    elif label:
        whole = f"{start}\n\n{indented(text, indent)}"
    else:
        whole = marker + indented(text, indent)[len(marker) :]
    return whole + (f"\n\n{indent}{after}" if after else "")


def labelled(label: str, text: str) -> str:
    """Return text behind a label, or below it where that begins with more than words."""
    return f"{label} {text}" if begins_with_words(text) else f"{label}\n\n{text}"


def indented(text: str, indent: str) -> str:
    """Return text with each line indented; tabs at its beginning are made spaces, as they'd be cut else."""
    return "\n".join(indent + _without_tabs(line) if line.strip(" \t") else "" for line in text.split("\n"))


def quoted(text: str) -> str:
    """Return text as a quotation."""
    return "\n".join(f"> {_without_tabs(line)}" if line.strip(" \t") else ">" for line in text.split("\n"))


def _without_tabs(line: str) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(4) + rest


def folded(summary: str, text: str) -> str:
    """Return text that shows after a click on its summary, which is words only."""
    return f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"


def blocks(parts: Iterable[str]) -> str:
    """Return parts with empty lines between; those that are empty are left out."""
    return "\n\n".join(part for part in parts if part)


def letter(index: int) -> str:
    """Return A for 0, … Z for 25, AA for 26."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def decimal(number: object) -> str:
    """Return a decimal number without trailing zeros and exponents."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
