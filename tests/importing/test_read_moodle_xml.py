"""Moodle XML as Moodle reads it: each kind, each element that says something, and what qbank hasn't."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from read_back import only, read_text

from qbank.importing.found import About, Aside, Found, FoundStimulus, InputFault, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect, importer

PNG = b64encode(b"\x89PNG").decode()


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0"?>\n<quiz>\n{"".join(questions)}</quiz>\n'


def question(kind: str, inside: str, text: str = "<p>Q</p>") -> str:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>N</text></name>{asked}{inside}</question>\n'


def answer(text: str, fraction: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{more}</answer>'


def one(tmp_path: Path, kind: str, inside: str, text: str = "<p>Q</p>") -> dict[str, Any]:
    data = only(read_text("moodle_xml", quiz(question(kind, inside, text)), tmp_path))
    assert (data.pop("type"), data.pop("title"), data.pop("prompt", "Q")) is not None
    return data


def found(tmp_path: Path, *questions: str) -> Found:
    (item,) = read_text("moodle_xml", quiz(*questions), tmp_path)
    assert isinstance(item, Found)
    return item


FEEDBACK = "<feedback format='html'><text>yes</text></feedback>"


def test_choices(tmp_path: Path) -> None:
    inside = "<single>true</single><shuffleanswers>1</shuffleanswers>" + answer("<b>a</b>", "100", FEEDBACK)
    inside += answer("b", "33.33333") + answer("c", "0") + "<correctfeedback><text>Well done</text></correctfeedback>"
    assert one(tmp_path, "multichoice", inside) == {
        "choices": [{"answer": "**a**", "feedback": "yes"}, {"text": "b", "weight": "1/3"}, "c"],
        "feedback": {"correct": "Well done"},
    }


def test_several_right_choices(tmp_path: Path) -> None:
    inside = "<single>false</single>" + "".join(answer(text, "33.3333333") for text in "abc") + answer("d", "-33.33333")
    data = one(tmp_path, "multichoice", inside)
    assert data == {"choices": [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d"], "shuffle": False}


def test_true_false(tmp_path: Path) -> None:
    inside = answer("true", "0", FEEDBACK.replace("yes", "no")) + answer("false", "100", FEEDBACK)
    assert one(tmp_path, "truefalse", inside) == {"answer": False, "feedback": {"correct": "yes", "incorrect": "no"}}


def test_short_answers(tmp_path: Path) -> None:
    inside = "<usecase>1</usecase>" + answer("a\\*", "100") + answer("b*", "50") + answer("*", "0", FEEDBACK)
    assert one(tmp_path, "shortanswer", inside) == {
        "accept": ["a*", {"text": "b*", "match": "wildcard", "credit": "50%"}],
        "case_sensitive": True,
        "feedback": {"incorrect": "yes"},
    }


def test_numbers_and_units(tmp_path: Path) -> None:
    unit = "<unit><multiplier>{}</multiplier><unit_name>{}</unit_name></unit>"
    inside = answer("2", "100", "<tolerance>0.1</tolerance>") + answer("3", "50", "<tolerance>0.1</tolerance>")
    inside += f"<units>{unit.format(1, 'A')}{unit.format(1000, 'mA')}</units><unitgradingtype>1</unitgradingtype>"
    assert one(tmp_path, "numerical", f"{inside}<showunits>0</showunits>") == {
        "answer": "2", "tolerance": "0.1", "accept": [{"answer": "3", "credit": "50%"}], "unit": "A",
        "units": {"mA": "0.001"},
    }  # fmt: skip


def test_pairs_and_orders(tmp_path: Path) -> None:
    pair = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    inside = pair.format("go", "went") + pair.format("", "goed")
    assert one(tmp_path, "matching", inside) == {"pairs": [{"left": "go", "right": "went"}], "distractors": ["goed"]}
    inside = "<gradingtype>ALL_OR_NOTHING</gradingtype>" + answer("a", "1") + answer("b", "2")
    assert one(tmp_path, "ordering", inside) == {"items": ["a", "b"], "scoring": "all_or_nothing"}


def test_essays(tmp_path: Path) -> None:
    inside = "<minwordlimit>10</minwordlimit><attachments>-1</attachments><attachmentsrequired>1</attachmentsrequired>"
    inside += "<responsetemplate><text>1.</text></responsetemplate><graderinfo><text>Two causes</text></graderinfo>"
    assert one(tmp_path, "essay", f"{inside}<responsefieldlines>15</responsefieldlines>") == {
        "min_words": "10", "attachments": "required", "response_template": "1\\.", "model_answer": "Two causes",
    }  # fmt: skip


CLOZE = (
    "<p>She {1:MULTICHOICE:=has~have~had} {1:SA:=two~=2} [[sic]] {2:NUMERICAL:=31:0.5#about~%50%30:0.5} "
    "{1:SAC:=Leeds~%50%leeds#Capital \\} letter} and {1:MCV:~x~=y}.</p>"
)


def test_cloze(tmp_path: Path) -> None:
    item = found(tmp_path, question("cloze", "", CLOZE))
    assert item.data["prompt"] == (
        "She [[has ~have ~had]] [[two|2]] \\[[sic]] [[@blank-3]] [[@blank-4]] and [[@blank-5]]."
    )
    assert item.data["blanks"] == {
        "blank-3": {
            "answer": "31", "tolerance": "0.5", "accept": [{"answer": "30", "credit": "50%"}], "points": 2,
        },
        "blank-4": {
            "accept": ["Leeds", {"text": "leeds", "credit": "50%", "feedback": "Capital } letter"}],
            "case_sensitive": True,
        },
        "blank-5": {"choices": ["x", {"answer": "y"}]},
    }  # fmt: skip
    assert item.notes == ("feedback of a blank is left out: about",)


def test_one_blank_below_a_text_is_a_question_of_its_kind(tmp_path: Path) -> None:
    data = only(
        read_text("moodle_xml", quiz(question("cloze", "", "<p>Q</p><div>{3:MULTIRESPONSE_S:=a~=b~c}</div>")), tmp_path)
    )
    assert data == {
        "type": "multiple_response", "title": "N", "prompt": "Q", "choices": [{"answer": "a"}, {"answer": "b"}, "c"],
        "points": "3",
    }  # fmt: skip


def test_words_to_drag_are_drop_downs(tmp_path: Path) -> None:
    box = "<dragbox><text>{}</text><group>{}</group></dragbox>"
    inside = box.format("cat", 1) + box.format("dog", 1) + box.format("red", 2) + box.format("blue", 2)
    item = found(tmp_path, question("ddwtos", inside, "<p>A [[2]] is [[3]].</p>"))
    assert item.data["prompt"] == "A [[dog ~cat]] is [[red ~blue]]."


def test_a_kind_that_we_have_not_is_a_draft_that_says_so(tmp_path: Path) -> None:
    item = found(tmp_path, question("calculated", answer("{a}+{b}", "100"), "<p>What is {a} + {b}?</p>"))
    assert item.draft == "it was Moodle's calculated, a kind that qbank hasn't"
    assert (item.data["prompt"], item.notes) == ("What is {a} + {b}?", ("its answers were: {a}+{b} (100%)",))


def test_no_key_is_guessed(tmp_path: Path) -> None:
    assert found(tmp_path, question("multichoice", answer("a", "0") + answer("b", "0"))).draft == "no key is marked"
    assert found(tmp_path, question("truefalse", answer("true", "0"))).draft == "no key is marked"


def test_what_all_kinds_have(tmp_path: Path) -> None:
    inside = answer("true", "100") + answer("false", "0") + "<defaultgrade>2.5000000</defaultgrade>"
    inside += "<penalty>0.25</penalty><hidden>1</hidden><idnumber>q1</idnumber><hint><text>Think</text></hint>"
    inside += "<tags><tag><text>sea</text></tag><tag><text>bloom-apply</text></tag></tags>"
    inside += "<generalfeedback format='plain_text'><text>2 * 3</text></generalfeedback>"
    item = found(tmp_path, question("truefalse", inside))
    assert item.name == "q1"
    assert item.data == {
        "type": "true_false", "title": "N", "prompt": "Q", "answer": True, "tags": ["sea"], "bloom": "apply",
        "points": "2.5", "hints": ["Think"], "explanation": "2 * 3", "status": "retired",
    }  # fmt: skip
    assert item.notes == ("each further try cost 25% in Moodle",)


def test_files_lie_beside_their_texts(tmp_path: Path) -> None:
    text = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="A"><img src="@@PLUGINFILE@@/no.png" alt="B"></p>'
    asked = f"<questiontext format='html'><text><![CDATA[{text}]]></text>"
    asked += f'<file name="a b.png" path="/" encoding="base64">{PNG}</file></questiontext>'
    path = tmp_path / "quiz.xml"
    path.write_text(quiz(f'<question type="essay">{asked}</question>'))
    kept: dict[str, bytes] = {}

    def keep(name: str, data: bytes) -> str:
        kept[name] = data
        return f"files/{len(kept)}.png"

    assert detect(Input(path)).name == "moodle_xml"
    (item,) = importer("moodle_xml").read(Input(path), keep)
    assert isinstance(item, Found)
    assert (item.data["prompt"], kept) == ("![A](files/1.png)[B]", {"a b.png": b"\x89PNG"})
    assert item.notes == ("no.png isn't in the file; its description stands in its place",)


def test_categories_and_descriptions(tmp_path: Path) -> None:
    category = '<question type="category"><category><text>$course$/top/{}</text></category></question>'
    about, passage, first, aside, second, drawn = read_text(
        "moodle_xml",
        quiz(
            category.format("Seas // lakes"),
            question("description", "", "<p>Salty</p>"),
            question("essay", ""),
            category.format("Rivers"),
            question("essay", ""),
            question("random", ""),
        ),
        tmp_path,
    )
    assert isinstance(about, About)
    assert about.data == {"title": "Seas / lakes"}
    assert isinstance(passage, FoundStimulus)
    assert isinstance(first, Found)
    assert first.data["stimulus"] == passage.name
    assert isinstance(aside, Aside)
    assert isinstance(second, Found)
    assert second.data["tags"] == ["Rivers"]
    assert isinstance(drawn, Aside)


def test_what_asks_nothing_is_refused_and_broken_xml_is_a_fault(tmp_path: Path) -> None:
    (refused,) = read_text("moodle_xml", quiz(question("essay", "", " ")), tmp_path)
    assert isinstance(refused, Refused)
    assert refused.place.line == 3
    with pytest.raises(InputFault):
        read_text("moodle_xml", quiz(question("essay", ""))[:-9], tmp_path)
    with pytest.raises(InputFault):
        read_text("moodle_xml", f"<!DOCTYPE quiz>{quiz()}", tmp_path)
