"""QTI 1.2 of others, Canvas's before all, as it is read: what rules give and show decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from read_back import only, packed, questions, read, read_text

from qbank.importing.found import About, Aside, Found, FoundStimulus

ASI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def canvas(kind: str, presentation: str, rules: str = "", more: str = "") -> str:
    """Return a quiz of Canvas with one question."""
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in (("question_type", kind), ("points_possible", "2.0"))
    )
    processing = f"<resprocessing><outcomes><decvar maxvalue='100' varname='SCORE'/></outcomes>{rules}</resprocessing>"
    return (
        f'<questestinterop xmlns="{ASI}"><assessment ident="a" title="A quiz"><section ident="root_section">'
        f'<item ident="i1" title="Question"><itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>'
        f"<presentation><material><mattext texttype='text/html'>&lt;p&gt;What is [x]?&lt;/p&gt;</mattext></material>"
        f"{presentation}</presentation>{processing if rules else ''}{more}</item></section></assessment>"
        "</questestinterop>"
    )


def listed(ident: str, cardinality: str, *texts: str, about: str = "") -> str:
    """Return a list of choices, called 11, 12 …"""
    labels = "".join(
        f"<response_label ident='{number}'><material><mattext>{text}</mattext></material></response_label>"
        for number, text in enumerate(texts, 11)
    )
    told = f"<material><mattext>{about}</mattext></material>" if about else ""
    shown = f"<render_choice>{labels}</render_choice>"
    return f"<response_lid ident='{ident}' rcardinality='{cardinality}'>{told}{shown}</response_lid>"


def condition(test: str, score: str = "100", action: str = "Set", shows: str = "") -> str:
    """Return a condition."""
    sets = f"<setvar action='{action}' varname='SCORE'>{score}</setvar>" if score else ""
    show = f"<displayfeedback linkrefid='{shows}'/>" if shows else ""
    return f"<respcondition continue='Yes'><conditionvar>{test}</conditionvar>{sets}{show}</respcondition>"


def equal(value: str, response: str = "r") -> str:
    """Return a test."""
    return f"<varequal respident='{response}'>{value}</varequal>"


BOX = (
    "<response_str ident='r' rcardinality='Single'><render_fib><response_label ident='b'/></render_fib></response_str>"
)
TWO_KEYS = condition(f"<and>{equal('11')}{equal('12')}<not>{equal('13')}</not></and>")
KINDS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("multiple_choice_question", listed("r", "Single", "a", "b"), condition(equal("12")),
     {"type": "multiple_choice", "choices": ["a", {"answer": "b"}]}),
    ("true_false_question", listed("r", "Single", "True", "False"), condition(equal("12")),
     {"type": "true_false", "answer": False}),
    ("multiple_answers_question", listed("r", "Multiple", "a", "b", "c"), TWO_KEYS,
     {"type": "multiple_response", "choices": [{"answer": "a"}, {"answer": "b"}, "c"]}),
    ("short_answer_question", BOX, condition(equal("red") + equal("Red") + equal("rose")),
     {"type": "short_answer", "accept": ["red", "rose"]}),
    ("numerical_question", BOX, condition("<vargte respident='r'>1.5</vargte><varlte respident='r'>2.5</varlte>"),
     {"type": "numeric", "answer": "2", "tolerance": "0.5"}),
    ("matching_question", listed("response_1", "Single", "b", "d", about="a") + listed(
        "response_2", "Single", "b", "d", about="c"), condition(equal("11", "response_1"), "50", "Add") + condition(
        equal("12", "response_2"), "50", "Add"), {"type": "matching", "pairs": [{"a": "b"}, {"c": "d"}]}),
    ("fill_in_multiple_blanks_question", listed("response_x", "Single", "one", "two", about="x"),
     condition(equal("11", "response_x"), "100", "Add"), {"type": "cloze", "prompt": "What is [[one|two]]?"}),
    ("multiple_dropdowns_question", listed("response_x", "Single", "one", "two", about="x"),
     condition(equal("12", "response_x"), "100", "Add"), {"type": "cloze", "prompt": "What is [[two ~one]]?"}),
    ("essay_question", BOX, condition("<other/>", ""), {"type": "essay"}),
    ("file_upload_question", "", "", {"type": "essay", "attachments": "required"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "presentation", "rules", "expected"), KINDS, ids=[one[0] for one in KINDS])
def test_each_kind_of_canvas(
    tmp_path: Path, kind: str, presentation: str, rules: str, expected: dict[str, Any]
) -> None:
    found = read_text("qti12", canvas(kind, presentation, rules), tmp_path)
    assert only(found) == {"prompt": "What is [x]?", "points": "2", **expected}
    assert [dict(one.data) for one in found if isinstance(one, About)] == [{"title": "A quiz"}]


def test_a_text_alone_is_a_stimulus_and_values_that_are_computed_a_draft(tmp_path: Path) -> None:
    (text,) = (
        one for one in read_text("qti12", canvas("text_only_question", ""), tmp_path) if isinstance(one, FoundStimulus)
    )
    assert (text.name, text.text) == ("i1", "What is [x]?")
    (draft,) = (
        one for one in read_text("qti12", canvas("calculated_question", BOX), tmp_path) if isinstance(one, Found)
    )
    assert "computed" in draft.draft


def test_feedback_of_canvas_goes_by_its_name(tmp_path: Path) -> None:
    texts = {"correct_fb": "Yes", "general_incorrect_fb": "No", "general_fb": "So it is", "11_fb": "Not a"}
    more = "".join(
        f"<itemfeedback ident='{name}'><material><mattext>{text}</mattext></material></itemfeedback>"
        for name, text in texts.items()
    )
    quiz = canvas("multiple_choice_question", listed("r", "Single", "a", "b"), condition(equal("12")), more)
    data = only(read_text("qti12", quiz, tmp_path))
    assert data["choices"] == [{"text": "a", "feedback": "Not a"}, {"answer": "b"}]
    assert data["feedback"] == {"correct": "Yes", "incorrect": "No"}
    assert data["explanation"] == "So it is"


def test_plain_rules_add_and_take_points(tmp_path: Path) -> None:
    rules = (
        condition(equal("11"), "3", "Add") + condition(equal("12"), "1", "Add") + condition(equal("13"), "-2", "Add")
    )
    quiz = (
        canvas("x", listed("r", "Multiple", "a", "b", "c"), rules)
        .replace("question_type", "other")
        .replace("points_possible", "cc_weighting")
        .replace("maxvalue='100'", "maxvalue='4'")
        .replace("<fieldentry>2.0", "<fieldentry>4")
    )
    data = only(read_text("qti12", quiz, tmp_path))
    assert data["choices"] == [
        {"answer": "a", "weight": "75%"}, {"answer": "b", "weight": "25%"}, {"text": "c", "weight": "-50%"},
    ]  # fmt: skip
    assert data["points"] == "4"


def test_a_course_holds_its_quizzes_once(tmp_path: Path) -> None:
    """Canvas packs each quiz twice; settings and other resources are set aside."""
    quiz = canvas("essay_question", BOX, condition("<other/>", ""))
    resources = (
        '<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/assessment_qti.xml"/>'
        "</resource>"
        '<resource identifier="m" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"'
        ' href="q/assessment_meta.xml"><file href="q/assessment_meta.xml"/>'
        '<file href="non_cc_assessments/q.xml.qti"/></resource>'
        '<resource identifier="p" type="webcontent" href="page.html"><file href="page.html"/></resource>'
    )
    meta = "<quiz xmlns='x'><title>Quiz one</title><description>&lt;p&gt;About *this*&lt;/p&gt;</description></quiz>"
    files = {
        "imsmanifest.xml": f"<manifest><resources>{resources}</resources></manifest>",
        "q/assessment_qti.xml": quiz,
        "non_cc_assessments/q.xml.qti": quiz,
        "q/assessment_meta.xml": meta,
    }
    found = read("qti12", packed(tmp_path, files))
    assert len(questions(found)) == 1
    assert [one.place.file for one in found if isinstance(one, Found)] == ["non_cc_assessments/q.xml.qti"]
    assert len([one for one in found if isinstance(one, Aside)]) <= 1
