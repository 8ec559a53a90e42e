"""The elements of QTI 1.2 (ASI) that both its flavours write: texts, responses, conditions, feedback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from qbank.api import NumberBlank, Numeric
from qbank_qti.xml import XSI, element, text

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
LOCATION = f"{NAMESPACE} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
ROOT = f'<questestinterop xmlns="{NAMESPACE}" xmlns:xsi="{XSI}" xsi:schemaLocation="{LOCATION}">'
RESPONSE = "response1"
SCORE = "SCORE"
SOLUTION = "solution"
HINTS = "hints"
TEMPLATE = '<blockquote class="template">'
"""Begins what stands in an answer at its beginning; 1.2 has no place for it but below the question."""
OWN_ID = "qbank_id"
"""The metadata field with the id that the author gave, where the file has another: platforms pass it over."""
_SORTS = {SOLUTION: "Solution", HINTS: "Hint"}


def directed(html: str, direction: str, *, inline: bool) -> str:
    """Return HTML that runs from right to left where the bank's language does; the page around it may not."""
    if direction != "rtl" or not html:
        return html
    return element("span" if inline else "div", html, dir="rtl")


def material(value: str, kind: str = "text/html") -> str:
    """Return a text: HTML, which is escaped once and nothing else, or plain text."""
    return element("material", element("mattext", text(value), texttype=kind))


def label(ident: str, value: str, kind: str = "text/html", *, rshuffle: str | None = None) -> str:
    """Return one of the choices; `rshuffle="No"` keeps it in its place."""
    return element("response_label", material(value, kind), ident=ident, rshuffle=rshuffle)


def choices(
    ident: str,
    labels: Sequence[str],
    *,
    cardinality: str | None = "Single",
    about: str = "",
    shuffle: bool | None = None,
) -> str:
    """Return a response that is chosen; `about` is what stands before it."""
    shuffled = None if shuffle is None else "Yes" if shuffle else "No"
    rendered = element("render_choice", *labels, shuffle=shuffled)
    return element("response_lid", about, rendered, ident=ident, rcardinality=cardinality)


def typed(
    ident: str, *, fibtype: str = "String", numtype: str | None = None, rows: int = 1, about: str = "", after: str = ""
) -> str:
    """Return a response that is typed: a number where `numtype` is given; `about` and `after` stand around the box."""
    inside = element("response_label", ident=f"{ident}_box")
    rendered = element("render_fib", inside, fibtype=fibtype, prompt="Box", rows=rows, columns=20 if rows == 1 else 60)
    name = "response_num" if numtype else "response_str"
    return element(name, about, rendered, after, ident=ident, rcardinality="Single", numtype=numtype)


def equal(value: str, response: str = RESPONSE, **attributes: object) -> str:
    """Return "the response is this": of several choices, "this is among them"."""
    return element("varequal", text(value), respident=response, **attributes)


def negation(test: str) -> str:
    """Return "not this"."""
    return element("not", test)


def every(tests: Sequence[str]) -> str:
    """Return "all of these"."""
    return tests[0] if len(tests) == 1 else element("and", *tests)


def any_of(tests: Sequence[str]) -> str:
    """Return "one of these at least"."""
    return tests[0] if len(tests) == 1 else element("or", *tests)


def condition(
    tests: str,
    *,
    score: str = "",
    action: str = "Set",
    goes_on: bool = False,
    show: Iterable[str] = (),
    title: str | None = None,
) -> str:
    """Return a `respcondition`: what is done where all `tests` hold. `goes_on`: the next ones are looked at as well.

    Its `title` is for people, and for who reads it back: the number that a range is around.
    """
    shows = [element("displayfeedback", feedbacktype=_SORTS.get(ident, "Response"), linkrefid=ident) for ident in show]
    sets = element("setvar", score, action=action, varname=SCORE) if score else ""
    going = "Yes" if goes_on else "No"
    return element("respcondition", element("conditionvar", tests), sets, *shows, title=title, continue_=going)


def number(value: Fraction) -> str:
    """Return a bound in decimals, exactly: it was typed in decimals, and a tolerance in per cent keeps it so."""
    with localcontext(prec=200):
        found = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{found:f}"


def meant(answers: Numeric | NumberBlank, index: int) -> str:
    """Return the number that an interval is around, and the tolerance, as they were typed; or the ends of a range."""
    first = 1 if answers.answer is not None or answers.min is not None else 0
    if index >= first:
        number = answers.accept[index - first].answer
    elif answers.answer is not None:
        number = answers.answer
    else:
        return f"{answers.min} … {answers.max}"
    return f"{number} ± {answers.tolerance}" if answers.tolerance.size else str(number)


def metadata(fields: Iterable[tuple[str, str]]) -> str:
    """Return labelled entries as `qtimetadata`; nothing where there are none."""
    entries = [
        element("qtimetadatafield", element("fieldlabel", text(name)), element("fieldentry", text(value)))
        for name, value in fields
    ]
    return element("qtimetadata", *entries) if entries else ""


def feedback(ident: str, html: str) -> str:
    """Return a feedback under the name that conditions link to: a solution or a hint where it is called so."""
    shown = element("flow_mat", material(html))
    if ident == SOLUTION:
        shown = element("solution", element("solutionmaterial", shown))
    if ident == HINTS:
        shown = element("hint", element("hintmaterial", shown), feedbackstyle="Complete")
    return element("itemfeedback", shown, ident=ident)
