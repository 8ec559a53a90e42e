"""One Canvas question being written: what all kinds have in common.

The shape is the one that Canvas itself exports, for its importer looks for exactly these names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qbank_qti import asi
from qbank_qti.identifiers import digest
from qbank_qti.xml import element, language

from qbank.api import Choice, Context, Feedback, HtmlStyle, Item, Stimulus

HTML = HtmlStyle(math="tex", classes=False, highlight=False)
r"""Canvas's editor strips classes; its pages set TeX between `\(` and `\)`."""
LONGEST_TEXT = 16 * 1024
"""Characters of HTML that Canvas Classic takes as a question's text; it drops what is longer."""
LONGEST_NAME = 255


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
    return f"{prefix}c{digest(choice.id, 12)}a{position}" if choice.id else f"{prefix}a{position}"


def decimal(value: Decimal) -> str:
    """Return a number as Canvas writes it."""
    return f"{value:f}" if value % 1 else f"{value:.1f}"


class ItemWriter:
    """Collects the parts of one `item`; each kind adds its own, `document` puts them together.

    The order of conditions matters twice: Canvas Classic takes an answer's feedback from the last condition that names
    the answer (in matching), and its weight as well.
    """

    def __init__(self, item: Item, context: Context) -> None:
        self.item = item
        self.context = context
        self.responses: list[str] = []
        self.conditions: list[str] = []
        self._feedback: dict[str, str] = {}
        self._reported: set[tuple[str, str]] = set()
        self.fields: dict[str, str] = {}

    def html(self, source: str, *, inline: bool = False) -> str:
        """Return Markdown as Canvas's HTML. It knows `del`, and takes `s` away."""
        html = self.context.html(source, HTML, inline=inline).replace("<s>", "<del>").replace("</s>", "</del>")
        return asi.directed(html, self.context.direction, inline=inline)

    def lose(self, path: str, note: str) -> None:
        """Report what doesn't arrive, once."""
        if (path, note) not in self._reported:
            self._reported.add((path, note))
            self.context.lose(path, note)

    def plain(self, source: str, path: str = "", note: str = "") -> str:
        """Return Markdown as plain text on one line; report it where that takes something away."""
        words = " ".join(self.context.plain(source).split())
        same = words == " ".join(source.split()) and "\n" not in source.strip()
        if path and (not same or "math" in self.context.features(source)):
            self.lose(path, note)
        return words

    def add_feedback(self, ident: str, source: str) -> None:
        """Add a feedback under the name that Canvas looks for."""
        self._feedback[ident] = self.html(source)

    def show_when(self, tests: str, ident: str, source: str | None) -> None:
        """Add a feedback with the condition under which it is shown; nothing where there is none."""
        if source:
            self.add_feedback(ident, source)
            self.conditions.append(asi.condition(tests, goes_on=True, show=[ident]))

    def right(self, tests: str, *more: str, title: str | None = None) -> None:
        """Add the condition of full marks, with the feedback that goes with it."""
        right = ["correct_fb"] if "correct_fb" in self._feedback else []
        self.conditions.append(asi.condition(tests, score="100", show=[*more, *right], title=title))

    def part(self, tests: str, count: int) -> None:
        """Add the condition of one part of `count` that are worth the same."""
        self.conditions.append(asi.condition(tests, score=f"{100 / count:.2f}", action="Add", goes_on=True))

    def for_people(self, notes: str = "", *, rows: int | None = None) -> None:
        """Say that people score this: Canvas tells an essay by this condition. `notes` are for them."""
        self.responses = [box(rows=rows)]
        self.conditions.append(asi.condition(element("other")))
        if notes:
            self.fields["grading_notes"] = notes

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
        stimulus = self.context.stimulus
        parent = {"parent_stimulus_item_ident": question_ident(stimulus, self.context)} if stimulus else {}
        fields = {
            "question_type": kind,
            "points_possible": points,
            "assessment_question_identifierref": f"a{ident}",
            **parent,
            **self.fields,
            asi.OWN_ID: self.item.id,
        }
        self._check(title, html)
        return element(
            "item",
            element("itemmetadata", asi.metadata(fields.items())),
            element("presentation", asi.material(html), *self.responses),
            self._processing(),
            *(asi.feedback(*one) for one in self._feedback.items()),
            ident=ident,
            title=title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…",
            xml_lang=language(self.context.bank.language),
        )

    def _check(self, title: str, html: str) -> None:
        """Report what is too long for Canvas."""
        if len(title) > LONGEST_NAME:
            self.lose("title", f"Canvas takes {LONGEST_NAME} characters")
        if len(html) > LONGEST_TEXT:
            where = "text" if isinstance(self.item, Stimulus) else "prompt"
            self.lose(where, "Canvas Classic drops a question's text over 16 kB; New Quizzes take it")

    def _processing(self) -> str:
        if not self.conditions:
            return ""
        outcome = element("decvar", maxvalue="100", minvalue="0", varname=asi.SCORE, vartype="Decimal")
        wrong = ""
        if "general_incorrect_fb" in self._feedback:
            wrong = asi.condition(element("other"), goes_on=True, show=["general_incorrect_fb"])
        return element("resprocessing", element("outcomes", outcome), *self.conditions, wrong)


def box(fibtype: str | None = None, *, rows: int | None = None) -> str:
    """Return a response that is typed; `rows` tell a short answer that people score from an essay."""
    inside = element("response_label", ident="answer1", rshuffle="No")
    return element(
        "response_str",
        element("render_fib", inside, fibtype=fibtype, rows=rows),
        ident=asi.RESPONSE,
        rcardinality="Single",
    )


# Canvas's converter cuts these endings off an identifier, which another platform adds, and then finds no blank.
_CUT = re.compile(r"(?:^|_)(?:ans|str)$", re.IGNORECASE)


def blank_names(wanted: Sequence[str], prompt: str) -> list[str]:
    """Return names for blanks as Canvas takes them, none of which stands in brackets in the prompt already."""
    taken = set(re.findall(r"\[([^\[\]]+)\]", prompt))
    names: list[str] = []
    for name in wanted:
        base = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
        base = f"blank{base}" if base[:1].isdigit() or not base.strip("-") else base
        found, number = base, 1
        while found in taken or found in names or _CUT.search(found):
            number += 1
            found = f"{base}-{number}"
        names.append(found)
    return names
