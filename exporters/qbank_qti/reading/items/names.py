"""QTI 3.0 by the names of 2.x: `qti-choice-interaction` is `choiceInteraction`, `response-identifier` its attribute."""

from __future__ import annotations

from functools import lru_cache

from qbank.importing.api import Element

PREFIX = "qti-"


def both(*names: str) -> tuple[str, ...]:
    """Return element names as 2.x and as 3.0 write them."""
    return tuple(spelling for name in names for spelling in (name, PREFIX + kebab(name)))


@lru_cache(maxsize=512)
def kebab(name: str) -> str:
    """Return `map-entry` for `mapEntry`."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in name)


@lru_cache(maxsize=2048)
def camel(name: str) -> str:
    """Return `mapEntry` for `map-entry`."""
    first, *rest = name.split("-")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def renamed(element: Element) -> Element:
    """Rename what is QTI's, in place; XHTML and MathML stay as they are. In 2.x there is nothing to rename."""
    if element.tag.startswith(PREFIX):
        _rename(element)
    return element


def _rename(element: Element) -> None:
    if element.tag.startswith(PREFIX):
        element.tag = camel(element.tag.removeprefix(PREFIX))
        element.attributes = {
            name if name.startswith(("data-", "aria-")) else camel(name): value
            for name, value in element.attributes.items()
        }
    for child in element.children:
        _rename(child)
