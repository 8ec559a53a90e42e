"""QTI that others wrote: what comes in of each file of ../shared/samples, what doesn't, and why."""

from __future__ import annotations

import pytest
from read_back import SAMPLES, record

from qbank.importing.found import InputFault

ROOT = SAMPLES / "canvas-qti12"


def sampled() -> dict[str, dict[str, int] | str]:
    """Return the record of each sample: packages as a whole, and each file by itself."""
    found: dict[str, dict[str, int] | str] = {}
    for path in sorted(ROOT.rglob("*")):
        package = path.is_dir() and (path / "imsmanifest.xml").is_file()
        if not package and (path.is_dir() or path.name == "imsmanifest.xml"):
            continue
        try:
            found[path.relative_to(ROOT).as_posix()] = record(path)
        except InputFault as fault:
            found[path.relative_to(ROOT).as_posix()] = str(fault)
    return found


NO_FORMAT = "nothing tells which format it has"
DOCTYPE = "it has a DOCTYPE, through which XML can reach other files"
RECORDS: dict[str, dict[str, int] | str] = {
    "all_canvas_simple_1.2.xml": {"about": 1, "questions": 9, "notes": 9, "drafts": 1},
    "canvas_cartridge": {"about": 1, "refused": 2, "aside": 1},
    "canvas_cartridge/course_settings/assignment_groups.xml": NO_FORMAT,
    "canvas_cartridge/course_settings/course_settings.xml": NO_FORMAT,
    "canvas_cartridge/course_settings/files_meta.xml": NO_FORMAT,
    "canvas_cartridge/ib5281f3537a06f58877107a2501a4e2d/assessment_meta.xml": NO_FORMAT,
    "imsqti_2.2_package/choice.xml": {"about": 1, "questions": 1, "notes": 1},
    "interaction_checks_1.2.xml": {"about": 1, "questions": 10, "notes": 8},
    "items_1.2/canvas_multiple_fib.xml": {"questions": 1},
    "items_1.2/canvas_multiple_fib_as_single.xml": {"questions": 1},
    "items_1.2/canvas_multiple_fib_extra_brackets.xml": {"questions": 1},
    "items_1.2/choice.xml": {"about": 1, "questions": 4, "notes": 2},
    "items_1.2/essay.xml": {"questions": 1},
    "items_1.2/essay_custom_settings.xml": {"questions": 1},
    "items_1.2/fib_feedback.xml": {"questions": 1},
    "items_1.2/formula.xml": {"drafts": 1, "notes": 3},
    "items_1.2/formula_mform.xml": {"drafts": 1, "notes": 8},
    "items_1.2/matching_feedback.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_1.2/mc_feedback.xml": {"about": 1, "questions": 1},
    "items_1.2/multiple_answer.xml": {"about": 1, "questions": 1},
    "items_1.2/multiple_choice.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_1.2/nq_multiple_fib_scoring_algorithms.xml": {"questions": 1, "notes": 1},
    "items_1.2/numeric_margin_error.xml": {"about": 1, "questions": 1},
    "items_1.2/numeric_margin_error_percent.xml": {"about": 1, "questions": 1},
    "items_1.2/numeric_precision.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_1.2/numeric_precision_decimals.xml": {"about": 1, "questions": 1},
    "items_1.2/ordering.row.xml": DOCTYPE,
    "items_1.2/ordering.xml": DOCTYPE,
    "items_1.2/ordering_with_labels.xml": DOCTYPE,
    "items_1.2/single_fib.xml": {"questions": 1},
    "items_1.2/stimulus.xml": {"about": 1, "stimuli": 1},
    "items_1.2/stimulus_with_child_item.xml": {"about": 1, "stimuli": 1, "questions": 1},
    "items_1.2/text.no.question.xml": {"about": 1, "stimuli": 1},
    "items_1.2/true_false.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_1.2/upload.xml": {"questions": 1},
    "items_2.1/essay.xml": {"about": 1, "questions": 1},
    "items_2.1/extended_text_rubric.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.1/gap_match.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.1/match.xml": {"about": 1, "questions": 1, "notes": 2},
    "items_2.1/match2.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.1/order.xml": {"about": 1, "questions": 1},
    "items_2.1/text_entry.xml": {"about": 1, "questions": 1},
    "items_2.2/Example03-feedbackBlock-solution.xml": {"about": 1, "drafts": 1},
    "items_2.2/Example05-feedbackBlock-adaptive.xml": {"about": 1, "drafts": 1},
    "items_2.2/adaptive.xml": {"about": 1, "drafts": 1, "notes": 5},
    "items_2.2/adaptive_template.xml": {"about": 1, "drafts": 1, "notes": 5},
    "items_2.2/choice.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/choice_aria.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/choice_fixed.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/choice_multiple_chocolade.xml": {"about": 1, "drafts": 1},
    "items_2.2/choice_multiple_rtl.xml": {"about": 1, "questions": 1},
    "items_2.2/choice_ruby.xml": {"about": 1, "questions": 1},
    "items_2.2/drawing.xml": {"about": 1, "drafts": 1, "notes": 1},
    "items_2.2/essay.xml": {"about": 1, "questions": 1},
    "items_2.2/extended_text.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/extended_text_rubric.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/feedback_adaptive.xml": {"about": 1, "drafts": 1},
    "items_2.2/figures.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/graphic_gap_match.xml": {"about": 1, "drafts": 1, "notes": 7},
    "items_2.2/graphic_gap_match_text.xml": {"about": 1, "drafts": 1, "notes": 1},
    "items_2.2/graphic_order.xml": {"about": 1, "drafts": 1, "notes": 1},
    "items_2.2/hottext.xml": {"about": 1, "drafts": 1},
    "items_2.2/inline_choice_math.xml": {"about": 1, "questions": 1},
    "items_2.2/match2.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/mc_calc5.xml": {"about": 1, "drafts": 1},
    "items_2.2/media_coords.xml": {"about": 1, "drafts": 1, "notes": 4},
    "items_2.2/multi-input.xml": {"about": 1, "drafts": 1},
    "items_2.2/order_partial_scoring.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/svg.xml": {"about": 1, "questions": 1, "notes": 1},
    "items_2.2/text_entry.xml": {"about": 1, "questions": 1},
    "items_2.2/upload_composite.xml": {"about": 1, "drafts": 1},
    "mathml/numeric_1.2.xml": {"about": 1, "questions": 2},
    "no_assessment_xml": {"about": 1, "drafts": 1},
    "no_assessment_xml/choice.xml": {"about": 1, "drafts": 1},
    "package_shared/example/graphicOrder.xml": {"about": 1, "drafts": 1, "notes": 1},
    "test_imscc_canvas": {"about": 1, "refused": 3, "aside": 1},
    "test_imscc_canvas/course_settings/assignment_groups.xml": NO_FORMAT,
    "test_imscc_canvas/course_settings/files_meta.xml": NO_FORMAT,
    "test_imscc_canvas/course_settings/media_tracks.xml": NO_FORMAT,
    "test_imscc_canvas/ife643a8a04b48b22acab95de6c01f1cc/assessment_meta.xml": NO_FORMAT,
    "test_qti_1.2": {"about": 1, "refused": 1},
    "test_qti_1.2_bank_entry_item": {"about": 1, "refused": 1},
    "test_qti_1.2_bank_entry_item/quiz.xml": {"about": 1, "refused": 1},
    "test_qti_1.2_canvas": {"about": 1, "refused": 1},
    "test_qti_1.2_canvas/i00f37ac2af026e5a607e4a5d9a70b1d5/assessment_meta.xml": NO_FORMAT,
    "test_qti_1.2_canvas_extended_1/gba044ae1fc7cfd3dc413e0df695e0068/gba044ae1fc7cfd3dc413e0df695e0068.xml": {
        "about": 1},
    "test_qti_1.2_canvas_extended_2": {"about": 1, "refused": 1},
    "test_qti_1.2_canvas_extended_2/gba044ae1fc7cfd3dc413e0df695e0068/assessment_meta.xml": NO_FORMAT,
    "test_qti_2.1/Items/Item_VE_IP_02/qtiv2p1_EntryTest_VE_IP_02.xml": {"about": 1, "questions": 1, "notes": 1},
    "test_qti_2.1/Items/Item_VE_IP_03/qtiv2p1_EntryTest_VE_IP_03.xml": {"about": 1, "questions": 1},
    "test_qti_2.1/Items/Item_VE_IP_04/qtiv2p1_EntryTest_VE_IP_04.xml": {"about": 1, "questions": 1},
    "test_qti_2.1/Items/Item_VE_IP_05/qtiv2p1_EntryTest_VE_IP_05.xml": {"about": 1, "questions": 1, "notes": 3},
    "test_qti_2.1/Tests/Test_VE_TP_06/qtiv2p1_EntryTest_VE_TP_06.xml": {"about": 1, "aside": 1},
    "test_qti_2.2": {"about": 1, "refused": 3, "questions": 2, "aside": 1},
    "test_qti_2.2/assessment.xml": {"about": 1, "aside": 1},
    "test_qti_2.2/essay/essay.xml": {"about": 1, "questions": 1},
    "test_qti_2.2/fib/fib.xml": {"about": 1, "questions": 1, "notes": 1},
    "test_qti_2.2/text-entry/text-entry.xml": {"about": 1, "questions": 1},
    "tests/feedbackTest": {"about": 1, "refused": 3, "questions": 2, "drafts": 2},
    "tests/feedbackTest/id-38d47747fb30/Example02-feedbackInline.xml": {"about": 1, "questions": 1},
    "tests/feedbackTest/id-aaa0bbf5da1d/Example03-feedbackBlock-solution-random.xml": {"about": 1, "drafts": 1},
    "tests/feedbackTest/id-d599169403d2/Example04-feedbackBlock-templateBlock.xml": {"about": 1, "drafts": 1},
    "tests/feedbackTest/id-fa3ee5852723/Example01-modalFeedback.xml": {"about": 1, "questions": 1},
    "tests/interactionmix_saxony_v3/Choicemultiple_871212949.xml": {"about": 1, "questions": 1, "notes": 3},
    "tests/interactionmix_saxony_v3/Choicetruefalse_176040516.xml": {"about": 1, "questions": 1},
    "tests/interactionmix_saxony_v3/Hotspot_278940407.xml": {"about": 1, "drafts": 1, "notes": 1},
    "tests/interactionmix_saxony_v3/Hottext_801974120.xml": {"about": 1, "drafts": 1},
    "tests/interactionmix_saxony_v3/TextEntrynumeric_770468849.xml": {"about": 1, "questions": 1},
    "tests/tests/complete.xml": {"about": 1, "aside": 1},
    "tests/tests/report.xml": NO_FORMAT,
    "tests/tests/rtest01-set02.xml": {"about": 1, "stimuli": 1},
    "tests/tests/rtest01-set03.xml": {"about": 1, "stimuli": 1},
    "tests/tests/rtest02.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest06.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest09.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest12.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest13.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest22.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest24.xml": {"about": 1, "aside": 1},
    "tests/tests/rtest25.xml": {"about": 1, "aside": 1},
    "with_banks": {"about": 1, "refused": 4},
}  # fmt: skip
"""What comes in of each sample. Files that a package names and that aren't there are refused, one by one."""


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples isn't on this machine")
def test_each_sample_comes_in_as_written_down_here() -> None:
    assert sampled() == RECORDS
