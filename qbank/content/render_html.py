"""Content as HTML or XHTML: the blocks. What stands inside a paragraph is in `render_inline`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from markdown_it.token import Token

from qbank.content.escape import attribute, escape
from qbank.content.highlight import highlight
from qbank.content.parsing import parse
from qbank.content.render_inline import Inline
from qbank.content.style import HtmlStyle
from qbank.content.types import Reference

_ALIGNMENTS = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def html(text: str, style: HtmlStyle, media: Callable[[Reference], str], *, inline: bool = False) -> str:
    """Return the text as HTML in the target's style; `media` gives the address of each file.

    With `inline` there is no `<p>` around paragraphs (several are joined by `<br>`); lists, code and tables stay what
    they are. Never fails: what `parse` reports is shown as escaped text.
    """
    content = parse(text)
    if content.is_simple:  # nine in ten texts, and nine formats: each differs from the next in its formulas at most
        shown = _simple(text, style.math, style.xml, style.classes)
        return shown if inline or not shown else f"<p>{shown}</p>"
    renderer = _Html(style, media, inline)
    tokens = content.tokens
    for index, token in enumerate(tokens):
        renderer.block(token, tokens[index + 1 :] if token.type in {"thead_open", "paragraph_open"} else ())
    return "".join(renderer.out)


@lru_cache(maxsize=8192)
def _simple(text: str, math: Literal["tex", "mathml"], xml: bool, classes: bool) -> str:
    """Return a text of words, emphasis and formulas; no other difference between styles concerns it."""
    out: list[str] = []
    words = Inline(out, HtmlStyle(math=math, xml=xml, classes=classes), _no_media)
    for token in parse(text).tokens:
        words.render(token.children or ())
    return "".join(out)


def _no_media(reference: Reference) -> str:
    raise ValueError(f"{reference.src} stands in a text without media")


class _Html:
    def __init__(self, style: HtmlStyle, media: Callable[[Reference], str], inline: bool) -> None:
        self.out: list[str] = []
        self.style = style
        self.inline = inline
        self.words = Inline(self.out, style, media)
        # The number of the next item, for lists that don't begin with 1 where `start` isn't allowed.
        self._numbers: list[int | None] = []
        self._headless = False
        self._after_paragraph = False
        self._heading = False
        self._name = "p"

    def block(self, token: Token, rest: tuple[Token, ...]) -> None:
        """Write one block token; `rest` is what follows the opening of a paragraph or of a table's head."""
        kind = token.type
        if kind == "inline":
            self.words.render(token.children or [], phrasing=self._heading)
        elif kind in {"paragraph_open", "paragraph_close"}:
            self._paragraph(token, rest)
        elif kind in {"fence", "code_block"}:
            self._code(token)
        elif kind == "math_block":
            self._formula(token)
        elif kind in {"thead_open", "thead_close"}:
            self._head(token, rest)
        elif kind in {"th_open", "td_open"}:
            self._cell(token)
        elif kind in {"ordered_list_open", "bullet_list_open", "ordered_list_close", "bullet_list_close"}:
            self._list(token)
        elif kind == "list_item_open":
            self._item()
        elif kind == "hr":
            self.out.append("<hr/>" if self.style.xml else "<hr>")
        elif kind == "html_block":
            self._text(token.content.strip())
        elif token.nesting > 0:
            self._heading = kind == "heading_open"
            self.out.append(f"<{token.tag}>")
        elif token.nesting < 0:
            self._heading = False
            self.out.append(f"</{token.tag}>")
        else:
            self._text(token.content)
        if token.level == 0 and token.nesting <= 0 and kind != "inline":
            self._after_paragraph = self.inline and kind in {"paragraph_close", "html_block"}

    def _paragraph(self, token: Token, rest: tuple[Token, ...]) -> None:
        if token.hidden:
            return
        if self.inline and token.level == 0:
            if token.nesting > 0:
                self._join()
            return
        if token.nesting > 0:
            self._name = "div" if self.style.dialect == "qti3" and _plays(rest[0]) else "p"
        self.out.append(f"<{self._name}>" if token.nesting > 0 else f"</{self._name}>")

    def _join(self) -> None:
        if self._after_paragraph:
            self.out.append("<br/>" if self.style.xml else "<br>")

    def _text(self, text: str) -> None:
        if self.inline:
            self._join()
        self.out.append(escape(text) if self.inline else f"<p>{escape(text)}</p>")

    def _formula(self, token: Token) -> None:
        if self.inline and token.level == 0:
            self.words.formula(token.content, display=True)
            return
        self.out.append('<p class="math">' if self.style.classes else "<p>")
        self.words.formula(token.content, display=True)
        self.out.append("</p>")

    def _code(self, token: Token) -> None:
        language = token.info.split()[0] if token.info.strip() else ""
        coloured = self.style.highlight and self.style.classes
        code = token.content.removesuffix("\n")
        shown = highlight(code, language) if coloured and language else escape(code)
        name = attribute("class", f"language-{language}") if language and self.style.classes else ""
        outer = ' class="highlight"' if coloured else ""
        self.out.append(f"<pre{outer}><code{name}>{shown}</code></pre>")

    def _head(self, token: Token, rest: tuple[Token, ...]) -> None:
        """A table with a head only has it as its body: QTI wants a body, and it is no head of anything."""
        if token.nesting > 0:
            kinds = (other.type for other in rest)
            self._headless = next(kind for kind in kinds if kind in {"tbody_open", "table_close"}) == "table_close"
        name = "tbody" if self._headless else "thead"
        self.out.append(f"<{name}>" if token.nesting > 0 else f"</{name}>")

    def _cell(self, token: Token) -> None:
        align = _ALIGNMENTS.get(str(token.attrs.get("style", "")), "")
        name = ""
        if align and (self.style.classes or self.style.dialect != "html5"):
            name = f' class="align-{align}"'
        elif align:
            name = f' style="text-align:{align}"'
        self.out.append(f"<{token.tag}{name}>")

    def _list(self, token: Token) -> None:
        if token.nesting < 0:
            number = self._numbers.pop()
            self.out.append("</ul>" if number is not None else f"</{token.tag}>")
            return
        start = int(token.attrs.get("start", 1)) if token.tag == "ol" else 1
        if start != 1 and self.style.dialect != "html5":
            self._numbers.append(start)
            self.out.append("<ul>")
            return
        self._numbers.append(None)
        self.out.append(f'<ol start="{start}">' if start != 1 else f"<{token.tag}>")

    def _item(self) -> None:
        self.out.append("<li>")
        number = self._numbers[-1]
        if number is not None:
            self.out.append(f"{number}. ")
            self._numbers[-1] = number + 1


def _plays(inline: Token) -> bool:
    """Tell whether a paragraph has a sound or a film, which QTI 3 wants in a `div`."""
    references = [child.meta.get("reference") for child in inline.children or ()]
    return any(isinstance(reference, Reference) and reference.kind != "image" for reference in references)
