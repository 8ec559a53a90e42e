"""A strict reading of Moodle XML by Moodle's rules, written from its sources and independent of the writer.

It refuses what Moodle refuses or misunderstands, and what it takes from defaults that surprise. What each type of
question needs is in `type_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from consumers.moodle_rules.model import Question, RefusedError
from type_rules import RULES
from xml_elements import Element

TYPES = {"matching": "match", "cloze": "multianswer"}
"""What Moodle's files call two types otherwise."""


def read(data: bytes) -> list[Question]:
    """Return a file's questions; a category is one of the kind `category`."""
    if b"<!DOCTYPE" in data:
        raise RefusedError("no document type is expected")
    if b"&" in re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", data, flags=re.DOTALL):
        raise RefusedError("Moodle drops a space between two entities")
    quiz = ET.fromstring(data)
    if quiz.tag != "quiz":
        raise RefusedError("the root is quiz")
    found = [question_of(Element(one)) for one in quiz]
    if not found or found[0].kind != "category":
        raise RefusedError("the first question is the category")
    ids = [one.id for one in found if one.kind != "category"]
    if len(set(ids)) < len(ids):
        raise RefusedError("a second question with the same id number loses it")
    return found


def question_of(element: Element) -> Question:
    """Return an element as a question."""
    kind = element.node.get("type", "")
    if kind == "category":
        return _category(element)
    question = Question(TYPES.get(kind, kind))
    question.name = element.plain(element.one("name"))
    if not question.name or len(question.name) > 255 or "<" in question.name:
        raise RefusedError(f"a name is {question.name!r}: Moodle strips tags and cuts it")
    question.format = element.one("questiontext").get("format", "")
    question.text = element.rich(element.one("questiontext"))
    question.general = element.rich(element.one("generalfeedback"))
    question.id = element.value("idnumber", r"[^\s].{0,99}")
    question.grade = float(element.value("defaultgrade", r"\d{1,5}(\.\d{1,7})?"))
    question.penalty = float(element.value("penalty", r"[01]\.\d{7}"))
    if question.penalty > 1 or question.format != "html":
        raise RefusedError("a penalty is at most 1, a text HTML")
    question.tags = list(_tags(element))
    question.hints = [element.rich(one) for one in element.all("hint")]
    if any(not one for one in question.hints):
        raise RefusedError("a hint without text")
    rule = RULES.get(question.kind)
    if rule is None:
        raise RefusedError(f"Moodle has no questions of the type {kind}")
    rule(element, question)
    question.files = element.files
    return question


def _category(element: Element) -> Question:
    path = element.plain(element.one("category"))
    names = [name.strip().replace("//", "/") for name in re.split(r"(?<!/)/(?!/)", path)]
    if names[0] != "top" or any(not name or "<" in name for name in names):
        raise RefusedError(f"a category's path is {path!r}")
    return Question("category", name="/".join(names[1:]), text=element.rich(element.one("info")))


def _tags(element: Element) -> Iterator[str]:
    for node in element.all("tags"):
        for tag in node:
            text = element.plain(tag)
            if not text or len(text) > 50 or re.search("[<>`]", text):
                raise RefusedError(f"Moodle changes the tag {text!r}")
            yield text
