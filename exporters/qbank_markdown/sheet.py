"""What stands above the key: the question, what may be chosen, what there is to know before answering."""

from __future__ import annotations

from qbank.api import (
    AnyQuestion,
    ChoiceBlank,
    Cloze,
    Essay,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    ShortAnswer,
    Stimulus,
    TrueFalse,
    blank_marker,
    fill_blanks,
)
from qbank_markdown.arrange import choice_order, item_order, left_order, option_order, right_sides
from qbank_markdown.contain import blanks_in_code
from qbank_markdown.layout import blocks, code, decimal, escaped, folded, item, letter, quoted
from qbank_markdown.texts import Texts

GAP = r"\_\_\_\_"


def passage(stimulus: Stimulus, t: Texts) -> str:
    """Return a stimulus as a quotation with its title."""
    title = f": {escaped(stimulus.title)}" if stimulus.title else ""
    return quoted(blocks([f"**{t.labels.passage}{title}**", t.block(stimulus.text)]))


def facts(question: AnyQuestion, stimulus: Stimulus | None, t: Texts) -> str:
    """Return a line of what there is to know of a question: points, difficulty, its passage, tags."""
    words = []
    if not isinstance(question, Flashcard):
        points = decimal(question.points)
        words.append(f"{points} {t.labels.point if points == '1' else t.labels.points}")
    if question.difficulty:
        words.append(str(getattr(t.labels, question.difficulty)))
    if question.bloom:
        words.append(t.words[question.bloom])
    if stimulus and stimulus.title:
        words.append(f"{t.labels.passage}: {escaped(stimulus.title)}")
    words += map(code, question.tags)
    return t.mark + " · ".join(words)


def sheet(question: AnyQuestion, t: Texts) -> str:
    """Return the question itself, with what may be chosen, and its hints, folded one by one."""
    return blocks([*_asked(question, t), *_hints(question, t)])


def _asked(question: AnyQuestion, t: Texts) -> list[str]:
    w = t.labels
    if isinstance(question, Cloze):
        return [cloze(question, t), _told(w.fill_blanks), *_drop_downs(question, t)]
    prompt = t.block(question.text)
    match question:
        case MultipleChoice() | MultipleResponse():
            told = w.choose if isinstance(question, MultipleChoice) else w.choose_all
            return [prompt, _told(told), _lettered([question.choices[at].text for at in choice_order(question)], t)]
        case TrueFalse():
            return [prompt, _told(w.choose_true_false)]
        case ShortAnswer():
            return [prompt, _told(w.write_answer)]
        case Numeric():
            sizes = " / ".join(map(escaped, question.sizes))
            unit = (
                f" ({t.words['one_of']}: {sizes})" if sizes else f" ({escaped(question.unit)})" if question.unit else ""
            )
            return [prompt, _told(w.write_number) + unit]
        case Matching():
            lefts = "\n".join(
                item(f"{place}.", "", t.block(question.pairs[at].left))
                for place, at in enumerate(left_order(question), 1)
            )
            return [prompt, _told(w.match), lefts, _lettered(right_sides(question), t)]
        case Ordering():
            order = item_order(question)
            return [prompt, _told(w.order), _lettered([question.items[at] for at in order], t)]
        case Essay():
            template = t.block(question.response_template)
            return [prompt, _told(_wanted(question, t)), quoted(template) if template else ""]
        case _:
            return [prompt]


def cloze(question: Cloze, t: Texts) -> str:
    """Return a text with its blanks as lines with numbers."""
    text = t.block(question.with_gaps(blank_marker))
    literal, blanks = blanks_in_code(text), list(question.filled.values())

    def gap(number: int) -> str:
        unit = getattr(blanks[number - 1], "unit", None) or ""
        if number in literal:
            return f"____ ({number})"
        return f"{GAP} ({number})" + (f" {escaped(unit)}" if unit else "")

    return fill_blanks(text, gap)


def _drop_downs(question: Cloze, t: Texts) -> list[str]:
    lists = []
    for number, blank in enumerate(question.filled.values(), 1):
        if isinstance(blank, ChoiceBlank):
            order = option_order(blank.choices, f"{question.id}/{number}")
            lists.append(blocks([f"{t.mark}({number})", _lettered([blank.choices[at].text for at in order], t)]))
        elif sizes := getattr(blank, "sizes", None):
            lists.append(f"{t.mark}({number}) {t.words['one_of']}: {' / '.join(map(escaped, sizes))}")
    return lists


def _lettered(texts: list[str], t: Texts) -> str:
    return "\n".join(item("-", f"**{t.mark}{letter(place)}.**", t.block(text)) for place, text in enumerate(texts))


def _told(words: str) -> str:
    return f"*{words}*"


def _wanted(question: Essay, t: Texts) -> str:
    w = t.labels
    told = [w.write_essay]
    if question.min_words is not None:
        told.append(f"{w.words_min.format(n=question.min_words)}.")
    if question.max_words is not None:
        told.append(f"{w.words_max.format(n=question.max_words)}.")
    if question.attachments != "none":
        told.append(w.attachments_allowed if question.attachments == "allowed" else w.attachments_required)
    return " ".join(told)


def _hints(question: AnyQuestion, t: Texts) -> list[str]:
    found = [(str(place), hint) for place, hint in enumerate(question.hints, 1)]
    if isinstance(question, Cloze):
        blanks = enumerate(question.filled.values(), 1)
        found += [(f"({number})", blank.hint) for number, blank in blanks if blank.hint]
    return [folded(f"{t.labels.hint} {name}", t.block(hint)) for name, hint in found]
