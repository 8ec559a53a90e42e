"""The reader of quiz text."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.importing.api import About, Aside, Importer, Input, Keep, Place, Read, escape
from qbank_quiz_text.blocks import cut
from qbank_quiz_text.lines import Line, begins_key, heading, kind_alone, named, numbered, offers_truth, option
from qbank_quiz_text.question import question


def sniff(source: Input) -> float:
    """Return how much a text looks like a quiz: it is the last to be asked, for it needs no mark of its own."""
    if source.members is not None or "\0" in source.head_text:
        return 0.0
    lines = [one for one in source.head_text.split("\n")[:400] if one.strip()]
    signs = (heading, kind_alone, numbered, option, named, begins_key, offers_truth)
    seen = sum(any(sign(one) for sign in signs) for one in lines)
    return min(0.3, 0.1 + 0.4 * seen / len(lines)) if seen >= 2 else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:  # noqa: ARG001
    """Yield the questions of a quiz."""
    quiz = cut([Line(number, text.rstrip()) for number, text in enumerate(source.text.split("\n"), 1)])
    title, *rest = [one for one in quiz.before if one.text.strip()] or [Line(0, "")]
    if title.text.strip():
        yield About({"title": title.text.strip().lstrip("# ")[:200]})
    for one in rest:
        yield Aside(Place(line=one.number), f"text before the first question: {escape(one.text.strip())[:80]}")
    numbers = {block.number for block in quiz.blocks}
    for block in quiz.blocks:
        yield question(block, quiz.key.get(block.number, ""))
    for number in sorted(quiz.key.keys() - numbers):
        yield Aside(Place(), f"the list of answers has one for question {number}, which isn't there")


importer = Importer(name="quiz_text", title="quiz text", sniff=sniff, read=read)
