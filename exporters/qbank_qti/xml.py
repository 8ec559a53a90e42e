"""XML as text: the one place of this package where a character becomes an entity."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.api import needs_no_escape

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
XSI = "http://www.w3.org/2001/XMLSchema-instance"

# Markers (of media and blanks) are made of control characters and must survive until they are filled; any other
# character that XML can't hold is replaced. The language refuses those at its door, so this is only a second lock.
_SPECIAL = re.compile(
    '\x02[0-9]+\x03|\x0e[^\x00-\x1f]+\x0f|[&<>"\n\t\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]'
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_SPACES = "\n\t"


def text(value: str) -> str:
    """Return text as it stands between tags."""
    return value if needs_no_escape(value) else _SPECIAL.sub(lambda found: _entity(found[0], _SPACES), value)


def attribute(value: str) -> str:
    """Return text as it stands in a double-quoted attribute; line breaks survive the parser."""
    return value if needs_no_escape(value) else _SPECIAL.sub(lambda found: _entity(found[0], ""), value)


def _entity(found: str, kept: str) -> str:
    if len(found) > 1 or found in kept:
        return found
    return _ENTITIES.get(found, "\ufffd")


@lru_cache(maxsize=1024, typed=True)  # a third of an item's elements stand in the one before, too
def element(name: str, *content: str, **attributes: object) -> str:
    """Return an element. `content` is XML already; attributes are escaped here, those that are None left out.

    A trailing underscore of an attribute's name is dropped (`class_`), `xml_lang` becomes `xml:lang`, and truth values
    are written `true` and `false`.
    """
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


@lru_cache(maxsize=4096, typed=True)  # most come again in every item; a third of rendering without it
def _attribute(key: str, value: object) -> str:
    return f' {_name(key)}="{attribute(_value(value))}"'


def _name(key: str) -> str:
    key = key.removesuffix("_")
    prefix, found, rest = key.partition("_")
    return f"{prefix}:{rest}" if found and prefix in {"xml", "xmlns", "xsi"} else key


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def language(tag: str) -> str | None:
    """Return a language tag where it is one that `xml:lang` can hold, else None."""
    tag = tag.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", tag) else None
