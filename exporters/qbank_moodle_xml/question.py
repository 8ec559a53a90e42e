"""One question being written: what all kinds have in common.

Which elements Moodle reads, and what it takes for absent ones, is in `question/format/xml/format.php` of its sources.
What has a default there that isn't ours is always written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from qbank.api import Context, Essay, Feedback, HtmlStyle, Item, Numeric, ShortAnswer, Stimulus
from qbank_moodle_xml.numbers import GREATEST, decimal
from qbank_moodle_xml.options import MoodleOptions
from qbank_moodle_xml.xml import element, rich, shield, words

HTML = HtmlStyle(math="tex", classes=False, highlight=False)
WITHOUT_FILES = HtmlStyle(math="tex", classes=False, highlight=False, media=False)
MEDIA = frozenset({"image", "audio", "video"})
NAME_LENGTH = 255
"""Moodle cuts longer names of questions."""
TAG_LENGTH = 50
"""And longer tags."""
_RESTRICTED = str.maketrans("<>`", "‹›'")


class QuestionWriter:
    """Writes the texts of one item, and puts its elements together; each kind adds its own."""

    def __init__(self, item: Item, context: Context, options: MoodleOptions) -> None:
        self.item = item
        self.context = context
        self.options = options
        self._reported: set[tuple[str, str]] = set()

    def lose(self, path: str, note: str) -> None:
        """Report what doesn't arrive as it is, once."""
        if (path, note) not in self._reported:
            self._reported.add((path, note))
            self.context.lose(path, note)

    def html(self, text: str, *, inline: bool = False) -> str:
        """Return Markdown as HTML, with markers for its files. What shows nothing is shown as it was typed.

        Moodle drops a choice, a hint or an item without text.
        """
        return self._shown(text, HTML, inline=inline)

    def _shown(self, text: str, style: HtmlStyle, *, inline: bool) -> str:
        return shield(self.context.html(text, style, inline=inline).strip() or html.escape(text))

    def without_files(self, text: str, *, inline: bool = True) -> str:
        """Return Markdown as HTML for a place in which Moodle keeps no files: their alt texts stand there."""
        for kind in sorted(MEDIA & self.context.features(text)):
            self.lose(kind, "Moodle keeps no file in this place; the alt text stands there")
        return self._shown(text, WITHOUT_FILES, inline=inline)

    def plain(self, text: str, path: str, note: str) -> str:
        """Return Markdown as plain text on one line; report it where that takes something away."""
        shown = " ".join(self.context.plain(text).split()) or " ".join(text.split())
        if shown != text.strip() or "$" in shown:
            self.lose(path, note)
        return shown

    def answer_feedback(self, *texts: str | None) -> str:
        """Return the `feedback` of an answer; nothing where no text is given."""
        given = [self.html(text, inline=True) for text in texts if text]
        return rich("feedback", "<br>".join(given)) if given else ""

    def combined_feedback(self, given: Feedback) -> list[str]:
        """Return what is shown by how good an answer was."""
        texts = {
            "correctfeedback": given.correct,
            "partiallycorrectfeedback": given.partial,
            "incorrectfeedback": given.incorrect,
        }
        return [rich(name, self.html(text) if text else "") for name, text in texts.items()]

    def hints(self, more: Sequence[str] = ()) -> list[str]:
        """Return the hints: the question's, then `more`, which is HTML."""
        own = () if isinstance(self.item, Stimulus) else self.item.hints
        return [rich("hint", shown) for shown in (*(self.html(text) for text in own), *more)]

    def document(
        self,
        kind: str,
        shown: str,
        own: Iterable[str] = (),
        *,
        points: Decimal | None = None,
        penalty: Fraction = Fraction(0),
        general: str = "",
    ) -> str:
        """Return the question. `shown` is its text as HTML, `own` its kind's elements, `general` begins its feedback.

        Without `points` they are the item's own; a penalty is what each further try costs.
        """
        parts = [
            words("name", self._name()),
            rich("questiontext", shown),
            rich("generalfeedback", general + self._general()),
            element("defaultgrade", self._mark(points)),
            element("penalty", f"{float(penalty):.7f}"),
            element("idnumber", self.item.id),
            *own,
            *self._tags(),
        ]
        return "\n".join([f'<question type="{kind}">', *parts, "</question>"]) + "\n"

    def _name(self) -> str:
        title = self.context.name(self.item)
        name = name_text(title)
        if self.item.title and name != _escaped(title):
            self.lose("title", f"cut after {NAME_LENGTH} characters")
        return name

    def _mark(self, points: Decimal | None) -> str:
        given = getattr(self.item, "points", Decimal(0)) if points is None else points
        if given > GREATEST:
            self.lose("points", f"Moodle's marks end at {GREATEST}")
        return decimal(min(given, GREATEST), 7)

    def _general(self) -> str:
        """Return what everyone is shown afterwards: the explanation, and below it what has no place of its own."""
        item = self.item
        if isinstance(item, Stimulus):
            return ""
        parts = [self.html(item.explanation)] if item.explanation else []
        if isinstance(item, ShortAnswer) and item.accept and item.model_answer:
            parts.append(self.headed(self.context.labels.model_answer, self.html(item.model_answer)))
        if item.source:
            label = html.escape(self.context.labels.source)
            parts.append(f"<p><strong>{label}:</strong> {self.html(item.source, inline=True)}</p>")
        return "".join(parts)

    def headed(self, heading: str, shown: str) -> str:
        """Return HTML below a heading of ours."""
        return f"<p><strong>{html.escape(heading)}</strong></p>{shown}"

    def for_graders(self, item: Essay | ShortAnswer) -> str:
        """Return what is told to who marks a text: the model answer, and the rubric."""
        labels = self.context.labels
        shown = self.headed(labels.model_answer, self.html(item.model_answer)) if item.model_answer else ""
        if isinstance(item, Essay) and item.rubric:
            rows = []
            for one in item.rubric:
                more = f"<br>{self.html(one.description, inline=True)}" if one.description else ""
                rows.append(f"<li>{self.html(one.criterion, inline=True)} ({one.points:f}){more}</li>")
            shown += self.headed(labels.rubric, f"<ul>{''.join(rows)}</ul>")
        return shown

    def unit(self, item: Numeric) -> str:
        """Return the HTML that tells a number's unit below the stem: Moodle has no place beside the box."""
        return f"<p>… {shield(html.escape(item.unit))}</p>" if item.unit and not item.units else ""

    def _tags(self) -> list[str]:
        if isinstance(self.item, Stimulus):
            return []
        found = [self._tag(tag) for tag in self.item.tags]
        found += [f"difficulty-{self.item.difficulty}"] if self.item.difficulty else []
        found += [f"bloom-{self.item.bloom}"] if self.item.bloom else []
        return [element("tags", *(words("tag", tag) for tag in found))] if found else []

    def _tag(self, tag: str) -> str:
        kept = tag.translate(_RESTRICTED)[:TAG_LENGTH]
        if kept != tag:
            self.lose("tags", f"Moodle's tags have {TAG_LENGTH} characters at most, and no < > `")
        return kept


def name_text(name: str) -> str:
    """Return a name of a question or category, at most 255 characters of it."""
    name = name[:NAME_LENGTH]
    while len(_escaped(name)) > NAME_LENGTH:
        name = name[:-1]
    return _escaped(name)


def _escaped(name: str) -> str:
    """Return a name whose `<` Moodle's stripping of tags leaves alone; names are shown as HTML."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", name).replace("<", "&lt;")
