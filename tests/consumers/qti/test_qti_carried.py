"""Nothing is lost in silence: every text that the table carries is in the package, and what it calls lost is not."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import kitchen
import pytest
from player import QTI, as_2_1
from qbank_qti import qti12, qti21, qti22, qti30

from qbank.api import FEATURES, BankInfo, Fragment, Options, fill_media
from qbank.compiler.losses import losses
from qbank.model import KINDS, Essay, Flashcard, Stimulus
from qbank.model.walk import fields_of, set_fields

# What is no text: names, numbers, words from a list.
_KEPT = {
    "type", "id", "stimulus", "difficulty", "bloom", "points", "weight", "credit", "tolerance", "min", "max", "match",
    "scoring", "attachments", "min_words", "max_words", "case_sensitive", "shuffle", "fixed", "reversed", "units",
}  # fmt: skip

PROMPTED = ("choice", "order", "match", "extendedText")

each_format = pytest.mark.parametrize("format_", [qti12, qti21, qti22, qti30], ids=lambda one: one.name)
each_version = pytest.mark.parametrize("format_", [qti21, qti22, qti30], ids=lambda one: one.name)


def marked(value: Any, numbers: Iterator[int], kind: str) -> Any:
    """Return a question as typed, every text of it ending in a number of its own."""
    if isinstance(value, str):
        return f"{value}{chr(10) * 2 if chr(10) in value else ' '}{next(numbers)}"
    if isinstance(value, list):
        return [marked(one, numbers, kind) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, one in value.items():
        number = key == "answer" and not isinstance(one, bool) and str(one).replace(".", "").isdigit()
        found[key] = one if key in _KEPT or number else marked(one, numbers, kind)
    return found


def at(item: Any, path: str) -> Any:
    """Return what stands at a path of a model."""
    for step in path.split("."):
        item = (
            item[int(step)]
            if isinstance(item, tuple)
            else item[step]
            if isinstance(item, dict)
            else getattr(item, step)
        )
    return item


def output(fragment: Fragment) -> str:
    """Return all that a fragment brings into the package."""
    return " ".join(fragment.parts)


def document(format_: Any, item: Any, info: BankInfo = kitchen.INFO) -> ElementTree.Element:
    """Return an item's file, with the names of QTI 2.1."""
    written, _ = kitchen.render(format_.make(Options()), item, info).parts
    return as_2_1(ElementTree.fromstring(fill_media(written, str)))


def questions() -> list[Any]:
    """Return the kitchen sink, every text with a number."""
    numbers = count(7_700_001)
    return [kitchen.question(marked(data, numbers, str(data["type"]))) for data in kitchen.QUESTIONS]


@each_format
def test_every_text_arrives_or_is_declared_lost(format_: Any) -> None:
    """Text by text, through all kinds and all fields."""
    exporter, table, seen = format_.make(format_.options()), format_.carries, 0
    for item in [one for one in questions() if table.holds(one.type)]:
        fragment = kitchen.render(exporter, item)
        made, reported = output(fragment), {loss.path for loss in fragment.losses}
        for path, field in set_fields(item):
            value = at(item, path)
            if not isinstance(value, str) or not value[-7:].isdigit():
                continue
            seen += 1
            _, carry = table.of(item.type, field)
            gone = carry.how == "lost" and not carry.conditional
            told = carry.conditional and any(path.startswith(one) for one in reported if one)
            assert (value[-7:] in made) != gone or told, f"{item.type} {item.id}: {path} is {carry.how}"
    assert seen > 200


@each_format
def test_what_is_reported_fits_the_table(format_: Any) -> None:
    """The core accepts every loss that an exporter reports, and no table lacks a field."""
    exporter, table = format_.make(format_.options()), format_.carries
    for item in [*questions(), kitchen.PASSAGE]:
        if table.holds(item.type):
            assert all(carry.note for _, _, carry in losses(item, table, kitchen.render(exporter, item).losses))


@each_format
def test_the_table_names_every_kind_and_every_field(format_: Any) -> None:
    """Also what texts contain."""
    for name, kind in {**KINDS, "stimulus": Stimulus}.items():
        assert name in format_.carries
        if format_.carries.holds(name):
            for field in [*fields_of(kind), "score", *FEATURES]:
                assert format_.carries.of(name, field), f"{name}: {field}"


def test_a_stimulus_is_in_every_item_of_qti21_that_refers_to_it() -> None:
    """It has no file of its own there."""
    exporter = qti21.make(qti21.options())
    for item in kitchen.questions():
        made = output(kitchen.render(exporter, item))
        assert ('class="stimulus"' in made) == (item.stimulus is not None)
        assert ("A &lt;passage&gt;" in made) == (item.stimulus is not None)


@pytest.mark.parametrize("format_", [qti22, qti30], ids=lambda one: one.name)
def test_a_stimulus_is_a_file_that_items_refer_to_and_have_a_place_for(format_: Any, tmp_path: Path) -> None:
    """The reference leads to the file; where it will be shown is in the body; the manifest says what needs it."""
    held = [one for one in kitchen.questions() if one.id in {"several", "8bit"}]
    with zipfile.ZipFile(kitchen.build(format_.make(Options()), held, tmp_path)) as package:
        names = package.namelist()
        read = {name: as_2_1(ElementTree.fromstring(package.read(name))) for name in names if name.endswith(".xml")}
    several, alone = read["items/several.xml"], read["items/q-8bit-e318653d.xml"]
    (found,) = several.iter(f"{QTI}assessmentStimulusRef")
    path = posixpath.normpath(posixpath.join("items", found.attrib["href"]))
    assert found.attrib["identifier"] == read[path].attrib["identifier"] == "passage"
    assert [one.get("data-stimulus-idref") for one in several.iter(f"{QTI}div")].count("passage") == 1
    assert "".join(read[path].itertext()).startswith("A <passage>")
    assert not list(alone.iter(f"{QTI}assessmentStimulusRef")) and "passage" not in "".join(alone.itertext())
    needs = {
        one.attrib["identifier"]: [inner.attrib["identifierref"] for inner in one if inner.tag.endswith("dependency")]
        for one in read["imsmanifest.xml"].iter()
        if one.tag.endswith("}resource") and "identifier" in one.attrib
    }
    assert needs["several"][0] == "passage" and needs["q-8bit-e318653d"] == []
    assert len(needs["passage"]) == 3, "its picture, sound and film"


@each_version
def test_scorers_see_what_to_look_for_and_learners_do_not(format_: Any) -> None:
    """The model answer and the rubric of an essay."""
    question = next(one for one in kitchen.questions() if isinstance(one, Essay))
    root = document(format_, question)
    said = {"".join(one.itertext()): one.attrib for one in root.iter(f"{QTI}rubricBlock")}
    assert {one["view"] for one in said.values()} == {"scorer tutor"}
    assert {one["use"] for one in said.values()} == {"scoring"}
    assert "Names two causes" in " ".join(said) and "A good one." in " ".join(said)
    everything = "".join(root.itertext())
    assert everything.count("Names two causes") == everything.count("A good one.") == 1


@each_version
def test_a_card_shows_its_back_afterwards(format_: Any) -> None:
    """As feedback, not as part of the question."""
    question = next(one for one in kitchen.questions() if isinstance(one, Flashcard))
    root = document(format_, question.model_copy(update={"stimulus": None}))
    shown = {one.get("title"): one for one in root.iter(f"{QTI}modalFeedback")}
    assert shown["Back"].find(f".//{QTI}blockquote") is not None
    body = root.find(f"{QTI}itemBody")
    assert body is not None and "Front" in "".join(body.itertext()) and not body.findall(f".//{QTI}blockquote")


@each_version
def test_an_interaction_has_its_prompt_where_blocks_may_stand_in_it(format_: Any) -> None:
    """Then a screen reader says what is asked when it comes to the choices; QTI 2.1 allows words only."""
    for question in kitchen.questions():
        root = document(format_, question)
        asked = [one for one in root.iter() if one.tag in {f"{QTI}{name}Interaction" for name in PROMPTED}]
        for one in asked:
            assert (one.find(f"{QTI}prompt") is not None) == (format_ is not qti21)
        assert asked or question.type in {"short_answer", "numeric", "cloze"}


@each_version
def test_texts_say_their_language_and_direction(format_: Any) -> None:
    """As far as the version has attributes for it; what stands outside the body, too."""
    info = BankInfo(id="rtl", title="T", file="x.yaml", language="ar")
    question = next(one for one in kitchen.questions() if isinstance(one, Essay))
    root = document(format_, question, info)
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ar"
    parts = [*root.iter(f"{QTI}itemBody"), *root.iter(f"{QTI}modalFeedback"), *root.iter(f"{QTI}rubricBlock")]
    assert len(parts) > 3
    wanted = {"qti21": (None, None), "qti22": (None, "rtl"), "qti30": ("ar", "rtl")}[format_.name]
    for one in parts:
        first = next(inner for inner in one.iter(f"{QTI}div"))
        assert (first.get("lang"), first.get("dir")) == wanted


@each_version
def test_what_a_player_is_known_to_misread_is_said_otherwise(format_: Any) -> None:
    """Two braces are Vue's code, a pair is no constant, a feedback can't share an outcome."""
    exporter = format_.make(Options())
    for question in [*kitchen.questions(), kitchen.PASSAGE]:
        fragment = kitchen.render(exporter, question)
        if not fragment.body:
            continue
        written = fill_media(fragment.parts[0], str)
        assert not re.search(r">[^<]*\{\{", written)
        root = as_2_1(ElementTree.fromstring(written))
        assert question.id != "full-choice" or "{{c1::x}}" in "".join(root.itertext())
        assert all(one.attrib["baseType"] != "directedPair" for one in root.iter(f"{QTI}baseValue"))
        outcomes = [one.attrib["outcomeIdentifier"] for one in root.iter(f"{QTI}modalFeedback")]
        assert len(set(outcomes)) == len(outcomes)
