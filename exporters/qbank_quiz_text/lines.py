"""What a line of a quiz can be, told by its looks alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = {
    "multiple choice": "multiple_choice",
    "multiple select": "multiple_response",
    "multiple answer": "multiple_response",
    "multiple answers": "multiple_response",
    "multiple response": "multiple_response",
    "select all that apply": "multiple_response",
    "true false": "true_false",
    "true or false": "true_false",
    "short answer": "short_answer",
    "fill in the blank": "short_answer",
    "essay": "essay",
    "open question": "essay",
}
"""What quizzes call their kinds, without punctuation."""

_KIND = "|".join(name.replace(" ", r"[\s/-]+") for name in sorted(KINDS, key=len, reverse=True))
_HEADING = re.compile(
    r"(?:question|quiz question|q)\s*#?(?P<number>\d{1,4})\s*(?:of\s+\d+)?\s*[.:)\-–—]*\s*"
    rf"\(?(?P<kind>{_KIND})?\)?\s*",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?(?P<kind>{_KIND})\)?:?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:q(?:uestion)?\s*)?(?P<number>\d{1,4})\s*[.):]\s+(?P<text>\S.*)", re.IGNORECASE)
_MARK = r"(?P<mark>\*{1,2}|✓|✔|✅|√|☑|\[[xX*✓]\]|\([xX*✓]\))?"
_AFTER = re.compile(r"(?:\*{1,2}|✓|✔|✅|√|☑|\((?:correct|right|answer|richtig)\)|<-+|←)\Z", re.IGNORECASE)
_LETTERED = re.compile(rf"{_MARK}\s*\(?(?P<letter>[A-Za-z])[.):\]]\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_BOX = re.compile(r"(?:[-*+•]\s+)?(?P<box>\[[ xX*✓]?\]|\([ xX*✓]\)|☐|☑|✓|✔|✅|○|●)\s+(?P<text>\S.*)")
_STUCK = re.compile(r"(?P<letter>[A-Z])(?P<text>\S.*)")
_TRUE_FALSE = re.compile(r"T\s*True(?:\s+|$)(?:F\s*False)?|F\s*False|True(?:\s*[/|]\s*|\s+)False|(?:True|False)", re.I)
_FIELD = re.compile(
    r"(?P<name>(?:the\s+)?(?:correct\s+)?answers?(?:\s+is)?|ans|key|solution|model answer|sample answer"
    r"|explanation|rationale|feedback|why|hint|points)\s*(?::|=)\s*(?P<text>.*)",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:#+\s*)?(?:answers?|answer\s+key|answer\s+list|correct\s+answers|key|solutions?)\s*:?", re.I)
NOISE = re.compile(
    r"think about your answer,? then reveal below\.?|(?:reveal|show|hide|check|view)(?: the)? (?:model )?answers?\.?"
    r"|(?:submit|next|previous|reveal|your answer:?)",
    re.IGNORECASE,
)
"""What the page says to its reader, and no question does."""

FIELDS = {
    "ans": "answer", "key": "answer", "solution": "answer", "model": "model_answer", "sample": "model_answer",
    "explanation": "explanation", "rationale": "explanation", "feedback": "explanation", "why": "explanation",
    "hint": "hint", "points": "points",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as it stands: its letter (empty where it has none), its words, whether it is marked as right."""

    letter: str
    text: str
    marked: bool


def kind(text: str) -> str:
    """Return the kind that words name; empty where they name none."""
    return KINDS.get(re.sub(r"[\s/-]+", " ", text.strip().lower()), "")


def heading(text: str) -> tuple[int, str, str] | None:
    """Return the number, the kind and the rest of `Question 2 Multiple Choice`; None for another line."""
    found = _HEADING.match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    if rest and found["kind"] and rest[0].isalnum() and not text[found.end() - 1].isspace():
        return None
    return int(found["number"]), kind(found["kind"] or ""), rest


def kind_alone(text: str) -> str:
    """Return the kind that a line names that says nothing else."""
    found = _ALONE.fullmatch(text.strip())
    return kind(found["kind"]) if found else ""


def numbered(text: str) -> tuple[int, str] | None:
    """Return the number and the words of `3. What…`."""
    found = _NUMBERED.fullmatch(text.strip())
    return (int(found["number"]), found["text"]) if found else None


def option(text: str) -> Option | None:
    """Return a choice with a letter and a mark behind it (`b) text`, `*B. text`), or with a box."""
    text = text.strip()
    box = _BOX.fullmatch(text)
    if box is not None:
        return Option("", box["text"], box["box"][:2].strip("[(") not in ("", " ", "]", ")", "☐", "○"))
    found = _LETTERED.fullmatch(text)
    if found is None:
        return None
    words = found["text"].rstrip()
    after = _AFTER.search(words, 1)
    words = words[: after.start()].rstrip() if after else words
    return Option(found["letter"].upper(), words, bool(found["mark"] or after))


def stuck(text: str, letter: str) -> Option | None:
    """Return a choice whose letter sticks to its words (`AIt sharpens…`), where it is this letter."""
    found = _STUCK.fullmatch(text.strip())
    return Option(letter, found["text"], False) if found and found["letter"] == letter else None


def offers_truth(text: str) -> bool:
    """Whether a line offers true and false (`TTrue FFalse`), or one of them."""
    return _TRUE_FALSE.fullmatch(text.strip()) is not None


def named(text: str) -> tuple[str, str] | None:
    """Return the field and the value of `Answer: B`, `Explanation: …`, `Model answer: …`."""
    found = _FIELD.fullmatch(text.strip())
    if found is None:
        return None
    name = re.sub(r"^(?:the\s+)?(?:correct\s+)?", "", found["name"].lower())
    return FIELDS.get(name.split()[0], "answer"), found["text"].strip()


def begins_key(text: str) -> bool:
    """Whether a line is the heading of a list of answers."""
    return _LIST.fullmatch(text.strip()) is not None
