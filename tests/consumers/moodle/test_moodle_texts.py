"""Whatever authors type arrives: the kitchen sink and made-up banks, accepted by Moodle's rules and read back."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
import strategies
import xml_rules
from consumers.moodle_rules.model import Question
from hypothesis import HealthCheck, given, settings
from moodle_kit import INFO, ROOT, build, declared, decoded, meant, question, trimmed

from qbank.api import KINDS, ChoiceBlank, Cloze, Context, Essay, Flashcard, ShortAnswer, blank_marker, fill_blanks
from qbank.compiler.reader import compile_file

MADE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(item: Any, media: Any) -> str:
    """Return the HTML of what is asked, with `{#1}` for blanks and a number's unit behind it."""
    if not isinstance(item, Cloze):
        return meant(item.text, inline=False, media=media)
    units = [html.escape(getattr(blank, "unit", None) or "") for blank in item.filled.values()]
    asked = meant(item.with_gaps(blank_marker), inline=False, media=media)
    return fill_blanks(asked, lambda n: f"{{#{n}}} {units[n - 1]}".rstrip())


def differences(item: Any, found: Question, media: Any) -> Iterator[tuple[str, object, object]]:
    """Yield what Moodle has otherwise than it was typed: where, what is there, what was meant."""
    for where, there, ours in _pairs(item, found, media):
        if _decoded(there) != _decoded(ours):
            yield where, there, ours


def _decoded(value: object) -> object:
    if isinstance(value, str):
        return decoded(value)
    return [_decoded(one) for one in value] if isinstance(value, list) else value


def _pairs(item: Any, found: Question, media: Any) -> Iterator[tuple[str, object, object]]:
    if found.kind == "essay" and isinstance(item, Cloze):
        return  # what people mark has its own test
    text, general, asked = decoded(found.text), decoded(found.general), shown(item, media)
    yield "prompt", text[: len(asked)], decoded(asked)[: len(asked)]
    if found.kind not in ("essay", "description"):
        hints = [meant(hint, inline=False, media=media) for hint in item.hints]
        yield "hints", found.hints[: len(hints)], hints
    if item.explanation and not isinstance(item, Flashcard):
        yield "explanation", general.startswith(decoded(meant(item.explanation, inline=False, media=media))), True
    if item.source:
        yield "source", decoded(meant(item.source, media=media)) in general, True
    if found.kind == "multichoice" or (found.kind == "multianswer" and hasattr(item, "choices")):
        files = found.kind == "multichoice"
        yield from _choices(item.choices, found if files else found.parts[0], media, files)
    if isinstance(item, Cloze):
        for blank, part in zip(item.filled.values(), found.parts, strict=True):
            if isinstance(blank, ChoiceBlank) and part.settings["layout"] == "V":
                yield from _choices(blank.choices, part, media, files=False)
    if found.kind == "ordering":
        yield "items", [one.text for one in found.answers], [meant(one, media=media) for one in item.items]
    if found.kind == "match":
        lefts = [meant(pair.left, media=media) for pair in item.pairs]
        yield "lefts", [left for left, _ in found.pairs[: len(lefts)]], lefts
        rights = [*(pair.right for pair in item.pairs), *item.distractors]
        plain = [" ".join(Context(INFO, {}).plain(one).split()) for one in rights]
        yield "rights", [right for _, right in found.pairs], plain
    if found.kind == "shortanswer":
        exact = [one for one in item.accept if (one.match or item.match) == "exact"]
        wanted = {trimmed(one.text.replace("*", "\\*")) for one in exact}
        yield "accept", wanted - {one.text for one in found.answers}, set()
    if isinstance(item, Essay | ShortAnswer) and found.kind == "essay" and item.model_answer:
        graders = decoded(found.settings["graderinfo"])
        yield "graders", decoded(meant(item.model_answer, inline=False, media=media)) in graders, True
    if isinstance(item, Essay) and item.response_template:
        template = meant(item.response_template, inline=False, files=False)
        yield "template", found.settings["responsetemplate"], template
    if isinstance(item, Flashcard):
        yield "back", general.startswith(decoded(meant(item.back, inline=False, media=media))), True
    if found.kind in ("multichoice", "match", "ordering"):
        for name, given in zip(
            ("correct", "partiallycorrect", "incorrect"), ("correct", "partial", "incorrect"), strict=True
        ):
            said = getattr(item.feedback, given)
            yield given, found.settings[f"{name}feedback"], meant(said, inline=False, media=media) if said else ""


def _choices(choices: Any, found: Question, media: Any, files: bool) -> Iterator[tuple[str, object, object]]:
    there = sorted((decoded(one.text), decoded(one.feedback)) for one in found.answers)
    wanted = [(decoded(meant(one.text, media=media, files=files)), said(one.feedback, media, files)) for one in choices]
    if files:
        yield "choices", there, sorted(wanted)
    else:  # the question's own feedback is joined to a choice's
        yield "choices", [text for text, _ in there], sorted(text for text, _ in wanted)
        yield "feedback", all(any(one in told for _, told in there) for _, one in wanted), True


def said(text: str | None, media: Any, files: bool = True) -> str:
    return decoded(meant(text, media=media, files=files)) if text else ""


def test_the_kitchen_sink_arrives() -> None:
    project = ROOT / "tests" / "kitchen_sink"
    unit = compile_file(project, "source/kitchen-sink.yaml")
    assert unit.info and not [one for one in unit.diagnostics if one.severity == "error"]
    items: list[Any] = [*unit.stimuli.values(), *(one for one in unit.questions if one.status == "ready")]
    category, *found = xml_rules.read(build(items, unit.info, unit.media, project))
    assert category.name == unit.info.title.replace("<", "&lt;")
    assert [one.id for one in found] == [one.id for one in items]
    for item, one in zip(items, found, strict=True):
        if item.type == "stimulus":
            assert one.text == meant(item.text, inline=False, media=unit.media)
        else:
            assert list(differences(item, one, unit.media)) == []


@pytest.mark.parametrize("kind", KINDS)
@MADE
@given(data=strategies.st.data())
def test_made_up_questions_arrive(kind: str, data: Any) -> None:
    item = data.draw(strategies.questions(kind))
    _, found = xml_rules.read(build([item]))
    assert list(differences(item, found, {})) == []
    assert found.id == item.id


@MADE
@given(strategies.banks())
def test_made_up_banks_are_accepted(bank: Any) -> None:
    items = [*(bank.item(name) for name in bank.stimuli), *bank.questions]
    _, *found = xml_rules.read(build(items))
    assert [one.id for one in found] == [one.id for one in items]


@MADE
@given(strategies.banks(strategies.any_texts, strategies.any_plains))
def test_whatever_a_model_may_hold_is_accepted(bank: Any) -> None:
    items = [*(bank.item(name) for name in bank.stimuli), *bank.questions]
    _, *found = xml_rules.read(build(items))
    assert [one.id for one in found] == [one.id for one in items]


HOSTILE = [
    "{1:SHORTANSWER:=x}", "{#1}", "{:MC:=a~b}", "@@PLUGINFILE@@/x.png", "]]>", "&amp;#126;", "\\}", "a\\", "~", "}",
    "#", "=x", "%50%x", "<script>", "&copy;", "{{1:NM:=3}}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_moodles_own_markup_is_text(text: str) -> None:
    """In a prompt, a choice, a feedback and a blank; in a question of Moodle's own and in a cloze question."""
    for weight in ("50%", "37%"):
        choices = [
            {"answer": text, "feedback": text},
            {"text": f"{text} b", "weight": weight, "feedback": text},
            f"{text} c",
        ]
        item = question("multiple_choice", prompt=text, choices=choices, explanation=text, hints=text)
        _, found = xml_rules.read(build([item]))
        assert found.kind == ("multianswer" if weight == "37%" else "multichoice")
        assert list(differences(item, found, {})) == []
    accepted = "y" if "@@" in text else text  # in plain text Moodle looks for no files
    blanks = {
        "v": {"accept": [accepted, {"text": "x", "feedback": text}]},
        "c": {"choices": [{"answer": text}, f"$x$ {text}"]},
    }
    item = question("cloze", prompt=f"{text} [[@v]] {text} [[@c]]", blanks=blanks)
    _, found = xml_rules.read(build([item]))
    assert list(differences(item, found, {})) == []
    typed = found.parts[0].answers
    assert typed[0].text == (accepted if accepted == "~" else accepted.replace("~", "*"))
    assert decoded(typed[1].feedback) == said(text, {})


def test_names_and_tags_are_cut_and_said() -> None:
    title = "a < b <c> &lt; " + "t <" * 100
    item = question("true_false", answer=True, title=title, tags=["x<y>`", "g" * 60, "ok"])
    _, found = xml_rules.read(build([item]))
    assert 245 <= len(found.name) <= 255 and title.startswith(html.unescape(found.name))
    assert found.tags == ["x‹y›'", "g" * 50, "ok"]
    assert {"title", "tags"} <= set(declared(item))
