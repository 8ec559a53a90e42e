"""Run by the peers' Python: what one would write in an hour: PyYAML's C loader, Python-Markdown and genanki."""

import sys
from pathlib import Path
from typing import Any

import genanki
import markdown
import yaml

MODEL = genanki.Model(
    1607392319,
    "Question",
    fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Explanation"}],
    templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr>{{Answer}}{{Explanation}}"}],
)


def main() -> None:
    """Write a package for every bank."""
    source, out = map(Path, sys.argv[1:])
    for path in sorted(source.iterdir()):
        bank = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        deck = genanki.Deck(abs(hash(bank["bank"])) % (1 << 31), bank["title"])
        for question in bank["questions"]:
            deck.add_note(note(question))
        genanki.Package(deck).write_to_file(str(out / f"{bank['bank']}.apkg"))


def note(question: dict[str, Any]) -> genanki.Note:
    """Return a note with every text of the question."""
    shown = [html(question["prompt"])]
    answers = [str(one) for one in question.get("accept", [question.get("answer", "")])]
    for choice in question.get("choices", ()):
        text = html(choice.get("answer") or choice["text"])
        shown.append(text)
        answers.append(text if "answer" in choice else html(choice.get("feedback", "")))
    answers += [f"{pair['left']}: {pair['right']}" for pair in question.get("pairs", ())]
    fields = ["".join(shown), "".join(answers), html(question["explanation"])]
    return genanki.Note(MODEL, fields, guid=genanki.guid_for(question["id"]), tags=question["tags"])


def html(text: str) -> str:
    """Return Markdown as HTML."""
    return markdown.markdown(text, extensions=["tables", "fenced_code"])


main()
