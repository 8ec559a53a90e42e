"""PDFs by Chromium, read back by poppler: whole, tagged, the same every time; and a Chromium that isn't there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pages_kit
import pdf_kit
import pytest

from qbank.content import plain

BANKS = [pages_kit.BANKS / "quiz.yaml", pages_kit.BANKS / "rtl.yaml"]
EXAMPLES = sorted((pages_kit.ROOT / "source").rglob("*.yaml"))
BY_ID = {re.search(r"^bank: (\S+)", path.read_text("utf-8"), re.M)[1]: path for path in BANKS + EXAMPLES}  # type: ignore[index]
SIZES = {"A4": (595.3, 841.9), "Letter": (612, 792)}
ON = {"A4": list(BY_ID), "Letter": ["quiz", "rtl", "cell-biology", "knowledge-distillation"]}
PRINTED = [(name, paper) for paper in SIZES for name in ON[paper]]
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\[\[.*?\]\]|!\[.*?\]\(.*?\)", re.DOTALL)
SETTINGS = "schema: 1\nformats:\n  pdf: {{paper: {paper}, key: {key}, templates: pages}}\n"


def built(name: str) -> dict[str, Any]:
    """Return a bank's questions that are built, by id: no drafts, none that is retired."""
    questions = pages_kit.questions(BY_ID[name])
    return {one: question for one, question in questions.items() if question.status == "ready"}


def printed(folder: Path, paper: str, key: str) -> Path:
    """Build banks as PDFs with marks around their questions."""
    shutil.copytree(pages_kit.ROOT / "source", folder / "source")
    for name in set(BY_ID) - set(ON[paper]):
        (folder / BY_ID[name].relative_to(pages_kit.ROOT)).unlink()
    pdf_kit.marking_templates(folder / "pages" / "handout")
    settings = SETTINGS.format(paper=paper, key=key)
    pages_kit.built(folder, *BANKS, formats=("pdf",), settings=settings)
    return folder / "build" / "pdf"


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All banks on A4 with the key apart, some on Letter with the key behind the sheet."""
    return {
        "A4": printed(tmp_path_factory.mktemp("a4"), "A4", "apart"),
        "Letter": printed(tmp_path_factory.mktemp("letter"), "Letter", "inline"),
    }


@pytest.mark.parametrize(("name", "paper"), PRINTED)
def test_no_question_is_split_and_a_passage_stays_with_its_first(pdfs: dict[str, Path], name: str, paper: str) -> None:
    """A question's first and last mark stand on one page, on the sheet and in the key; so do a passage's."""
    questions = built(name)
    sheet = pdf_kit.marks(pdf_kit.pages(pdfs[paper] / f"{name}.pdf"))
    key = pdf_kit.marks(pdf_kit.pages(pdfs[paper] / f"{name}-key.pdf")) if paper == "A4" else sheet
    for one in questions:
        for places, kind in ((sheet, ""), (key, "key")):
            assert len(places[f"{kind}begin", one]) == 1
            assert places[f"{kind}begin", one] == places[f"{kind}end", one], f"{one} is split"
    last = max(page for (kind, _), (page,) in sheet.items() if kind == "end")
    assert paper == "A4" or all(page > last for (kind, _), (page,) in sheet.items() if kind == "keybegin")
    stimuli = {name for kind, name in sheet if kind == "passage"}
    assert stimuli == {question.stimulus for question in questions.values()} - {None}
    for passage in stimuli:
        first = next(one for one, question in questions.items() if question.stimulus == passage)
        assert sheet["passage", passage] == sheet["after", passage] == sheet["begin", first]


@pytest.mark.parametrize(("name", "paper"), PRINTED)
def test_the_text_of_every_question_is_in_the_sheet(pdfs: dict[str, Path], name: str, paper: str) -> None:
    """Prompts, choices, pairs and items, word for word; formulas are set as such."""
    printed = " ".join(pdf_kit.pages(pdfs[paper] / f"{name}.pdf"))
    text, arabic = pdf_kit.squeezed(printed), ""
    for question in built(name).values():
        texts = [getattr(question, "prompt", None) or question.front]
        texts += [choice.text for choice in getattr(question, "choices", ())]
        texts += [side for pair in getattr(question, "pairs", ()) for side in (pair.left, pair.right)]
        texts += [item for item in getattr(question, "items", ()) if isinstance(item, str)]
        for word in plain(FORMULA.sub(" ", "\n\n".join(texts))).split():
            if re.search("[\u0600-\u06ff]", word):
                arabic += word
            elif re.search(r"\w", word):
                assert pdf_kit.squeezed(word) in text, f"{question.id}: {word}"
    assert pdf_kit.letters(arabic) - pdf_kit.letters(printed) == Counter()


@pytest.mark.parametrize(("name", "paper"), PRINTED)
def test_what_the_pdf_says_of_itself(pdfs: dict[str, Path], name: str, paper: str) -> None:
    """Its title, its size, that it is tagged; and every page says which printing it belongs to."""
    file = pdfs[paper] / f"{name}.pdf"
    found, pages = pdf_kit.info(file), pdf_kit.pages(file)
    title = re.search(r"^title: (.+)$", BY_ID[name].read_text("utf-8"), re.M)[1]  # type: ignore[index]
    assert (found["Title"], found["Tagged"]) == (title, "yes")
    assert int(found["Pages"]) == len(pages)
    width, height = (float(one) for one in re.findall(r"[\d.]+", found["Page size"])[:2])
    assert (width, height) == pytest.approx(SIZES[paper], abs=1)
    assert all(name in page for page in pages)
    assert len({re.search(r"\b[0-9a-f]{8}\b", page)[0] for page in pages}) == 1  # type: ignore[index]


def test_the_key_has_pages_of_its_own(pdfs: dict[str, Path]) -> None:
    """Behind the sheet or in a file apart, never on a page with questions; the sheet gives nothing away."""
    inline = pdf_kit.pages(pdfs["Letter"] / "quiz.pdf")
    begin = next(number for number, page in enumerate(inline) if "Well known." in page)
    assert all("outer bank" not in page for page in inline[:begin])
    assert all("Write the letter" not in page and "Key" in page.split() for page in inline[begin:])
    assert not (pdfs["Letter"] / "quiz-key.pdf").exists()
    assert "Well known." not in " ".join(pdf_kit.pages(pdfs["A4"] / "quiz.pdf"))
    assert pdf_kit.info(pdfs["A4"] / "quiz-key.pdf")["Title"] == "A quiz of every kind – Key"


def test_formulas_are_printed_with_the_mathematical_font(pdfs: dict[str, Path]) -> None:
    """MathML, not its source."""
    file = pdfs["A4"] / "first-year-mathematics.pdf"
    assert "STIXTwoMath" in pdf_kit.fonts(file)
    text = " ".join(pdf_kit.pages(file))
    assert "∫" in text
    assert "\\int" not in text


def test_pictures_are_told_in_the_tags(pdfs: dict[str, Path]) -> None:
    """Their alternative texts, as a screen reader finds them; headings and lists are such."""
    file = pdfs["A4"] / "cell-biology.pdf"
    assert b"/Alt (Drawing of a plant cell with six labels." in file.read_bytes()
    done = subprocess.run(["pdfinfo", "-struct", file], capture_output=True, check=True, encoding="utf-8")
    found = re.findall(r"^ *(\w+)", done.stdout, re.M)
    assert found.count("H1") == 1
    assert found.count("H2") == len(built("cell-biology")) + 1
    assert {"Figure", "L", "LI", "P", "Table", "TH"} <= set(found)
    assert re.search(rb"/Lang \(en\)", file.read_bytes())


ENVIRONMENTS: list[tuple[dict[str, str], str]] = [
    ({"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, "1"),
    ({"TZ": "America/Lima", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "PYTHONHASHSEED": "2"}, "2"),
]


def test_the_same_source_makes_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, time zone, locale, and at another time; dated by the lock, not by the clock."""
    made: list[dict[str, bytes]] = []
    for number, (environment, jobs) in enumerate(ENVIRONMENTS):
        root = tmp_path / f"{'deep/' * number}project"
        (root / "source").mkdir(parents=True)
        shutil.copy(BY_ID["first-year-mathematics"], root / "source")
        if made:
            shutil.copy(tmp_path / "project" / "qbank.lock", root)
        command = [sys.executable, "-m", "qbank", "build", "--format", "pdf", "--jobs", jobs]
        subprocess.run(command, cwd=root, env={**os.environ, **environment}, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in sorted((root / "build" / "pdf").iterdir())})
    assert len(made[0]) == 2
    assert {name for name in made[0] if made[0][name] != made[1].get(name)} == set()
    lock = (tmp_path / "project" / "qbank.lock").read_text("utf-8")
    newest = max(datetime.fromisoformat(stamp) for stamp in re.findall(r"20\d\d-\S+", lock))
    date = pdf_kit.info(tmp_path / "project" / "build" / "pdf" / "first-year-mathematics.pdf")["CreationDate"]
    assert datetime.strptime(date, "%a %b %d %H:%M:%S %Y UTC").replace(tzinfo=UTC) == newest.astimezone(UTC)


def qbank(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project."""
    command = [sys.executable, "-m", "qbank", *arguments]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, check=False, capture_output=True, encoding="utf-8"
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one question."""
    (tmp_path / "source").mkdir()
    bank = "schema: 1\nbank: b\nquestions:\n  - {type: true_false, id: q, prompt: So?, answer: true}\n"
    (tmp_path / "source" / "b.yaml").write_text(bank, encoding="utf-8")
    return tmp_path


def test_without_chromium_there_is_one_diagnostic_that_says_how_to_get_it(project: Path) -> None:
    """Only where PDFs are asked for; `qbank formats` says it as well, and what isn't asked for doesn't fail."""
    nowhere = {"QBANK_CHROMIUM": "/nowhere/chromium"}
    asked = qbank(project, "build", "--format", "pdf", **nowhere)
    assert asked.returncode == 1
    assert asked.stderr.count("error[") == asked.stderr.count("error[format-needs]") == 1
    assert "the format pdf needs Chromium" in asked.stderr
    assert "install Chromium, Chrome or Edge" in asked.stderr
    assert "QBANK_CHROMIUM" in asked.stderr
    unasked = qbank(project, "build", **nowhere)
    assert (unasked.returncode, "hromium" in unasked.stderr + unasked.stdout) == (0, False)
    assert (project / "build" / "handout" / "b.html").is_file()
    assert not (project / "build" / "pdf").exists()
    listed = qbank(project, "formats", **nowhere).stdout
    assert re.search(r"^pdf .*\(needs Chromium: install", listed, re.M)


def program(folder: Path, text: str) -> str:
    """Write a shell script that stands for Chromium."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_chromium_that_fails_is_told_with_what_it_said(project: Path) -> None:
    """The build of before stays, and nothing on the way does."""
    assert qbank(project, "build", "--format", "pdf").returncode == 0
    before = {path: path.read_bytes() for path in (project / "build").rglob("*") if path.is_file()}
    browser = program(project, "echo first >&2; echo no display >&2; exit 7")
    done = qbank(project, "build", "--format", "pdf", QBANK_CHROMIUM=browser)
    assert done.returncode == 1
    assert "it ended with 7. no display" in done.stderr
    assert {path: path.read_bytes() for path in (project / "build").rglob("*") if path.is_file()} == before
    assert [path.name for path in project.iterdir() if path.name.endswith(("-new", "-old"))] == []


def test_a_chromium_that_hangs_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time; none of its processes is left."""
    from qbank_html.paper import chromium

    from qbank.api import FormatFault

    pids = tmp_path / "pids"
    browser = program(
        tmp_path, f"echo $$ >> {pids}\n(echo $(exec sh -c 'echo $PPID') >> {pids}; exec sleep 600) &\nwait"
    )
    monkeypatch.setenv("QBANK_CHROMIUM", browser)
    monkeypatch.setattr(chromium, "SECONDS", 2)
    with pytest.raises(FormatFault, match="it was stopped after 2 seconds"):
        chromium.print_pdf(tmp_path / "a.html", tmp_path / "a.pdf", tmp_path / "profile")
    started = pids.read_text("utf-8").split()
    assert len(started) == 2
    for _ in range(200):  # a process that was killed ends when the system comes to it
        if not any(is_running(pid) for pid in started):
            break
        time.sleep(0.05)
    assert [pid for pid in started if is_running(pid)] == []


def is_running(pid: str) -> bool:
    """Return whether a process is there, and not only waiting for its parent to hear of its end."""
    try:
        stat = Path("/proc", pid, "stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("Darwin", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("Windows", "Microsoft/Edge/Application/msedge.exe"),
        ("Windows", "Google/Chrome/Application/chrome.exe"),
    ],
)
def test_browsers_are_found_where_they_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, place: str
) -> None:
    """Off the PATH: in the programs' folders of macOS and Windows."""
    from qbank_html.paper import chromium

    target = tmp_path / place
    target.parent.mkdir(parents=True)
    program(target.parent, "exit 0")
    (target.parent / "browser").rename(target)
    for name in ("PATH", "QBANK_CHROMIUM", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert chromium.find() is None
    monkeypatch.setattr(chromium.platform, "system", lambda: system)
    assert chromium.find() == str(target)
    monkeypatch.setenv("QBANK_CHROMIUM", "/nowhere")
    assert chromium.find() is None


def test_options_of_the_pdf_are_the_handouts(project: Path) -> None:
    """And the size of its paper; what isn't one is said."""
    settings = "schema: 1\nformats:\n  pdf: {paper: A5, space: {true_false: many}}\n"
    (project / "qbank.yaml").write_text(settings, encoding="utf-8")
    done: Any = qbank(project, "build")
    assert "'A5' is not one of A4, Letter" in done.stderr
    assert "a whole number is expected here" in done.stderr
