"""A text with blanks: its lines with numbers become what is typed in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qbank_markdown.layout import escaped
from qbank_markdown.reading.choices import NO_KEY, Choices
from qbank_markdown.reading.lists import Item, items, lettered, listed
from qbank_markdown.reading.parts import Own, Parts
from qbank_markdown.reading.texts import Texts
from qbank_markdown.reading.typed import accepted, numbers

_NUMBER = re.compile(r"\u200f?\((\d{1,4})\)(?: .*)?")
_ANSWER = re.compile(r"\*\*\u200f?\((\d{1,4})\)\*\*(?: – (\d{1,9}) .*)?")
_GAP = re.compile(r"(?:\\_\\_\\_\\_|____) \((\d{1,4})\)")
_HOLE = "qbankhole{}x"
"""Stands for a blank while its text is read: words to every reader."""
_FOUND = re.compile(r"qbankhole(\d{1,4})x")
_NAME = re.compile(r"[^\[\]\\|~@\s](?:[^\[\]\\|~]*[^\[\]\\|~\s])?")
_WORDS = re.compile(r"[^`$\n]+")
"""An accepted answer that may be typed in the prompt itself; what has a meaning there gets a backslash."""
_ESCAPE = re.compile(r"[|~\[\]\\]|^[=@]")
_PLAIN = re.compile(r"(?![=@])[^|~\[\]\\`*_<>&$\n]+")
"""A choice that may be typed there: it is Markdown, so nothing is escaped."""


def cloze(parts: Parts, texts: Texts) -> Own:
    """Return the prompt with its blanks."""
    drop_downs = _drop_downs(parts.listed)
    answers = _answers(parts)
    count, prompt = _gaps("\n".join(parts.prompt), answers)
    reader = _Blanks(parts, texts, drop_downs)
    typed: dict[str, str] = {}
    blanks: dict[str, Any] = {}
    for number in range(1, count + 1):
        name, data = reader.blank(number, answers.get(number, _Answer()))
        typed[str(number)] = f"[[@{name}]]" if name else data["typed"]
        if name:
            blanks[name] = data
    text = _FOUND.sub(lambda found: typed.get(found[1], found[0]), texts.back(prompt))
    if not reader.draft and (extra := sorted(answers.keys() - {*range(1, count + 1)})):
        reader.draft = f"the key has an answer ({extra[0]}) without a blank"
    return Own({"prompt": text, **({"blanks": blanks} if blanks else {})}, reader.draft, reader.notes)


def _drop_downs(found: Sequence[Item | str]) -> dict[int, list[Item]]:
    lists: dict[int, list[Item]] = {}
    current = 0
    for one in found:
        if isinstance(one, Item):
            lists.setdefault(current, []).append(one)
        elif number := _NUMBER.fullmatch(one.strip()):
            current = int(number[1])
    return lists


@dataclass
class _Answer:
    """What the key says of a blank."""

    points: str = ""
    lines: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    """Of a drop-down's choices; for the last blank the question's own stands there as well."""


def _answers(parts: Parts) -> dict[int, _Answer]:
    """Return what the key says of each blank: all stands below one heading, feedback of choices below others in it."""
    found: dict[int, _Answer] = {}
    current = _Answer()
    for name, lines in parts.key or ():
        if name not in ("answer", "feedback"):
            continue
        into = current.feedback if name == "feedback" else current.lines
        for line in lines:
            number = _ANSWER.fullmatch(line.rstrip())
            if number:
                current = found[int(number[1])] = _Answer(number[2] or "")
                into = current.lines
            else:
                into.append(line)
    return found


def _gaps(text: str, answers: Mapping[int, _Answer]) -> tuple[int, str]:
    """Return how many blanks a text has, and the text with a hole for each, without the units behind them."""
    out, end, count = [], 0, 0
    for gap in _GAP.finditer(text):
        if int(gap[1]) != count + 1:
            continue
        count += 1
        out += [text[end : gap.start()], _HOLE.format(count)]
        end = gap.end()
        unit = _unit(answers[count].lines) if count in answers else ""
        if unit and gap[0].startswith("\\") and text.startswith(f" {unit}", end):
            end += len(unit) + 1
    return count, "".join([*out, text[end:]])


def _unit(lines: Sequence[str]) -> str:
    found = numbers(list(listed(lines)), Texts(ours=True)) or {}
    return escaped(found["unit"]) if found.get("unit") else ""


class _Blanks:
    """Reads blanks one by one, as the key has them."""

    def __init__(self, parts: Parts, texts: Texts, drop_downs: Mapping[int, list[Item]]) -> None:
        self.parts, self.texts, self.drop_downs = parts, texts, drop_downs
        names = parts.comment.get("blanks")
        self.names: dict[str, Any] = names if isinstance(names, dict) else {}
        self.hints = {name.strip("()"): text for name, text in parts.hints if name.startswith("(")}
        self.draft = ""
        self.notes: list[str] = []

    def blank(self, number: int, answer: _Answer) -> tuple[str, dict[str, Any]]:
        """Return a blank's name and fields; without a name what is typed in the prompt, as `typed`."""
        data = self._answers(number, answer)
        more: dict[str, Any] = {"points": answer.points} if answer.points not in ("", "1") else {}
        if hint := self.hints.get(str(number)):
            more["hint"] = self.texts.back(hint)
        name = self.names.get(str(number))
        known = isinstance(name, str) and _NAME.fullmatch(name)
        typed = "" if known or more else _in_place(data)
        if typed:
            return "", {"typed": typed}
        return str(name) if known else f"b{number}", {**data, **more}

    def _answers(self, number: int, answer: _Answer) -> dict[str, Any]:
        if number in self.drop_downs:
            return self._choices(number, answer)
        found = list(listed(answer.lines))
        if self._is_number(number, found) and (known := numbers(found, self.texts)):
            return known
        answers = [one for one in found if isinstance(one, Item)]
        if answers:
            return accepted(answers, self.texts)
        self.draft = self.draft or NO_KEY
        return {}

    def _is_number(self, number: int, found: Sequence[Item | str]) -> bool:
        """Return whether a blank is for a number: a comment says so, or a tolerance or a range does."""
        if self.parts.comment:
            told = self.parts.comment.get("numbers")
            return isinstance(told, list) and number in told
        known = numbers(found, self.texts) or {}
        return "tolerance" in known or "min" in known

    def _choices(self, number: int, answer: _Answer) -> dict[str, Any]:
        before = f"{number}."
        kept = {name.removeprefix(before): one for name, one in self.parts.choices.items() if name.startswith(before)}
        made = Choices(lettered(self.drop_downs[number]), kept, self.texts)
        made.mark(items(answer.lines))
        made.say([one for one in items(answer.feedback) if one.is_said])
        self.notes += made.notes
        seed = self.parts.identity and f"{self.parts.identity}/{number}"
        choices = made.data(seed, shuffle=True, several=False)
        if not any(isinstance(one, dict) and "answer" in one for one in choices):
            made.draft = made.draft or NO_KEY
        self.draft = self.draft or made.draft
        return {"choices": choices}


def _in_place(data: Mapping[str, Any]) -> str:
    """Return what is typed for a blank in the prompt itself; empty where that can't say all of it."""
    found = ""
    if set(data) == {"accept"} and data["accept"] and all(_fits(one, _WORDS) for one in data["accept"]):
        found = "|".join(_ESCAPE.sub(r"\\\g<0>", one) for one in data["accept"])
    elif set(data) == {"choices"}:
        first, *others = data["choices"]
        key = first["answer"] if isinstance(first, dict) and set(first) == {"answer"} else None
        fits = others and all(_fits(one, _PLAIN) for one in (key, *others))
        found = " ~".join([str(key), *others]) if fits else ""
    elif set(data) <= {"answer", "tolerance"} and "answer" in data:
        found = f"={data['answer']}" + (f"±{data['tolerance']}" if "tolerance" in data else "")
    elif set(data) == {"min", "max"}:
        found = f"={data['min']}..{data['max']}"
    return f"[[{found}]]" if found else ""


def _fits(text: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None
