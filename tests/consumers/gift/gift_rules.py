"""A strict reading of GIFT by Moodle's rules, written from their description and independent of the writer.

It refuses what Moodle refuses or misunderstands.
"""

from __future__ import annotations

import re

from consumers.moodle_rules.fractions import listed, whole
from consumers.moodle_rules.model import Answer, Question, RefusedError

ESCAPES = {"\\:": "\ue000", "\\#": "\ue001", "\\=": "\ue002", "\\{": "\ue003", "\\}": "\ue004", "\\~": "\ue005",
           "\\n": "\ue006"}  # fmt: skip
MEANT = dict(zip(ESCAPES.values(), ":#={}~\n", strict=True))
FORMATS = ("html", "markdown", "plain", "moodle")


def read(text: str) -> list[Question]:
    """Return a file's blocks as questions; a category is one of the kind `category`."""
    found = [question for block in _blocks(text) if (question := _question(block)) is not None]
    assert found and found[0].kind == "category", "the first block is the category"
    return found


def _blocks(text: str) -> list[list[str]]:
    lines = [line.strip(" \t\r\0\x0b") for line in text.split("\n")]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line == "0":
            raise RefusedError("a line holding only 0 ends a question")
        if line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [block for block in blocks if block]


def _question(lines: list[str]) -> Question | None:
    comments = [line for line in lines if line.startswith("//")]
    body = [line for line in lines if not line.startswith("//")]
    if not body:
        return None
    if body[0].startswith("$CATEGORY:"):
        if len(body) != 1:
            raise RefusedError("a category stands in its own block")
        return Question("category", name=body[0].removeprefix("$CATEGORY:").strip())
    question = Question("", tags=[_mark(one) for comment in comments for one in _marks("tag", comment)])
    ids = [_mark(one) for comment in comments for one in _marks("id", comment)]
    if len(ids) != 1 or len(ids[0]) > 100:
        raise RefusedError(f"one id number of at most 100 characters is expected: {ids}")
    question.id = ids[0]
    if any(re.search("[<>]", one) or not one for one in question.tags):
        raise RefusedError("no < or > in a tag")
    text = "\n".join(body).replace("\\\\", "\ue007")
    for written, stands in ESCAPES.items():
        text = text.replace(written, stands)
    if "\\" in text:
        raise RefusedError(f"a backslash that escapes nothing: {text}")
    _read(text.replace("\ue007", "\\"), question)
    return question


def _marks(name: str, comment: str) -> list[str]:
    return re.findall(rf"\[{name}:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]", comment)


def _mark(text: str) -> str:
    return text.replace("\\]", "]").strip()


def _read(text: str, question: Question) -> None:
    named = re.fullmatch(r"::(.*?)::(.*)", text, re.DOTALL)
    if not named or len(_meant(named[1])) > 255:
        raise RefusedError("a name of at most 255 characters is expected")
    question.name, text = _meant(named[1]), named[2].strip()
    if "<" in question.name:
        raise RefusedError("Moodle strips tags from names")
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        question.kind, question.text = "description", text
    else:
        if not 0 <= start < end or text.count("{") != 1 or text.count("}") != 1 or end != len(text) - 1:
            raise RefusedError(f"one pair of braces, at the end, is expected: {text}")
        question.text = text[:start]
        _answers(text[start + 1 : end].strip(), question)
    if "\n" in question.text:
        raise RefusedError("a stem stands on one physical line")
    question.format, question.text = _formatted(question.text, "moodle")


def _answers(text: str, question: Question) -> None:
    text, _, general = text.rpartition("####") if "####" in text else (text, "", "")
    if "\n" in general.strip():
        raise RefusedError("general feedback comes last and stands on one line")
    question.general, text = _formatted(general, "html")[1], text.strip()
    if not text:
        question.kind = "essay"
    elif text.startswith("#"):
        question.kind = "numerical"
        _numerical(text[1:], question)
    elif "~" in text:
        question.kind, question.single = "multichoice", "=" in text
        _multichoice(text, question)
    elif "=" in text and "->" in text:
        question.kind = "match"
        question.pairs = [_pair(part) for part in _parts(text, "=")]
    elif text.split("#")[0].strip() in ("T", "TRUE", "F", "FALSE"):
        _truefalse(text, question)
    else:
        question.kind = "shortanswer"
        question.answers = [_weighted(part, 1.0) for part in _parts(text, "=")]
        whole(question.answers)


def _parts(text: str, separator: str) -> list[str]:
    before, *parts = text.split(separator)
    if before.strip():
        raise RefusedError(f"text before the first {separator}: {before}")
    if any("\n" in part.strip() for part in parts):
        raise RefusedError("a field stands on one physical line")
    return [part.strip() for part in parts]


def _multichoice(text: str, question: Question) -> None:
    for part in _parts(text.replace("=", "~="), "~"):
        key = part.startswith("=")
        if key and re.match(r"=\s*%[^%]*%", part):
            raise RefusedError("Moodle reads no weight after = in multiple choice")
        question.answers.append(_weighted(part.removeprefix("="), 1.0 if key else 0.0))
    if len(question.answers) < 2:
        raise RefusedError("two choices at least")
    if any(not answer.text for answer in question.answers):
        raise RefusedError("Moodle drops a choice without text")
    if question.single:
        whole(question.answers)
    elif round(sum(max(0.0, answer.fraction) for answer in question.answers), 2) != 1:
        raise RefusedError("the positive weights add up to 100%")


def _weighted(part: str, default: float) -> Answer:
    weight = re.match(r"%-*([0-9]{1,2})\.?([0-9]*)%", part)
    fraction = default
    if weight:
        _, number, part = part.split("%", 2)
        fraction = listed(float(number) / 100)
    answer, _, feedback = part.partition("#")
    return Answer(_formatted(answer, "html")[1], fraction, _formatted(feedback, "html")[1])


def _pair(part: str) -> tuple[str, str]:
    left, arrow, right = part.partition("->")
    if not arrow or not right.strip():
        raise RefusedError(f"a pair has -> and a right side: {part}")
    return _formatted(left, "html")[1], _meant(right).strip()


def _truefalse(text: str, question: Question) -> None:
    if "\n" in text:
        raise RefusedError("a field stands on one physical line")
    value, *feedback = text.split("#", 2)
    wrong, right = (*(_formatted(one, "html")[1] for one in feedback), "", "")[:2]
    question.kind, question.right = "truefalse", value.strip() in ("T", "TRUE")
    question.feedback_wrong, question.feedback_right = wrong, right


def _numerical(text: str, question: Question) -> None:
    text, tilde, rest = text.partition("~")
    parts = _parts(text, "=") if "=" in text else [text.strip()]
    for part in parts:
        answer = _weighted(part, 1.0)
        low, dots, high = answer.text.partition("..")
        middle, colon, tolerance = answer.text.partition(":")
        for number in filter(None, (low, high) if dots else (middle, tolerance)):
            if not re.fullmatch(r"[+-]?\d+(\.\d+)?", number):
                raise RefusedError(f"{number} is no number without an exponent")
        if dots:
            middle_number = (float(high) + float(low)) / 2
            answer.text, answer.tolerance = repr(middle_number), float(high) - middle_number
        else:
            answer.text, answer.tolerance = middle, float(tolerance) if colon else 0.0
        question.answers.append(answer)
    whole(question.answers)
    if tilde:
        question.answers.append(Answer("*", 0.0, _formatted(rest.partition("#")[2], "html")[1]))


def _formatted(text: str, default: str) -> tuple[str, str]:
    text = text.strip(" \t\n\r\0\x0b")
    name = re.match(r"\[([a-z]+)\]", text)
    if name and name[1] in FORMATS:
        default, text = name[1], text[name.end() :]
    return default, _meant(text).strip(" \t\n\r\0\x0b")


def _meant(text: str) -> str:
    return "".join(MEANT.get(character, character) for character in text)
