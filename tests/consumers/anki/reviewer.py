"""A page that shows cards as Anki's reviewer does: one document lives on, each side replaces the last.

Like `reviewer.js` it sets `innerHTML` and then puts a new script in the place of each, because those that come with
`innerHTML` don't run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from anki.cards import Card
from anki.collection import Collection, ImportLogWithChanges
from playwright.sync_api import BrowserContext, Page

SHOW = """([html, classes]) => {
  document.body.className = classes;
  const qa = document.getElementById("qa");
  qa.innerHTML = html;
  for (const old of Array.from(qa.getElementsByTagName("script"))) {
    const script = document.createElement("script");
    for (const attribute of old.attributes) script.setAttribute(attribute.name, attribute.value);
    script.textContent = old.textContent;
    old.replaceWith(script);
  }
}"""


class Reviewer:
    """Shows the cards of a collection; errors on the page are kept in `errors`."""

    def __init__(self, collection: Collection, context: BrowserContext, night: str = "", width: int = 800) -> None:
        self.collection = collection
        self.page: Page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": 900})
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.night = night
        folder = Path(collection.media.dir())
        self.file = folder.parent / "reviewer.html"
        base = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        self.file.write_text(f'{base}<base href="{folder.as_uri()}/"><body><div id="qa"></div></body>')
        self.reload()

    def card(self, question: str, template: int = 0) -> Card:
        """Return a card by its question's id."""
        cards = [self.collection.get_card(one) for one in self.collection.find_cards(f"ID:{question}")]
        return next(card for card in cards if card.ord == template)

    def front(self, question: str, template: int = 0) -> Page:
        """Show a card's question."""
        return self._show(self.card(question, template).question(), template)

    def back(self, question: str, template: int = 0) -> Page:
        """Show a card's answer."""
        return self._show(self.card(question, template).answer(), template)

    def reload(self) -> None:
        """Load the page anew: what was in memory is gone. AnkiDroid did so for every side."""
        self.page.goto(self.file.as_uri())

    def _show(self, html: str, template: int) -> Page:
        self.page.evaluate(SHOW, [html, f"card card{template + 1} {self.night}"])
        return self.page

    def texts(self, selector: str) -> list[str]:
        """Return the visible text of all elements that a selector finds, on one line each."""
        return [" ".join(one.split()) for one in self.page.locator(selector).all_inner_texts()]

    def overflow(self) -> int:
        """Return how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


Import = Callable[[Path], ImportLogWithChanges.Log]
"""Brings a package into a collection, and returns what Anki says of it."""
Review = Callable[..., Reviewer]
"""Makes a reviewer."""
