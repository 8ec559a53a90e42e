"""What our formats put at the end of an explanation, under a heading each, for want of a place: taken apart again."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from qbank.content.labels import LANGUAGES, labels
from qbank.importing.html import Address, markdown

_ITEM = re.compile(r"(?P<criterion>.*?) \((?P<points>\d+(?:\.\d+)?)\)(?:<br ?/?>(?P<more>.*))?", re.DOTALL)


@cache
def _headings(name: str) -> str:
    words = {getattr(labels(language), name) for language in LANGUAGES}
    return "|".join(re.escape(escape(word)) for word in sorted(words))


def told(html: str, address: Address | None = None) -> dict[str, Any]:
    """Return the fields that HTML holds: what stands under no heading of ours is the `explanation`."""
    found: dict[str, Any] = {}
    html = html.rstrip()
    before, source = _cut(html, "source", ":</strong> ")
    if source.endswith("</p>") and source.count("</p>") == 1:
        html, found["source"] = before, markdown(source.removesuffix("</p>"), address)
    before, rubric = _cut(html, "rubric", "</strong></p>")
    if rubric.startswith("<ul>") and rubric.endswith("</ul>"):
        html, found["rubric"] = before, [_criterion(one, address) for one in _items(rubric)]
    html, answer = _cut(html, "model_answer", "</strong></p>")
    if answer:
        found["model_answer"] = markdown(answer, address)
    explanation = markdown(html, address)
    return {name: text for name, text in {"explanation": explanation, **found}.items() if text}


def _cut(html: str, name: str, after: str) -> tuple[str, str]:
    """Return what stands before the last of these headings, and what follows it."""
    places = [one.span() for one in re.finditer(f"<p><strong>(?:{_headings(name)}){re.escape(after)}", html)]
    return (html[: places[-1][0]], html[places[-1][1] :]) if places else (html, "")


def _items(html: str) -> list[str]:
    """Return the items of a list, those of lists inside of it left in them."""
    depth, items, start = 0, [], 0
    for tag in re.finditer(r"<(/?)li>", html):
        if not tag[1]:
            depth += 1
            start = tag.end() if depth == 1 else start
        else:
            depth -= 1
            if depth == 0:
                items.append(html[start : tag.start()])
    return items


def _criterion(html: str, address: Address | None) -> dict[str, Any]:
    match = _ITEM.fullmatch(html)
    if match is None:
        return {"criterion": markdown(html, address)}
    data: dict[str, Any] = {"criterion": markdown(match["criterion"], address), "points": match["points"]}
    if match["more"]:
        data["description"] = markdown(match["more"], address)
    return data
