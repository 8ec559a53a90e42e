"""The packages as files: valid against the published schemas, complete, the same every time."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import kitchen
import pytest
from canvas_classic import QTI as QTI12
from canvas_classic import Question
from player import QTI, as_2_1
from published import faults
from qbank_qti import qti12, qti21, qti22, qti30

from qbank.api import BankInfo

FORMATS = [qti12, qti21, qti22, qti30]
MANIFESTS = ("{http://www.imsglobal.org/xsd/imscp_v1p1}", "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}")
RTL = BankInfo(id="9-עברית".replace("עברית", "rtl"), title="בנק ]]> <שאלות>", file="x.yaml", language="he_IL not a tag")

each_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)


def package(format_: Any, folder: Path, info: BankInfo = kitchen.INFO, only: str = "") -> Path:
    """Build the kitchen sink, or the questions whose id begins with `only`."""
    held = [one for one in kitchen.questions() if format_.carries.holds(one.type) and one.id.startswith(only)]
    return kitchen.build(format_.make(format_.options()), held, folder, info)


def names(path: Path) -> list[str]:
    """Return the names of a package's files."""
    with zipfile.ZipFile(path) as found:
        return found.namelist()


def member(path: Path, name: str) -> bytes:
    """Return a file of a package."""
    with zipfile.ZipFile(path) as found:
        return found.read(name)


def quiz(path: Path) -> list[Question]:
    """Return the questions of a Canvas package."""
    (name,) = (name for name in names(path) if re.fullmatch(r"(\w+)/\1\.xml", name))
    return [Question(one) for one in ElementTree.fromstring(member(path, name)).iter(f"{QTI12}item")]


@each_format
@pytest.mark.parametrize("info", [kitchen.INFO, RTL], ids=["full", "bare"])
def test_every_file_passes_the_published_schemas(format_: Any, info: BankInfo, tmp_path: Path) -> None:
    """Every kind, every field, hostile text; and a bank that says next to nothing of itself."""
    path = package(format_, tmp_path, info)
    assert faults(path) == []
    stimuli = {"qti22": 1, "qti30": 1}.get(format_.name, 0)
    files = [name for name in names(path) if name.endswith(".xml")]
    assert len(files) == (3 if format_ is qti12 else 2 + stimuli + len(kitchen.QUESTIONS))


@each_format
def test_the_manifest_lists_every_file_once_and_nothing_else(format_: Any, tmp_path: Path) -> None:
    """Files and dependencies lead somewhere; identifiers are unique."""
    path = package(format_, tmp_path)
    manifest = ElementTree.fromstring(member(path, "imsmanifest.xml"))
    cp = manifest.tag.removesuffix("manifest")
    assert cp == MANIFESTS[format_ is qti30]
    resources = manifest.findall(f"{cp}resources/{cp}resource")
    listed = [unquote(one.attrib["href"]) for one in manifest.iter(f"{cp}file")]
    assert sorted(listed) == sorted(set(names(path)) - {"imsmanifest.xml"})
    identifiers = [manifest.attrib["identifier"], *(one.attrib["identifier"] for one in resources)]
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]{0,31}", one) for one in identifiers)
    for one in resources:
        needs = {found.attrib["identifierref"] for found in one.findall(f"{cp}dependency")}
        assert needs <= set(identifiers) - {one.attrib["identifier"]}
        assert "href" not in one.attrib or unquote(one.attrib["href"]) in listed


@each_format
def test_media_are_where_the_questions_look_for_them(format_: Any, tmp_path: Path) -> None:
    """Image, sound and film: the address leads to the file's bytes, and no marker is left."""
    path = package(format_, tmp_path)
    addresses = set()
    for name in names(path):
        if name.endswith(".xml"):
            text = member(path, name).decode()
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
            addresses |= set(re.findall(r'(?:src|data)=(?:"|&quot;)([^"&]+)', text))
    if format_ is qti12:
        assert all(one.startswith("%24IMS-CC-FILEBASE%24/") for one in addresses)
        files = {unquote(one.partition("/")[2]) for one in addresses}
    else:
        assert all(one.startswith("../") for one in addresses)
        files = {unquote(one[3:]) for one in addresses}
    assert {member(path, name) for name in files} == {data for _, data in kitchen.FILES.values()}


@each_format
def test_the_same_bank_gives_the_same_bytes(format_: Any, tmp_path: Path) -> None:
    """Whatever the folder."""
    assert package(format_, tmp_path / "a").read_bytes() == package(format_, tmp_path / "b").read_bytes()


@pytest.mark.parametrize("format_", FORMATS[1:], ids=lambda one: one.name)
def test_a_test_holds_the_questions_in_order(format_: Any, tmp_path: Path) -> None:
    """One section; every reference leads to an item with its identifier."""
    path = package(format_, tmp_path)
    test = as_2_1(ElementTree.fromstring(member(path, "assessment.xml")))
    assert test.attrib["title"] == kitchen.INFO.title
    refs = [(one.attrib["identifier"], one.attrib["href"]) for one in test.iter(f"{QTI}assessmentItemRef")]
    items = [ElementTree.fromstring(member(path, unquote(href))) for _, href in refs]
    assert [one.attrib["identifier"] for one in items] == [identifier for identifier, _ in refs]
    assert refs[0][0] == kitchen.QUESTIONS[0]["id"] and len(refs) == len(kitchen.QUESTIONS)
    assert len({href.lower() for _, href in refs}) == len(refs)


def test_identifiers_are_the_authors_ids_where_these_are_identifiers(tmp_path: Path) -> None:
    """Else they are changed, always in the same way, and no longer than 32 characters."""
    found = [name for name in names(package(qti21, tmp_path)) if name.startswith("items/")]
    assert "items/full-choice.xml" in found and "items/q-8bit-e318653d.xml" in found
    assert all(len(name) <= len("items/.xml") + 32 for name in found)


def test_a_package_can_be_unpacked_on_windows(tmp_path: Path) -> None:
    """No file is named like a device there, and none differs from another in case alone."""
    one = next(one for one in kitchen.questions() if one.type == "true_false")
    ids = ["con", "COM1", "nul", "con-1", "Con-1", "conn"]
    questions = [one.model_copy(update={"id": name}) for name in ids]
    found = names(kitchen.build(qti30.make(qti30.options()), questions, tmp_path, kitchen.INFO))
    stems = [Path(name).stem.lower() for name in found if name.startswith("items/")]
    assert len(set(stems)) == len(ids) and not {"con", "com1", "nul"} & set(stems)
    assert {"con-1", "conn"} < set(stems)


def test_a_question_keeps_its_canvas_identifier_through_a_rename(tmp_path: Path) -> None:
    """The oldest alias names it; another project's question of the same id is another one."""

    def ident(info: BankInfo, **data: Any) -> str:
        question = kitchen.question({"type": "true_false", "prompt": "?", "answer": True, **data})
        body = kitchen.render(qti12.make(qti12.options()), question, info).body
        return str(re.findall(r'ident="(\w+)"', body.decode())[0])

    first = ident(kitchen.INFO, id="old")
    assert ident(kitchen.INFO, id="new", aliases=["old", "older"]) == first
    assert ident(BankInfo(id="other", title="", file=""), id="old") != first
    one, two = (BankInfo(id=name, title="", file="", project="p") for name in ("a", "b"))
    assert ident(one, id="old") == ident(two, id="old")


def test_a_canvas_stimulus_stands_before_its_questions(tmp_path: Path) -> None:
    """As a text that asks nothing and gives nothing."""
    first, *others = quiz(package(qti12, tmp_path))
    assert first.type == "text_only_question" and first.fields["points_possible"] == "0.0"
    assert first.root.attrib["title"] == kitchen.PASSAGE.title
    assert {one.type for one in others} >= {"essay_question", "file_upload_question", "numerical_question"}
    assert all(one.fields["question_type"] for one in others)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember a tag."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.words += data


def test_canvas_html_is_escaped_once(tmp_path: Path) -> None:
    """A browser shows what the author typed; nothing of it is alive. Formulas are TeX between parentheses."""
    question = next(
        one for one in quiz(package(qti12, tmp_path, only="full-")) if one.type == "multiple_choice_question"
    )
    page = _Tags()
    page.feed(question.html)
    assert "<script>alert(1)</script> {{c1::x}} ~=#{}:\\ $5, $10 [blank1] [x] 😀 שלום std::vector<int>" in page.words
    assert "script" not in page.tags and {"table", "pre", "strong", "img", "audio", "video"} <= set(page.tags)
    assert r"\(a_1 < b & c\)" in page.words and r"\[\int_0^1 x^2\,dx = \frac{1}{3} \nabla f\]" in page.words


def test_canvas_shuffles_only_where_every_question_may_be(tmp_path: Path) -> None:
    """It shuffles a whole quiz or nothing of it."""
    for only, shuffled in (
        ("", "false"),
        ("several", "true"),
        ("8bit", "false"),
        ("full-", "false"),
        ("essay", "false"),
    ):
        path = package(qti12, tmp_path / (only or "all"), only=only)
        (name,) = (name for name in names(path) if name.endswith("assessment_meta.xml"))
        meta = ElementTree.fromstring(member(path, name))
        assert meta.findtext("{http://canvas.instructure.com/xsd/cccv1p0}shuffle_answers") == shuffled, only
