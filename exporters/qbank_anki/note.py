"""A question as a note: the fields that all note types share, and the fragment's body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qbank.api import AnyQuestion, Context, Fragment, fill_blanks
from qbank_anki.as_typed import as_typed, fingerprint
from qbank_anki.notetypes import NOTE_TYPES
from qbank_anki.parts import COMMANDS, Parts, escape, inert, plain

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Own:
    """What a kind adds to the shared fields. `data` has no markup: Anki finds neither media nor formulas there."""

    family: str
    fields: Mapping[str, str]
    data: Mapping[str, Any] = field(default_factory=dict)
    explained: str = ""
    """HTML that follows the explanation."""
    cards: Sequence[int] = (0,)
    deletions: Sequence[str] = ()
    """What stands in a cloze's blanks: the only commands of Anki's that a field holds."""


def fragment(question: AnyQuestion, own: Own, parts: Parts, stem: str = "") -> Fragment:
    """Return the question as a note: JSON with the family, the fields in their order, the tags, and the cards.

    `stem` is the text that stands for the question where it has no title; its prompt, if empty.
    """
    context = parts.context
    shared = {
        "ID": question.id,
        "Title": escape(question.title or _shortened(context.plain(stem or question.text))),
        "Stimulus": _stimulus(parts),
        "Explanation": parts.section(parts.labels.explanation, question.explanation, "qb-explanation") + own.explained,
        "Hints": _hints(question.hints, parts),
        "Source": parts.section(parts.labels.source, question.source, "qb-source"),
        "Data": "",
        "Extra": "",
    }
    fields = {**shared, **own.fields}
    final = {name: _final(fields[name], own) for name in NOTE_TYPES[own.family].fields}
    typed = {**as_typed(question, context), "shown": fingerprint(final)}
    final["Data"] = as_data({"kind": question.type, **own.data, "typed": typed})
    body = {
        "family": own.family,
        "fields": list(final.values()),
        "tags": tags(question, context),
        "cards": list(own.cards),
    }
    return context.fragment(json.dumps(body))


def _final(content: str, own: Own) -> str:
    return fill_blanks(inert(content), lambda number: own.deletions[number - 1])


def as_data(data: Mapping[str, Any]) -> str:
    """Return JSON that is also plain HTML text, and in which nothing means anything to Anki or MathJax."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = COMMANDS.sub(r"\\u005b", text.replace("\\\\", "\\u005c").replace("{{", "{\\u007b"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def tags(question: AnyQuestion, context: Context) -> list[str]:
    """Return the tags: the bank's id, the question's and the bank's own, the difficulty, the level of Bloom."""
    typed = [*question.tags, *context.bank.tags]
    if any(re.search(r"\s", tag) for tag in question.tags):
        context.lose("tags", "spaces become _")
    found = [f"qbank::{context.bank.id}", *typed]
    found += [f"difficulty::{question.difficulty}"] * bool(question.difficulty)
    found += [f"bloom::{question.bloom}"] * bool(question.bloom)
    return list(dict.fromkeys(_tag(tag) for tag in found))


def _tag(tag: str) -> str:
    return re.sub(r'[\s"\u3000]+', "_", tag)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"


def _stimulus(parts: Parts) -> str:
    stimulus = parts.context.stimulus
    if stimulus is None:
        return ""
    heading = f'<div class="qb-heading">{plain(stimulus.title)}</div>' if stimulus.title else ""
    return parts.wrap(heading + parts.text(stimulus.text))


def _hints(hints: Sequence[str], parts: Parts) -> str:
    shown = [
        f'<details class="qb-hint tappable"><summary>{escape(parts.labels.hint)}'
        f"{f' {number}' if len(hints) > 1 else ''}</summary>{parts.text(hint)}</details>"
        for number, hint in enumerate(hints, 1)
    ]
    return parts.wrap("".join(shown))
