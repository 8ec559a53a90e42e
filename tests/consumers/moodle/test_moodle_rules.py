"""The rules by which the other tests judge can fail: what Moodle refuses or misunderstands is refused."""

from __future__ import annotations

import pytest
import xml_rules
from cloze_rules import read as read_cloze
from consumers.moodle_rules import grading
from consumers.moodle_rules.model import Answer, Question, RefusedError
from moodle_kit import build, one_image, question

CHOICE = question("multiple_choice", choices=[{"answer": "a"}, {"text": "b", "weight": "50%"}], tags="t", hints="h")
OTHERS = {
    "truefalse": question("true_false", answer=True),
    "shortanswer": question("short_answer", accept=["a", {"text": "b", "credit": "50%"}]),
    "numerical": question("numeric", answer=1, unit="m", units={"km": 1000}),
    "matching": question("matching", pairs=[{"a": "b"}, {"c": "d"}]),
    "ordering": question("ordering", items=["a", "b"]),
    "essay": question("essay", response_template="x"),
    "cloze": question("cloze", prompt="a [[b]] [[c ~d]]"),
}


def refused(data: bytes, old: str, new: str) -> None:
    assert old.encode() in data, data.decode()
    with pytest.raises(RefusedError):
        xml_rules.read(data.replace(old.encode(), new.encode(), 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('fraction="50"', 'fraction="37"'),
        ('fraction="50"', 'fraction="33.33"'),
        ('fraction="100"', 'fraction="90"'),
        ("<single>true</single>\n", ""),
        ("<shuffleanswers>true</shuffleanswers>\n", ""),
        ("<shuffleanswers>true</shuffleanswers>", "<shuffleanswers> true </shuffleanswers>"),
        ("<answernumbering>abc</answernumbering>", "<answernumbering>abcd</answernumbering>"),
        ("<penalty>0.3333333</penalty>\n", ""),
        ("<idnumber>q</idnumber>", "<idnumber></idnumber>"),
        ("<defaultgrade>1</defaultgrade>", "<defaultgrade>1,5</defaultgrade>"),
        ("<name><text>Question?</text></name>", "<name><text> </text></name>"),
        ("<name><text>Question?</text></name>", "<name><text><![CDATA[a <b>]]></text></name>"),
        ("<name><text>Question?</text></name>", f"<name><text>{'n' * 256}</text></name>"),
        ('<questiontext format="html">', '<questiontext format="HTML">'),
        ('<questiontext format="html">', '<questiontext format="markdown">'),
        ("<tag><text>t</text></tag>", "<tag><text>&lt;t</text></tag>"),
        ('<question type="multichoice">', '<question type="multiplechoice">'),
        ('<question type="category">', '<question type="description">'),
        ("<text>top/A bank</text>", "<text>A bank</text>"),
        ('<answer fraction="50" format="html"><text>b</text></answer>\n', ""),
        (
            '<answer fraction="50" format="html"><text>b</text></answer>',
            '<answer fraction="0" format="html"><text> </text></answer>',
        ),
        ("<text>b</text>", "<text>b &lt; &gt; c</text>"),
        ("<quiz>", "<quizzes>"),
    ],
)
def test_choices(old: str, new: str) -> None:
    data = build([CHOICE])
    xml_rules.read(data)
    data = data.replace(b"</quiz>", b"</quizzes>") if new == "<quizzes>" else data
    refused(data, old, new)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("truefalse", "<text>true</text>", "<text>True</text>"),
        ("truefalse", 'fraction="0"', 'fraction="100"'),
        ("shortanswer", 'fraction="100"', 'fraction="90"'),
        ("shortanswer", "<usecase>0</usecase>\n", ""),
        ("shortanswer", "<text>b</text>", "<text></text>"),
        ("numerical", "<text>1</text>", "<text>1,5</text>"),
        ("numerical", "<text>1</text>", "<text>one</text>"),
        ("numerical", "<showunits>0</showunits>", "<showunits>3</showunits>"),
        ("numerical", "<unitpenalty>1.0000000</unitpenalty>", "<unitpenalty>0.1000000</unitpenalty>"),
        ("numerical", "<unit_name>km</unit_name>", "<unit_name>k m</unit_name>"),
        ("matching", "<shuffleanswers>true</shuffleanswers>\n", ""),
        ("matching", "<answer><text>b</text></answer>", "<answer><text></text></answer>"),
        ("ordering", "<shownumcorrect>1</shownumcorrect>\n", ""),
        ("ordering", "<shownumcorrect>1</shownumcorrect>", "<shownumcorrect/>"),
        ("ordering", 'fraction="2"', 'fraction="1"'),
        ("ordering", "ABSOLUTE_POSITION", "POSITIONS"),
        ("essay", "<responserequired>1</responserequired>", "<responserequired>0</responserequired>"),
        ("essay", "<responsefieldlines>15</responsefieldlines>", "<responsefieldlines>12</responsefieldlines>"),
        ("cloze", "{1:SHORTANSWER:=b}", "{1:SHORTANSWER:b}"),
        ("cloze", "{1:SHORTANSWER:=b}", "{1.5:SHORTANSWER:=b}"),
        ("cloze", "<defaultgrade>2</defaultgrade>", "<defaultgrade>3</defaultgrade>"),
    ],
)
def test_other_kinds(kind: str, old: str, new: str) -> None:
    data = build([OTHERS[kind]])
    xml_rules.read(data)
    refused(data, old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('encoding="base64">iVBOR', 'encoding="base64">iVBO*'),
        ('path="/" ', ""),
        ('<file name="', '<file name="a+b '),
        ("@@PLUGINFILE@@/", "@@PLUGINFILE@@/x"),
        ("@@PLUGINFILE@@/", ""),
    ],
)
def test_files(tmp_path, old: str, new: str) -> None:
    media = one_image(tmp_path, content=b"\x89PNG")
    data = build([question("true_false", answer=True, prompt="![a](a.png)")], media=media, project=tmp_path)
    xml_rules.read(data)
    refused(data, old, new)


def test_the_same_id_number_twice() -> None:
    with pytest.raises(RefusedError):
        xml_rules.read(build([CHOICE, CHOICE]))


@pytest.mark.parametrize(
    "text",
    [
        "no blank",
        "{1:SHORTANSWER:}",
        "{1:SHORTANSWER:%50%a}",
        "{1:SHORT:=a}",
        "{0:SHORTANSWER:=a}",
        "{1:SHORTANSWER:=a",
        "{1:SHORTANSWER:=a\\}",
        "{1:MULTICHOICE:=a}",
        "{1:MULTICHOICE:a~b}",
        "{1:MULTIRESPONSE_V:=a~b}",
        "{1:NUMERICAL:=a}",
        "{1:NUMERICAL:=1..2}",
        "{1:MC:=a~b} {#1}",
        "{1:MC:=a~<img src='@@PLUGINFILE@@/a.png'>}",
    ],
)
def test_blanks(text: str) -> None:
    with pytest.raises(RefusedError):
        read_cloze(text)


def test_what_a_blank_means() -> None:
    text = r"{2:SAC:=a\}b\#c#f\~1;~%50.5%x &amp;lt; \~y} {:NM:=-1.5e2:0.1#f~%0%*#g} {3:MRS:=p~q#no~=r}"
    shown, (short, number, several) = read_cloze(text)
    assert shown == "{#1} {#2} {#3}"
    assert (short.grade, number.grade, several.grade, short.usecase) == (2, 1, 3, True)
    assert short.answers == [Answer("a}b#c", 1, r"f\~1;"), Answer(r"x &lt; \~y", 0.505)]
    assert number.answers == [Answer("-1.5e2", 1, "f", 0.1), Answer("*", 0, "g")]
    assert several.answers == [Answer("p", 0.5), Answer("q", -0.5, "no"), Answer("r", 0.5)]
    assert not several.single and several.settings == {"layout": "", "shuffle": "True"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3.14", (3.14, "")), (" 3.14 cm", (3.14, "cm")), ("1,5", (15, "")), ("1,234.5", (1234.5, "")),
        ("2x10^3", (2000, "")),
        ("1e3mA", (1000, "mA")), ("+.5", (0.5, "")), ("5.", (5, "")), ("abc", None), ("", None), ("−1", None),
    ],
)  # fmt: skip
def test_numbers_that_learners_type(typed: str, read: tuple[float, str] | None) -> None:
    assert grading.read_number(typed) == read


def test_a_number_without_its_unit_earns_nothing() -> None:
    """Nor does one whose unit makes it wrong, even where the bare number would be right."""
    found = Question("numerical", answers=[Answer("2", 1.0, tolerance=0.05), Answer("0.002", 0.5)])
    assert [grading.number(found, one) for one in ("2", "2 mA", "2.04cm", "0.002")] == [1, 1, 1, 0.5]
    found.units = {"A": 1.0, "mA": 1000.0}
    marks = [grading.number(found, one) for one in ("2", "2 A", "2000 mA", "2 mA", "2 V", "0.002 A")]
    assert marks == [0, 1, 1, 0, 0, 0.5]
