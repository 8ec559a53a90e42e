"""What stands between the braces, for each kind that GIFT knows. It decides the type in Moodle."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction

from qbank.api import (
    Context,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    ShortAnswer,
    Stimulus,
    TrueFalse,
    as_patterns,
)
from qbank_gift.arrows import holds_arrow, without_arrow
from qbank_gift.choices import multiple_choice, multiple_response
from qbank_gift.escape import field, html_field, plain_field
from qbank_gift.texts import feedback, inline
from qbank_gift.weights import is_listed, missing, nearest, value

ZERO, ONE = Fraction(0), Fraction(1)
_NUMERIC = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def answers(item: Item, context: Context) -> list[str] | None:
    """Return the lines between the braces; none for an essay, None for a description, which has no braces.

    Raises TypeError for a kind that the format's table doesn't hold.
    """
    if isinstance(item, Stimulus):
        return None
    if isinstance(item, MultipleChoice):
        return multiple_choice(item, context)
    if isinstance(item, MultipleResponse):
        return multiple_response(item, context)
    if isinstance(item, TrueFalse):
        return [_true_false(item, context)]
    if isinstance(item, ShortAnswer):
        return _short_answer(item, context)
    if isinstance(item, Numeric):
        return _numeric(item, context)
    if isinstance(item, Matching):
        return _matching(item, context)
    if isinstance(item, Essay):
        return []
    raise TypeError(f"GIFT holds no {item.type}")


def unit(item: Item) -> str:
    """Return the HTML that tells a number's unit below the stem; GIFT has no place beside the box."""
    return f"<p>… {html.escape(item.unit)}</p>" if isinstance(item, Numeric) and item.unit else ""


def _true_false(item: TrueFalse, context: Context) -> str:
    """Moodle takes the first feedback for the wrong answer, the second for the right one."""
    right, wrong = (feedback(None, item.feedback, credit, context) for credit in (ONE, ZERO))
    if right:
        wrong = wrong or "#"
    return ("TRUE" if item.answer else "FALSE") + wrong + right


def _short_answer(item: ShortAnswer, context: Context) -> list[str]:
    found: list[tuple[str, Fraction, str]] = []
    for index, one in enumerate(item.accept):
        match = one.match or item.match
        texts = as_patterns(one.text, match)
        if match == "regex" and texts:
            context.lose(f"accept.{index}.match" if one.match else "match", "written as the texts that it stands for")
        if texts is None:
            context.lose(f"accept.{index}.text", "Moodle has no regular expressions; this answer is left out")
            continue
        if any(map(holds_arrow, texts)):
            context.lose(f"accept.{index}.text", "GIFT reads -> as a match; written -*>, which accepts more")
        said = feedback(one.feedback, item.feedback, one.credit, context)
        weight = _listed(one.credit, f"accept.{index}.credit", context)
        written = {_compared(text) for text, _, _ in found}
        new = [text for text in map(without_arrow, texts) if _compared(text) not in written]
        if len(new) < len(texts):
            gone = (
                ("text",)
                if new
                else ("text", *(("credit",) * (one.credit != 1)), *(("feedback",) * bool(one.feedback)))
            )
            for name in gone:
                context.lose(f"accept.{index}.{name}", "Moodle takes it for an answer before it")
        found += [(text, weight, said) for text in new]
    if not found:
        return []
    best = max(weight for _, weight, _ in found)
    if best != 1:
        context.lose("score", "Moodle needs an answer worth 100%; the best one is")
    lines = [
        f"=%{nearest(ONE if weight == best else weight)}%{plain_field(text)}{said}" for text, weight, said in found
    ]
    rest = feedback(None, item.feedback, ZERO, context)
    return [*lines, f"=%0%*{rest}"] if rest else lines


def _compared(text: str) -> str:
    """Return a text as Moodle compares it where case doesn't count."""
    return unicodedata.normalize("NFC", text).strip().lower()


def _listed(credit: Fraction, path: str, context: Context) -> Fraction:
    weight = nearest(credit)
    if not is_listed(credit, weight):
        context.lose(path, missing(credit, f"{weight}%"))
    return value(weight)


def _numeric(item: Numeric, context: Context) -> list[str]:
    numbers = [f"{item.min:f}..{item.max:f}" if item.answer is None else ""]
    given = [item.answer] if item.answer is not None else []
    further = [*given, *(one.answer for one in item.accept)]
    for answer in further:
        low, high = item.tolerance.around(answer)
        numbers.append(f"{answer:f}:{_decimal((high - low) / 2)}")
    numbers = [one for one in numbers if one]
    lines = []
    for index, (number, interval) in enumerate(zip(numbers, item.intervals, strict=True)):
        weight = _listed(interval.credit, f"accept.{index - 1}.credit", context)
        said = feedback(interval.feedback, item.feedback, interval.credit, context)
        lines.append(f"=%{nearest(weight)}%{number}{said}")
    rest = feedback(None, item.feedback, ZERO, context)
    if len(lines) == 1 and not rest and "#" not in lines[0]:
        return [f"#{numbers[0]}"]
    return ["#", *lines, *([f"~{rest}"] if rest else [])]


def _decimal(number: Fraction) -> str:
    """Return a fraction whose denominator has no factors but 2 and 5 as an exact decimal."""
    whole, rest = divmod(number, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)


def _matching(item: Matching, context: Context) -> list[str]:
    rights = {pair.right: _right(pair.right, f"pairs.{index}.right", context) for index, pair in enumerate(item.pairs)}
    others = {text: _right(text, f"distractors.{index}", context) for index, text in enumerate(item.distractors)}
    for one, other in _taken_for_one({**rights, **others}.values()):
        context.lose("score", f"Moodle's menu has one entry for {one} and {other}")
    lines = [f"={html_field(inline(pair.left, context))} -> {field(rights[pair.right])}" for pair in item.pairs]
    return lines + [f"= -> {field(text)}" for text in others.values()]


def _right(text: str, path: str, context: Context) -> str:
    """Return a right side: Moodle shows it in a menu, which holds words only."""
    words = " ".join(context.plain(text).split())
    if words != text.strip() or "$" in words:
        context.lose(path, "Moodle's menus show plain text")
    return words


def _taken_for_one(rights: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield right sides that are one in Moodle: the same words, or the same number, for PHP's `==` takes 1.0 for 1.00.

    Source: `initialise_question_instance` in `question/type/match/questiontype.php`.
    """
    seen: dict[str | float, str] = {}
    for text in rights:
        compared = float(text) if _NUMERIC.fullmatch(text) else text
        if compared in seen:
            yield seen[compared], text
        seen.setdefault(compared, text)
