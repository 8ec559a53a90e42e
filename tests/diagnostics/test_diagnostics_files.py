"""Files that can't be read, or that aren't banks; and many that are wrong at once."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from diagnostics_kit import Project

GOOD = "schema: 1\nbank: {id}\nquestions:\n  - type: true_false\n    id: {id}-1\n    prompt: Größe\n    answer: true\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), "The file is saved as UTF-16."),
        (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "The file is saved as UTF-16."),
        (GOOD.encode("utf-16-le"), "The file is saved as UTF-16."),
        (codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"), "The file is saved as UTF-32."),
    ],
)
def test_other_encodings_are_named(project: Project, data: bytes, message: str) -> None:
    """A file of another Unicode encoding is refused as a whole, at 1:1, with what to do in the editor."""
    project.write("source/bank.yaml", data)
    [found] = project.findings()
    assert (found["code"], found["message"]) == ("wrong-encoding", message)
    assert (found["span"]["line"], found["span"]["column"]) == (1, 1)
    assert "UTF-8" in found["hint"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman", "cp437"])
def test_an_8_bit_encoding_is_found_at_its_first_letter(project: Project, encoding: str) -> None:
    """The caret stands at the first byte that isn't UTF-8."""
    project.write("source/bank.yaml", GOOD.format(id="b").encode(encoding))
    [found] = project.findings()
    assert found["code"] == "wrong-encoding"
    assert (found["span"]["line"], found["span"]["column"]) == (6, 15)


@pytest.mark.parametrize("convert", [str, lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_utf8_with_bom_and_any_line_ends(project: Project, convert: type[str]) -> None:
    """A BOM and the line ends of Windows are fine."""
    assert project.bank(convert(GOOD.format(id="b"))) == []


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a remark\n", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file(project: Project, data: bytes) -> None:
    """A file with nothing in it is an error at 1:1; the hint is its first line."""
    project.write("source/bank.yaml", data)
    [found] = project.findings()
    assert (found["code"], found["hint"]) == ("empty-file", "schema: 1")
    assert (found["span"]["line"], found["span"]["column"]) == (1, 1)


@pytest.mark.parametrize("text", ["just text\n", "- a\n- b\n", "[]\n"])
def test_a_file_that_is_no_bank(project: Project, text: str) -> None:
    """What holds text or a list alone is told how a bank begins."""
    [found] = project.bank(text)
    assert (found["code"], found["hint"]) == ("mapping-expected", "begin with schema: 1 and bank: ID")


@pytest.mark.parametrize("arguments", [(), ("source",)])
def test_a_folder_without_banks(project: Project, arguments: tuple[str, ...]) -> None:
    """A project without a bank is an error at the folder, which says what a bank is."""
    project.write("source/notes.txt", "nothing")
    [found] = project.findings("check", *arguments)
    assert (found["code"], found["span"]["file"]) == ("no-banks", "source")
    assert ".yaml" in found["hint"] and "qbank init" in found["hint"]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\ufffe"])
@pytest.mark.parametrize("escaped", [False, True])
def test_control_characters(project: Project, char: str, escaped: bool) -> None:
    """A character that XML can't hold is refused where it is, as itself and as YAML's escape."""
    typed = f"\\u{ord(char):04x}" if escaped else char
    text = GOOD.format(id="b").replace("Größe", f'"Gr{typed}oße"')
    [found] = project.bank(text)
    assert found["code"] == "control-character"
    assert f"U+{ord(char):04X}" in found["message"]
    place = found["span"]
    assert (place["line"], place["column"], place["end_column"]) == (6, 16, 16 + len(typed))


def test_a_binary_file_is_no_flood(project: Project) -> None:
    """A picture that was named `.yaml` is one finding, or a few."""
    project.write("source/bank.yaml", bytes(range(256)) * 40)
    assert 1 <= len(project.findings()) <= 51


def test_a_file_that_is_gone(project: Project) -> None:
    """A link to nowhere is a finding with what the system says, not a traceback."""
    project.write("source/good.yaml", GOOD.format(id="good"))
    (project.root / "source/gone.yaml").symlink_to(project.root / "nowhere.yaml")
    [found] = project.findings()
    assert found["code"] == "unreadable-file"
    assert "No such file" in found["message"]


def test_a_link_out_of_the_project_is_no_traceback(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A bank that is a link to a file elsewhere is refused by name."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "bank.yaml"
    elsewhere.write_text(GOOD.format(id="b").replace("answer: true", "answer: yes"), "utf-8")
    (project.root / "source/link.yaml").symlink_to(elsewhere)
    [found] = project.findings()
    assert (found["code"], found["span"]["file"]) == ("unreadable-file", "source/link.yaml")
    assert "link" in found["message"]


def test_everything_is_reported_at_once(project: Project) -> None:
    """Errors of all files, several in each, are shown together, sorted by file, line and column."""
    first = "schema: 1\nbank: a\nquestions:\n  - type: true_false\n    id: q 1\n    prompt: Solve:\n    answer: yes\n"
    project.write("source/z/last.yaml", "schema: 2\nbank: z\nquestions: none\n")
    project.write("source/a/first.yaml", first + "    titel: x\n  - id: r\n")
    project.write("source/m.yaml", "")
    found = project.findings()
    places = [(one["span"]["file"], one["span"]["line"], one["span"]["column"]) for one in found]
    assert places == sorted(places)
    assert [(Path(file).name, line, one["code"]) for (file, line, _), one in zip(places, found, strict=True)] == [
        ("first.yaml", 5, "bad-id"),
        ("first.yaml", 6, "needs-quotes"),
        ("first.yaml", 7, "bad-boolean"),
        ("first.yaml", 8, "unknown-key"),
        ("first.yaml", 9, "missing-key"),
        ("m.yaml", 1, "empty-file"),
        ("last.yaml", 1, "unknown-value"),
        ("last.yaml", 3, "list-expected"),
    ]


def test_several_errors_of_syntax_in_one_file(project: Project) -> None:
    """A parser stops at its first error; here each question's is found in one run."""
    questions = [
        f"  - type: true_false\n    id: q{n}\n    prompt: {text}\n    answer: true\n"
        for n, text in enumerate(
            ["Solve this: x", "*Hamlet* is", "[0, 1) is open", '"Hi," she said', "'tis", "@x", "`x`"]
        )
    ]
    found = project.bank("schema: 1\nbank: b\nquestions:\n" + "".join(questions))
    assert [one["span"]["line"] for one in found] == [6 + 4 * n for n in range(7)]
    assert {one["code"] for one in found} == {"needs-quotes", "unclosed-quote"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("schema: 1\nformat: gift\n", "unknown-key", 2),
        ("id: a b\nschema: 1\n", "bad-id", 1),
        ("schema: 1\nformats: [gfit]\n", "unknown-format", 2),
        ("schema: 1\nformats: {gift: {colour: red}}\n", "unknown-key", 2),
        ("schema: 1\nout: [a]\n", "text-expected", 2),
        ("gift\n", "mapping-expected", 1),
        ("schema: 1\nallow: [no-such-code]\n", "unknown-code", 2),
        ("schema: 1\nallow: no-answer\n", "cannot-allow", 2),
        ("schema: 1\nout: *x\n", "alias", 2),
    ],
)
def test_the_project_file_is_checked_as_banks_are(project: Project, text: str, code: str, line: int) -> None:
    """What is wrong with `qbank.yaml` is reported at its line there."""
    project.write("source/bank.yaml", GOOD.format(id="b"))
    project.write("qbank.yaml", text)
    for command in ("build", "check"):
        found = [(one["code"], one["span"]["file"], one["span"]["line"]) for one in project.findings(command)]
        assert found == [(code, "qbank.yaml", line)]


def test_a_check_does_not_ask_what_the_machine_has(project: Project) -> None:
    """An exporter of the project is fine in a check, which runs none."""
    project.write("source/bank.yaml", GOOD.format(id="b"))
    project.write("qbank.yaml", "schema: 1\nformats: [mine]\nexporters: {mine: 'nowhere:format'}\n")
    assert project.findings() == []


def test_a_picture_without_anything_in_it_is_missing(project: Project) -> None:
    """A download that failed leaves an empty file: nobody would see it."""
    project.write("source/a.png", b"")
    [found] = project.bank(GOOD.format(id="b").replace("Größe", "'![a](a.png)'"))
    assert (found["code"], found["message"]) == ("missing-media", "a.png is empty")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("german", "write de"),
        ("en_US", "write en-US"),
        ("Français", "write fr"),
        ("e", "write en, de, pt-BR or the like"),
    ],
)
def test_a_language_is_a_tag(project: Project, typed: str, hint: str) -> None:
    """What pages and packages pass on must be one; the tag that is meant is named."""
    [found] = project.bank(GOOD.format(id="b").replace("questions:", f"language: {typed}\nquestions:"))
    assert (found["code"], found["hint"], found["span"]["line"]) == ("bad-language", hint, 3)
