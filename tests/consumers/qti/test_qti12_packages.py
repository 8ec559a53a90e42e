"""Packages of QTI 1.2, in both flavours and with both contents: valid, complete, and read by who they are for."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import asi_engine
import canvas_classic
import canvas_new
import kitchen
import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import faults
from qbank_qti import qti12, qti12_plain

from qbank.api import BankInfo
from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project

QTI = canvas_classic.QTI
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ROOT = Path(__file__).parents[3]
BARE = BankInfo(id="9-rtl", title="בנק ]]> <שאלות>", file="x.yaml", language="he_IL not a tag")
FORMATS = [qti12, qti12_plain]
CONTENTS = ["quiz", "bank"]

each_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)
each_content = pytest.mark.parametrize("contents", CONTENTS)


def package(format_: Any, folder: Path, contents: str = "quiz", info: BankInfo = kitchen.INFO) -> Path:
    """Build the kitchen sink."""
    held = [one for one in kitchen.questions() if format_.carries.holds(one.type)]
    return kitchen.build(format_.make(format_.options(contents=contents)), held, folder, info)


def files(path: Path) -> dict[str, bytes]:
    """Return the files of a package."""
    with zipfile.ZipFile(path) as found:
        return {name: found.read(name) for name in found.namelist()}


def questions(path: Path) -> ElementTree.Element:
    """Return the root of the file with the questions."""
    roots = [ElementTree.fromstring(data) for name, data in files(path).items() if name.endswith(".xml")]
    (found,) = (root for root in roots if root.tag == f"{QTI}questestinterop")
    return found


@each_format
@each_content
@pytest.mark.parametrize("info", [kitchen.INFO, BARE], ids=["full", "bare"])
def test_the_kitchen_sink_passes_the_published_schemas(
    format_: Any, contents: str, info: BankInfo, tmp_path: Path
) -> None:
    assert faults(package(format_, tmp_path, contents, info)) == []


@pytest.fixture(scope="module", params=[".", "tests/kitchen_sink"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example banks, and the bank with everything in it."""
    project = shutil.copytree(ROOT / request.param / "source", tmp_path_factory.mktemp("built") / "source").parent
    outcome = build(open_project(project), Request(formats=("qti12", "qti12-plain"), now=1))
    assert outcome.written and not [one for one in outcome.diagnostics if one.severity == "error"]
    return project / "build"


@each_format
def test_real_banks_pass_the_published_schemas_and_are_read(format_: Any, built: Path) -> None:
    packages = sorted((built / format_.name).glob("*.zip"))
    assert packages
    for path in packages:
        assert faults(path) == []
        read(format_, questions(path))


@each_format
@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_bank_passes_the_published_schemas_and_is_read(format_: Any, data: st.DataObject) -> None:
    """Hostile text in every field of every kind."""
    kinds = tuple(name for name in strategies.KINDS if format_.carries.holds(name))
    bank = data.draw(strategies.banks(strategies.any_texts, strategies.any_plains, kinds))
    contents = data.draw(st.sampled_from(CONTENTS))
    info = BankInfo(id=bank.bank, title=bank.title or bank.bank, file="x.yaml", description=bank.description or "")
    with tempfile.TemporaryDirectory() as folder:
        exporter = format_.make(format_.options(contents=contents))
        # an empty section is valid, an empty item bank is not; the compiler has no banks without questions
        path = kitchen.build(exporter, list(bank.questions) or [kitchen.questions()[1]], Path(folder), info)
        assert faults(path) == []
        read(format_, questions(path))


def read(format_: Any, root: ElementTree.Element) -> None:
    """Let the readers of a flavour read every question."""
    items = list(root.iter(f"{QTI}item"))
    assert items and len({one.attrib["ident"] for one in items}) == len(items)
    for item in items:
        if format_ is qti12:
            made = canvas_classic.Question(item)
            assert made.answers or made.score("") is None
            assert canvas_new.Item(item).model
        else:
            assert asi_engine.Item(item).process({}).score in {0, None}


@each_format
@each_content
def test_a_quiz_or_an_item_bank(format_: Any, contents: str, tmp_path: Path) -> None:
    root = questions(package(format_, tmp_path, contents))
    (held,) = root
    assert held.tag == QTI + {"quiz": "assessment", "bank": "objectbank"}[contents]
    if contents == "bank":
        field = held.find(f"{QTI}qtimetadata/{QTI}qtimetadatafield")
        assert field is not None and [one.text for one in field] == ["bank_title", kitchen.INFO.title]
        items = held.findall(f"{QTI}item")
    else:
        assert held.attrib["title"] == kitchen.INFO.title
        items = held.findall(f"{QTI}section/{QTI}item")
    text_only = int(format_ is qti12)
    assert len(items) == text_only + sum(format_.carries.holds(one.type) for one in kitchen.questions())


def test_an_item_bank_keeps_the_identifiers_of_the_quiz(tmp_path: Path) -> None:
    """So that one updates what the other brought into a course."""
    idents = [
        [one.attrib["ident"] for one in questions(package(qti12, tmp_path / name, name)).iter(f"{QTI}item")]
        for name in CONTENTS
    ]
    assert idents[0] == idents[1]


def test_new_quizzes_see_an_item_bank_and_no_quiz(tmp_path: Path) -> None:
    """They tell it by the type of its resource."""
    found = files(package(qti12, tmp_path, "bank"))
    manifest = ElementTree.fromstring(found["imsmanifest.xml"])
    types = {one.attrib["type"] for one in manifest.iter(f"{CP}resource")}
    assert types == {"imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", "webcontent"}
    assert not [name for name in found if name.endswith("assessment_meta.xml")]


@each_format
@each_content
def test_files_are_listed_and_media_are_found(format_: Any, contents: str, tmp_path: Path) -> None:
    found = files(package(format_, tmp_path, contents))
    manifest = ElementTree.fromstring(found["imsmanifest.xml"])
    resources = list(manifest.iter(f"{CP}resource"))
    listed = [unquote(one.attrib["href"]) for one in manifest.iter(f"{CP}file")]
    assert sorted(listed) == sorted(set(found) - {"imsmanifest.xml"})
    needs = {one.attrib["identifierref"] for one in manifest.iter(f"{CP}dependency")}
    assert needs <= {one.attrib["identifier"] for one in resources}
    (questions_file,) = (name for name, data in found.items() if b"<questestinterop" in data)
    words = found[questions_file].decode()
    addresses = set(re.findall(r"(?:src|data)=(?:\"|&quot;)([^\"&]+)", words))
    prefix = "%24IMS-CC-FILEBASE%24/" if format_ is qti12 else ""
    names = {unquote(one.removeprefix(prefix)) for one in addresses}
    assert all(one.startswith(prefix) for one in addresses)
    assert {found[name] for name in names} == {data for _, data in kitchen.FILES.values()}
    assert "alt=&quot;A cat&quot;" in words


def test_plain_formulas_are_mathml_or_tex(tmp_path: Path) -> None:
    held = [one for one in kitchen.questions() if one.id == "full-choice"]
    shown = {}
    for math in ("mathml", "tex"):
        exporter = qti12_plain.make(qti12_plain.options(math=math))
        (item,) = questions(kitchen.build(exporter, held, tmp_path / math)).iter(f"{QTI}item")
        shown[math] = asi_engine.Item(item).text
    assert "<math" in shown["mathml"] and r"\(a_1" not in shown["mathml"]
    assert "<math" not in shown["tex"] and r"\(a_1 &lt; b &amp; c\)" in shown["tex"]


def test_plain_metadata_and_what_scorers_see(tmp_path: Path) -> None:
    root = questions(package(qti12_plain, tmp_path))
    items = {one.attrib["ident"]: one for one in root.iter(f"{QTI}item")}
    fields = asi_engine.Item(items["essay"]).fields
    assert fields["cc_profile"] == "cc.essay.v0p1" and fields["cc_weighting"] == "2.5"
    assert (fields["keywords"], fields["difficulty"], fields["bloom"]) == ("physics, a & b", "hard", "analyze")
    rubric = items["essay"].find(f"{QTI}rubric")
    assert rubric is not None and rubric.attrib["view"] == "Scorer"
    assert "Names two causes (2)" in rubric.findtext(f"{QTI}material/{QTI}mattext", "")
    assert "Names two causes" not in asi_engine.Item(items["essay"]).text
    assert "<h3>A &lt;passage&gt;</h3>" in asi_engine.Item(items["essay"]).text


def test_authors_choose_what_a_package_holds(tmp_path: Path) -> None:
    """In `qbank.yaml`."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "bank.yaml").write_text(
        "schema: 1\nbank: b\nquestions:\n  - {type: true_false, id: a, prompt: So?, answer: true}\n", "utf-8"
    )
    (tmp_path / "qbank.yaml").write_text(
        "schema: 1\nformats:\n  qti12: {contents: bank}\n  qti12-plain: {contents: bank, math: tex}\n", "utf-8"
    )
    assert build(open_project(tmp_path), Request(now=1)).written
    for format_ in FORMATS:
        (held,) = questions(tmp_path / "build" / format_.name / "b.zip")
        assert held.tag == f"{QTI}objectbank"


@each_format
def test_text_runs_from_right_to_left_where_the_language_does(format_: Any, tmp_path: Path) -> None:
    """The pages of a platform run from left to right."""
    arabic = BankInfo(id="arabic", title="بنك", file="x.yaml", language="ar")
    held = [
        kitchen.question({"type": "true_false", "id": "a", "prompt": "سؤال؟", "answer": True, "explanation": "نعم"}),
        kitchen.question({"type": "cloze", "id": "b", "prompt": "جمع [[كتب]] هو"}),
        kitchen.question({"type": "multiple_choice", "id": "c", "prompt": "؟", "choices": [{"answer": "نعم"}, "لا"]}),
    ]
    exporter = format_.make(format_.options())
    for info, marked in ((arabic, True), (kitchen.INFO, False)):
        root = questions(kitchen.build(exporter, held, tmp_path / info.id, info))
        html = [one.text or "" for one in root.iter(f"{QTI}mattext") if one.attrib.get("texttype") == "text/html"]
        assert len(html) > 5
        assert all(('dir="rtl"' in one) == marked for one in html), html
