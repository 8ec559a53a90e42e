"""Items one by one: of a single file, of a package in its test's order, of a folder."""

from __future__ import annotations

import posixpath
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import unquote

from qbank.importing.api import (
    About,
    Aside,
    Element,
    Found,
    FoundStimulus,
    Input,
    InputFault,
    Keep,
    Place,
    Read,
    Refused,
    elements,
    root,
)
from qbank_qti.reading.files import Files, Texts
from qbank_qti.reading.html import inner
from qbank_qti.reading.items.item import ItemReader
from qbank_qti.reading.items.names import both, renamed
from qbank_qti.reading.kinds import found as question
from qbank_qti.reading.manifest import Manifest, read_manifest
from qbank_qti.reading.passages import Passage, Passages
from qbank_qti.reading.titles import own_title

ITEM = both("assessmentItem")
_TEST = both("assessmentItemRef", "assessmentSectionRef", "testFeedback")
_MOST_SECTIONS = 1000


class PackageReader:
    """Reads one input of QTI 2 or 3."""

    def __init__(self, source: Input, keep: Keep) -> None:
        self.source, self.files = source, Files(source, keep)
        self.shared: dict[str, str] = {}
        """Passages that were found: their file → their name."""
        self.passages = Passages()
        self.about: dict[str, Any] = {}
        self.ids: dict[str, str] = {}
        """The ids that authors gave, by file, where files have others."""

    def read(self) -> Iterator[Read]:
        """Yield what is in it."""
        if self.source.members is None:
            yield from self._file()
            return
        manifest = read_manifest(self.source)
        self.about = manifest.about if manifest is not None else {}
        yield About(self.about, self.source.name)
        if manifest is None:
            for name in sorted(self.source.members.named(".xml")):
                yield from self._member(name, {}, asides=True)
            return
        yield from self._package(manifest)

    def _file(self) -> Iterator[Read]:
        with self.source.open() as file:
            yield About({}, self.source.name)
            for element in elements(file, {*ITEM, *both("assessmentTest", "assessmentStimulus", "assessmentSection")}):
                place = Place(line=element.line)
                if element.tag in ITEM:
                    yield from self._item(element, place, "", {})
                else:
                    yield Aside(place, f"{renamed(element).tag}: it is without its items; import the whole package")

    def _package(self, manifest: Manifest) -> Iterator[Read]:
        """Yield the items in the order of the tests, then those that stand in no test."""
        metadata = {one.href: one.metadata for one in manifest.resources}
        self.ids = {one.href: one.metadata["id"] for one in manifest.resources if "id" in one.metadata}
        items = {one.href for one in manifest.resources if "_item_" in one.type or one.type.startswith("imsqti_item")}
        done: set[str] = set()
        for one in manifest.resources:
            if "_test_" in one.type or "_section_" in one.type:
                for name in self._test(one.href, 0):
                    if isinstance(name, str):
                        if name not in done:
                            done.add(name)
                            yield from self._member(name, metadata.get(name, {}))
                    else:
                        yield name
        for one in manifest.resources:
            if one.href in items and one.href not in done:
                done.add(one.href)
                yield from self._member(one.href, one.metadata)
            elif "associatedcontent" in one.type or "learning-application" in one.type:
                yield Aside(Place(one.href), "something of another platform")

    def _test(self, name: str, depth: int) -> Iterator[str | Read]:
        """Yield the items' paths of a test or a section."""
        assert self.source.members is not None
        if name not in self.source.members or depth > 20:
            yield Refused(Place(name), "the package says that it has this test, but it isn't there")
            return
        folder = posixpath.dirname(name)
        try:
            for element in elements(self.source.members.chunks(name), set(_TEST), name):
                path = posixpath.normpath(posixpath.join(folder, unquote(element.get("href"))))
                kind = renamed(element).tag
                if kind == "assessmentItemRef":
                    yield path
                elif kind == "assessmentSectionRef":
                    yield from self._test(path, depth + 1)
                else:
                    yield Aside(Place(name, element.line), "feedback for a test as a whole")
        except InputFault as fault:
            yield Refused(fault.place or Place(name), str(fault))

    def _member(self, name: str, metadata: dict[str, Any], *, asides: bool = False) -> Iterator[Read]:
        """Yield the item of a file."""
        assert self.source.members is not None
        if name not in self.source.members:
            yield Refused(Place(name), "the package says that it has this file, but it isn't there")
            return
        try:
            element = root(self.source.members.read(name), name, brief=True)
        except InputFault as fault:
            yield Refused(fault.place or Place(name), str(fault))
            return
        if element.tag in ITEM:
            yield from self._item(element, Place(name, element.line), name, metadata)
        elif asides and not element.tag.endswith("timulus"):
            yield Aside(Place(name), f"no item: {element.tag}")
        elif not asides:
            yield Refused(Place(name), f"it is no item but {element.tag}")

    def _item(self, element: Element, place: Place, name: str, metadata: dict[str, Any]) -> Iterator[Read]:
        texts = Texts(self.files, name)
        try:
            asked = ItemReader(renamed(element), texts, place).read()
            stimulus = yield from self._stimulus(element, asked.ours.pop("stimulus", None), place, name)
            made = question(asked)
        except InputFault as fault:
            yield Refused(place, str(fault))
            return
        if not asked.parts and not asked.draft.startswith(("it was", "its values")) and asked.prompt:
            yield FoundStimulus(asked.name, asked.prompt, place, own_title(asked.title, asked.prompt))
            return
        shared = {"stimulus": stimulus} if stimulus else {}
        own_id = metadata.get("id", "")
        own = {
            **metadata,
            "id": "",
            "tags": [one for one in metadata.get("tags", ()) if one not in self.about.get("tags", ())],
        }
        data = {**made.data, **shared, **{key: value for key, value in own.items() if value}}
        yield Found(data, made.place, own_id or made.name, made.draft, made.notes)

    def _stimulus(self, item: Element, inside: Passage | None, place: Place, name: str) -> Generator[Read, None, str]:
        """Yield the passage that an item shows, the first time; return its name."""
        if inside is not None:
            yield from self.passages.shared(inside, place)
            return self.passages.name(inside)
        for one in item:
            if one.tag == "assessmentStimulusRef" and self.source.members is not None:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(one.get("href"))))
                if path not in self.shared:
                    yield from self._passage(path, one.get("identifier"))
                return self.shared.get(path, "")
        return ""

    def _passage(self, path: str, name: str) -> Iterator[Read]:
        assert self.source.members is not None
        if path not in self.source.members:
            yield Aside(Place(path), "a passage that isn't there")
            return
        element = renamed(root(self.source.members.read(path), path, brief=True))
        body = element.find("stimulusBody")
        if body is None:
            yield Aside(Place(path), "a passage without text")
            return
        texts = Texts(self.files, path)
        name = self.ids.get(path, name)
        title, text = _headed(body, element.get("title"), texts)
        self.shared[path] = name or path
        yield FoundStimulus(self.shared[path], text, Place(path, element.line), title)


def _headed(body: Element, title: str, texts: Texts) -> tuple[str, str]:
    """Return the title and the text of a passage: its heading, where that is its title."""
    inside = body
    while len(inside.children) == 1 and inside.children[0].tag == "div" and not inside.text.strip():
        inside = inside.children[0]
    first = inside.children[0] if inside.children and not inside.text.strip() else None
    if (
        first is not None
        and first.tag in {"h1", "h2", "h3"}
        and " ".join(first.whole.split()) == " ".join(title.split())
    ):
        return title, texts.html(inner(inside, {id(first): ""}))
    text = texts.html(inner(body))
    return own_title(title, text), text
