"""The body of an item: the text that is asked, and what stands in it to be answered."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from qbank.importing.api import Element
from qbank_qti.reading.asked import Asked, Option, Part
from qbank_qti.reading.files import Texts
from qbank_qti.reading.html import inner, outer
from qbank_qti.reading.items.declared import Declared, Variable
from qbank_qti.reading.items.set_aside import SetAside
from qbank_qti.reading.marks import mark

INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
PASSIVE = {"endAttemptInteraction", "mediaInteraction"}
_NONE = Variable("", "")


def interactions(element: Element) -> list[Element]:
    """Return what is to be answered, in order; what stands inside of another one isn't counted."""
    found: list[Element] = []
    for child in element:
        if child.tag.endswith("Interaction"):
            found.append(child)
        else:
            found += interactions(child)
    return found


class Body:
    """Reads one body into a question."""

    def __init__(self, body: Element, asked: Asked, declared: Declared, texts: Texts) -> None:
        self.body, self.asked, self.declared, self.texts = body, asked, declared, texts
        self.instead: dict[int, str] = {}

    @cached_property
    def parents(self) -> dict[int, Element]:
        """What each element stands in."""
        return {id(child): one for one in [self.body, *self.body.all()] for child in one}

    def read(self) -> None:
        """Take the body apart."""
        asked = self.asked
        SetAside(asked, self.texts, self.instead).take_from(self.body)
        every = interactions(self.body)
        found = [one for one in every if one.tag not in PASSIVE]
        for one in every:
            if one.tag in PASSIVE:
                self.instead[id(one)] = inner(one) if one.tag == "mediaInteraction" else ""
        names = [one.tag for one in found]
        blocks = [name for name in names if name not in INLINE]
        if not found:
            asked.fields.pop("stimulus", None)
        elif not blocks:
            self._inline(found)
        elif len(found) == 1 and (part := self._block(found[0])) is not None:
            asked.parts = [part]
        elif sorted(names) == ["extendedTextInteraction", "uploadInteraction"]:
            asked.parts = [part for one in found if (part := self._block(one)) is not None]
        elif not asked.blanks:
            self._placeholder(found)
        asked.prompt = asked.prompt or self.texts.html(inner(self.body, self.instead))

    def _inline(self, found: list[Element]) -> None:
        """Read boxes and drop-downs in the text; one box alone below it is a question of its own kind."""
        asked = self.asked
        parts = self._boxes(found)
        alone = len(parts) == 1 and parts[0].sort != "one" and self._below(found[0])
        asked.parts, asked.blanks = parts, not alone
        if alone:
            for one in found:
                self.instead[id(one)] = ""

    def _boxes(self, found: list[Element]) -> list[Part]:
        parts: list[Part] = []
        units = {one.get("responseIdentifier"): one for one in found if one.tag == "inlineChoiceInteraction"}
        taken: set[int] = set()
        for one in found:
            name = one.get("responseIdentifier")
            if id(one) in taken:
                continue
            part = self._box(one)
            chosen = units.get(f"{name}-UNIT")
            if part.sort == "number" and chosen is not None:
                part.units = self._box(chosen)
                part.units.options = [
                    Option(one.get("identifier"), one.whole.strip()) for one in chosen if one.tag == "inlineChoice"
                ]
                taken.add(id(chosen))
                self.instead[id(chosen)] = ""
            self._unit(one, part)
            parts.append(part)
            self.instead[id(one)] = mark(len(parts))
        return parts

    def _box(self, element: Element) -> Part:
        variable = self.declared.responses.get(element.get("responseIdentifier"), _NONE)
        if element.tag == "inlineChoiceInteraction":
            part = self._part(element, "one")
            part.options = [self._option(one) for one in element if one.tag == "inlineChoice"]
            return part
        return self._part(element, "number" if variable.numeric else "text")

    def _unit(self, box: Element, part: Part) -> None:
        """Take the unit that our own writer puts behind a box."""
        parent = self.parents.get(id(box))
        after = parent.children[parent.children.index(box) + 1 :] if parent is not None else []
        if part.sort == "number" and after and after[0].tag == "span" and "unit" in after[0].get("class").split():
            part.unit = after[0].whole
            self.instead[id(after[0])] = ""
            box.tail = box.tail.rstrip(" ")

    def _below(self, box: Element) -> bool:
        """Tell whether a box stands alone, after all text."""
        parent = self.parents.get(id(box))
        if parent is None or parent.tag not in {"p", "div"} or "prompt" in parent.get("class").split():
            return False
        others = [one for one in parent if self.instead.get(id(one)) is None and one is not box]
        if others or parent.text.strip() or any(one.tail.strip() for one in parent):
            return False
        around = self._around(parent)
        if any("prompt" in one.get("class").split() for one in around):
            return False
        return not any(
            _after(one, inside, self.instead) for one, inside in zip(around, [*around[1:], parent], strict=True)
        )

    def _around(self, element: Element) -> list[Element]:
        """Return the elements around another, from the outermost."""
        found: list[Element] = []
        one = self.parents.get(id(element))
        while one is not None:
            found.insert(0, one)
            one = self.parents.get(id(one))
        return found

    def _block(self, element: Element) -> Part | None:
        """Return what a block asks, its prompt left in its place; None where it is nothing that we ask."""
        reader = {
            "choiceInteraction": self._choice, "orderInteraction": self._order, "matchInteraction": self._match,
            "associateInteraction": self._associate, "extendedTextInteraction": self._open,
            "uploadInteraction": self._file, "gapMatchInteraction": self._gaps,
        }.get(element.tag)  # fmt: skip
        if reader is None:
            return None
        prompt = next((one for one in element if one.tag == "prompt"), None)
        self.instead[id(element)] = f"<div>{inner(prompt, self.instead)}</div>" if prompt is not None else ""
        return reader(element)

    def _part(self, element: Element, sort: Any) -> Part:
        name = element.get("responseIdentifier")
        variable = self.declared.responses.get(name, _NONE)
        if not variable.name:
            self.asked.scoring = None
        return Part(name, sort, correct=variable.correct, shuffle=element.get("shuffle") == "true")

    def _option(self, element: Element) -> Option:
        html = inner(element, self.instead)
        return Option(element.get("identifier"), self.texts.html(html), element.get("fixed") == "true")

    def _choice(self, element: Element) -> Part:
        variable = self.declared.responses.get(element.get("responseIdentifier"), _NONE)
        several = variable.cardinality == "multiple" or element.get("maxChoices", "1") != "1"
        part = self._part(element, "some" if several else "one")
        part.options = [self._option(one) for one in element if one.tag == "simpleChoice"]
        self.asked.ours["shuffle"] = part.shuffle
        self._own_feedback(element, part)
        return part

    def _own_feedback(self, element: Element, part: Part) -> None:
        """What stands inside of a choice is about that choice."""
        names: dict[int, str] = self.asked.ours["feedback"]
        for choice in element:
            for one in choice.all("feedbackInline", "feedbackBlock"):
                self.asked.remarks[names[id(one)]].owner = (part.ident, choice.get("identifier"))

    def _order(self, element: Element) -> Part:
        part = self._part(element, "order")
        part.options = [self._option(one) for one in element if one.tag == "simpleChoice"]
        return part

    def _match(self, element: Element) -> Part:
        part = self._part(element, "pairs")
        sets = [one for one in element if one.tag == "simpleMatchSet"]
        sides = [[self._option(one) for one in side if one.tag == "simpleAssociableChoice"] for side in sets[:2]]
        part.options, part.rights = [*sides, [], []][:2]
        lefts = [value.split()[0] for value in part.correct if value.split()]
        rights = [value.split()[-1] for value in part.correct if value.split()]
        if len(set(lefts)) != len(lefts) and len(set(rights)) == len(rights):
            part.options, part.rights = part.rights, part.options
        part.shuffle = not (part.options and all(one.fixed for one in part.options))
        return part

    def _associate(self, element: Element) -> Part:
        part = self._part(element, "pairs")
        options = {one.get("identifier"): self._option(one) for one in element if one.tag == "simpleAssociableChoice"}
        lefts = [value.split()[0] for value in part.correct if value.split()]
        part.options = [options[name] for name in lefts if name in options]
        part.rights = [option for name, option in options.items() if name not in lefts]
        self.asked.notes.append("any two could be joined there; here each has its side")
        return part

    def _open(self, element: Element) -> Part:
        part = self._part(element, "open")
        variable = self.declared.responses.get(part.ident, _NONE)
        if variable.default:
            self.asked.fields["response_template"] = self.texts.plain("\n".join(variable.default))
        if element.get("expectedLines") == "4":
            self.asked.ours["short"] = True
        return part

    def _file(self, element: Element) -> Part:
        return self._part(element, "file")

    def _gaps(self, element: Element) -> Part | None:
        """Make a drop-down of each gap: what can be dragged are its choices."""
        variable = self.declared.responses.get(element.get("responseIdentifier"), _NONE)
        options = [self._option(one) for one in element if one.tag in {"gapText", "gapImg"}]
        gaps = list(element.all("gap"))
        right = {value.split()[1]: value.split()[0] for value in variable.correct if len(value.split()) == 2}
        asked = self.asked
        if (
            any(one.tag == "gapImg" for one in element)
            or not gaps
            or set(right) != {gap.get("identifier") for gap in gaps}
        ):
            self.instead.pop(id(element), None)
            return None
        instead = {**self.instead, **{id(one): "" for one in element if one.tag in {"gapText", "prompt"}}}
        for number, gap in enumerate(gaps, 1):
            name = gap.get("identifier")
            asked.parts.append(Part(name, "one", options, correct=(right[name],), name=name))
            instead[id(gap)] = mark(number)
        self.instead[id(element)] += inner(element, instead)
        if variable.mapping is not None:
            worth = [variable.mapping.of(f"{right[part.name]} {part.name}") for part in asked.parts]
            asked.ours["weights"] = [int(one) for one in worth if one > 0 and one.denominator == 1]
        asked.blanks, asked.scoring = True, None
        asked.notes.append("words were dragged into gaps; here each is chosen from a list")
        return None

    def _placeholder(self, found: list[Element]) -> None:
        """Leave what can't be asked as text that says what it was."""
        names = ", ".join(dict.fromkeys(one.tag for one in found))
        self.asked.draft = self.asked.draft or f"it was {_article(names)} {names}; write it anew as one of our kinds"
        self.asked.parts, self.asked.scoring = [], None
        for one in found:
            self.instead[id(one)] = _as_text(one, self.instead)


def _article(names: str) -> str:
    return "several parts:" if "," in names else "an" if names[:1] in "aeiou" else "a"


def _as_text(element: Element, instead: dict[int, str]) -> str:
    """Return an interaction as text: its prompt, its pictures, what could be chosen as a list."""
    if element.tag in INLINE:
        return "____"
    out = []
    for child in element:
        if child.tag in {"simpleChoice", "simpleAssociableChoice", "gapText", "gapImg"}:
            out.append(f"<ul><li>{inner(child, instead)}</li></ul>")
        elif child.tag == "simpleMatchSet":
            out += [f"<ul><li>{inner(one, instead)}</li></ul>" for one in child]
        else:
            out.append(f"<div>{outer(child, instead)}</div>")
    return "".join(out).replace("</ul><ul>", "")


def _after(element: Element, inside: Element, instead: dict[int, str]) -> bool:
    """Tell whether something that is read follows one of an element's children."""
    place = next(index for index, child in enumerate(element) if child is inside)
    following = element.children[place + 1 :]
    words = inside.tail + "".join(one.tail for one in following)
    return bool(words.strip()) or any(instead.get(id(one)) != "" for one in following)
