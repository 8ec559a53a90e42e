"""One block of lines → one question. What has no key marked is a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qbank.importing.api import Found, Place, escape
from qbank_quiz_text.below import Below
from qbank_quiz_text.blocks import Block
from qbank_quiz_text.lines import NOISE, Line, Option, named, offers_truth, option, stuck

_POINTS = re.compile(r"\s*[(\[](\d{1,3}(?:\.\d+)?)\s*(?:points?|pts?|marks?)[)\]]\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z](?:\s*(?:,|;|/|&|\band\b|\s)\s*[A-Za-z])*|[A-Z]{1,8}")
_TEX = r"(?:\\\\|(?!\\[()\[\]])[^$\n])++"
_FORMULA = re.compile(
    rf"(\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|(?<![\d\\])\d*+\\\({_TEX}\\\)\d*|(?<![\d\\])\d*+\\\[{_TEX}\\\]\d*)"
)
_BRACKETED = re.compile(r"(\d*)\\[(\[](.+)\\[)\]](\d*)")
SHORT = 60
"""Characters of an answer that a learner can be asked to type."""


@dataclass
class _Parts:
    stem: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    truth: bool = False

    def text(self, name: str) -> str:
        """Return a field's lines as Markdown, paragraphs apart."""
        return _markdown(self.fields.get(name, ()))


def question(block: Block, key: str) -> Found:
    """Return the question of a block; `key` is its answer by the list at the end, empty where that has none."""
    parts = _parts(block.lines)
    place = Place(line=block.line)
    data: dict[str, Any] = {}
    if parts.stem and (points := _POINTS.search(parts.stem[0])):
        parts.stem[0], data["points"] = parts.stem[0][: points.start()], points[1]
    data["prompt"] = _markdown(parts.stem)
    answer = " ".join(" ".join(parts.fields.get("answer", ())).split()) or key
    draft = _answered(data, parts, block.kind, answer)
    for name, target in (("explanation", "explanation"), ("hint", "hints")):
        if parts.text(name):
            data[target] = parts.text(name)
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?", parts.text("points")):
        data["points"] = parts.text("points")
    if not data["prompt"]:
        draft = draft or "it asks nothing"
    return Found(data, place, draft=draft)


def _answered(data: dict[str, Any], parts: _Parts, kind: str, answer: str) -> str:
    """Fill in the kind and what is right; return why that can't be told, or nothing."""
    if parts.options and not (kind == "true_false" or _is_truth(parts.options)):
        return _choices(data, parts.options, kind, answer)
    if kind == "true_false" or parts.truth or _is_truth(parts.options):
        data["type"] = "true_false"
        marked = [one for one in parts.options if one.marked]
        said = answer or (marked[0].text if len(marked) == 1 else "")
        told = re.match(r"(t(?:rue)?|f(?:alse)?)\b", said.strip(), re.IGNORECASE)
        if told is None:
            return "no key is marked"
        data["answer"] = told[1][0].lower() == "t"
        return ""
    model = parts.text("model_answer")
    if kind == "essay":
        data["type"] = "essay"
        data |= {"model_answer": model or escape(answer)} if model or answer else {}
        return ""
    data["type"] = "short_answer"
    if answer and len(answer) <= SHORT and not model:
        data["accept"] = [one.strip() for one in re.split(r"\s+or\s+|\s*;\s*", answer) if one.strip()]
    elif model or answer:
        data["model_answer"] = model or escape(answer)
    else:
        return "no answer is given"
    return ""


def _choices(data: dict[str, Any], options: Sequence[Option], kind: str, answer: str) -> str:
    right = _right(options, answer)
    several = kind == "multiple_response" or len(right) > 1
    data["type"] = "multiple_response" if several else "multiple_choice"
    data["choices"] = [
        {"answer": _markdown([one.text])} if index in right else _markdown([one.text])
        for index, one in enumerate(options)
    ]
    return "" if right else "no key is marked"


def _right(options: Sequence[Option], answer: str) -> set[int]:
    """Return which choices are right: those marked, or those that the answer names by letter or by their words."""
    marked = {index for index, one in enumerate(options) if one.marked}
    if not answer or len(marked) == len(options):
        return marked if len(marked) < len(options) else set()
    letters = [one.letter or chr(ord("A") + index) for index, one in enumerate(options)]
    if _LETTERS.fullmatch(answer):
        named_ = {one.upper() for one in re.findall("[A-Za-z]", answer.replace("and", ""))}
        return {letters.index(one) for one in named_} if named_ <= set(letters) else marked
    whole = answer.casefold()
    same = {index for index, one in enumerate(options) if one.text.strip().casefold() == whole}
    begins = re.match(r"\(?([A-Za-z])[.):\]]\s*", answer)
    if not same and begins and begins[1].upper() in letters:
        same = {letters.index(begins[1].upper())}
    return same or marked


def _is_truth(options: Sequence[Option]) -> bool:
    return [one.text.strip().lower() for one in options] in (["true", "false"], ["false", "true"])


def _parts(lines: Sequence[Line]) -> _Parts:
    """Sort a block's lines: the stem, then choices, then named fields; what follows the choices explains."""
    parts = _Parts()
    below = Below(lines)
    more: dict[int, list[str]] = {}
    current = "stem"
    for at, one in enumerate(lines):
        text = one.text.strip()
        if NOISE.fullmatch(text):
            continue
        found, choice = named(text), None
        if found is None and current in ("stem", "choices"):
            choice = _option(below, at, parts.options)
        if found is not None:
            current, said = found
            parts.fields.setdefault(current, []).append(said)
            if current == "answer" and said:
                current = "explanation"
        elif choice is not None:
            parts.options.append(choice)
            current = "choices"
        elif current in ("stem", "choices") and parts.stem and not parts.options and offers_truth(text):
            parts.truth, current = True, "choices"
        elif current == "stem":
            parts.stem.append(text)
        elif current == "choices" and text and parts.options and below.go_on(at, parts.options):
            more.setdefault(len(parts.options) - 1, []).append(text)
        elif current == "choices":
            current = "explanation" if text else current
            parts.fields.setdefault("explanation", []).append(text)
        else:
            parts.fields.setdefault(current, []).append(text)
            if current == "answer" and text:
                current = "explanation"
    for index, texts in more.items():
        first = parts.options[index]
        parts.options[index] = replace(first, text="\n".join([first.text, *texts]))
    return parts


def _option(below: Below, at: int, before: Sequence[Option]) -> Option | None:
    """Return the choice that a line is: the first one has a second one below it, the others go on with the letters."""
    text, letter = below.lines[at].text, chr(ord("A") + len(before))
    found = option(text)
    if found is not None and found.letter in ("", letter):
        return found
    if before and not before[0].letter:
        return None
    tight = stuck(text, letter)
    if tight is None or (before and before[0].text[0].isupper() and tight.text[0].islower()):
        return None
    return tight if before or below.go_on(at, [tight]) else None


def _markdown(lines: Sequence[str]) -> str:
    r"""Return lines of plain text as Markdown; formulas between dollars, `\(` and `\)`, `\[` and `\]` stay formulas."""
    parts = _FORMULA.split(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())
    return "".join(_formula(part) if at % 2 else escape(part, block=False) for at, part in enumerate(parts))


def _formula(typed: str) -> str:
    """Return a formula between dollars; numbers beside its brackets go into it, since a dollar beside one is money."""
    found = _BRACKETED.fullmatch(typed)
    return f"${found[1]}{found[2].strip()}{found[3]}$" if found else typed
