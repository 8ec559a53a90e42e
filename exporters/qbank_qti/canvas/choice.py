"""Questions whose answers are chosen."""

from __future__ import annotations

from qbank_qti.asi import RESPONSE, choices, equal, every, label, negation
from qbank_qti.canvas.item import ItemWriter, choice_ident

from qbank.api import MultipleChoice, MultipleResponse, TrueFalse, shuffled


def multiple_choice(item: ItemWriter, question: MultipleChoice) -> str:
    """One choice is right; Canvas gives no part of the points for another."""
    if any(not choice.correct and choice.weight for choice in question.choices):
        item.lose("score", "Canvas gives nothing for a choice that is right in part")
    names = _list(item, question, "Single")
    for name, choice in zip(names, question.choices, strict=True):
        if choice.correct:
            item.right(equal(name))
    return "multiple_choice_question"


def multiple_response(item: ItemWriter, question: MultipleResponse) -> str:
    """Classic takes right minus wrong, whatever stands in the file; New Quizzes can do all or nothing as well."""
    if question.weighted:
        item.lose("score", "Canvas counts right minus wrong choices, all of the same weight")
    elif question.scoring == "all_or_nothing":
        item.lose("score", "Canvas Classic counts right minus wrong choices")
        item.fields["scoring_algorithm"] = "AllOrNothing"
    names = _list(item, question, "Multiple")
    tests = [
        equal(name) if choice.correct else negation(equal(name))
        for name, choice in zip(names, question.choices, strict=True)
    ]
    item.right(every(tests))
    return "multiple_answers_question"


def _list(item: ItemWriter, question: MultipleChoice | MultipleResponse, cardinality: str) -> list[str]:
    """Add the choices, in an order that gives nothing away: Canvas may not shuffle. Return their identifiers."""
    names = [choice_ident(choice, position) for position, choice in enumerate(question.choices, 1)]
    fixed = [choice.fixed or not question.shuffle for choice in question.choices]
    order = shuffled(question.choices, question.id, fixed)
    labels = [label(names[index], item.html(question.choices[index].text, inline=True)) for index in order]
    # New Quizzes shuffle by question; they keep a choice in its place by an attribute that the schema forbids.
    item.responses.append(choices(RESPONSE, labels, cardinality=cardinality, shuffle=not any(fixed)))
    for name, choice in zip(names, question.choices, strict=True):
        item.show_when(equal(name), f"{name}_fb", choice.feedback)
    return names


def true_false(item: ItemWriter, question: TrueFalse) -> str:
    """Canvas recognises the two by their English names and shows them in the user's language."""
    labels = [label("true_choice", "True", "text/plain"), label("false_choice", "False", "text/plain")]
    item.responses.append(choices(RESPONSE, labels))
    item.right(equal("true_choice" if question.answer else "false_choice"))
    return "true_false_question"
