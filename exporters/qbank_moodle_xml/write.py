"""Moodle XML files: one a bank, its questions in the bank's category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qbank.api import BankInfo, Context, Fragment, Fragments, Item, Output, Plan, fill_media_bytes
from qbank_moodle_xml.kinds import write
from qbank_moodle_xml.options import MoodleOptions
from qbank_moodle_xml.question import WITHOUT_FILES, QuestionWriter, name_text
from qbank_moodle_xml.xml import FOOTER, HEADER, base64, rich, words


class MoodleXml:
    """The exporter: `render` makes a `question` of an item, `assemble` puts them below each other with their files."""

    def __init__(self, options: MoodleOptions) -> None:
        self.options = options

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item as XML. The markers of its media stand where their content belongs."""
        return context.fragment(write(QuestionWriter(item, context, self.options)))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.xml` for each bank, question by question, and files piece by piece."""
        for document in plan.documents:
            with out.open(f"{document.info.id}.xml") as file:
                file.write(HEADER)
                file.write(_category(document.info).encode())
                for entry in document.entries:
                    file.writelines(_filled(fragments(entry), out))
                file.write(FOOTER)


def _filled(fragment: Fragment, out: Output) -> Iterator[bytes]:
    media = {one.name: one for one in fragment.media}

    def content(name: str) -> Iterable[bytes]:
        return base64(out.read(media[name]))

    return fill_media_bytes(fragment.body, content)


def _category(info: BankInfo) -> str:
    """Return the category that the questions below it go to, with the bank's description.

    In a path `/` is doubled, with a space beside one at an end of a name. It begins at `top`, for a first name between
    dollars would be read as a context.
    """
    names = []
    for one in ("top", *info.folders, info.title):
        name = name_text(" ".join(one.split())).replace("/", "//")
        names.append(" " * name.startswith("/") + name + " " * name.endswith("/"))
    shown = Context(info, {}).html(info.description, WITHOUT_FILES) if info.description else ""
    return f'<question type="category">\n{words("category", "/".join(names))}\n{rich("info", shown)}\n</question>\n'
