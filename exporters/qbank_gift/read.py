"""The way back from GIFT: blocks of lines, read by Moodle's rules (`question/format/gift/format.php`).

A blank line ends a block, and so does a line that holds only `0`; what stands after `//` is a comment, in which
Moodle looks for an id and tags. Nothing of a file is kept but the block at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.importing.api import About, Aside, Found, FoundStimulus, Importer, Input, Keep, Place, Read, Refused
from qbank_gift.read_block import CATEGORY, BadBlock, Block
from qbank_gift.read_kinds import question
from qbank_gift.read_texts import Texts

_NAMED = re.compile(r"^\s*(?:\$CATEGORY:|::[^:\n]+::)", re.MULTILINE)
_ANSWERS = re.compile(r"(?<!\\)\{\s*(?:[=~#%}]|T|F)")
_OTHER = re.compile(r"\s*(?:<|\{\s*[\"'}]|\[(?!(?:html|markdown|plain|moodle)\])|%PDF|schema:)")


def sniff(source: Input) -> float:
    """Tell by names between colons, categories, or braces that begin as answers do."""
    head = source.head_text
    if not head or _OTHER.match(head):
        return 0.0
    if _NAMED.search(head):
        return 0.95
    return 0.7 if _ANSWERS.search(head) else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:  # noqa: ARG001
    """Yield what a file holds, block by block. GIFT has no files."""
    reader = _Reader()
    for line, lines in _blocks(source.lines()):
        yield from reader.block(lines, line)


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines that aren't empty, trimmed, with the number of its first."""
    block: list[str] = []
    first = 0
    for number, line in enumerate(lines, 1):
        line = line.strip(" \t\r\n\0\x0b\ufeff")
        if line and line != "0":
            first = first if block else number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


class _Reader:
    """Remembers what earlier blocks say about later ones: the category, and a description that is a stimulus."""

    def __init__(self) -> None:
        self.first: str | None = None
        self.tag = ""
        self.stimulus = ""
        self.count = 0

    def block(self, lines: list[str], line: int) -> Iterator[Read]:
        """Yield what a block is."""
        body = next((at for at, one in enumerate(lines) if not one.startswith("//")), None)
        if body is None:
            return
        if lines[body].startswith(CATEGORY):
            yield from self._category(lines[body].removeprefix(CATEGORY), Place(line=line + body))
            lines = [*lines[:body], *lines[body + 1 :]]
            if all(one.startswith("//") for one in lines):
                return
        place = Place(line=line + body)
        try:
            block = Block.read(lines)
            yield self._item(block, place)
        except BadBlock as error:
            yield Refused(place, str(error))

    def _category(self, path: str, place: Place) -> Iterator[Read]:
        """Yield the file's first category as the bank's title; later ones are tags."""
        names = [name for name in category(path) if not re.fullmatch(r"\$\w+\$|top", name)]
        title = names[-1] if names else ""
        if self.first is None:
            self.first = title
            if title:
                yield About({"title": title}, name=title)
            return
        self.tag = title if title != self.first else ""
        if self.tag:
            yield Aside(place, f"the category {title}: its questions have it as a tag")

    def _item(self, block: Block, place: Place) -> Read:
        texts = Texts(block)
        if block.answers is None:
            self.count += 1
            self.stimulus = block.id or block.name or f"passage-{self.count}"
            text = texts.stem()
            if not text:
                raise BadBlock("it has no text")
            title = texts.title(text, block.id)
            return FoundStimulus(self.stimulus, text, place, title=title)
        shaped = question(block, texts)
        data = shaped.data
        if self.stimulus:
            data["stimulus"] = self.stimulus
            shaped.notes.append("a description stood before it; name it as stimulus in other questions that need it")
            self.stimulus = ""
        if self.tag:
            data["tags"] = list(dict.fromkeys([*data.get("tags", ()), self.tag]))
        return Found(data, place, name=block.id or block.name, draft=shaped.draft, notes=tuple(shaped.notes))


def category(path: str) -> list[str]:
    r"""Return the names of a category's path: `//` is a slash in a name."""
    parts = re.split(r"(?<!/)/(?!/)", path.replace("\\\\", "\\").strip())
    return [name.replace("//", "/").strip() for name in parts if name.strip()]


importer = Importer(name="gift", title="Moodle GIFT", sniff=sniff, read=read)
