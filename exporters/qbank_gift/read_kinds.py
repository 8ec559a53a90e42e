"""Which kind of question a block is: what stands between its braces decides, in Moodle's order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from qbank.importing.api import Graded, Range, Shaped, escape, number, one_of, percent, some_of, typed
from qbank_gift.read_block import BadBlock, Block, meant
from qbank_gift.read_texts import Texts

ZERO, ONE = Fraction(0), Fraction(1)
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


def question(block: Block, texts: Texts) -> Shaped:
    """Return a block as a question. Raises BadBlock for one that Moodle can't read either."""
    answers = block.answers or ""
    words = answers.partition("#")[0].strip()
    if not answers:
        shaped = Shaped({"type": "essay"})
    elif answers.startswith("#"):
        shaped = _number(answers[1:], texts)
    elif "~" in answers:
        shaped = _choices(answers, texts)
    elif "=" in answers and "->" in answers:
        shaped = _matching(answers, texts)
    elif words in _TRUE + _FALSE:
        shaped = _true_false(answers, texts)
    else:
        shaped = _typed(answers, texts)
    prompt, unit = texts.unit() if shaped.data["type"] == "numeric" else (texts.stem(), "")
    if not prompt:
        raise BadBlock("it asks nothing: there is no text before the braces")
    data = {"type": shaped.data.pop("type")}
    data |= {"title": title} if (title := texts.title(prompt, block.id)) else {}
    data |= {"prompt": prompt} | shaped.data | ({"unit": unit} if unit else {})
    shaped.data = data | _marks(block) | texts.general()
    return shaped


def _marks(block: Block) -> dict[str, object]:
    """Return the tags; two of them are fields in our language."""
    found: dict[str, object] = {}
    tags = []
    for tag in block.tags:
        name, _, value = tag.partition("-")
        levels = {"difficulty": _DIFFICULTY, "bloom": _BLOOM}.get(name, ())
        if value in levels and name not in found:
            found[name] = value
        else:
            tags.append(tag)
    return ({"tags": tags} if tags else {}) | found


_DIFFICULTY = ("easy", "medium", "hard")
_BLOOM = ("remember", "understand", "apply", "analyze", "evaluate", "create")


def _parts(text: str, separator: str) -> Iterator[str]:
    """Yield what stands behind each separator, and before the first one, if anything does."""
    first, *others = text.split(separator)
    if first.strip():
        yield first.strip()
    for part in others:
        yield part.strip()


def _weighted(part: str, default: Fraction) -> tuple[Fraction, str]:
    match = _WEIGHT.match(part)
    if match is None:
        return default, part
    share = percent(match[1].lstrip("-"))
    share = default if share is None else -share if match[1].startswith("-") else share
    return share, part[match.end() :].strip()


def _said(part: str, texts: Texts) -> tuple[str, str]:
    """Return an answer as it stands, and its feedback."""
    answer, mark, feedback = part.partition("#")
    return answer.strip(), texts.rich(feedback) if mark and feedback.strip() else ""


def _choices(answers: str, texts: Texts) -> Shaped:
    """Return multiple choice; multiple response where no answer has a `=`."""
    single = "=" in answers
    found, empty = [], 0
    for part in _parts(answers.replace("=", "~="), "~"):
        key = part.startswith("=")
        share, rest = (ONE, part[1:]) if key else _weighted(part, ZERO)
        if key and _WEIGHT.match(rest.strip()):
            share, rest = _weighted(rest.strip(), ONE)
        answer, feedback = _said(rest, texts)
        shown = texts.rich(answer) or escape(meant(answer))
        if shown:
            found.append(Graded(shown, share, feedback))
        else:
            empty += bool(part)
    if not found:
        raise BadBlock("its choices have no text")
    several = not single and any(one.share > 0 for one in found)
    shaped = some_of(found) if several else one_of(found)
    if empty:
        shaped.notes.append("a choice without text is left out")
    return shaped


def _typed(answers: str, texts: Texts) -> Shaped:
    found = []
    for part in _parts(answers, "="):
        share, rest = _weighted(part, ONE)
        answer, feedback = _said(rest, texts)
        if text := texts.typed(answer):
            found.append(Graded(text, share, feedback))
    if not found:
        raise BadBlock("its answers have no text")
    return typed(found)


def _true_false(answers: str, texts: Texts) -> Shaped:
    """Return true/false. The first feedback is for a wrong response, the second for the right one."""
    value, wrong, right, *_ = [*answers.split("#", 2), "", ""]
    feedback = {"correct": texts.rich(right), "incorrect": texts.rich(wrong)}
    feedback = {name: text for name, text in feedback.items() if text}
    data: dict[str, object] = {"type": "true_false", "answer": value.strip() in _TRUE}
    return Shaped(data | ({"feedback": feedback} if feedback else {}))


def _matching(answers: str, texts: Texts) -> Shaped:
    pairs, distractors = [], []
    for part in _parts(answers, "="):
        left, arrow, right = part.partition("->")
        if not arrow or not right.strip():
            raise BadBlock(f"{meant(part)[:40]!r} is no pair: the two sides of one stand around ->")
        shown = escape(" ".join(meant(right).split()))
        if left.strip():
            pairs.append({"left": texts.rich(left), "right": shown})
        else:
            distractors.append(shown)
    data: dict[str, object] = {"type": "matching", "pairs": pairs}
    return Shaped(data | ({"distractors": distractors} if distractors else {}))


def _number(answers: str, texts: Texts) -> Shaped:
    answers, tilde, rest = answers.partition("~")
    ranges, notes, unread, incorrect = [], [], "", ""
    for part in _parts(answers, "="):
        share, said = _weighted(part, ONE)
        answer, feedback = _said(said, texts)
        answer = meant(answer)
        found = _range(answer, share, feedback)
        if found is not None:
            ranges.append(found)
        elif answer == "*" and share <= 0:
            incorrect = feedback
        else:
            unread = unread or answer
            notes.append(f"{answer} is no number that can be read")
    if tilde and (wrong := _said(rest, texts)[1]):
        incorrect = wrong
    shaped = number(ranges, incorrect)
    shaped.notes += notes
    if unread:
        shaped.draft = f"{unread} is no number"
    return shaped


def _range(answer: str, share: Fraction, feedback: str) -> Range | None:
    """Return `low..high`, `number:tolerance` or a number; None where it is none of them."""
    low, dots, high = answer.partition("..")
    if dots:
        ends = sorted(one for one in (_decimal(low), _decimal(high)) if one is not None)
        return Range(ends[0], ends[1], share, feedback, ends=True) if len(ends) == 2 else None
    number, _, off = answer.partition(":")
    middle, size = _decimal(number), _decimal(off or "0")
    if middle is None or size is None:
        return None
    return Range(middle - abs(size), middle + abs(size), share, feedback, shown=number.strip())


def _decimal(text: str) -> Fraction | None:
    text = text.strip()
    return Fraction(text) if percent(text) is not None else None
