"""Questions whose answers are chosen (recipe R1), and drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank_qti.identifiers import identifier
from qbank_qti.items.item import ItemWriter
from qbank_qti.items.rules import RESPONSE
from qbank_qti.items.scale import Scale, ranked, summed
from qbank_qti.xml import text

from qbank.api import Choice, MultipleChoice, MultipleResponse, TrueFalse, shuffled

ONE = Fraction(1)


def names_of(choices: Sequence[Choice], prefix: str = "") -> list[str]:
    """Return the choices' identifiers: from their ids, or by authored position. No variable is called like them."""
    return [
        identifier(f"{prefix}c-{choice.id}") if choice.id else f"{prefix}C{position}"
        for position, choice in enumerate(choices, 1)
    ]


def credits_of(choices: Sequence[Choice]) -> list[Fraction]:
    """Return what each choice is worth where one is chosen."""
    return [ONE if choice.correct else max(Fraction(0), choice.weight or Fraction(0)) for choice in choices]


def order_of(item: ItemWriter, choices: Sequence[Choice], shuffle: bool, seed: str = "") -> list[int]:
    """Return the positions in the order of the file, which gives nothing away where a player doesn't shuffle."""
    fixed = [choice.fixed or not shuffle for choice in choices]
    return shuffled(choices, seed or item.question.id, fixed)


def interaction(item: ItemWriter, prompt: str, choices: Sequence[Choice], shuffle: bool, most: int) -> str:
    """Return a prompt and a list of choices; `most` is how many may be chosen, 0 for any number."""
    names = names_of(choices)
    written = [
        item.q(
            "simpleChoice",
            item.html(choices[index].text, inline=True),
            identifier=names[index],
            fixed=True if choices[index].fixed else None,
        )
        for index in order_of(item, choices, shuffle)
    ]
    return _choices(item, prompt, written, shuffle, most)


def _choices(item: ItemWriter, prompt: str, written: Sequence[str], shuffle: bool, most: int) -> str:
    given = {"responseIdentifier": RESPONSE, "shuffle": shuffle, "maxChoices": most}
    return item.asked(item.html(prompt), "choiceInteraction", *written, **given)


def multiple_choice(item: ItemWriter, question: MultipleChoice) -> tuple[str, Scale]:
    """One choice: its rank by credit is mapped, so that any credit is exact."""
    scale = ranked(credits_of(question.choices))
    body = interaction(item, question.prompt, question.choices, question.shuffle, 1)
    single(item, question.choices, scale, RESPONSE, "", ONE)
    return body, scale


def single(item: ItemWriter, choices: Sequence[Choice], scale: Scale, name: str, prefix: str, weight: Fraction) -> None:
    """Declare and score a response of one choice; `weight` is a blank's."""
    names, worth = names_of(choices, prefix), credits_of(choices)
    entries = [(one, scale.raw(credit * weight)) for one, credit in zip(names, worth, strict=True)]
    right = [one for one, choice in zip(names, choices, strict=True) if choice.correct]
    item.respond("identifier", right, name=name, mapping=item.mapping(entries))
    rules = item.rules
    score = rules.add(item.q("mapResponse", identifier=name))
    item.processing.append(rules.choose((rules.answered(name), score)))
    for one, choice in zip(names, choices, strict=True):
        if choice.feedback:
            chosen = item.q("match", rules.variable(name), rules.value("identifier", one))
            item.processing.append(
                rules.choose((rules.every(rules.answered(name), chosen), item.note(choice.feedback)))
            )


def multiple_response(item: ItemWriter, question: MultipleResponse) -> tuple[str, Scale]:
    """Any number of choices: every one has an entry, since players apply the default differently."""
    names, rules = names_of(question.choices), item.rules
    right = [name for name, choice in zip(names, question.choices, strict=True) if choice.correct]
    body = interaction(item, question.prompt, question.choices, question.shuffle, 0)
    if question.scoring == "all_or_nothing" and not question.weighted:
        scale, mapping = ranked([ONE]), ""
        condition = item.q("match", rules.variable(RESPONSE), item.q("correct", identifier=RESPONSE))
        earned = rules.float(1)
    else:
        scale = summed([[credit] for credit in question.credits], ONE)
        entries = [(name, scale.raw(credit)) for name, credit in zip(names, question.credits, strict=True)]
        mapping = item.mapping(entries, bounds=(0, scale.top))
        condition, earned = "", item.q("mapResponse", identifier=RESPONSE)
    item.respond("identifier", right, cardinality="multiple", mapping=mapping)
    conditions = [rules.answered(RESPONSE), *([condition] if condition else [])]
    item.processing.append(rules.choose((rules.every(*conditions), rules.add(earned))))
    for name, choice in zip(names, question.choices, strict=True):
        if choice.feedback:
            chosen = item.q("member", rules.value("identifier", name), rules.variable(RESPONSE))
            guard = rules.every(rules.answered(RESPONSE), chosen)
            item.processing.append(rules.choose((guard, item.note(choice.feedback))))
    if not scale.exact:
        item.context.lose("score", "weights this fine are rounded")
    return body, scale


def true_false(item: ItemWriter, question: TrueFalse) -> tuple[str, Scale]:
    """Two choices in the bank's language, never shuffled."""
    words, rules = item.context.labels, item.rules
    written = [
        item.q("simpleChoice", text(word), identifier=name)
        for name, word in (("true", words.true), ("false", words.false))
    ]
    right = str(question.answer).lower()
    item.respond("identifier", [right])
    condition = item.q("match", rules.variable(RESPONSE), item.q("correct", identifier=RESPONSE))
    item.processing.append(rules.choose((rules.every(rules.answered(RESPONSE), condition), rules.add(rules.float(1)))))
    return _choices(item, question.prompt, written, False, 1), ranked([ONE])


def drop_down(item: ItemWriter, choices: Sequence[Choice], name: str, prefix: str) -> str:
    """Return a drop-down. The schema lets it hold plain text only."""
    names = names_of(choices, prefix)
    written = [
        item.q(
            "inlineChoice",
            text(item.context.plain(choices[index].text)),
            identifier=names[index],
            fixed=True if choices[index].fixed else None,
        )
        for index in order_of(item, choices, True, f"{item.question.id}/{name}")
    ]
    return item.q("inlineChoiceInteraction", *written, responseIdentifier=name, shuffle=True)
