"""What the templates need besides the question itself, for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from qbank.api import (
    AnyQuestion,
    Blank,
    Choice,
    ChoiceBlank,
    Cloze,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Numeric,
    Ordering,
    ShortAnswer,
    TextBlank,
    blank_marker,
    fill_blanks,
    shuffled,
    write_share,
)
from qbank_html.screen.scoring import options_of
from qbank_html.texts import Texts

DRAWS = 5
Values = dict[str, Any]
Note = dict[str, Any]


def values(question: AnyQuestion, t: Texts) -> Values:
    """Return the template's values for a question of any kind."""
    hints = [{"text": hint, "of": ""} for hint in question.hints]
    found: Values = {
        "hints": hints,
        "noted": [],
        "feedback": _feedback(question),
        "share": write_share,
        "letter": letter,
    }
    match question:
        case MultipleChoice() | MultipleResponse():
            found |= _choices(question, t)
        case ShortAnswer():
            found["noted"] = _notes((one.text, one.feedback) for one in question.accept)
        case Numeric():
            found |= {"numbers": _numbers(question, t), "keypad": _keypad(question)}
            found["noted"] = _notes((t.number(one.shown), one.feedback) for one in question.intervals)
        case Matching():
            found |= _matching(question, t)
        case Ordering():
            found["order"] = mixed(question.items, question.id)
        case Cloze():
            found |= _cloze(question, t)
            hints += [
                {"text": blank.hint, "of": f"({number})"}
                for number, blank in enumerate(question.filled.values(), 1)
                if blank.hint
            ]
    return found


def mixed(items: Sequence[str], seed: str) -> list[int]:
    """Return an order for items that are to be put in order: of a few drawn, the one furthest from right."""

    def kept(order: Sequence[int]) -> int:
        in_place = sum(place == index for place, index in enumerate(order))
        return in_place + sum(second == first + 1 for first, second in pairwise(order))

    return min((shuffled(items, f"{seed}/{draw}", never_as_is=True) for draw in range(DRAWS)), key=kept)


def letter(index: int) -> str:
    """Return A for 0, … Z for 25, AA for 26."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _feedback(question: AnyQuestion) -> dict[str, str]:
    feedback = getattr(question, "feedback", None)
    texts = {} if feedback is None else {name: getattr(feedback, name) for name in ("correct", "partial", "incorrect")}
    return texts if any(texts.values()) else {}


def _notes(texts: Any) -> list[Note]:
    return [{"index": index, "text": text, "feedback": feedback} for index, (text, feedback) in enumerate(texts)]


def _choices(question: MultipleChoice | MultipleResponse, t: Texts) -> Values:
    fixed = [choice.fixed for choice in question.choices]
    order = shuffled(question.choices, question.id, fixed) if question.shuffle else list(range(len(question.choices)))
    weighted = isinstance(question, MultipleResponse) and question.weighted
    keys = [
        {"text": choice.text, "share": write_share(share) if weighted or not choice.correct else ""}
        for choice, share in zip(question.choices, question.credits, strict=True)
        if choice.correct or (share > 0 and choice.weight is not None)
    ]
    return {
        "order": order,
        "keys": keys,
        "noted": _notes((t.inline(one.text), one.feedback) for one in question.choices),
    }


def _numbers(question: Numeric | NumberBlank, t: Texts) -> list[dict[str, Any]]:
    """The numbers that count, as they are displayed: with what they may be off by."""
    size = question.tolerance
    off = f" ± {size}" if size.size else ""
    ranged = question.answer is None
    return [
        {"text": t.number(one.shown + ("" if ranged and index == 0 else off)), "credit": one.credit}
        for index, one in enumerate(question.intervals)
    ]


def _keypad(question: Numeric | NumberBlank) -> bool:
    """Whether a telephone's number pad will do: it has no minus and no letters."""
    return not question.units and all(one.low >= 0 for one in question.intervals)


def _matching(question: Matching, t: Texts) -> Values:
    options, count = options_of(question), len(question.pairs)
    return {
        "lefts": shuffled(question.pairs, question.id) if question.shuffle else list(range(count)),
        "options": options,
        "options_order": shuffled(options, question.id + "/right", never_as_is=True),
        "lettered": not all(t.is_plain(option) for option in options),
        "noted": _notes((t.inline(pair.left), pair.feedback) for pair in question.pairs),
    }


def _cloze(question: Cloze, t: Texts) -> Values:
    blanks = list(question.filled.values())
    text = str(t.block(question.with_gaps(blank_marker)))
    longest = max((len(shown(blank)) for blank in blanks if not isinstance(blank, ChoiceBlank)), default=8)
    drop_downs = {
        number: _order(blank.choices, f"{question.id}/{number}")
        for number, blank in enumerate(blanks, 1)
        if isinstance(blank, ChoiceBlank)
    }
    width = min(28, max(5, longest + 2))
    made = t.engine.macros(
        "study/kinds.html", t=t, w=t.words, q=question, count=len(blanks), width=width, drop_downs=drop_downs
    )
    ask: Callable[[int], str] = lambda number: str(made.blank(number, blanks[number - 1])).strip()  # noqa: E731
    tell: Callable[[int], str] = lambda number: f'<mark class="blank">{_key(blanks[number - 1], t)}</mark>'  # noqa: E731
    return {
        "with_gaps": Markup(fill_blanks(text, ask)),  # noqa: S704 - rendered text, and blanks from a template
        "filled": Markup(fill_blanks(text, tell)),  # noqa: S704 - likewise
        "drop_downs": drop_downs,
        "alternatives": _alternatives(blanks, t),
        "noted": _blank_notes(blanks, t),
    }


def _order(choices: Sequence[Choice], seed: str) -> list[int]:
    return shuffled(choices, seed, [choice.fixed for choice in choices])


def shown(blank: Blank) -> str:
    """Return a blank's right answer as plain as it is typed."""
    match blank:
        case ChoiceBlank():
            return next((choice.text for choice in blank.choices if choice.correct), "")
        case NumberBlank():
            return blank.intervals[0].shown if blank.intervals else ""
        case TextBlank():
            return blank.accept[0].text if blank.accept else ""


def _key(blank: Blank, t: Texts) -> str:
    text = shown(blank)
    if isinstance(blank, ChoiceBlank):
        return str(t.inline(text))
    return str(t.escaped(t.number(text) if isinstance(blank, NumberBlank) else text))


def _alternatives(blanks: Sequence[Blank], t: Texts) -> list[Values]:
    found = []
    for number, blank in enumerate(blanks, 1):
        texts: list[Any] = []
        if isinstance(blank, TextBlank):
            texts = [one for one in blank.accept[1:] if one.credit > 0]
        elif isinstance(blank, NumberBlank):
            texts = [one for one in _numbers(blank, t)[1:] if one["credit"] > 0]
        else:
            others = [one for one in blank.choices if not one.correct and (one.weight or 0) > 0]
            texts = [{"text": one.text, "credit": one.weight or Fraction(0)} for one in others]
        if texts:
            found.append({"number": number, "texts": texts})
    return found


def _blank_notes(blanks: Sequence[Blank], t: Texts) -> list[Note]:
    found: list[Note] = []
    for number, blank in enumerate(blanks):
        options: list[tuple[Any, str | None]]
        match blank:
            case ChoiceBlank():
                options = [(t.inline(one.text), one.feedback) for one in blank.choices]
            case NumberBlank():
                options = [(t.number(one.shown), one.feedback) for one in blank.intervals]
            case TextBlank():
                options = [(one.text, one.feedback) for one in blank.accept]
        found += [{**note, "index": f"{number}-{note['index']}"} for note in _notes(options)]
    return found
