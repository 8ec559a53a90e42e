"""What an exporter is given to render one item: its bank, its stimulus, and its texts as the target wants them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from qbank import content
from qbank.compiler.values import SEPARATOR, BankInfo, Fragment, Loss, Media
from qbank.content import HtmlStyle, Reference
from qbank.content.labels import Labels, direction, labels
from qbank.model.bank import Item
from qbank.model.open import Stimulus
from qbank.model.walk import texts

T = TypeVar("T")


class Context:
    """One item's surroundings, for one format. It remembers the media that the texts rendered with it show."""

    def __init__(self, bank: BankInfo, media: Mapping[str, Media], stimulus: Stimulus | None = None) -> None:
        self.bank = bank
        self.stimulus = stimulus
        """The stimulus that the question refers to."""
        self._media = media
        self._used: dict[str, Media] = {}
        self._losses: list[Loss] = []

    @property
    def labels(self) -> Labels:
        """The words of the interface, in the bank's language."""
        return labels(self.bank.language)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, by the bank's language."""
        return direction(self.bank.language)

    def media(self, reference: Reference) -> str:
        """Return the marker of a file that a text shows, and remember that it is used."""
        found = self._media[reference.src]
        self._used[found.name] = found
        return found.marker

    def files(self, item: Item) -> dict[str, Media]:
        """Return the media that an item's texts show, by their addresses as typed, and remember that they are used."""
        shown = (reference for _, text in texts(item) for reference in content.parse(text).references)
        found = {reference.src: self._media[reference.src] for reference in shown}
        self._used |= {media.name: media for media in found.values()}
        return found

    def html(self, text: str, style: HtmlStyle, *, inline: bool = False) -> str:
        """Return Markdown as HTML, with markers for media."""
        return content.html(text, style, self.media, inline=inline)

    def plain(self, text: str, math: Callable[[str, bool], str] | None = None) -> str:
        """Return Markdown as readable plain text; media are named by their alt text, formulas written by `math`."""
        return content.plain(text, math=math)

    def features(self, text: str) -> frozenset[str]:
        """Return what a text holds beside words: `math`, `image`, `audio`, `video`, `table`, `code`, …"""
        return content.parse(text).features

    def markdown(self, text: str, *, inline: bool = False) -> str:
        """Return Markdown with markers for media."""
        return content.markdown(text, self.media, inline=inline)

    def name(self, item: Item, longest: int = 60) -> str:
        """Return a name to list an item by: its title, or the beginning of its text; its id where that has no words."""
        if item.title:
            return item.title
        words = content.label(item.stem) or item.id
        return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"

    def lose(self, path: str, note: str = "") -> None:
        """Report a conditional loss; the format's table must have an entry for the field."""
        self._losses.append(Loss(path, note))

    def fragment(self, body: bytes | str, *more: str) -> Fragment:
        """Return the item rendered: the body with the media used and the losses reported so far.

        A body of several texts has them as its `parts`. Raises ValueError where they can't be told apart.
        """
        if more:
            body = SEPARATOR.join((body, *more)) if isinstance(body, str) else body
            if not isinstance(body, str) or body.count(SEPARATOR) != len(more):
                raise ValueError(f"the parts of a fragment are texts, without the character {SEPARATOR!r}")
        data = body.encode() if isinstance(body, str) else body
        return Fragment(data, tuple(self._used.values()), tuple(self._losses))


def shuffled(items: Sequence[T], seed: str, fixed: Sequence[bool] = (), *, never_as_is: bool = False) -> list[int]:
    """Return the positions (from 0) of `items` in an order that depends on `seed` alone; `fixed` ones keep their place.

    For targets that can't shuffle (paper, Markdown, a card without its script): authors type the right answer first.
    With `never_as_is` the authored order is avoided, so that an ordering question is one.
    """
    keep = [index < len(fixed) and fixed[index] for index in range(len(items))]
    free = [index for index in range(len(items)) if not keep[index]]
    drawn = sorted(free, key=lambda index: hashlib.sha256(f"{seed}/{index}".encode()).digest())
    if never_as_is and drawn == free:
        drawn = drawn[1:] + drawn[:1]
    source = iter(drawn)
    return [index if keep[index] else next(source) for index in range(len(items))]
