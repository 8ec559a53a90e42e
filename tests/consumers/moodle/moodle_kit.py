"""Builds Moodle XML of questions as a build does, and has it read by Moodle's rules."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xml_rules
from consumers.moodle_rules.model import Question
from qbank_moodle_xml import format as moodle_xml
from xml_elements import SPACE

from qbank.api import (
    KINDS,
    BankInfo,
    Choice,
    Context,
    Document,
    Entry,
    Fragment,
    HtmlStyle,
    Item,
    Media,
    Output,
    Plan,
    Row,
    Stimulus,
)
from qbank.compiler.losses import losses
from qbank.compiler.media import find

ROOT = Path(__file__).parents[3]
INFO = BankInfo("bank", "A bank", "source/bank.yaml")
STYLE = HtmlStyle(math="tex", classes=False, highlight=False)


def question(kind: str, **fields: Any) -> Any:
    """Return a question, validated as typed; id and prompt have defaults."""
    return KINDS[kind].model_validate({"type": kind, "id": "q", "prompt": "Question?", **fields})


def render(item: Item, info: BankInfo = INFO, media: Mapping[str, Any] = {}, **options: Any) -> Fragment:
    """Return an item as the format's fragment."""
    exporter = moodle_xml.make(moodle_xml.options.model_validate(options))
    return exporter.render(item, Context(info, media))


def declared(item: Item, media: Mapping[str, Any] = {}) -> dict[str, str]:
    """Return what the format says it loses of an item: the table's entry → how."""
    reported = render(item, media=media).losses
    return {name: carry.how for _, name, carry in losses(item, moodle_xml.carries, reported)}


def build(
    items: Iterable[Item], info: BankInfo = INFO, media: Mapping[str, Any] = {}, project: Path = ROOT, **options: Any
) -> bytes:
    """Return the file that a bank becomes."""
    held = list(items)
    entries = [
        Entry(Row(item.id, item.type, info.id, "", 1, 1), 0 if isinstance(item, Stimulus) else number, 0)
        for number, item in enumerate(held, 1)
    ]
    found = {entry: render(item, info, media, **options) for entry, item in zip(entries, held, strict=True)}
    with tempfile.TemporaryDirectory() as folder:
        exporter = moodle_xml.make(moodle_xml.options.model_validate(options))
        exporter.assemble(Plan([Document(info, entries)]), found.__getitem__, Output(Path(folder), project))
        (path,) = Path(folder).iterdir()
        assert path.name == f"{info.id}.xml"
        return path.read_bytes()


def one_image(project: Path, name: str = "a.png", content: bytes = b"\x89PNG a") -> dict[str, Media]:
    """Write a file into a project, and return it as the media of a bank there."""
    (project / name).write_bytes(content)
    return {name: find(project, project, name)}


def imported(item: Item, **options: Any) -> Question:
    """Return what Moodle makes of one question."""
    _, found = xml_rules.read(build([item], **options))
    return found


def meant(text: str, *, inline: bool = True, media: Mapping[str, Any] = {}, files: bool = True) -> str:
    """Return Markdown as the HTML that belongs in Moodle, with its files' addresses."""
    style = STYLE if files else HtmlStyle(math="tex", classes=False, highlight=False, media=False)
    context = Context(INFO, media)
    shown = context.html(text, style, inline=inline)
    for one in media.values():
        shown = shown.replace(one.marker, f"@@PLUGINFILE@@/{one.name}")
    return trimmed(shown)


def trimmed(text: str) -> str:
    """Return text as it is after a parser of XML and Moodle's trimming."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(SPACE)


def decoded(shown: str) -> str:
    """Return HTML without the entities that stand for a first character, a tilde, a backslash or a file's mark."""
    for character in "~\\{=%@":
        shown = shown.replace(f"&#{ord(character)};", character)
    return shown


def places(choices: Sequence[Choice], found: Question) -> list[int]:
    """Return where each choice stands in the file: in another order where one keeps its place."""
    plain = [" ".join(html.escape(Context(INFO, {}).plain(choice.text)).split()) for choice in choices]
    written = [decoded(answer.text) for answer in found.answers]
    return [
        written.index(shown) if shown in written else written.index(words)
        for shown, words in zip([decoded(meant(choice.text)) for choice in choices], plain, strict=True)
    ]
