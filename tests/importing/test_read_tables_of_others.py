"""Tables of others, read by their headers; no key is guessed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from read_back import Result, detected, read, read_text

from qbank.importing.found import About, Aside, InputFault


def table(folder: Path, *rows: str, **settings: str) -> Result:
    """Return what comes of a CSV file with these rows."""
    return read_text("csv", "\n".join(rows), folder, "csv", **settings)


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    """Write a workbook with openpyxl."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_columns_are_found_by_their_headers(tmp_path: Path) -> None:
    """Letters, numbers and texts are keys; feedback belongs to its choice; what isn't known is named."""
    result = table(
        tmp_path,
        "No.,Question Text,Option A,Option B,Option C,Correct Answer,Feedback B,Explanation,Tags,Points,Difficulty",
        '1,Capital of France?,Rome,Paris,Oslo,B,Right!,It is.,"geo, europe",2,Easy',
        "2,Capital of Italy?,Rome,Paris,,Rome,,,,,tough",
        "3,Which are cities?,Rome,Paris,tree,1; 2,,,,,",
    )
    assert result.data == [
        {
            "type": "multiple_choice",
            "prompt": "Capital of France?",
            "choices": ["Rome", {"answer": "Paris", "feedback": "Right!"}, "Oslo"],
            "points": "2",
            "explanation": "It is.",
            "tags": ["geo", "europe"],
            "difficulty": "easy",
        },
        {"type": "multiple_choice", "prompt": "Capital of Italy?", "choices": [{"answer": "Rome"}, "Paris"]},
        {
            "type": "multiple_response",
            "prompt": "Which are cities?",
            "choices": [{"answer": "Rome"}, {"answer": "Paris"}, "tree"],
        },
    ]
    assert [one.notes for one in result.found] == [(), ("its difficulty was left: tough",), ()]
    assert [one.what for one in result.of(Aside)] == ["the column 'No.' was left"]
    assert result.of(About) == [About({}, "input")]


@pytest.mark.parametrize(
    "choices, key, right",
    [
        ("x,y,z", "b", [1]),
        ("x,y,z", "(B)", [1]),
        ("x,y,z", "Option C", [2]),
        ("x,y,z", "3", [2]),
        ("x,y,z", "AC", [0, 2]),
        ("x,y,z", '"a, c"', [0, 2]),
        ("x,y,z", "X and Z", [0, 2]),
        ("x,y,z", "Y", [1]),
        ("x,,z", "C", [1]),
        ("one,two and three,four", "two and three", [1]),
        ("7,8,9", "8", [1]),
        ("1,2,3", "2", [1]),
        ("<b>x</b>,y,z", "x", [0]),
    ],
)
def test_keys_are_letters_numbers_or_texts(choices: str, key: str, right: list[int], tmp_path: Path) -> None:
    """In brackets or not, one or several."""
    (one,) = table(tmp_path, "question,a,b,c,answer", f"Which?,{choices},{key}").data
    assert [place for place, choice in enumerate(one["choices"]) if "answer" in choice] == right


@pytest.mark.parametrize(
    "choices, key, why",
    [
        ("x,y,z", "", "no key is marked"),
        ("x,y,z", "D", "the key 'D' is none of the choices"),
        ("x,,z", "B", "the key 'B' is none of the choices"),
        ("2,3,4", "2", "the key '2' may be the text of a choice, or its place"),
        ("b,c,a", "a", "the key 'a' may be the text of a choice, or its place"),
        ("x,x,z", "x", "the key 'x' is the text of several choices"),
        ("x,y,z", "x and q", "the key 'x and q' is none of the choices"),
    ],
)
def test_a_key_that_is_not_certain_makes_a_draft(choices: str, key: str, why: str, tmp_path: Path) -> None:
    """The draft has the choices, none of them marked."""
    (one,) = table(tmp_path, "question,a,b,c,answer", f"Which?,{choices},{key}").found
    assert one.draft == why
    assert one.data["choices"] == [choice for choice in choices.split(",") if choice]


@pytest.mark.parametrize(
    "kind, answer, data",
    [
        ("", "TRUE", {"type": "true_false", "answer": True}),
        ("T/F", "f", {"type": "true_false", "answer": False}),
        ("", "no", {"type": "short_answer", "accept": ["no"]}),
        ("", "3,14", {"type": "numeric", "answer": "3.14"}),
        ("", "1,000", {"type": "short_answer", "accept": ["1,000"]}),
        ("", "007", {"type": "short_answer", "accept": ["007"]}),
        ("numerical", "9.81 ± 0.05", {"type": "numeric", "answer": "9.81", "tolerance": "0.05"}),
        ("", "-5 +/- 1%", {"type": "numeric", "answer": "-5", "tolerance": "1%"}),
        ("", "Paris | City of Paris", {"type": "short_answer", "accept": ["Paris", "City of Paris"]}),
        ("", "|x|", {"type": "short_answer", "accept": ["|x|"]}),
        ("Essay", "", {"type": "essay"}),
        ("open ended", "Because.", {"type": "essay", "model_answer": "Because."}),
        ("card", "a dog", {"type": "flashcard", "back": "a dog"}),
    ],
)
def test_kinds_are_said_or_seen(kind: str, answer: str, data: dict[str, Any], tmp_path: Path) -> None:
    """By the column for the type, or by what the answer is."""
    (one,) = table(tmp_path, "Frage\tTyp\tAntwort", f"Was?\t{kind}\t{answer}").found
    asked = "front" if kind == "card" else "prompt"
    assert (one.data, one.draft) == ({**data, asked: "Was?"}, "")


@pytest.mark.parametrize(
    "kind, answer, why",
    [
        ("", "", "no answer is given"),
        ("tf", "perhaps", "the key 'perhaps' is neither true nor false"),
        ("numeric", "many", "the answer 'many' is no number"),
        ("hotspot", "x", "the type 'hotspot' isn't known"),
        ("matching", "x", "the columns of a table don't say what belongs to matching"),
    ],
)
def test_rows_without_a_key_are_drafts(kind: str, answer: str, why: str, tmp_path: Path) -> None:
    """They say why."""
    (one,) = table(tmp_path, "question;type;answer", f"Which?;{kind};{answer}").found
    assert one.draft == why and one.data["prompt"] == "Which?"


def test_headers_of_templates(tmp_path: Path) -> None:
    """Long ones, with hints in them; wrong answers in columns of their own; cards."""
    kahoot = table(
        tmp_path,
        "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Correct answer(s)",
        'Which?,x,y,"1,2"',
    )
    assert kahoot.data[0]["choices"] == [{"answer": "x"}, {"answer": "y"}]
    wrong = table(tmp_path, "Question,Correct Answer,Wrong Answer 1,Wrong Answer 2", "Which?,x,y,z")
    assert wrong.data == [{"type": "multiple_choice", "prompt": "Which?", "choices": [{"answer": "x"}, "y", "z"]}]
    cards = table(tmp_path, "Term,Definition", "Hund,dog")
    assert cards.data == [{"type": "flashcard", "front": "Hund", "back": "dog"}]
    listed = table(tmp_path, "Question|Options|Answer", "Which?|A) x; B) y|B")
    assert listed.data[0]["choices"] == ["x", {"answer": "y"}]


def test_columns_are_mapped(tmp_path: Path) -> None:
    """What `--map` says goes before what the words say; choices may be named one by one."""
    rows = ["Wording,Text,good,bad 1,bad 2", "x,Which?,yes,no,perhaps"]
    mapped = table(tmp_path, *rows, map="prompt=Text, answer=good, distractor=bad 1, distractor=bad 2")
    assert mapped.data == [
        {"type": "multiple_choice", "prompt": "Which?", "choices": [{"answer": "yes"}, "no", "perhaps"]}
    ]
    with pytest.raises(InputFault, match="no column is called 'texts'") as fault:
        table(tmp_path, *rows, map="prompt=Texts")
    assert fault.value.hint == "its columns are: Wording, Text, good, bad 1, bad 2"
    for wrong in ("Text", "colour=Text", "=Text"):
        with pytest.raises(InputFault):
            table(tmp_path, *rows, map=wrong)


def test_texts_are_plain_or_html(tmp_path: Path) -> None:
    """Plain text shows as it stands, formulas are formulas; a file beside the table comes along."""
    (tmp_path / "cat.png").write_bytes(b"png")
    result = table(
        tmp_path,
        "question,answer",
        '"*Two* prices: $5 and $10, $x^2$\nbelow",x',
        '"<p>A <b>cat</b>: <img src=""cat.png"" alt=""a cat""></p><script>x</script>",x',
    )
    assert [one["prompt"] for one in result.data] == [
        "\\*Two\\* prices: \\$5 and \\$10, $x^2$\\\nbelow",
        "A **cat**: ![a cat](cat.png)",
    ]
    assert result.kept == {"cat.png": b"png"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """Excel's own among them, also where the first letter that tells stands far into the file."""
    rows = ["question,answer", *["Which?,x"] * 20_000, "Müße?,Öl"]
    result = read_text("csv", "\r\n".join(rows).encode(encoding), tmp_path, "csv")
    assert result.data[-1] == {"type": "short_answer", "prompt": "Müße?", "accept": ["Öl"]}
    assert str(result.found[-1].place) == "line 20002, row 20002"


def test_workbooks_of_others(tmp_path: Path) -> None:
    """Cells of all types, several sheets; one without questions is named."""
    import datetime

    head = ["Question", "Answer"]
    file = workbook(
        tmp_path / "x.xlsx",
        [["Notes"], ["nothing"]],
        [head, ["How much?", 2.5], ["True?", True], ["When?", datetime.date(2024, 2, 1)], [], ["Sum?", 0.1 + 0.2]],
        [head, ["_x005F_x000D_?", "=1+1"], ["ü&<", "a"]],
    )
    result = read("xlsx", file)
    assert detected(file) == "xlsx"
    assert [one.what for one in result.of(Aside)] == ["no column of this sheet is known to have questions"]
    assert result.data[:5] == [
        {"type": "numeric", "prompt": "How much?", "answer": "2.5"},
        {"type": "true_false", "prompt": "True?", "answer": True},
        {"type": "short_answer", "prompt": "When?", "accept": ["2024-02-01"]},
        {"type": "numeric", "prompt": "Sum?", "answer": "0.3"},
        {"type": "short_answer", "prompt": "\\_x000D\\_?"},
    ]
    assert (str(result.found[3].place), result.found[4].draft) == ("Sheet1, row 6", "no answer is given")
    assert result.data[5] == {"type": "short_answer", "prompt": "ü&<", "accept": ["a"]}


def repacked(path: Path, **parts: bytes | None) -> Path:
    """Write a workbook with other parts."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, data in held.items():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], data) or b"")
    path.write_bytes(file.getvalue())
    return path


def test_workbooks_are_not_trusted(tmp_path: Path) -> None:
    """A DOCTYPE is refused, a place without end costs nothing."""
    file = workbook(tmp_path / "x.xlsx", [["Question", "Answer"], ["Which?", "x"]])
    rows = b"""<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Question</t></is></c></row>
      <row r="9999999"><c r="A9" t="inlineStr"><is><t>Why?</t></is></c><c r="XFD9"><v>1</v></c>
      <c r="B9" t="s"><v>99999</v></c></row></sheetData></worksheet>"""
    assert read("xlsx", repacked(file, sheet1=rows)).data == [{"type": "short_answer", "prompt": "Why?"}]
    with pytest.raises(InputFault, match="DOCTYPE"):
        read("xlsx", repacked(file, sheet1=b'<!DOCTYPE x [<!ENTITY a "b">]>' + rows))
    with pytest.raises(InputFault, match="XML is broken"):
        read("xlsx", repacked(file, sheet1=rows[:200]))


@pytest.mark.parametrize(
    "text, message",
    [
        ("a,b\n1,2", "no column is known to have the questions"),
        ("", "no column is known to have the questions"),
        (b"question,a,b\nWhich?\0\xff,x,y\n", "it is no text"),
        ('question,answer\n"' + "x" * 5_000_000, "the table can't be read: field larger than field limit (4194304)"),
    ],
)
def test_what_is_no_table_of_questions_is_one_fault(text: str | bytes, message: str, tmp_path: Path) -> None:
    """It says what is wrong."""
    with pytest.raises(InputFault) as fault:
        read_text("csv", text, tmp_path, "csv")
    assert str(fault.value) == message
