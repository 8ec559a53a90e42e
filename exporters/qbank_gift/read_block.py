r"""One block of GIFT taken apart: its name, its stem, what stands between the braces, and the marks in its comments.

Escaped characters are set aside first, as control characters, so that what is left of `# = ~ { } :` is markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CATEGORY = "$CATEGORY:"
BREAK = "\x06"
r"""An escaped `\n`; a line of the file that ends is a line break, too."""
_MEANT = {":": "\x01", "#": "\x02", "=": "\x03", "{": "\x04", "}": "\x05", "n": BREAK, "~": "\x07", "\\": "\x08"}
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_BACK = str.maketrans({"\x01": ":", "\x02": "#", "\x03": "=", "\x04": "{", "\x05": "}", "\x07": "~", "\x08": "\\"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]")
_GAP = "_____"
"""What Moodle shows where the answers stood inside of a sentence."""


class BadBlock(Exception):
    """A block that Moodle can't read either."""


def meant(text: str) -> str:
    """Return text with its escaped characters put back; an escaped line break stays `BREAK`."""
    return text.translate(_BACK)


@dataclass
class Block:
    """A question as GIFT has it; texts still have their escaped characters set aside."""

    stem: str
    answers: str | None
    """None for a description, which has no braces."""
    general: str = ""
    name: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def read(cls, lines: list[str]) -> Block:
        """Return lines as a block. Raises BadBlock where the braces don't fit."""
        comments = "\n".join(line for line in lines if line.startswith("//"))
        text = "\n".join(line for line in lines if not line.startswith("//"))
        text = _ESCAPED.sub(lambda match: _MEANT[match[1]], _CONTROL.sub("", text)).strip()
        name, text = _name(text)
        stem, answers, general = _braces(text)
        found = _ID.search(comments)
        tags = dict.fromkeys(one.replace("\\]", "]").strip() for one in _TAG.findall(comments))
        return cls(
            stem,
            answers,
            general,
            name=meant(name).replace(BREAK, " ").replace("\n", " ").strip(),
            id=found[1].replace("\\]", "]").strip() if found else "",
            tags=tuple(filter(None, tags)),
        )


def _name(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, colons, rest = text[2:].partition("::")
    return (name, rest.strip()) if colons else ("", text[2:])


def _braces(text: str) -> tuple[str, str | None, str]:
    """Return the stem, the answers and the general feedback. Only the first pair of braces counts."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return text, None, ""
    if start < 0:
        raise BadBlock("a } has no { before it: was there an empty line between them?")
    if end < 0:
        raise BadBlock("a { has no } after it: is there an empty line between them?")
    if end < start:
        raise BadBlock("a } stands before the first {")
    gap = "" if text.endswith("}") and end == len(text) - 1 else _GAP
    answers, marks, general = text[start + 1 : end].rpartition("####")
    answers, general = (answers, general) if marks else (general, "")
    stem = f"{text[:start]}{gap}{text[end + 1 :]}"
    return stem, answers.strip(), general.strip()
