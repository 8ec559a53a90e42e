"""Quizzes and item banks of QTI 1.2, item by item: of a single file, a package, a course of Canvas."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, BinaryIO

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
    escape,
    markdown,
)
from qbank_qti.reading.asi.item import AsiReader
from qbank_qti.reading.files import Files, Texts
from qbank_qti.reading.kinds import found as question
from qbank_qti.reading.manifest import Manifest, read_manifest
from qbank_qti.reading.passages import Passages
from qbank_qti.reading.titles import own_title

_READ = {"item", "bankentry_item", "selection_ordering", "outcomes_processing", "qtimetadata", "objectives"}
_META = "assessment_meta.xml"


class AsiPackage:
    """Reads one input of QTI 1.2."""

    def __init__(self, source: Input, keep: Keep) -> None:
        self.source, self.files = source, Files(source, keep)
        self.texts: dict[str, str] = {}
        """Questions that ask nothing, but are texts for others: their ident → their name."""
        self.passages = Passages()
        self.about: dict[str, Any] = {}

    def read(self) -> Iterator[Read]:
        """Yield what is in it."""
        members = self.source.members
        if members is None:
            with self.source.open() as file:
                yield from self._document(file, "")
            return
        manifest = read_manifest(self.source)
        names, missing = self._documents(manifest)
        self.about = dict(manifest.about) if manifest is not None else {}
        for name in names:
            yield from self._meta(name, len(names))
        yield About(self.about, self.source.name)
        for name in missing:
            yield Refused(Place(name), "the package says that it has this file, but it isn't there")
        for name in names:
            try:
                yield from self._document(members.chunks(name), name)
            except InputFault as fault:
                yield Refused(fault.place or Place(name), str(fault))
        yield from self._asides(manifest, names)

    def _documents(self, manifest: Manifest | None) -> tuple[list[str], list[str]]:
        """Return the files with questions, and those that the manifest names and that aren't there.

        A course of Canvas has each quiz twice; what has all of it is below `non_cc_assessments`.
        """
        members = self.source.members
        assert members is not None
        whole = {posixpath.basename(name).removesuffix(".xml.qti"): name for name in members.named(".xml.qti")}
        those = set(whole.values())
        if manifest is None:
            plain = [name for name in sorted(members.named(".xml")) if _is_asi(members.read(name)[:4096])]
            return [*sorted(whole.values()), *plain], []
        found: list[str] = []
        missing: list[str] = []
        listed = {posixpath.basename(name).removesuffix(".xml.qti") for one in manifest.resources for name in one.files}
        for one in manifest.resources:
            if one.type.startswith("imsqti_") and one.ident not in listed:
                wanted = [name for name in one.files if name.endswith((".xml", ".qti")) and not name.endswith(_META)]
                for name in wanted:
                    (found if name in members else missing).append(name)
            else:
                found += [name for name in one.files if name in those]
                missing += [name for name in one.files if name.endswith(".xml.qti") and name not in members]
        found += whole.values()
        return list(dict.fromkeys(found)), list(dict.fromkeys(missing))

    def _asides(self, manifest: Manifest | None, names: list[str]) -> Iterator[Read]:
        taken = set(names)
        for one in manifest.resources if manifest is not None else ():
            known = one.type.startswith(("imsqti_", "webcontent")) or not taken.isdisjoint(one.files)
            if not known and not one.href.endswith((_META, ".xml.qti")):
                yield Aside(Place(one.href), f"a resource that is no question ({one.type.rpartition('/')[2]})")

    def _meta(self, name: str, count: int) -> Iterator[Read]:
        """Take what Canvas says of a quiz in a file of its own; its settings are none of ours."""
        members = self.source.members
        assert members is not None
        file = posixpath.join(posixpath.dirname(name), _META)
        if file not in members:
            return
        try:
            for quiz in elements(members.read(file), {"quiz"}, file):
                described = markdown(quiz.child_text("description"))
                if count == 1:
                    self.about |= {"title": quiz.child_text("title")} if quiz.child_text("title") else {}
                    self.about |= {"description": described} if described and "description" not in self.about else {}
                yield Aside(Place(file), f"settings of the quiz {quiz.child_text('title')!r}: attempts, times, dates")
        except InputFault as fault:
            yield Aside(fault.place or Place(file), f"settings that can't be read: {fault}")

    def _document(self, data: BinaryIO | Iterator[bytes], name: str) -> Iterator[Read]:
        begun = ("assessment", "objectbank")
        for element in elements(data, _READ, name, begun=begun):
            place = Place(name, element.line)
            if element.tag == "item":
                yield from self._item(element, place, name)
            elif element.tag in begun:
                if self.source.members is None:
                    title = element.get("title")
                    yield About({"title": title} if title else {}, self.source.name)
            elif element.tag == "qtimetadata":
                yield from self._bank(element)
            elif element.tag == "objectives" and self.source.members is None:
                described = " ".join(element.whole.split())
                yield About({"description": escape(described)} if described else {})
            elif element.tag == "bankentry_item":
                yield from self._entry(element, place)
            elif element.tag == "selection_ordering":
                yield Aside(place, "a group from which questions are drawn at random")

    def _bank(self, element: Element) -> Iterator[Read]:
        fields = {one.child_text("fieldlabel"): one.child_text("fieldentry") for one in element.all("qtimetadatafield")}
        if fields.get("bank_title") and "title" not in self.about:
            yield About({"title": fields["bank_title"]})

    def _entry(self, element: Element, place: Place) -> Iterator[Read]:
        bank = element.get("sourcebank_ref")
        members = self.source.members
        if members is not None and any(bank and bank in one for one in members.names):
            yield Aside(place, "a question that stands in one of the item banks")
        else:
            yield Refused(place, f"it refers to a question of the item bank {bank}, which isn't in this file")

    def _item(self, element: Element, place: Place, name: str) -> Iterator[Read]:
        texts = Texts(self.files, name)
        try:
            reader = AsiReader(element, texts, place)
            asked = reader.read()
            if reader.kind == "text_only" or not (asked.parts or asked.draft or reader.kind):
                self.texts[element.get("ident")] = asked.name
                yield FoundStimulus(asked.name, asked.prompt, place, own_title(asked.title, asked.prompt))
                return
            inside = asked.ours.pop("stimulus", None)
            yield from self.passages.shared(inside, place)
            shared = self.passages.name(inside)
            made = question(asked)
        except InputFault as fault:
            yield Refused(place, str(fault))
            return
        parent = reader.fields.get("parent_stimulus_item_ident", "")
        stimulus = shared or self.texts.get(parent, "")
        data = {**made.data, **({"stimulus": stimulus} if stimulus else {})}
        kept = [one for one in data.get("tags", ()) if one not in self.about.get("tags", ())]
        data = {key: value for key, value in {**data, "tags": kept}.items() if value != []}
        yield Found(data, made.place, made.name, made.draft, made.notes)


def _is_asi(head: bytes) -> bool:
    return b"<questestinterop" in head
