"""The way back from Moodle XML: question by question, by the rules of `question/format/xml/format.php`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.importing.api import (
    About,
    Aside,
    Element,
    Found,
    FoundStimulus,
    Importer,
    Input,
    Keep,
    Place,
    Read,
    Refused,
    elements,
)
from qbank_moodle_xml.read_common import question, title
from qbank_moodle_xml.read_texts import Texts, words

_QUIZ = re.compile(r"<quiz(?![^>]{0,2000}canvas\.instructure\.com)[\s>]")
"""Canvas calls the settings of its quizzes so as well."""
_KIND = re.compile(r"<question\s+type\s*=")


def sniff(source: Input) -> float:
    """Tell by the root element `quiz`, or by the questions in it."""
    head = source.head_text
    if not head.lstrip("\ufeff \t\r\n").startswith("<"):
        return 0.0
    return 0.95 if _QUIZ.search(head) and _KIND.search(head) else 0.6 if _QUIZ.search(head[:2000]) else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield what a file holds; one question is in memory at a time."""
    reader = _Reader(keep)
    with source.open() as file:
        for element in elements(file, {"question"}):
            yield from reader.element(element)


class _Reader:
    """Remembers what earlier questions say about later ones: the category, and a description that is a stimulus."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.first: str | None = None
        self.tag = ""
        self.stimulus = ""
        self.count = 0

    def element(self, element: Element) -> Iterator[Read]:
        """Yield what a `question` element is."""
        place = Place(line=element.line, label=words(element.find("name")))
        kind = element.get("type")
        if kind == "category":
            yield from self._category(element, place)
        elif kind in ("random", "randomsamatch"):
            yield Aside(place, "a question that Moodle draws from a category by chance")
        elif kind == "description" and not words(element.find("generalfeedback")):
            yield self._stimulus(element, place)
        else:
            yield self._question(element, place)

    def _category(self, element: Element, place: Place) -> Iterator[Read]:
        """Yield the file's first category as the bank's title; later ones are tags."""
        names = category(words(element.find("category")))
        name = names[-1] if names else ""
        if self.first is None:
            self.first = name
            info = Texts(element, self.keep).rich(element.find("info"))
            about = {"title": name, "description": info}
            yield About({key: text for key, text in about.items() if text}, name=name)
            return
        self.tag = name if name != self.first else ""
        if self.tag:
            yield Aside(place, f"the category {name}: its questions have it as a tag")

    def _stimulus(self, element: Element, place: Place) -> Read:
        texts = Texts(element, self.keep)
        text = texts.rich(element.find("questiontext"))
        if not text:
            return Refused(place, "a description without text")
        self.count += 1
        name = element.child_text("idnumber")
        self.stimulus = name or words(element.find("name")) or f"passage-{self.count}"
        return FoundStimulus(self.stimulus, text, place, title=title(element, text, name))

    def _question(self, element: Element, place: Place) -> Read:
        shaped = question(element, Texts(element, self.keep))
        if shaped is None:
            return Refused(place, "it asks nothing: there is no question text")
        data = shaped.data
        if self.stimulus:
            data["stimulus"] = self.stimulus
            shaped.notes.append("a description stood before it; name it as stimulus in other questions that need it")
            self.stimulus = ""
        if self.tag:
            data["tags"] = list(dict.fromkeys([*data.get("tags", ()), self.tag]))
        name = element.child_text("idnumber") or words(element.find("name"))
        return Found(data, place, name=name, draft=shaped.draft, notes=tuple(shaped.notes))


def category(path: str) -> list[str]:
    """Return the names of a category's path, without Moodle's own: `//` is a slash in a name."""
    parts = re.split(r"(?<!/)/(?!/)", path)
    names = [name.replace("//", "/").strip() for name in parts]
    return [name for name in names if name and not re.fullmatch(r"\$\w+\$|top", name)]


importer = Importer(name="moodle_xml", title="Moodle XML", sniff=sniff, read=read)
