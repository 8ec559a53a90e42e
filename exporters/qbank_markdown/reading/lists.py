"""Lines of lists: items, what they are labelled with, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?: (?P<text>.*))?")
_LABEL = re.compile(r"(?:\*\*|__)\u200f?(?P<label>[^*\n]{1,80}?)[.:](?:\*\*|__)(?:[ \t]+|\n+|\Z)")
_SAID = re.compile(r"(?:\*\*|__)\u200f?[A-Z]{1,3}:(?:\*\*|__)")
_BLOCK = re.compile(r"\n[ \t]*\n")


@dataclass
class Item:
    """An item: its text, with the label before it."""

    text: str
    numbered: bool

    @property
    def is_said(self) -> bool:
        """Whether a colon follows its letter: it is something said about a choice, not the choice."""
        return _SAID.match(self.text) is not None


def listed(lines: Sequence[str]) -> Iterator[Item | str]:
    """Yield the items of lists, and the other lines as they are."""
    found: re.Match[str] | None = None
    held: list[str] = []
    for line in lines:
        begins = _ITEM.fullmatch(line)
        if begins:
            yield from _item(found, held)
            found, held = begins, [begins["text"] or ""]
        elif found and (not line.strip() or line.startswith((" ", "\t"))):
            width = len(found["marker"]) + 1
            held.append(line[width:] if not line[:width].strip() else line.lstrip())
        else:
            yield from _item(found, held)
            found, held = None, []
            if line.strip():
                yield line
    yield from _item(found, held)


def _item(found: re.Match[str] | None, lines: Sequence[str]) -> Iterator[Item]:
    if found is None:
        return
    yield Item("\n".join(lines).strip("\n"), found["marker"] not in ("-", "*", "+"))


def items(lines: Sequence[str]) -> list[Item]:
    """Return the items alone."""
    return [one for one in listed(lines) if isinstance(one, Item)]


def labelled(text: str) -> tuple[str, str]:
    """Return the label before a text (`A` of `**A.** …`), empty where there is none, and the text."""
    found = _LABEL.match(text)
    return (found["label"], text[found.end() :]) if found else ("", text)


def lettered(found: Sequence[Item | str]) -> dict[str, str]:
    """Return the texts of items that have a letter, by it."""
    pairs = (labelled(one.text) for one in found if isinstance(one, Item))
    return {label: text for label, text in pairs if is_letter(label)}


def is_letter(label: str) -> bool:
    """Return whether a label is A, B, …, AA."""
    return label.isascii() and label.isalpha() and label.isupper() and len(label) <= 3


def first_block(text: str) -> tuple[str, str]:
    """Return a text's first paragraph, and the rest."""
    before, *after = _BLOCK.split(text, maxsplit=1)
    return before, after[0].strip("\n") if after else ""
