"""The assessment test of a package: the bank's questions in order, one section, no limits."""

from __future__ import annotations

from collections.abc import Iterator

from qbank_qti.identifiers import identifier, reserved
from qbank_qti.items import files
from qbank_qti.items.dialect import Dialect
from qbank_qti.items.rules import SCORE, Rules
from qbank_qti.xml import HEADER, element, text

from qbank.api import Context, Document


def assessment_test(q: Dialect, document: Document) -> Iterator[str]:
    """Yield the test's file in pieces."""
    info, rules = document.info, Rules(q)
    sum_ = q("sum", q("testVariables", variableIdentifier=SCORE))
    section = q(
        "assessmentSection",
        _rubric(q, document),
        *(
            q("assessmentItemRef", identifier=identifier(entry.row.id), href=files.of(entry.row)) + "\n"
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
    context = Context(document.info, {})
    words = context.plain(document.info.description)
    paragraphs = [element("p", text(one.strip())) for one in words.split("\n\n") if one.strip()]
    shown = element("div", *paragraphs, **q.written(context))
    return q("rubricBlock", q.body(shown), view="candidate", use="instructions")
