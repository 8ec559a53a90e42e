"""QTI 2.1 of others, as it is read: what rules give and show decides, whoever wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import only, packed, read, read_text

from qbank.importing.found import Found, InputFault, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect

NS = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def item(body: str, declared: str = "", rules: str = "", more: str = "") -> str:
    """Return an item of QTI 2.1."""
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    return (
        f'<assessmentItem xmlns="{NS}" identifier="i1" title="Question 1" adaptive="false" timeDependent="false">'
        f"{declared}{score}<itemBody>{body}</itemBody>{rules}{more}</assessmentItem>"
    )


def responds(base: str, correct: str = "", cardinality: str = "single", mapping: str = "") -> str:
    """Return the declaration of the response."""
    values = "".join(f"<value>{one}</value>" for one in correct.split("|") if one)
    right = f"<correctResponse>{values}</correctResponse>" if values else ""
    given = f'identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {given}>{right}{mapping}</responseDeclaration>"


def template(name: str) -> str:
    """Return rules by one of the standard templates."""
    return f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>'


CHOICES = (
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}"><prompt>Which?</prompt>'
    '<simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice>'
    '<simpleChoice identifier="C" fixed="true">three</simpleChoice></choiceInteraction>'
)


def test_the_key_is_what_gets_all_points(tmp_path: Path) -> None:
    text = item(CHOICES.format(most=1), responds("identifier", "B"), template("match_correct"))
    assert only(read_text("qti21", text, tmp_path)) == {
        "type": "multiple_choice",
        "prompt": "Which?",
        "choices": ["one", {"answer": "two"}, {"text": "three", "fixed": True}],
    }


def test_no_key_is_guessed(tmp_path: Path) -> None:
    (found,) = (one for one in read_text("qti21", item(CHOICES.format(most=1), responds("identifier")), tmp_path)
                if isinstance(one, Found))  # fmt: skip
    assert found.draft == "no key is marked"


def test_a_mapping_becomes_weights(tmp_path: Path) -> None:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in (("A", 3), ("B", 1)))
    mapping = f'<mapping lowerBound="0" defaultValue="-2">{entries}</mapping>'
    declared = responds("identifier", "A|B", "multiple", mapping)
    data = only(read_text("qti21", item(CHOICES.format(most=0), declared, template("map_response")), tmp_path))
    assert data["choices"] == [
        {"answer": "one", "weight": "75%"},
        {"answer": "two", "weight": "25%"},
        {"text": "three", "weight": "-50%", "fixed": True},
    ]


def test_several_that_must_all_be_right(tmp_path: Path) -> None:
    declared = responds("identifier", "A|B", "multiple")
    data = only(read_text("qti21", item(CHOICES.format(most=0), declared, template("match_correct")), tmp_path))
    assert data["scoring"] == "all_or_nothing"


def test_feedback_stands_where_its_rule_shows_it(tmp_path: Path) -> None:
    """By a choice that the rule names, or by the score."""
    chosen = (
        '<responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">A</baseValue></match><setOutcomeValue identifier="F1">'
        '<baseValue baseType="identifier">f</baseValue></setOutcomeValue></responseIf></responseCondition>'
    )
    scored = (
        '<responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>'
        "</match>"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">4</baseValue></setOutcomeValue></responseIf>'
        '<responseElse><setOutcomeValue identifier="F2"><baseValue baseType="identifier">f</baseValue>'
        "</setOutcomeValue></responseElse></responseCondition>"
    )
    outcomes = "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="identifier"/>' for name in ("F1", "F2")
    )
    shown = "".join(
        f'<modalFeedback outcomeIdentifier="{name}" showHide="show" identifier="f">{text}</modalFeedback>'
        for name, text in (("F1", "Not one."), ("F2", "Wrong."))
    )
    rules = f"<responseProcessing>{scored}{chosen}</responseProcessing>"
    text = item(CHOICES.format(most=1), responds("identifier", "B") + outcomes, rules, shown)
    data = only(read_text("qti21", text, tmp_path))
    assert data["choices"][0] == {"text": "one", "feedback": "Not one."}
    assert data["feedback"] == {"incorrect": "Wrong."}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('<equal toleranceMode="absolute" tolerance="0.25">{0}<correct identifier="RESPONSE"/></equal>', "0.25"),
        ('<equal toleranceMode="relative" tolerance="5">{0}<correct identifier="RESPONSE"/></equal>', "5%"),
        (
            '<and><gte>{0}<baseValue baseType="float">9.9</baseValue></gte>'
            '<lte>{0}<baseValue baseType="float">10.1</baseValue></lte></and>',
            "1%",
        ),
    ],
)
def test_a_number_and_how_far_off_it_may_be(tmp_path: Path, rule: str, expected: str) -> None:
    test = rule.format('<variable identifier="RESPONSE"/>')
    rules = (
        f"<responseProcessing><responseCondition><responseIf>{test}<setOutcomeValue identifier='SCORE'>"
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    body = '<p>How many?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    data = only(read_text("qti21", item(body, responds("float", "10"), rules), tmp_path))
    assert (data["type"], data["answer"], data["tolerance"]) == ("numeric", "10", expected)


def test_a_box_in_the_text_is_a_blank(tmp_path: Path) -> None:
    body = '<p>A <textEntryInteraction responseIdentifier="RESPONSE"/> barks.</p>'
    text = item(body, responds("string", "dog"), template("match_correct"))
    data = only(read_text("qti21", text, tmp_path))
    assert (data["type"], data["prompt"].partition("barks")[0]) == ("cloze", "A [[@blank1]] ")
    assert data["blanks"] == {"blank1": {"accept": ["dog"], "case_sensitive": True}}


def test_what_we_cannot_ask_is_a_draft_that_says_what_it_was(tmp_path: Path) -> None:
    body = '<sliderInteraction responseIdentifier="RESPONSE"><prompt>Where?</prompt></sliderInteraction>'
    (found,) = (one for one in read_text("qti21", item(body), tmp_path) if isinstance(one, Found))
    assert "sliderInteraction" in found.draft
    assert found.data["prompt"] == "Where?"


def test_a_pattern_is_never_run(tmp_path: Path) -> None:
    """It comes from a stranger: one like this takes years."""
    rules = (
        "<responseProcessing><responseCondition><responseIf><patternMatch pattern='(a+)+b'>"
        "<variable identifier='RESPONSE'/></patternMatch><setOutcomeValue identifier='SCORE'>"
        "<baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf></responseCondition>"
        "</responseProcessing>"
    )
    body = '<p>What?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    declared = responds("string", "a" * 60 + "!")
    data = only(read_text("qti21", item(body, declared, rules), tmp_path))
    assert data["accept"][0] == "(a+)+b" and data["match"] == "regex"


def test_formulas_that_do_not_say_their_tex_are_read(tmp_path: Path) -> None:
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>x</mi><mn>2</mn></mfrac><mo>≤</mo>'
        "<msqrt><mi>π</mi></msqrt><mo>+</mo><msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup></math>"
    )
    body = f"<p>Is {formula}?</p>" + CHOICES.format(most=1)
    data = only(read_text("qti21", item(body, responds("identifier", "B"), template("match_correct")), tmp_path))
    assert data["prompt"].partition("\n")[0] == r"Is $\frac{x}{2} \le \sqrt{\pi} + a_{1}^{2}$?"


def test_a_package_is_read_in_the_order_of_its_test(tmp_path: Path) -> None:
    names = ("first", "second", "third")
    items = {
        f"{name}.xml": item(CHOICES.format(most=1), responds("identifier", "B"), template("match_correct")).replace(
            'identifier="i1"', f'identifier="{name}"'
        )
        for name in names
    }
    resources = "".join(
        f'<resource identifier="{name}" type="imsqti_item_xmlv2p1" href="{name}.xml"/>' for name in names
    )
    test = '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>'
    refs = "".join(f'<assessmentItemRef identifier="{one}" href="{one}.xml"/>' for one in ("second", "gone", "first"))
    files = {
        "imsmanifest.xml": f"<manifest><resources>{resources}{test}</resources></manifest>",
        "test.xml": f"<assessmentTest><assessmentSection>{refs}</assessmentSection></assessmentTest>",
        **items,
    }
    path = packed(tmp_path, files)
    assert detect(Input(path)).name == "qti21"
    found = read("qti21", path)
    assert [one.name for one in found if isinstance(one, Found)] == ["second", "first", "third"]
    assert [one.place.file for one in found if isinstance(one, Refused)] == ["gone.xml"]


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="DOCTYPE"):
        read_text("qti21", f"<!DOCTYPE assessmentItem>{item(CHOICES.format(most=1))}", tmp_path)
