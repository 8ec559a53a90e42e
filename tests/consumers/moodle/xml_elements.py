"""Elements of Moodle XML, with what Moodle takes of them; whatever is missing is refused."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

from consumers.moodle_rules.fractions import listed
from consumers.moodle_rules.model import Answer, Question, RefusedError

SPACE = " \t\n\r\0\x0b"
FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}
REFERENCE = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>)]*)")


class Element:
    """An element; `files` are those of each element in it that has some."""

    def __init__(self, node: ET.Element) -> None:
        self.node = node
        self.files: list[dict[str, bytes]] = []

    def all(self, name: str) -> list[ET.Element]:
        """Return the children of a name."""
        return self.node.findall(name)

    def one(self, name: str) -> ET.Element:
        """Return the child of a name; a second one would not be read."""
        found = self.all(name)
        if len(found) != 1:
            raise RefusedError(f"one {name} is expected in {self.node.attrib}: {len(found)}")
        return found[0]

    def value(self, name: str, pattern: str) -> str:
        """Return the text of a child, which is read as it is: no space is taken off."""
        text = self.one(name).text or ""
        if not re.fullmatch(pattern, text):
            raise RefusedError(f"{name} can't be {text!r}")
        return text

    def plain(self, node: ET.Element) -> str:
        """Return the `text` of an element without a format."""
        texts = node.findall("text")
        if len(texts) != 1 or len(texts[0]):
            raise RefusedError(f"one text is expected in {node.tag}, without elements")
        return (texts[0].text or "").strip(SPACE)

    def rich(self, node: ET.Element) -> str:
        """Return the `text` of an element with a format, and take its files."""
        if node.get("format") not in FORMATS:
            raise RefusedError(f"{node.tag} has the format {node.get('format')}")
        text, files = self.plain(node), {}
        for file in node.findall("file"):
            name = file.get("name", "")
            if (
                not re.fullmatch(r"[A-Za-z0-9_.-]+", name)
                or file.get("path") != "/"
                or file.get("encoding") != "base64"
            ):
                raise RefusedError(f"a file is {file.attrib}")
            if name in files:
                raise RefusedError(f"the file {name} is there twice")
            try:
                files[name] = base64.b64decode(file.text or "", validate=True)
            except ValueError as error:
                raise RefusedError(f"the file {name} is no base64") from error
        if set(REFERENCE.findall(text)) != set(files) or text.count("@@PLUGINFILE@@") < len(files):
            raise RefusedError(f"{node.tag} shows other files than it holds: {sorted(files)}: {text}")
        if files:
            self.files.append(files)
        return text

    def answers(self, *, rich: bool) -> list[Answer]:
        """Return the answers, with fractions of Moodle's list."""
        return [self.answer(node, rich=rich) for node in self.all("answer")]

    def answer(self, node: ET.Element, *, rich: bool) -> Answer:
        """Return an answer: HTML with files, or plain text."""
        if not rich and (node.findall("file") or node.get("format") not in ("plain_text", "moodle_auto_format")):
            raise RefusedError("this answer is plain text")
        text = self.rich(node) if rich else self.plain(node)
        feedback = [self.rich(one) for one in node.findall("feedback")]
        if len(feedback) > 1:
            raise RefusedError("an answer has one feedback")
        tolerance = Element(node).value("tolerance", r"[0-9.e+-]+") if node.findall("tolerance") else "0"
        return Answer(text, listed(float(node.get("fraction", "")) / 100), "".join(feedback), float(tolerance))

    def combined(self, question: Question) -> None:
        """Take the feedback by how good an answer was."""
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            question.settings = {**question.settings, name: self.rich(self.one(name))}

    def set(self, question: Question, **patterns: str) -> None:
        """Take settings, each of which must be there."""
        found = {name: self.value(name, pattern) for name, pattern in patterns.items()}
        question.settings = {**question.settings, **found}
