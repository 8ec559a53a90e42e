"""The few HTML tags that authors may type, and what to type in place of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

from qbank.content.rules import SAFE_TAGS

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>[^>]*?)(?P<empty>/?)>", re.DOTALL)
_ATTRIBUTES = re.compile(r"""\s+(?:lang=(["']?)[A-Za-z0-9-]+\1|dir=(["']?)(?:ltr|rtl|auto)\2)""")
_ATTRIBUTE = re.compile(r"""(lang|dir)=["']?([A-Za-z0-9-]+)""")

_MARKDOWN = {
    "b": "**bold**", "strong": "**bold**", "i": "*emphasis*", "em": "*emphasis*", "s": "~~struck~~",
    "del": "~~struck~~", "strike": "~~struck~~", "code": "`code`", "tt": "`code`", "p": "an empty line",
    "pre": "``` on the lines above and below", "a": "[text](https://…)", "img": "![what it shows](file.png)",
    "audio": "![what is heard](file.mp3)", "video": "![what is seen](file.mp4)", "h1": "# a heading",
    "h2": "## a heading", "h3": "### a heading", "ul": "- an item", "ol": "1. an item", "li": "- an item",
    "hr": "---", "table": "| a | b | with |---|---| below", "blockquote": "> a quotation",
    "font": "**bold** or *emphasis*", "center": "plain text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A harmless tag: its name, whether it opens, closes or stands alone (1, -1, 0), and its attributes."""

    name: str
    nesting: int
    attributes: tuple[tuple[str, str], ...] = ()


def read(source: str) -> Tag | None:
    """Return the tag that the source is, or None where it isn't one of the few."""
    match = _TAG.fullmatch(source)
    if match is None or (name := match["name"].lower()) not in SAFE_TAGS:
        return None
    typed = match["attributes"].rstrip()
    if name == "br":
        return None if match["close"] or typed else Tag("br", 0)
    if match["empty"] or (match["close"] and typed):
        return None
    if match["close"]:
        return Tag(name, -1)
    if typed and (name != "span" or _ATTRIBUTES.sub("", match["attributes"]).strip()):
        return None
    attributes = dict(_ATTRIBUTE.findall(typed))
    return Tag(name, 1, tuple(attributes.items()))


def mark(children: list[Token]) -> list[Token]:
    """Leave the `Tag` of each tag that is harmless and balanced in its token's meta; return the tags to be refused.

    Balanced also with Markdown's own: `*a <sub>b* c</sub>` would not be XML. A closing tag whose opening one is
    refused is refused as well, but isn't listed: one message is enough.
    """
    refused: list[Token] = []
    opened: list[tuple[Token, str]] = []
    unmatched: list[str] = []
    for token in children:
        if token.type != "html_inline":
            if token.nesting > 0:
                opened.append((token, token.type.removesuffix("_open")))
            elif token.nesting < 0:
                while opened and opened[-1][0].type == "html_inline":
                    lost, name = opened.pop()
                    refused.append(lost)
                    unmatched.append(name)
                if opened:
                    opened.pop()
            continue
        tag = read(token.content)
        if tag and tag.nesting == 0:
            token.meta["tag"] = tag
        elif tag and tag.nesting == 1:
            token.meta["tag"] = tag
            opened.append((token, tag.name))
        elif tag and opened and opened[-1][0].type == "html_inline" and opened[-1][1] == tag.name:
            token.meta["tag"] = tag
            opened.pop()
        elif (closing := re.match(r"</([A-Za-z0-9-]+)", token.content)) and closing[1].lower() in unmatched:
            unmatched.remove(closing[1].lower())
        else:
            refused.append(token)
            if opening := re.match(r"<([A-Za-z0-9-]+)", token.content):
                unmatched.append(opening[1].lower())
    refused += [token for token, _ in opened if token.type == "html_inline"]
    for token in refused:
        token.meta.pop("tag", None)
    return sorted(refused, key=lambda token: int(token.meta.get("pos", 0)))


def hint(source: str) -> str:
    """Return what to type in place of a refused piece of HTML."""
    if source.startswith("<!--"):
        return "put remarks outside the text, after a # of YAML"
    name = match[1].lower() if (match := re.match(r"</?([A-Za-z0-9-]+)", source)) else ""
    if name in SAFE_TAGS:
        if name == "br":
            return "write <br>"
        attributes = "only lang and dir as attributes" if name == "span" else "no attributes"
        return f"<{name}> needs its </{name}> in the same paragraph and the same emphasis, and takes {attributes}"
    if name in _MARKDOWN:
        return f"write Markdown: {_MARKDOWN[name]}"
    return "put code between backticks, or write \\< for the character"
