"""A quiz cut into questions, and the list of answers at its end, if it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qbank_quiz_text.lines import Line, begins_key, heading, kind_alone, named, numbered, offers_truth, option

_PAIRS = re.compile(r"(?<![A-Za-z0-9])(?:q(?:uestion)?\s*)?(\d{1,4})\s*[.):=-]?\s*\(?", re.IGNORECASE)


@dataclass
class Block:
    """The lines of one question: its number (0 where it has none), the kind that its heading says."""

    line: int
    number: int = 0
    kind: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass
class Quiz:
    """A quiz, cut."""

    blocks: list[Block]
    before: list[Line]
    """What stands before the first question."""
    key: dict[int, str]
    """The answers of the list at the end, by the questions' numbers."""


def cut(lines: Sequence[Line]) -> Quiz:
    """Cut a quiz by its headings, else by its numbers, else by its choices."""
    body, key = _key(lines)
    titled, named_ = (any(sign(one.text) for one in body) for sign in (heading, kind_alone))
    starts = _headings if titled else _numbers if _counts(body) else _headings if named_ else _choices
    blocks, before = starts(body)
    return Quiz([one for one in blocks if any(line.text.strip() for line in one.lines)], before, key)


def _key(lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """Take the list of answers off: what follows the last heading of one, where every line of it is an answer."""
    for at in range(len(lines) - 1, -1, -1):
        if not begins_key(lines[at].text):
            continue
        text = "\n".join(one.text for one in lines[at + 1 :])
        found = list(_PAIRS.finditer(text))
        values = [
            text[one.end() : after.start() if after else len(text)].strip(" \t\n,;)")
            for one, after in zip(found, [*found, None][1:], strict=True)
        ]
        if found and not text[: found[0].start()].strip() and all(len(value) <= 200 and value for value in values):
            return list(lines[:at]), {int(one[1]): value for one, value in zip(found, values, strict=True)}
    return list(lines), {}


def _headings(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The first question's heading may be missing: what stands before the second is a question where it looks so."""
    blocks: list[Block] = []
    before: list[Line] = []
    for one in lines:
        found, alone = heading(one.text), kind_alone(one.text)
        if found:
            number, kind, rest = found
            blocks.append(Block(one.number, number, kind, [Line(one.number, rest)] if rest else []))
        elif alone and blocks and not blocks[-1].kind and not any(line.text.strip() for line in blocks[-1].lines):
            blocks[-1].kind = alone
        elif alone and (not blocks or blocks[-1].kind) and not (alone == "true_false" and _is_open(blocks)):
            blocks.append(Block(one.number, 0, alone))
        else:
            (blocks[-1].lines if blocks else before).append(one)
    if any(option(one.text) or (named(one.text) or ("",))[0] in ("answer", "model_answer") for one in before) or (
        _stuck(before) or (blocks and blocks[0].number == 2 and any(one.text.strip() for one in before))
    ):
        first = next(one for one in before if one.text.strip())
        return [Block(first.number, 1, "", before), *blocks], []
    return blocks, before


def _is_open(blocks: Sequence[Block]) -> bool:
    """Whether the last question waits for its choices: then `True / False` offers them."""
    last = blocks[-1] if blocks else Block(0)
    return last.kind == "true_false" and not any(offers_truth(one.text) for one in last.lines)


def _stuck(lines: Sequence[Line]) -> bool:
    starts = [one.text.strip()[:1] for one in lines if one.text.strip()]
    return "AB" in "".join(starts)


def _counts(lines: Sequence[Line]) -> bool:
    """Whether lines are numbered from 1 on, as questions are."""
    found = [number for number, _ in filter(None, (numbered(one.text) for one in lines))]
    return bool(found) and found[0] in (0, 1)


def _numbers(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    blocks: list[Block] = []
    before: list[Line] = []
    for one in lines:
        found = numbered(one.text)
        if found and (not blocks or found[0] == blocks[-1].number + 1):
            blocks.append(Block(one.number, found[0], "", [Line(one.number, found[1])]))
        else:
            (blocks[-1].lines if blocks else before).append(one)
    return blocks, before


def _choices(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """Questions without numbers: a paragraph begins one unless it goes on with choices or an answer."""
    blocks: list[Block] = []
    for paragraph in _paragraphs(lines):
        goes_on = option(paragraph[0].text) or named(paragraph[0].text)
        if goes_on and blocks:
            blocks[-1].lines += [Line(paragraph[0].number, ""), *paragraph]
        else:
            blocks.append(Block(paragraph[0].number, 0, "", paragraph))
    return blocks, []


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    found: list[Line] = []
    for one in [*lines, Line(0, "")]:
        if one.text.strip():
            found.append(one)
        elif found:
            yield found
            found = []
