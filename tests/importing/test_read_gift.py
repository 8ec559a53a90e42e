"""GIFT as Moodle reads it: each rule of its reader, in a block or two."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from read_back import SAMPLES, only, questions, read, read_text, record, validated

from qbank.importing.found import About, Aside, Found, FoundStimulus, Refused
from qbank.importing.input import Input
from qbank.importing.judge import judge
from qbank.importing.names import Names
from qbank.importing.registry import detect

RECORDS = {
    "categorySpecialCharacter.gift": {"about": 1},
    "description1.gift": {"stimuli": 1, "questions": 1, "notes": 1},
    "escapeAll.gift": {"questions": 1},
    "giftFormatPhpExamples.gift": {"questions": 10},
    "matching1.gift": {"questions": 2},
    "mc1.gift": {"questions": 1},
    "multipleAnswersFloat.gift": {"questions": 1},
    "numerical1.gift": {"questions": 10},
    "options1.gift": {"questions": 14},
    "shortAnswer1.gift": {"questions": 2},
    "shortAnswer2.gift": {"questions": 2},
    "symbolsAll.gift": {"questions": 1},
    "tag_id_and_two_tags.gift": {"questions": 1},
    "tag_two_tags.gift": {"questions": 1},
    "tf1.gift": {"questions": 1},
    "tf1_markdown.gift": {"questions": 1},
    "tf2.gift": {"questions": 2},
    "totara_moodle_pre_content.gift": {"questions": 1},
    "totara_moodle_shortanswer.gift": {"questions": 1},
    "totara_moodle_shortanswer_general_feedback.gift": {"questions": 1},
    "totara_moodle_truefalse_true_answer2.gift": {"questions": 1},
    "type_inferred_multiline_markdown.gift": {"questions": 1},
}
"""What comes in of each sample; nothing of them is refused, and no question is a draft."""


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples isn't on this machine")
def test_each_sample_comes_in_as_written_down_here() -> None:
    assert {path.name: record(path) for path in sorted((SAMPLES / "gift").iterdir())} == RECORDS


def test_the_answers_decide_which_kind_it_is(tmp_path: Path) -> None:
    text = (
        "A{T}\n\nB{FALSE}\n\nC{=x =y}\n\nD{~x =y}\n\nE{~%50%x ~%50%y ~z}\n\nF{#3}\n\nG{=x->1 =y->2}\n\nH{}\n\nI{One}\n"
    )
    kinds = [one["type"] for one in questions(read_text("gift", text, tmp_path))]
    assert kinds == [
        "true_false", "true_false", "short_answer", "multiple_choice", "multiple_response", "numeric", "matching",
        "essay", "short_answer",
    ]  # fmt: skip


def test_a_missing_word_is_a_gap_in_the_stem(tmp_path: Path) -> None:
    data = only(read_text("gift", "Grant is {~buried =entombed} in Grant's tomb.", tmp_path))
    assert data["prompt"].replace("\\", "") == "Grant is _____ in Grant's tomb."


def test_weights_and_feedback_of_choices(tmp_path: Path) -> None:
    data = only(read_text("gift", "Q{~%33.33333%a#Half\\: no ~b =c#Yes ####In all\\nlines}", tmp_path))
    assert data["choices"] == [
        {"text": "a", "weight": "1/3", "feedback": "Half: no"},
        "b",
        {"answer": "c", "feedback": "Yes"},
    ]
    assert data["explanation"] == "In all\\\nlines"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("~%50%a ~%50%b ~%-50%c", {"choices": [{"answer": "a"}, {"answer": "b"}, "c"]}),
        ("~%50%a ~%50%b ~c", {"scoring": "weights", "choices": [{"answer": "a"}, {"answer": "b"}, "c"]}),
        (
            "~%75%a ~%25%b ~%-100%c",
            {
                "choices": [
                    {"answer": "a", "weight": "75%"},
                    {"answer": "b", "weight": "25%"},
                    {"text": "c", "weight": "-100%"},
                ]
            },
        ),
        ("~%100%a ~%-100%b", {"choices": [{"answer": "a"}, "b"]}),
    ],
)
def test_weights_of_several_right_choices(tmp_path: Path, answers: str, expected: dict[str, object]) -> None:
    assert only(read_text("gift", f"Q{{{answers}}}", tmp_path)) == {
        "type": "multiple_response",
        "prompt": "Q",
        **expected,
    }


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("~a ~b", "no key is marked"),
        ("=a =b ~c", "one can be chosen, and 2 choices are worth 100%"),
        ("~%50%a ~%25%b", "the right choices add up to 75%"),
        ("=%50%a =%25%b", "no answer is worth 100%"),
        ("#about three", "about three is no number"),
        ("#=%50%3", "no number is worth 100%"),
    ],
)
def test_no_key_is_guessed(tmp_path: Path, answers: str, why: str) -> None:
    (found,) = read_text("gift", f"Q{{{answers}}}", tmp_path)
    assert isinstance(found, Found)
    assert found.draft == why


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("#1822", {"answer": "1822"}),
        ("#-3.1415:0.0005", {"answer": "-3.1415", "tolerance": "0.0005"}),
        ("#-5..5", {"min": "-5", "max": "5"}),
        ("#=3:0.1 =%50%4:0.1#Near ~#Far", {
            "answer": "3", "tolerance": "0.1", "accept": [{"answer": "4", "credit": "50%", "feedback": "Near"}],
            "feedback": {"incorrect": "Far"},
        }),
        ("#=200:2 =%50%100:1", {"answer": "200", "tolerance": "1%", "accept": [{"answer": "100", "credit": "50%"}]}),
    ],
)  # fmt: skip
def test_numbers(tmp_path: Path, answers: str, expected: dict[str, object]) -> None:
    assert only(read_text("gift", f"Q{{{answers}}}", tmp_path)) == {"type": "numeric", "prompt": "Q", **expected}


def test_a_tolerance_of_the_answer_alone_is_its_ends(tmp_path: Path) -> None:
    (found,) = read_text("gift", "Q{#=1822:0 =%50%1822:2}", tmp_path)
    assert isinstance(found, Found)
    question = validated(found)
    assert [question.score(given) for given in ("1822", "1824", "1825")] == [1, Fraction(1, 2), 0]
    assert judge(found, Names(), lambda address: address, {}).comments == ()


def test_what_a_numeric_question_cannot_hold_is_noted(tmp_path: Path) -> None:
    (found,) = read_text("gift", "Q{#=1822:0 =%50%1822:2 =%25%1822:10}", tmp_path)
    assert isinstance(found, Found)
    assert found.notes == (
        "1820 to 1824, worth 50%, is left out: its tolerance is another",
        "1812 to 1832, worth 25%, is left out: its tolerance is another",
    )


def test_true_false_has_the_wrong_feedback_first(tmp_path: Path) -> None:
    data = only(read_text("gift", "Q{TRUE#no#yes####so}", tmp_path))
    assert data["feedback"] == {"correct": "yes", "incorrect": "no"}
    assert data["explanation"] == "so"


def test_short_answers_are_patterns_and_the_last_star_is_the_rest(tmp_path: Path) -> None:
    data = only(read_text("gift", "Q{=2 \\\\* 3 =%50%t*#Near =%0%*#No}", tmp_path))
    assert data["accept"] == ["2 * 3", {"text": "t*", "match": "wildcard", "credit": "50%", "feedback": "Near"}]
    assert data["feedback"] == {"incorrect": "No"}


def test_escaped_characters_are_themselves(tmp_path: Path) -> None:
    data = only(read_text("gift", "::a\\:\\:b::x \\{y\\} \\= \\~\\#{=\\=1\\\\2}", tmp_path))
    assert (data["title"], data["prompt"], data["accept"]) == ("a::b", "x {y} = ~#", ["=1\\2"])


def test_formats(tmp_path: Path) -> None:
    text = (
        "[html]<p>Is <b>x</b>?</p>{=x}\n\n[markdown]Is *x*?{=x}\n\n[plain]Is <b>*x*</b>?{=x}\n\nIs <i>x</i>\\ny?{=x}\n"
    )
    assert [one["prompt"] for one in questions(read_text("gift", text, tmp_path))] == [
        "Is **x**?",
        "Is *x*?",
        "Is \\<b>\\*x\\*\\</b>?",
        "Is *x*\\\ny?",
    ]


def test_markdown_with_html_of_its_own_becomes_ours(tmp_path: Path) -> None:
    assert only(read_text("gift", "[markdown]A <b>*x*</b><script>y</script>{T}", tmp_path))["prompt"] == "A **_x_**"


def test_comments_have_ids_and_tags(tmp_path: Path) -> None:
    text = "// [id:a\\]b] [tag:sea] [tag:difficulty-hard]\n// no mark\nQ{T}\n"
    (found,) = read_text("gift", text, tmp_path)
    assert isinstance(found, Found)
    assert found.name == "a]b"
    assert (found.data["tags"], found.data["difficulty"]) == (["sea"], "hard")


def test_the_first_category_is_the_title_and_others_are_tags(tmp_path: Path) -> None:
    text = "$CATEGORY: $course$/top/A//B/Rivers\n\nQ{T}\n\n$CATEGORY: top/Lakes\n\nR{T}\n"
    about, first, aside, second = read_text("gift", text, tmp_path)
    assert isinstance(about, About)
    assert about.data == {"title": "Rivers"}
    assert isinstance(first, Found)
    assert isinstance(aside, Aside)
    assert isinstance(second, Found)
    assert ("tags" in first.data, second.data["tags"]) == (False, ["Lakes"])


def test_a_description_is_the_stimulus_of_the_next_question(tmp_path: Path) -> None:
    passage, first, second = read_text("gift", "// [id:p]\n::Sea::[html]<p>Salty.</p>\n\nQ{T}\n\nR{T}\n", tmp_path)
    assert passage == FoundStimulus("p", "Salty.", passage.place, title="Sea")  # type: ignore[union-attr]
    assert isinstance(first, Found)
    assert first.data["stimulus"] == "p"
    assert isinstance(second, Found)
    assert "stimulus" not in second.data


@pytest.mark.parametrize("text", ["Q{=a\n\n=b}", "Q}", "}Q{=a}", "{=a}", "Q{=a->b =c}", "Q{~ ~}"])
def test_what_moodle_refuses_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    found = read_text("gift", f"// note\n\n{text}\n\nR{{T}}\n", tmp_path)
    assert isinstance(found[0], Refused)
    assert found[0].place.line == 3
    assert isinstance(found[-1], Found)


def test_windows_1252_far_down_in_a_file(tmp_path: Path) -> None:
    text = "Q{T}\n\n" * 20_000 + "Größe…{T}\n"
    found = read_text("gift", text.encode("cp1252"), tmp_path)
    assert isinstance(found[-1], Found)
    assert found[-1].data["prompt"] == "Größe…"


def test_it_is_found_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "quiz.txt"
    path.write_text("What is 2 + 2?{=4}\n")
    assert detect(Input(path)).name == "gift"
    assert only(read("gift", path))["accept"] == ["4"]
