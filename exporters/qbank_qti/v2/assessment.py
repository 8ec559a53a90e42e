"""The assessment test of a package: the bank's questions in order, one section, no limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qbank_qti.identifiers import identifier, reserved
from qbank_qti.v2.dialect import Dialect
from qbank_qti.v2.rules import SCORE, Rules
from qbank_qti.xml import HEADER, element, text

from qbank.api import Context, Document


def assessment_test(q: Dialect, document: Document, file_of: Callable[[str], str]) -> Iterator[str]:
    """Yield the test's file in pieces; `file_of` gives the path of a question's item."""
    info, rules = document.info, Rules(q)
    sum_ = q("sum", q("testVariables", variableIdentifier=SCORE))
    section = q(
        "assessmentSection",
        _rubric(q, document),
        *(
            q("assessmentItemRef", identifier=identifier(entry.row.id), href=file_of(entry.row.id)) + "\n"
            for entry in document.questions
        ),
        identifier=reserved("section", info.id),
        title=info.title,
        visible=True,
        keepTogether=False,
    )
    control = q("itemSessionControl", maxAttempts=0, showFeedback=True, allowReview=True, allowSkipping=True)
    part = q(
        "testPart",
        control,
        section,
        identifier=reserved("part", info.id),
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    score = q("outcomeDeclaration", identifier=SCORE, cardinality="single", baseType="float")
    total = q("outcomeProcessing", rules.set(SCORE, sum_))
    yield HEADER
    yield q.root("assessmentTest", score, part, total, identifier=reserved("test", info.id), title=info.title)
    yield "\n"


def _rubric(q: Dialect, document: Document) -> str:
    if not document.info.description:
        return ""
    words = Context(document.info, {}).plain(document.info.description)
    paragraphs = [element("p", text(one.strip())) for one in words.split("\n\n") if one.strip()]
    return q("rubricBlock", *paragraphs, view="candidate")
