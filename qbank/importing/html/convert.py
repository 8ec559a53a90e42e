"""The converter: markdownify, told what our Markdown holds and what it doesn't."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

from qbank.importing.found import InputFault
from qbank.importing.html.escape import escape, lines

Address = Callable[[str], str | None]
"""Takes the address of a file that a text shows; returns the one to write, None where there is no such file."""

KEPT = ("sub", "sup", "u", "mark")
"""Tags that our Markdown has; with `br`, `kbd` and `span`."""
DROPPED = ("script", "style", "iframe", "object", "embed", "form", "head", "template", "noscript", "svg")
MAX_DEPTH = 100

_MATH = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<display>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$", re.DOTALL)
_PLAIN = re.compile(r"\s*(?:<p>)?(?P<text>[^<]*)(?:</p>)?\s*")
_BLOCKS = {
    "p", "div", "ul", "ol", "li", "table", "pre", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "article", "figure", "dl", "dt", "dd", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
}  # fmt: skip


def markdown(html: str, address: Address | None = None) -> str:
    r"""Return HTML as Markdown. Formulas are `\(…\)`, `\[…\]`, `$$…$$`, or MathML that says its TeX.

    What our Markdown can't hold is unwrapped (its words stay), scripts and the like are left out. Without `address`,
    images stand as their alt text. Raises InputFault for HTML that is nested without end.
    """
    simple = _PLAIN.fullmatch(html)
    if simple is not None:
        return _text(" ".join(unescape(simple["text"]).split()), block=True)
    soup = BeautifulSoup(html, "html.parser")
    _normalise(soup)
    try:
        return str(_Writer(address).convert_soup(soup)).strip("\n")
    except RecursionError:
        raise InputFault("its HTML is nested too deeply", "simplify the text where it was written") from None


def _text(text: str, *, block: bool = False) -> str:
    """Return words as Markdown, formulas as ours."""
    out, end = [], 0
    for match in _MATH.finditer(text):
        tex = " ".join((match["inline"] or match["display"] or match["dollars"]).split())
        fence = "$" if match["inline"] else "$$"
        out += [escape(text[end : match.start()], block=False), f"{fence}{tex}{fence}"]
        end = match.end()
    found = "".join([*out, escape(text[end:], block=False)])
    return lines(found) if block else found


def _normalise(soup: BeautifulSoup) -> None:
    """Leave out what isn't text, and put words that stand beside blocks into paragraphs of their own."""
    for one in soup.find_all(string=lambda text: isinstance(text, Comment | PreformattedString)):
        one.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for parent in [soup, *soup.find_all(["div", "li", "blockquote", "td", "th", "section", "article", "dd"])]:
        _wrap(soup, parent)
    for tag in soup.find_all("kbd"):
        tag.name = "qb-kbd"  # markdownify takes the words of a `kbd` for code


def _wrap(soup: BeautifulSoup, parent: Tag) -> None:
    children = list(parent.children)
    mixed = any(isinstance(child, Tag) and child.name in _BLOCKS for child in children)
    name = "p" if mixed and parent.name != "li" else "qb-line"
    run: list[Any] = []
    for child in [*children, None]:
        inline = child is not None and not (isinstance(child, Tag) and child.name in _BLOCKS)
        if inline:
            run.append(child)
            continue
        if any(isinstance(one, Tag) or one.strip() for one in run):
            around = soup.new_tag(name)
            run[0].insert_before(around)
            for one in run:
                around.append(one.extract())
        run = []


class _Writer(MarkdownConverter):
    """Writes a normalised tree."""

    def __init__(self, address: Address | None) -> None:
        super().__init__(heading_style="atx", bullets="-", newline_style="backslash")
        self.address = address

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Escape as our Markdown needs it."""
        return _text(text)

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write a paragraph."""
        words = lines(text.strip())
        return f" {words} " if "_inline" in parent_tags else f"\n\n{words}\n\n" if words else ""

    def convert_qb_line(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write words that are all of an item, a cell, or the whole."""
        return lines(text.strip())

    def convert_qb_kbd(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Keep keys."""
        return f"<kbd>{text}</kbd>"

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Keep a language and a direction."""
        said = "".join(f' {name}="{el[name]}"' for name in ("lang", "dir") if el.get(name))
        return f"<span{said}>{text}</span>" if said and text.strip() else text

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write a line break; in a cell it is a tag."""
        return "<br>" if "_inline" in parent_tags else "\\\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write code with its language and its indentation."""
        code = el.get_text().strip("\n")
        inside = el.find("code")
        names = [*el.get_attribute_list("class"), *(inside.get_attribute_list("class") if inside else [])]
        language = next((name.removeprefix("language-") for name in names if name and name.startswith("language-")), "")
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code)), 3)
        return f"\n\n{fence}{language}\n{code}\n{fence}\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write an image; a formula that stands as one is a formula."""
        tex = el.get("data-equation-content")
        if tex:
            return f"${' '.join(str(tex).split())}$"
        return self._file(el, str(el.get("alt", "")))

    def convert_audio(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write a sound or a film."""
        return self._file(el, str(el.get("aria-label", "")) or el.get_text().strip())

    convert_video = convert_audio

    def _file(self, el: Tag, alt: str) -> str:
        inner = el.find("source", src=True)
        source = str(el.get("src") or (inner.get("src") if isinstance(inner, Tag) else "") or "")
        found = self.address(source) if self.address and source else None
        label = escape(" ".join(alt.split()), block=False).replace("]", "\\]")
        if found is None:
            return f"\\[{label}]" if label else ""
        return f"![{label}]({target(found)})"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write a link that leads somewhere; others are their words."""
        href = str(el.get("href", "")).strip()
        if not text.strip() or not re.match(r"(?:https?|mailto):", href, re.IGNORECASE):
            return text
        return f"<{href}>" if el.get_text() == href and not re.search(r"[\s<>]", href) else f"[{text}]({target(href)})"

    def convert_math(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write a formula by the TeX that it says it was made from."""
        said = el.find("annotation", encoding=re.compile("tex", re.IGNORECASE))
        tex = said.get_text() if isinstance(said, Tag) else str(el.get("alttext", "")) or el.get_text(" ")
        fence = "$$" if el.get("display") == "block" else "$"
        return f"{fence}{' '.join(tex.split())}{fence}"


def target(address: str) -> str:
    """Return an address as CommonMark takes it: in angle brackets where it holds spaces or parentheses."""
    plain = re.fullmatch(r"[^\s()<>]+", address)
    return address if plain else "<" + re.sub(r"([<>\\])", r"\\\1", address.replace("\n", " ")) + ">"


def _kept(name: str) -> Callable[..., str]:
    def convert(self: _Writer, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG001
        return f"<{name}>{text}</{name}>" if text.strip() else text

    return convert


for _name in KEPT:
    setattr(_Writer, f"convert_{_name}", _kept(_name))
