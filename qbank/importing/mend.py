"""Texts that our Markdown refuses → texts that show the same words: a file of somebody else must not break a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qbank import content
from qbank.compiler.prompts import Prompt
from qbank.content.markers import BLANK
from qbank.importing.html.escape import escape
from qbank.model import KINDS, AnyQuestion, Cloze
from qbank.model.types import CONTROL, MAX_TEXT
from qbank.model.walk import has_markdown, texts

Find = Callable[[str], str | None]
"""Takes an address that a text shows, returns the one to write; None where there is no such file."""


def cleaned(value: Any) -> Any:
    """Return data without the control characters that no file of ours may hold."""
    if isinstance(value, str):
        return CONTROL.sub("", value) if CONTROL.search(value) else value
    if isinstance(value, Mapping):
        return {cleaned(key): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value


def mended(question: AnyQuestion, find: Find) -> tuple[AnyQuestion, list[str]]:
    """Return a question whose texts are accepted, its files at their new addresses, and what had to be changed."""
    notes: list[str] = []
    changed = question
    for path, text in texts(question):
        cloze = question if isinstance(question, Cloze) and path == "prompt" else None
        new = _mended(text, cloze, find, notes)
        if new != text:
            changed = _replaced(changed, path.split("."), new)
    if changed is not question:
        changed = type(question).model_validate({**changed.as_typed(), "type": question.type})
    return changed, notes


def mended_data(data: dict[str, Any], find: Find) -> tuple[dict[str, Any], list[str]]:
    """Return a draft's fields, whatever they are, with no text that shows a file that isn't there."""
    notes: list[str] = []

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return _mended(value, None, find, notes)
        if isinstance(value, Mapping):
            return {key: walk(one) for key, one in value.items()}
        return [walk(one) for one in value] if isinstance(value, list | tuple) else value

    kind = KINDS.get(data["type"])
    marked = [name for name in data if kind and name in kind.model_fields and has_markdown(kind, name)]
    return {name: walk(one) if name in marked else one for name, one in data.items()}, notes


def mended_text(text: str, find: Find) -> tuple[str, list[str]]:
    """Return a text that is accepted, and what had to be changed, as `mended` does."""
    notes: list[str] = []
    return _mended(text, None, find, notes), notes


def _mended(text: str, cloze: Cloze | None, find: Find, notes: list[str]) -> str:
    prompt = Prompt(text, cloze)
    parsed = content.parse(prompt.text)
    wrong = [one for one in parsed.problems if one.severity == "error"]
    if not wrong and not parsed.references:
        return text
    notes += [f"{one.message.rstrip('.')}; it stands as it was typed" for one in wrong]
    edits = list(_edits(parsed, wrong))
    for reference in parsed.references:
        shown = parsed.text[reference.start : reference.end]
        found = find(reference.src)
        if found is None:
            notes.append(f"the file {reference.src} wasn't found; its description stands in its place")
            edits.append((reference.start, reference.end, escape(f"[{reference.alt or reference.src}]", block=False)))
        elif found != reference.src:
            edits.append((reference.start, reference.end, content.markdown(shown, _always(found))))
    if any(BLANK.search(parsed.text, start, stop) for start, stop, _ in edits):
        return _literal(text, cloze)  # what is wrong spans a blank, which must stay one
    out, end = [], 0
    for start, stop, new in sorted((*prompt.typed(start, stop), new) for start, stop, new in edits):
        if start >= end:
            out += [text[end:start], new]
            end = stop
    result = "".join([*out, text[end:]])
    if len(result) > MAX_TEXT:
        return result  # it is refused for its length; to read it would take longer than anybody waits
    return result if _is_accepted(result, cloze, find) else _literal(text, cloze)


def _is_accepted(text: str, cloze: Cloze | None, find: Find) -> bool:
    """Return whether nothing is wrong any more; what was mended may have let something else show."""
    read = content.parse(Prompt(text, _asking(cloze, text) if cloze else None).text)
    there = all(find(one.src) == one.src for one in read.references)
    return there and all(one.severity != "error" for one in read.problems)


def _asking(cloze: Cloze, text: str) -> Cloze:
    """Return a cloze with another prompt, of which nothing is known yet."""
    copy = cloze.model_copy(update={"prompt": text})
    copy.__dict__.pop("found", None)
    copy.__dict__.pop("filled", None)
    return copy


def _literal(text: str, cloze: Cloze | None) -> str:
    """Return a text of which every mark stands for itself; the blanks of a cloze stay."""
    if cloze is None:
        return escape(text)
    parts = cloze.found.parts
    return "".join(_between(one) if isinstance(one, str) else text[one.start : one.end] for one in parts)


def _between(text: str) -> str:
    """Return plain text as Markdown that keeps its distance from the blanks beside it."""
    return (" " if text.startswith(" ") else "") + escape(text) + (" " if text.rstrip(" ") and text[-1] == " " else "")


def _always(address: str) -> Callable[[content.Reference], str]:
    return lambda _: address


def _replaced(value: Any, steps: list[str], new: str) -> Any:
    """Return a model, or a part of one, with another text at a path."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(value, tuple):
        at = int(step)
        return (*value[:at], _replaced(value[at], rest, new), *value[at + 1 :])
    if isinstance(value, dict):
        return {**value, step: _replaced(value[step], rest, new)}
    return value.model_copy(update={step: _replaced(getattr(value, step), rest, new)})


def _edits(parsed: content.Content, wrong: list[content.Problem]) -> Iterator[tuple[int, int, str]]:
    """Yield what to put in place of each part that is wrong: a formula as code, anything else as plain words."""
    text = parsed.text
    for one in wrong:
        formula = next((part for part in parsed.formulas if part.start <= one.start <= part.end), None)
        if formula is None:
            yield one.start, one.end, escape(text[one.start : one.end], block=False)
            continue
        fence = "$$" if text[: formula.start].rstrip().endswith("$$") else "$"
        start = text.rfind(fence, 0, formula.start)
        end = text.find(fence, formula.end) + len(fence)
        typed = " ".join(text[start:end].split())
        ticks = "`" if "`" not in typed else "``"
        yield start, end, f"{ticks}{typed}{ticks}"
