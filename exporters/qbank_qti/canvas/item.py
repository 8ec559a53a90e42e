"""One Canvas question being written: what all kinds have in common.

The shape is the one that Canvas itself exports, for its importer looks for exactly these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qbank_qti.identifiers import digest
from qbank_qti.xml import element, language, text

from qbank.api import Choice, Context, Feedback, HtmlStyle, Item, Stimulus

HTML = HtmlStyle(math="tex", classes=False, highlight=False)
r"""Canvas's editor strips classes; its pages set TeX between `\(` and `\)`."""
RESPONSE = "response1"


def question_ident(item: Item, context: Context) -> str:
    """Return the identifier by which Canvas knows a question: the same as long as its id or an alias of it is.

    It depends on the project (without one, the bank), for two courses' `q1` may meet in one. An import with the same
    identifier updates the question.
    """
    oldest = item.id if isinstance(item, Stimulus) else (item.aliases or (item.id,))[0]
    kind = "stimulus" if isinstance(item, Stimulus) else "question"
    # A stimulus's id is local to its file.
    home = context.bank.id if kind == "stimulus" else context.bank.project or context.bank.id
    return f"q{digest(f'{kind}/{home}/{oldest}', 31)}"


def choice_ident(choice: Choice, position: int, prefix: str = "") -> str:
    """Return the identifier of a choice: never one with "correct", "wrong" or "incorrect" in it, which Canvas reads."""
    return f"{prefix}c{digest(choice.id, 12)}" if choice.id else f"{prefix}a{position}"


def decimal(value: Decimal) -> str:
    """Return a number as Canvas writes it."""
    return f"{value:f}" if value % 1 else f"{value:.1f}"


class ItemWriter:
    """Collects the parts of one `item`; each kind adds its own, `document` puts them together."""

    def __init__(self, item: Item, context: Context) -> None:
        self.item = item
        self.context = context
        self.responses: list[str] = []
        self.shown: list[str] = []
        self.scored: list[str] = []
        self._feedback: dict[str, str] = {}
        self._reported: set[tuple[str, str]] = set()
        self.fields: dict[str, str] = {}

    def html(self, source: str, *, inline: bool = False) -> str:
        """Return Markdown as Canvas's HTML."""
        return self.context.html(source, HTML, inline=inline)

    def lose(self, path: str, note: str) -> None:
        """Report what doesn't arrive, once."""
        if (path, note) not in self._reported:
            self._reported.add((path, note))
            self.context.lose(path, note)

    def plain(self, source: str, path: str = "", note: str = "") -> str:
        """Return Markdown as plain text on one line; report it where that takes something away."""
        words = self.context.plain(source)
        if path and words.strip() != source.strip():
            self.lose(path, note)
        return " ".join(words.split())

    def add_feedback(self, ident: str, source: str) -> None:
        """Add a feedback under the name that Canvas looks for."""
        self._feedback[ident] = self.html(source)

    def condition(
        self, tests: str, *, score: str = "", action: str = "Set", goes_on: bool = False, show: Iterable[str] = ()
    ) -> str:
        """Return a `respcondition`; `score` is a percentage."""
        shows = [element("displayfeedback", feedbacktype="Response", linkrefid=ident) for ident in show]
        sets = element("setvar", score, action=action, varname="SCORE") if score else ""
        return element(
            "respcondition", element("conditionvar", tests), sets, *shows, continue_="Yes" if goes_on else "No"
        )

    def show_when(self, tests: str, ident: str, source: str | None) -> None:
        """Add a feedback with the condition under which it is shown; nothing where there is none."""
        if source:
            self.add_feedback(ident, source)
            self.shown.append(self.condition(tests, goes_on=True, show=[ident]))

    def right(self, tests: str, *more: str) -> None:
        """Add the condition of full marks, with the feedback that goes with it."""
        right = ["correct_fb"] if "correct_fb" in self._feedback else []
        self.scored.append(self.condition(tests, score="100", show=[*more, *right]))

    def part(self, tests: str, count: int) -> None:
        """Add the condition of one part of `count` that are worth the same."""
        self.scored.append(self.condition(tests, score=f"{100 / count:.2f}", action="Add", goes_on=True))

    def common_feedback(self, given: Feedback, everyone: str | None) -> None:
        """Add what is shown for right and wrong answers, and to everyone. To be called before the kind's own."""
        if given.correct:
            self.add_feedback("correct_fb", given.correct)
        if given.incorrect:
            self.add_feedback("general_incorrect_fb", given.incorrect)
        self.show_when(element("other"), "general_fb", everyone)

    def document(self, title: str, kind: str, points: str, html: str) -> str:
        """Return the item; `kind` is Canvas's name of it, `html` what is asked."""
        ident = question_ident(self.item, self.context)
        fields = {
            "question_type": kind,
            "points_possible": points,
            "assessment_question_identifierref": f"a{ident}",
            **self.fields,
        }
        metadata = element("itemmetadata", element("qtimetadata", *(_field(*one) for one in fields.items())))
        presentation = element("presentation", material(html), *self.responses)
        return element(
            "item",
            metadata,
            presentation,
            self._processing(),
            *(_feedback(*one) for one in self._feedback.items()),
            ident=ident,
            title=title,
            xml_lang=language(self.context.bank.language),
        )

    def _processing(self) -> str:
        if not self.scored and not self.shown:
            return ""
        outcome = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        wrong = ""
        if "general_incorrect_fb" in self._feedback:
            wrong = self.condition(element("other"), goes_on=True, show=["general_incorrect_fb"])
        return element("resprocessing", element("outcomes", outcome), *self.shown, *self.scored, wrong)


def _field(label: str, entry: str) -> str:
    return element("qtimetadatafield", element("fieldlabel", text(label)), element("fieldentry", text(entry)))


def _feedback(ident: str, html: str) -> str:
    return element("itemfeedback", element("flow_mat", material(html)), ident=ident)


def material(value: str, kind: str = "text/html") -> str:
    """Return a text: HTML, which is escaped once and nothing else, or plain text."""
    return element("material", element("mattext", text(value), texttype=kind))


def label(ident: str, value: str, kind: str = "text/html") -> str:
    """Return one of the choices."""
    return element("response_label", material(value, kind), ident=ident)


def choices(ident: str, labels: Sequence[str], *, cardinality: str | None = "Single", about: str = "") -> str:
    """Return a response that is chosen."""
    return element("response_lid", about, element("render_choice", *labels), ident=ident, rcardinality=cardinality)


def box(fibtype: str | None = None) -> str:
    """Return a response that is typed."""
    inside = element("response_label", ident="answer1", rshuffle="No")
    return element(
        "response_str", element("render_fib", inside, fibtype=fibtype), ident=RESPONSE, rcardinality="Single"
    )


def equal(value: str, response: str = RESPONSE) -> str:
    """Return "the response is this"."""
    return element("varequal", text(value), respident=response)


def blank_names(wanted: Sequence[str], prompt: str) -> list[str]:
    """Return names for blanks as Canvas takes them, none of which stands in brackets in the prompt already."""
    taken = set(re.findall(r"\[([^\[\]]+)\]", prompt))
    names: list[str] = []
    for name in wanted:
        base = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
        base = f"blank{base}" if base[:1].isdigit() or not base.strip("-") else base
        found, number = base, 1
        while found in taken or found in names:
            number += 1
            found = f"{base}-{number}"
        names.append(found)
    return names
