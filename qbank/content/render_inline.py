"""Content as HTML or XHTML: words, formulas, media, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from qbank.content import links
from qbank.content.escape import attribute, escape
from qbank.content.formulas import mathjax
from qbank.content.mathml import mathml
from qbank.content.safe_html import Tag
from qbank.content.style import HtmlStyle
from qbank.content.types import Reference
from qbank.content.words import inline_text

_QTI2 = {"qti2", "qti22"}
_QTI_SPANS = {"u": "underline", "mark": "mark", "s": "strike"}
# QTI 2.1 has no `dir`; Unicode's isolates say the same: left to right, right to left, by the first strong letter.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END_OF_ISOLATE = "\u2069"
_DELIMITER = re.compile(r"\\(?=[(\[]|begin\{)|\$(?=\$)")


class Inline:
    """Writes inline tokens to a list of pieces."""

    def __init__(self, out: list[str], style: HtmlStyle, media: Callable[[Reference], str]) -> None:
        self.out = out
        self.style = style
        self.media = media
        self._void = "/>" if style.xml else ">"
        self._closing: list[str] = []
        self._phrasing = False

    def render(self, tokens: Sequence[Token], *, phrasing: bool = False) -> None:
        """Write the tokens of one paragraph, heading or cell; `phrasing` where QTI 3 takes neither sound nor film."""
        self._phrasing = phrasing
        for token in tokens:
            self._token(token)

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind == "softbreak":
            self.out.append("\n")
        elif kind == "hardbreak":
            self.out.append(f"<br{self._void}")
        elif kind == "code_inline":
            self.out.append(f"<code>{escape(token.content)}</code>")
        elif kind in {"math_inline", "math_inline_double"}:
            self.formula(token.content, display=kind == "math_inline_double")
        elif kind == "image":
            self._media(token)
        elif kind == "link_open":
            self._link(token)
        elif kind == "html_inline":
            self._tag(token)
        elif token.nesting > 0:
            self._open(token.tag, ())
        elif token.nesting < 0:
            self._close()
        else:
            self._text(token.content)

    def _text(self, text: str) -> None:
        """Write words; where MathJax will look for formulas, what looks like one is taken apart by a `span`."""
        shown = escape(text)
        if self.style.math == "tex":
            shown = _DELIMITER.sub(r"<span>\g<0></span>", shown)
        self.out.append(shown)

    def formula(self, tex: str, *, display: bool) -> None:
        """Write a formula; one that can't be converted as its source."""
        tex = tex.strip()
        if self.style.math == "tex":
            engine = mathjax(tex)
            shown = None if engine is None else f"\\[{escape(engine)}\\]" if display else f"\\({escape(engine)}\\)"
        else:
            shown = mathml(tex, display=display, xml=self.style.xml, classes=self.style.classes)
        if shown is None:
            dollars = "$$" if display else "$"
            name = ' class="math"' if self.style.classes else ""
            shown = f"<code{name}>{escape(dollars + tex + dollars)}</code>"
        self.out.append(shown)

    def _open(self, name: str, attributes: Sequence[tuple[str, str]]) -> None:
        closing = f"</{name}>"
        if self.style.dialect != "html5" and name in _QTI_SPANS:
            name, attributes = "span", [("class", _QTI_SPANS[name])]
            closing = "</span>"
        if self.style.dialect in _QTI2:
            attributes = [("xml:lang" if key == "lang" else key, value) for key, value in attributes]
        if self.style.dialect == "qti2" and (direction := dict(attributes).get("dir")):
            self.out.append(_ISOLATES[direction])
            closing += _END_OF_ISOLATE
            attributes = [(key, value) for key, value in attributes if key != "dir"]
        self._closing.append(closing)
        self.out.append(f"<{name}{''.join(attribute(key, value) for key, value in attributes)}>")

    def _close(self) -> None:
        self.out.append(self._closing.pop())

    def _tag(self, token: Token) -> None:
        tag = token.meta.get("tag")
        if not isinstance(tag, Tag):
            self.out.append(escape(token.content))
        elif tag.nesting == 0:
            self.out.append(f"<br{self._void}")
        elif tag.nesting > 0:
            self._open(tag.name, tag.attributes)
        else:
            self._close()

    def _link(self, token: Token) -> None:
        """A link that may not be one is its text, an autolink with the brackets that it was typed with."""
        if token.meta.get("unsafe"):
            self.out.append("&lt;" if token.info == "auto" else "")
            self._closing.append("&gt;" if token.info == "auto" else "")
            return
        attributes = [("href", links.encode(str(token.attrs["href"])))]
        if "title" in token.attrs and self.style.dialect == "html5":
            attributes.append(("title", str(token.attrs["title"])))
        self._open("a", attributes)

    def _media(self, token: Token) -> None:
        reference = token.meta.get("reference")
        if not isinstance(reference, Reference):
            self.out.append(escape(f"[{inline_text(token.children or ()).strip()}]"))
            return
        if not self.style.media:
            self.out.append(escape(f"[{reference.alt or reference.src}]"))
            return
        address, alt = self.media(reference), reference.alt
        if reference.kind == "image":
            title = str(token.attrs.get("title", "")) if self.style.dialect == "html5" else ""
            more = attribute("title", title) if title else ""
            self.out.append(f"<img{attribute('src', address)}{attribute('alt', alt)}{more}{self._void}")
        elif self.style.dialect in _QTI2 or (self.style.dialect == "qti3" and (self._phrasing or self._closing)):
            kind = links.media_type(reference.src)
            words = escape(alt or reference.src)
            self.out.append(f"<object{attribute('data', address)}{attribute('type', kind)}>{words}</object>")
        else:
            value = "true" if self.style.dialect == "qti3" else "controls"
            controls = f' controls="{value}"' if self.style.xml else " controls"
            label = attribute("aria-label", alt) if alt else ""
            name = reference.kind
            self.out.append(f'<{name}{controls} preload="metadata"{attribute("src", address)}{label}></{name}>')
