"""A question, as its parts come, and what it is once they all have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from qbank.importing.api import Found, Place
from qbank_text2qti.parts import Part

_BLANK = re.compile(r"\(\((?P<name>[^()]{1,200})\)\)")
_NUMBER = r"[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_RANGE = re.compile(rf"\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\]")
_WITHIN = re.compile(rf"({_NUMBER})(?:\s*\+-\s*({_NUMBER})\s*(%?))?")
_ATTRIBUTES = re.compile(r"(!\[[^\]]*\]\([^)]*\))\{[^}]*\}")
"""What follows an image: `{width=50%}`."""
ANSWERS = {"right", "wrong", "ticked", "unticked", "accepted", "filled", "shown_right", "shown_wrong"}
TOLD = {"right": True, "ticked": True, "accepted": True, "filled": True, "shown_right": True}


@dataclass
class Answer:
    """A choice, or an answer that is accepted."""

    kind: str
    text: str
    right: bool
    feedback: str = ""


@dataclass
class Question:
    """What was read of a question so far."""

    line: int
    prompt: str
    title: str = ""
    points: str = ""
    stimulus: str = ""
    kind: str = ""
    """`essay`, `upload` or `number`, where a part says so."""
    number: str = ""
    said: dict[str, str] = field(default_factory=dict)
    """General feedback, feedback for right and wrong answers, the solution."""
    answers: list[Answer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Take a part of it."""
        text = cleaned(part.text)
        if part.name in ANSWERS:
            self.answers.append(Answer(part.name, text, part.name in TOLD))
        elif part.name == "feedback" and self.answers:
            self.answers[-1].feedback = joined(self.answers[-1].feedback, text)
        elif part.name in ("essay", "upload"):
            self.kind = part.name
        elif part.name == "number":
            self.kind, self.number = part.name, text
        else:
            self.said[part.name] = joined(self.said.get(part.name, ""), text)

    def found(self) -> Found:
        """Return the question."""
        data, draft = self._asked()
        if self.title:
            data["title"] = " ".join(self.title.split())
        if self.points:
            data["points"] = self.points
        if self.stimulus:
            data["stimulus"] = self.stimulus
            self.notes.append("the text before it became its stimulus; other questions may refer to it as well")
        if data["type"] != "essay" and self.said.get("solution"):
            self.said["feedback"] = joined(self.said.get("feedback", ""), self.said["solution"])
        feedback = {name: self.said[name] for name in ("correct", "incorrect") if self.said.get(name)}
        more = {"feedback": feedback, "explanation": self.said.get("feedback", "")}
        data |= {name: one for name, one in more.items() if one}
        return Found(data, Place(line=self.line), draft=draft, notes=tuple(self.notes))

    def _asked(self) -> tuple[dict[str, Any], str]:
        """Return what the kind has, and why it is a draft."""
        prompt = {"prompt": self.prompt}
        if self.kind in ("essay", "upload"):
            more = {"attachments": "required"} if self.kind == "upload" else {}
            solution = self.said.get("solution")
            return {"type": "essay", **prompt, **more, **({"model_answer": solution} if solution else {})}, ""
        if self.kind == "number":
            number = _numeric(self.number)
            return {"type": "numeric", **prompt, **(number or {})}, "" if number else f"{self.number!r} is no number"
        kinds = {one.kind for one in self.answers}
        if not kinds:
            return {"type": "short_answer", **prompt}, "it has no answers"
        if kinds <= {"filled", "shown_right", "shown_wrong"}:
            return self._cloze()
        if kinds == {"accepted"}:
            accepted = [{"text": one.text, "feedback": one.feedback} for one in self.answers]
            shown = [one if one["feedback"] else one["text"] for one in accepted]
            return {"type": "short_answer", **prompt, "accept": shown}, ""
        if kinds <= {"ticked", "unticked"}:
            return {"type": "multiple_response", **prompt, "choices": self._choices()}, self._without_key()
        if kinds <= {"right", "wrong"}:
            return self._one_choice()
        return {"type": "multiple_choice", **prompt, "choices": self._choices()}, "its answers are of several kinds"

    def _without_key(self) -> str:
        return "" if any(one.right for one in self.answers) else "no key is marked"

    def _one_choice(self) -> tuple[dict[str, Any], str]:
        keys = [one for one in self.answers if one.right]
        words = sorted(one.text.lower() for one in self.answers)
        if words == ["false", "true"] and len(keys) == 1:
            for one in self.answers:
                name = "correct" if one.right else "incorrect"
                self.said[name] = joined(self.said.get(name, ""), one.feedback)
            return {"type": "true_false", "prompt": self.prompt, "answer": keys[0].text.lower() == "true"}, ""
        draft = "several choices are marked as right" if len(keys) > 1 else self._without_key()
        return {"type": "multiple_choice", "prompt": self.prompt, "choices": self._choices()}, draft

    def _choices(self) -> list[Any]:
        found: list[Any] = []
        for one in self.answers:
            shown = {
                "answer" if one.right else "text": one.text,
                **({"feedback": one.feedback} if one.feedback else {}),
            }
            found.append(shown if one.right or one.feedback else one.text)
        return found

    def _cloze(self) -> tuple[dict[str, Any], str]:
        names: dict[str, str] = {}
        blanks: dict[str, dict[str, Any]] = {}
        draft = ""
        for match in _BLANK.finditer(self.prompt):
            names.setdefault(match["name"], f"blank-{len(names) + 1}")
        for one in self.answers:
            said = _BLANK.match(one.text)
            if said is None or said["name"] not in names:
                draft = f"{one.text[:60]!r} says no blank of the question"
                continue
            blank = blanks.setdefault(names[said["name"]], {})
            text = one.text[said.end() :].strip()
            shown = {"answer" if one.right else "text": text} if one.kind != "filled" else text
            blank.setdefault("accept" if one.kind == "filled" else "choices", []).append(shown)
        if len(set(names.values()) & set(blanks)) < len(names):
            draft = draft or "a blank has no answer"
        pieces = _BLANK.split(self.prompt)
        prompt = "".join(f"[[@{names[one]}]]" if at % 2 else one.replace("[[", "\\[[") for at, one in enumerate(pieces))
        return {"type": "cloze", "prompt": prompt, "blanks": blanks}, draft


def joined(first: str, second: str) -> str:
    """Return two texts as paragraphs of one."""
    return "\n\n".join(filter(None, (first, second)))


def cleaned(text: str) -> str:
    """Return a text without what only text2qti reads in it."""
    return _ATTRIBUTES.sub(r"\1", text)


def _numeric(text: str) -> dict[str, str] | None:
    range_, within = _RANGE.fullmatch(text), _WITHIN.fullmatch(text)
    if range_:
        return {"min": range_[1].replace("_", ""), "max": range_[2].replace("_", "")}
    if within is None:
        return None
    found = {"answer": within[1].replace("_", "")}
    return found | ({"tolerance": within[2].replace("_", "") + within[3]} if within[2] else {})
