"""Handouts for Word, as python-docx and lxml read them: texts, formulas, pictures, tables, code; the key apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bank_files import BANKS, items, made
from lxml import etree
from qbank_html import docx as word
from qbank_html.word import pandoc
from strategies import HOSTILE
from word_kit import Paper, W, built, papers, squeezed, text_of

from qbank.content import parse, plain
from qbank.model import Bank, Cloze, Essay, Matching, MultipleChoice, MultipleResponse, Ordering
from qbank.model.walk import texts

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module", params=BANKS, ids=lambda path: path.stem)
def bank(request: pytest.FixtureRequest) -> tuple[Bank, Paper, Paper]:
    """A bank, its sheet and its key."""
    found, made_of_it = built(request.param)
    assert set(made_of_it) == {found.bank, f"{found.bank}-key"}
    return found, made_of_it[found.bank], made_of_it[f"{found.bank}-key"]


def words_of(text: str) -> list[str]:
    """Return the words of a text that stand outside of formulas, code and blanks."""
    shown = plain(re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$|\[\[.*?\]\]|!\[.*?\]\(.*?\)|`[^`]*`", " ", text, flags=re.DOTALL))
    return [word_ for word_ in re.findall(r"[^\W\d_]{4,}", shown) if word_.isalpha()]


def test_every_question_has_its_heading_and_its_text(bank: tuple[Bank, Paper, Paper]) -> None:
    """Numbered, on both papers; each choice, pair and item stands on the sheet."""
    found, sheet, key = bank
    questions = [one for one in items(found) if one.type != "stimulus"]
    assert len(sheet.headings) == len(key.headings) == len(questions)
    for number, (one, heading) in enumerate(zip(questions, sheet.headings, strict=True), 1):
        assert heading.startswith(f"{number}.") and (squeezed(one.title) in squeezed(heading) if one.title else True)
        told = [one.text]
        if isinstance(one, MultipleChoice | MultipleResponse):
            told += [choice.text for choice in one.choices]
        if isinstance(one, Matching):
            told += [*(text for pair in one.pairs for text in (pair.left, pair.right)), *one.distractors]
        if isinstance(one, Ordering):
            told += one.items
        for word_ in (word_ for text in told for word_ in words_of(text)):
            assert word_ in sheet.text, f"{one.id}: {word_}"
        for word_ in words_of(one.explanation or ""):
            assert word_ in key.text, f"{one.id}: {word_}"


def test_formulas_are_words_own(bank: tuple[Bank, Paper, Paper]) -> None:
    """Each formula of a prompt or a choice is OMML on the sheet, and no TeX is left as text."""
    found, sheet, _ = bank
    asked = [one.text for one in items(found)]
    asked += [
        choice.text
        for one in items(found)
        if isinstance(one, MultipleChoice | MultipleResponse)
        for choice in one.choices
    ]
    formulas = [formula for text in asked for formula in parse(text).formulas]
    assert len(sheet.find("//m:oMath")) >= len(formulas)
    assert len(sheet.find("//m:oMathPara")) >= sum(formula.display for formula in formulas)
    assert not [text for text in sheet.paragraphs() if "\\frac" in text or "\\sum" in text]


def test_pictures_are_there_and_described(bank: tuple[Bank, Paper, Paper]) -> None:
    """Each with its alt text; a drawing has a picture for what shows no drawings."""
    found, sheet, key = bank
    for paper in (sheet, key):
        relations = etree.fromstring(paper.parts["word/_rels/document.xml.rels"])
        targets = {one.get("Id"): one.get("Target") for one in relations if one.get("TargetMode") != "External"}
        assert all(target.startswith("/") or f"word/{target}" in paper.parts for target in targets.values())
        for blip in paper.find("//a:blip"):
            (picture,) = blip.xpath("@r:embed", namespaces=blip.nsmap)
            assert paper.parts[f"word/{targets[picture]}"].startswith(PICTURE)
        for drawing in paper.find("//asvg:svgBlip/@r:embed"):
            assert b"<svg" in paper.parts[f"word/{targets[drawing]}"]
    shown = [
        reference.alt
        for one in items(found)
        for path, text in texts(one)
        if path in ("prompt", "text", "front")
        for reference in parse(text).references
        if reference.kind == "image"
    ]
    described = [squeezed(one) for one in sheet.find("//wp:docPr/@descr")]
    assert {squeezed(alt) for alt in shown} <= set(described)


def test_the_key_is_apart(bank: tuple[Bank, Paper, Paper]) -> None:
    """No explanation and no model answer stands on the sheet; all of them are in the key."""
    found, sheet, key = bank
    seen = 0
    for one in items(found):
        for text in filter(None, (getattr(one, "explanation", None), getattr(one, "model_answer", None))):
            beginning = squeezed(plain(text))[:25]
            if beginning in key.text:
                seen += 1
                assert beginning not in sheet.text
        if isinstance(one, Essay):
            assert all(word_ in key.text for line in one.rubric for word_ in words_of(line.criterion))
    assert seen > 2


def test_the_parts_are_sound(bank: tuple[Bank, Paper, Paper]) -> None:
    """Well-formed, every style that is used is defined, every part has a type, nothing has a date of today."""
    for paper in bank[1:]:
        for name, data in paper.parts.items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(data)
        styles = set(etree.fromstring(paper.parts["word/styles.xml"]).xpath("//@w:styleId", namespaces={"w": W[1:-1]}))
        used = {*paper.find("//w:pStyle/@w:val"), *paper.find("//w:rStyle/@w:val"), *paper.find("//w:tblStyle/@w:val")}
        assert used <= styles
        assert paper.times == {(1980, 1, 1, 0, 0, 0)}
        types = paper.parts["[Content_Types].xml"].decode()
        for name in paper.parts:
            suffix = name.rpartition(".")[2]
            assert f'PartName="/{name}"' in types or f'Extension="{suffix}"' in types or name == "[Content_Types].xml"
        assert paper.document.core_properties.created.year == 2025


QUESTIONS: list[dict[str, Any]] = [
    {
        "type": "multiple_choice",
        "id": "mc",
        "title": "Letters",
        "prompt": "Which?\n\n```python\nif a < b:\n    pass\n```",
        "choices": [{"answer": "the key", "feedback": "Well done."}, "an error", {"text": "both", "weight": "50%"}],
        "points": "2.5",
        "hints": ["Think."],
    },
    {"type": "true_false", "id": "tf", "prompt": "So?", "answer": True},
    {"type": "short_answer", "id": "sa", "prompt": "Who?", "accept": "Ada"},
    {"type": "numeric", "id": "nu", "prompt": "How much?", "answer": "9.81", "unit": "m/s²"},
    {
        "type": "matching",
        "id": "ma",
        "prompt": "Match.",
        "pairs": [{"go": "went"}, {"am": "was"}],
        "distractors": ["x"],
    },
    {"type": "ordering", "id": "or", "prompt": "Order.", "items": ["one", "two", "three"]},
    {"type": "cloze", "id": "cl", "prompt": "One [[two]] three [[a ~b]]."},
    {"type": "essay", "id": "es", "prompt": "Why?", "min_words": 50, "rubric": [{"Names two": 2}]},
    {"type": "flashcard", "id": "fl", "front": "dog", "back": "perro"},
    {"type": "essay", "id": "tb", "prompt": "| a | b |\n|---|--:|\n| one | $x^2$ |", "max_words": 20},
]


def bank_of(questions: list[dict[str, Any]] = QUESTIONS, **header: Any) -> Bank:
    """Return a bank of questions as typed."""
    return Bank.model_validate({"schema": "1", "bank": "b", "title": "A bank", **header, "questions": questions})


@pytest.fixture(scope="module")
def small() -> dict[str, Paper]:
    """The papers of a small bank."""
    return papers(bank_of())


def test_choices_are_lettered_by_word(small: dict[str, Paper]) -> None:
    """As a list whose letters follow when a teacher moves a choice; the key has the same letters."""
    sheet, key = small["b"], small["b-key"]
    listed = [one for one in sheet.document.paragraphs if one.text in ("the key", "an error", "both")]
    numbers = {one._p.pPr.numPr.numId.val for one in listed}
    assert len(listed) == 3 and len(numbers) == 1
    numbering = sheet.document.part.numbering_part.element
    (number,) = numbering.xpath(f"w:num[@w:numId='{numbers.pop()}']/w:abstractNumId/@w:val")
    assert numbering.xpath(f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl[1]/w:numFmt/@w:val")[0] == "upperLetter"
    letter = "ABC"[[one.text for one in listed].index("the key")]
    assert f"{letter} the key" in key.paragraphs()


def test_there_is_room_to_write(small: dict[str, Paper]) -> None:
    """Points beside each question but the flashcard, lines for answers, gaps that tell nothing of their answer."""
    sheet = small["b"]
    assert [squeezed(one) for one in sheet.paragraphs("Points")] == ["/2.5", *["/1"] * 5, "/2", "/1", "/1"]
    assert len(sheet.paragraphs("AnswerLine")) == 1 + 8 + 2 + 4
    gaps = [text_of(one) for one in sheet.find("//w:r[w:rPr/w:rStyle/@w:val='Gap']")]
    assert gaps and all(not gap.strip("\u00a0") for gap in gaps)
    assert squeezed("One three (a / b)") in sheet.text or squeezed("One three (b / a)") in sheet.text
    assert [squeezed(one) for one in sheet.paragraphs("Person")] == ["NameIDDateScore/11.5"]


def test_tables_and_code_keep_their_shape(small: dict[str, Paper]) -> None:
    """A table is Word's own, code keeps its lines and indentation."""
    sheet = small["b"]
    assert sheet.paragraphs("SourceCode") == ["if a < b:\n    pass"]
    cells = [
        [squeezed("".join(text_of(p) for p in cell._tc)) for cell in row.cells]
        for table in sheet.document.tables
        for row in table.rows
    ]
    assert ["a", "b"] in cells and ["one", "x2"] in cells
    assert cells[:2] == [["Question", *"12345678", "10", "Total"], ["points", "2.5", *"11111211", "11.5"]]


def test_every_page_names_the_printing(small: dict[str, Paper]) -> None:
    """The footer has the title, the id, a short hash, and Word's own page numbers."""
    for name, title in (("b", "A bank"), ("b-key", "A bank – Key")):
        footer = small[name].document.sections[0].footer
        text = footer.paragraphs[0].text
        assert text.startswith(f"{title}\tb · ") and re.search(r"b · [0-9a-f]{8}\tPage 1 of 1$", text)
        fields = [one.text.strip() for one in footer._element.iter(f"{W}instrText")]
        assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(hostile: Paper, text: str) -> None:
    """Whatever pandoc or Word could take for markup."""
    shown = squeezed(plain(text).removeprefix("- "))
    assert shown in hostile.text or (shown == r"$\nablaf$" and "∇f" in hostile.text)


@pytest.fixture(scope="module")
def hostile() -> Paper:
    """One sheet of all hostile texts."""
    questions = [{"type": "essay", "id": f"q{n}", "prompt": text, "title": text} for n, text in enumerate(HOSTILE)]
    return papers(bank_of(questions, title="<b>&amp; ]]>"))["b"]


def test_languages_from_right_to_left() -> None:
    """Paragraphs, tables and the page itself."""
    sheet = papers(bank_of(language="ar"))["b"]
    assert sheet.find("//w:tbl") and len(sheet.find("//w:tblPr/w:bidiVisual")) == len(sheet.find("//w:tbl"))
    styles = etree.fromstring(sheet.parts["word/styles.xml"])
    assert styles.xpath("//w:style[@w:styleId='Normal']/w:pPr/w:bidi", namespaces={"w": W[1:-1]})
    assert not papers(bank_of())["b"].find("//w:bidiVisual")


def test_options() -> None:
    """The paper, the key, the header, room to write."""
    inline = papers(bank_of(), key="inline", paper="Letter", name_line=False, points_table=False, space={"essay": 3})
    assert list(inline) == ["b"]
    sheet = inline["b"]
    assert sheet.paragraphs("PartTitle") == ["A bank – Key"] and "perro" in sheet.text
    assert sheet.find("//w:sectPr/w:pgSz/@w:w") == ["12240"]
    assert not sheet.paragraphs("Person") and "Earned" not in sheet.text
    assert len(sheet.paragraphs("AnswerLine")) == 1 + 3 + 3 + 2
    alone = papers(bank_of(), key="none")
    assert list(alone) == ["b"] and "perro" not in alone["b"].text
    assert alone["b"].find("//w:sectPr/w:pgSz/@w:w") == ["11906"]


def test_the_same_bank_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever the time, the settings of pandoc's user, and the programs on the machine."""
    first = made(word, bank_of())
    (tmp_path / "pandoc").mkdir()
    (tmp_path / "pandoc" / "reference.docx").write_bytes(b"mine")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)
    assert made(word, bank_of()) == first


def test_a_cloze_shows_no_answer(small: dict[str, Paper]) -> None:
    """On the sheet; the key has the text filled in."""
    (question,) = (one for one in bank_of().questions if isinstance(one, Cloze))
    assert "two" not in [word_ for text in small["b"].paragraphs() for word_ in text.split() if text.startswith("One")]
    assert squeezed(question.with_gaps(lambda n: ("two", "a")[n - 1])) in small["b-key"].text


def test_pandoc_comes_with_the_extra_or_from_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The extra's goes first, as it makes the same on every machine; without either the format says how to get it."""
    assert "pypandoc" in str(pandoc.find())
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc.find() is None
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert pandoc.find() == str(program)
    assert word.programs == (pandoc.PANDOC,) and "qbank[docx]" in pandoc.PANDOC.how_to_get
