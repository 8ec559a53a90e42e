"""What the tests of players share: packages served to a browser without a network, and a player that scores items.

A player runs in a page beside the items of a package, so that their addresses lead to stimuli and media. The pages
(`qti3-item-player.html`, `qti-components.html`) wrap what each player offers to whoever embeds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Route
from qbank_qti.identifiers import file_stem, identifier

HERE = Path(__file__).parent
NPM = HERE.parents[1] / "node_modules"
PLAYERS = ("qti3-item-player", "qti-components")
TYPES = {"xml": "application/xml", "svg": "image/svg+xml", "png": "image/png"}


def item_of(question: Any) -> str:
    """Return the path of a question's item in a package."""
    return f"items/{file_stem(identifier(question.id))}.xml"


def stimulus_of(question: Any) -> str:
    """Return the path of a question's stimulus in a package."""
    return f"stimuli/{file_stem(identifier(question.stimulus))}.xml"


SCORES = """async answers => {
  const scores = []
  for (const given of answers) {
    play.respond(given)
    scores.push((await within(play.outcomes())).SCORE)
  }
  return scores
}"""
START = """console.debug = console.log = console.info = console.warn = () => {}
window.within = work => Promise.race([
  work,
  new Promise((_, fail) => setTimeout(() => fail(new Error('nothing happened for 60 seconds')), 60000)),
])"""

NO_UPLOAD = "Unknown custom element: <qti-upload-interaction>"
"""qti3-item-player has no upload interaction. The text box beside it works."""
NO_CODE = "Interpolation inside attributes has been removed"
"""qti3-item-player reads `map-key="{{x}}"` as the text that it is; the developers' Vue only remarks on it."""

Given = dict[str, str | list[str]]
"""What a learner answers: a value, or several, for each response variable; what is left out is not answered."""


class Site:
    """Answers a browser's requests: npm packages, the players' pages, the files of QTI packages."""

    def __init__(self) -> None:
        self.folders: dict[str, Path] = {}
        """The packages by their names, unpacked."""

    def read(self, package: str, path: str) -> bytes:
        """Return a file of a package."""
        return (self.folders[package] / path).read_bytes()

    def serve(self, route: Route) -> None:
        """Answer a request; whatever isn't here is not found."""
        folder, _, path = unquote(urlsplit(route.request.url).path)[1:].partition("/")
        name = path.rpartition("/")[2]
        if folder == "npm":
            route.fulfill(path=NPM / path)
        elif name.removesuffix(".html") in PLAYERS:
            route.fulfill(path=HERE / name)
        elif folder in self.folders and (self.folders[folder] / path).is_file():
            type_ = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            route.fulfill(body=self.read(folder, path), content_type=type_)
        else:
            route.fulfill(status=404, body=f"{path} is not in {folder}")


@dataclass
class Player:
    """One of the players, on a page."""

    name: str
    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)
    """What went wrong since the item was opened, by the console's account."""
    _package: str = ""

    def __post_init__(self) -> None:
        self.page.add_init_script(START)
        self.page.route("**/*", self.site.serve)
        self.page.on("console", lambda said: self.hear(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.hear(str(error)))

    def hear(self, complaint: str) -> None:
        """Note a complaint, but for a remark of which is known why it is none."""
        if NO_CODE not in complaint:
            self.complaints.append(complaint)

    def faults(self, question: Any) -> list[str]:
        """Return the complaints, but for one of a player that has no place for the file that a question asks for."""
        wanted = self.name == "qti3-item-player" and getattr(question, "attachments", "none") != "none"
        return [one for one in self.complaints if not (wanted and NO_UPLOAD in one)]

    def open(self, package: str, item: str) -> None:
        """Show an item: its path in the package."""
        if package != self._package:
            self.page.goto(f"http://localhost/{package}/items/{self.name}.html")
        self._package = ""  # what fails to open may leave a player broken
        self.complaints.clear()
        self.page.evaluate("url => within(play.open(url))", f"/{package}/{item}")
        self._package = package

    def shown(self) -> str:
        """Return what a learner reads, in one line."""
        return " ".join(str(self.page.evaluate("play.body().innerText")).split())

    def feedback(self) -> list[str]:
        """Return the feedback that is shown, each in one line."""
        return [" ".join(one.split()) for one in self.page.evaluate("play.feedback()")]

    def respond(self, given: Given) -> None:
        """Answer as the page around a player may, in place of an earlier answer."""
        self.page.evaluate("given => play.respond(given)", given)

    def outcomes(self) -> dict[str, Any]:
        """End the attempt and return the outcomes."""
        found: dict[str, Any] = self.page.evaluate("within(play.outcomes())")
        return found

    def scores(self, answers: list[Given]) -> list[float]:
        """Return what each answer scores."""
        return [float(score) for score in self.page.evaluate(SCORES, answers)]
