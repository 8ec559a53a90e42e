"""Text into GIFT's fields: one physical line each, nothing in it read as markup. The counterpart of Moodle's reader.

Moodle takes `\\\\` first, then `\\` before one of `# = ~ { } :` and `n`; `[` can't be escaped, so that a text
that begins like a format's name needs other means.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\\#=~{}:]")
_FORMAT = re.compile(r"\[(?:html|markdown|plain|moodle)\]")
NAME_LENGTH = 255
"""Moodle cuts longer names of questions."""


def field(text: str) -> str:
    r"""Return text as a GIFT field: control characters escaped, line breaks as `\n`."""
    escaped = _CONTROL.sub(r"\\\g<0>", text.strip(" \t\r\n"))
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def html_field(html: str, *, choice: bool = False) -> str:
    """Return HTML as a GIFT field of a question whose stem is HTML.

    A beginning that would be read as a text format, or in a `choice` as a weight, is written as an entity. `->` makes a
    matching question of others; HTML has `>` as an entity in any case.
    """
    html = html.strip()
    if _FORMAT.match(html) or (choice and html.startswith("%")):
        html = f"&#{ord(html[0])};{html[1:]}"
    return field(html)


def plain_field(text: str) -> str:
    """Return plain text as a GIFT answer; one that begins like a format's name is told to be plain."""
    return ("[plain]" if _FORMAT.match(text) else "") + field(text)


def name_field(title: str) -> str:
    """Return a question's name, at most 255 characters of it, whose `<` Moodle's stripping of tags leaves alone."""
    title = title[:NAME_LENGTH]
    while len(_name(title)) > NAME_LENGTH:
        title = title[:-1]
    return field(_name(title))


def _name(title: str) -> str:
    return re.sub(r"&(?=#?\w+;)", "&amp;", title).replace("<", "&lt;")


def category(names: list[str]) -> str:
    r"""Return the path of a category, by Moodle's rules: `/` doubled, a space beside one at an end, `\` doubled."""
    parts = []
    for name in names:
        part = " ".join(name.split()).replace("/", "//").replace("\\", "\\\\")
        parts.append(" " * part.startswith("/") + part + " " * part.endswith("/"))
    return "/".join(parts)


def comment(text: str) -> str:
    """Return a comment line; square brackets would be read as an id or a tag."""
    return "// " + " ".join(text.split()).translate(str.maketrans("[]", "()"))


def tag(text: str) -> str:
    """Return the mark that gives a question a tag. Moodle's tags have no `<`, `>` and backtick."""
    escaped = text.translate(str.maketrans("<>`", "‹›'")).replace("]", "\\]")
    return f"[tag:{escaped}{' ' * escaped.endswith(chr(92))}]"
