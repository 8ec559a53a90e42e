"""Matching and ordering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qbank.api import Matching, Ordering
from qbank_moodle_xml.question import QuestionWriter
from qbank_moodle_xml.xml import cdata, element, rich

_PLAIN = "Moodle's menus show plain text"
_NUMERIC = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GRADING = {
    "positions": "ABSOLUTE_POSITION",
    "all_or_nothing": "ALL_OR_NOTHING",
    "pairs": "RELATIVE_NEXT_EXCLUDE_LAST",
}
"""How Moodle grades an order (`question/type/ordering/question.php`); all three are ours exactly."""


def matching(writer: QuestionWriter, item: Matching) -> str:
    """Return a `matching` question; a distractor is a right side without a left one."""
    own = [element("shuffleanswers", str(item.shuffle).lower()), *writer.combined_feedback(item.feedback)]
    shown: dict[str, str] = {}
    for index, pair in enumerate(item.pairs):
        right = shown[pair.right] = writer.plain(pair.right, f"pairs.{index}.right", _PLAIN)
        own.append(rich("subquestion", writer.html(pair.left, inline=True), _right(right)))
    for index, text in enumerate(item.distractors):
        shown[text] = writer.plain(text, f"distractors.{index}", _PLAIN)
        own.append(rich("subquestion", "", _right(shown[text])))
    for one, other in _taken_for_one(shown.values()):
        writer.lose("score", f"Moodle's menu has one entry for {one} and {other}")
    return writer.document(
        "matching", writer.html(item.prompt), [*own, *writer.hints()], penalty=writer.options.penalty
    )


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


def _right(text: str) -> str:
    return element("answer", element("text", cdata(text)))


def ordering(writer: QuestionWriter, item: Ordering) -> str:
    """Return an `ordering` question (in Moodle since 4.4). Without `shownumcorrect` its import fails."""
    own = [
        element("layouttype", "VERTICAL"),
        element("selecttype", "ALL"),
        element("selectcount", str(len(item.items))),
        element("gradingtype", _GRADING[item.scoring]),
        element("showgrading", "SHOW"),
        element("numberingstyle", "none"),
        *writer.combined_feedback(item.feedback),
        element("shownumcorrect", "1"),
    ]
    own += [
        rich("answer", writer.html(text, inline=True), fraction=str(place)) for place, text in enumerate(item.items, 1)
    ]
    return writer.document(
        "ordering", writer.html(item.prompt), [*own, *writer.hints()], penalty=writer.options.penalty
    )
