"""The words of a run of inline tokens, without markup: for plain text, and for alt texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from qbank.content.formulas import mathjax
from qbank.content.safe_html import Tag
from qbank.content.types import Reference

Media = Callable[[Reference], str]
Math = Callable[[str, bool], str]
"""Writes a formula: its TeX as MathJax takes it, and whether it stands on a line of its own."""

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def inline_text(tokens: Sequence[Token], media: Media | None = None, math: Math | None = None) -> str:
    """Return the tokens as readable text.

    Emphasis goes, what changes the meaning stays: `10<sup>6</sup>` is 10⁶, never 106. Formulas keep their dollars, or
    are what `math` makes of them; an image is `[alt]`, with `media` also `[alt](address)`; a link is followed by its
    address, if that isn't its text.
    """
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "html_inline":
            _tag(token, out, opened)
        elif token.type == "link_open":
            opened.append(("" if token.meta.get("unsafe") else str(token.attrs.get("href", "")), len(out)))
        elif token.type == "link_close":
            href, start = opened.pop()
            shown = not href or "".join(out[start:]) in {href, href.removeprefix("mailto:")}
            out.append("" if shown else f" ({href})")
        elif token.type == "image":
            out.append(_image(token, media))
        elif token.type in {"math_inline", "math_inline_double"}:
            out.append(formula(token.content, token.markup, math, display=False))
        elif token.type in {"softbreak", "hardbreak"}:
            out.append("\n")
        elif token.type in {"s_open", "s_close"}:
            out.append("~~")
        else:
            out.append(token.content)
    return "".join(out)


def formula(tex: str, dollars: str, math: Math | None, *, display: bool) -> str:
    """Return a formula between its dollars, or what `math` makes of it; what must not reach MathJax stays as it is."""
    shown = mathjax(tex) if math else None
    return math(shown, display) if math and shown is not None else f"{dollars}{tex}{dollars}"


def _tag(token: Token, out: list[str], opened: list[tuple[str, int]]) -> None:
    tag = token.meta.get("tag")
    if not isinstance(tag, Tag):
        out.append(token.content)
    elif tag.name == "br":
        out.append("\n")
    elif tag.nesting > 0:
        opened.append((tag.name, len(out)))
    else:
        name, start = opened.pop()
        if name in {"sub", "sup"}:
            out[start:] = [script(name, "".join(out[start:]))]


def script(name: str, text: str) -> str:
    """Return text as a `sub` or `sup`: in the characters for that, or behind `_` or `^`."""
    small = text.translate(_SUPERSCRIPTS if name == "sup" else _SUBSCRIPTS)
    if not any(old == new for old, new in zip(text, small, strict=True)):
        return small
    sign = "^" if name == "sup" else "_"
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _image(token: Token, media: Media | None) -> str:
    reference = token.meta.get("reference")
    if not isinstance(reference, Reference):
        return f"[{inline_text(token.children or ()).strip()}]"
    alt = reference.alt or reference.src
    return f"[{alt}]({media(reference)})" if media else f"[{alt}]"
