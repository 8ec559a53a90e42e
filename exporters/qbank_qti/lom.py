"""Learning Object Metadata for a manifest: what a bank and its questions say of themselves.

IMS has two bindings of it. 1.2.4 came before the standard, writes names in lower case and fixes the order of the
elements; 1.3.2 is IEEE's (`lifeCycle`, `string`). Here names are IEEE's, and the order is the one of 1.2.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qbank.api import BankInfo, Context, Flashcard, Item, Stimulus
from qbank_qti.identifiers import identifier
from qbank_qti.xml import element, language, text

CATALOG = "qbank"
"""What ids that authors gave are listed under, where a file has another."""


@dataclass(frozen=True)
class Binding:
    """A binding of LOM to XML."""

    namespace: str
    location: str
    ieee: bool

    def el(self, name: str, *content: str) -> str:
        """Return an element, nothing where it would be empty."""
        return element(f"imsmd:{name if self.ieee else name.lower()}", *content) if any(content) else ""

    def string(self, value: str, lang: str | None = None) -> str:
        """Return a text in a language."""
        if self.ieee:
            return element("imsmd:string", text(value), language=lang)
        return element("imsmd:langstring", text(value), xml_lang=lang)

    def term(self, name: str, value: str) -> str:
        """Return a word from a vocabulary: LOM's own, which IEEE writes in lower case."""
        if self.ieee:
            return self.el(name, self.el("source", text("LOMv1.0")), self.el("value", text(value.lower())))
        source, word = (self.string(one, "x-none") for one in ("LOMv1.0", value))
        return self.el(name, self.el("source", source), self.el("value", word))

    def named(self, ident: str) -> tuple[str, str]:
        """Return the id that an author gave, as it stands before and after the title: in one of these places."""
        catalog = self.el("catalog", text(CATALOG))
        if self.ieee:
            return self.el("identifier", catalog, self.el("entry", text(ident))), ""
        return "", self.el("catalogEntry", catalog, self.el("entry", self.string(ident)))

    def person(self, name: str) -> str:
        """Return a person as a vCard."""
        card = text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{_vcard(name)}\nN:{_vcard(name)}\nEND:VCARD")
        return self.el("entity", card) if self.ieee else self.el("centity", self.el("vcard", card))


IMS_MD_1_2 = Binding(
    "http://www.imsglobal.org/xsd/imsmd_v1p2", "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd", ieee=False
)
IMS_MD_1_3 = Binding("http://ltsc.ieee.org/xsd/LOM", "http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd", ieee=True)

_DIFFICULTY = {"easy": "easy", "medium": "medium", "hard": "difficult"}


def of_bank(info: BankInfo, description: str, binding: Binding = IMS_MD_1_2) -> str:
    """Return the metadata of a bank; `description` is plain text."""
    el, string, lang = binding.el, binding.string, language(info.language)
    general = el(
        "general",
        el("title", string(info.title, lang)),
        el("language", text(lang or "")),
        el("description", string(description, lang)) if description else "",
        _keywords(info.tags, lang, binding),
    )
    authors = "".join(binding.person(name) for name in info.authors)
    made = el("lifeCycle", el("contribute", binding.term("role", "author"), authors)) if authors else ""
    terms = binding.term("copyrightAndOtherRestrictions", "yes") + el("description", string(info.license))
    return el("lom", general, made, el("rights", terms) if info.license else "")


def of_item(item: Item, title: str, context: Context, binding: Binding = IMS_MD_1_2) -> str:
    """Return the metadata of a question: title, tags, difficulty, Bloom's level, objectives, source."""
    el, string, lang = binding.el, binding.string, language(context.bank.language)
    named = binding.named(item.id) if identifier(item.id) != item.id else ("", "")
    if isinstance(item, Stimulus):
        return el("lom", el("general", named[0], el("title", string(title, lang)), named[1]))
    words = _keywords(item.tags, lang, binding)
    general = el("general", named[0], el("title", string(title, lang)), named[1], words)
    scored = not isinstance(item, Flashcard)
    kind = binding.term("learningResourceType", "Questionnaire") if scored else ""
    level = binding.term("difficulty", _DIFFICULTY[item.difficulty]) if item.difficulty else ""
    origin = ""
    if item.source:
        described = el("description", string(context.plain(item.source), lang))
        origin = el("relation", binding.term("kind", "isbasedon"), el("resource", described))
    aims = [
        el(
            "classification",
            binding.term("purpose", "Educational Objective"),
            el("description", string(context.plain(aim), lang)),
        )
        for aim in item.objectives
    ]
    if item.bloom:
        taxon = el("taxon", el("entry", string(item.bloom, "en")))
        path = el("taxonPath", el("source", string("Bloom's revised taxonomy", "en")), taxon)
        aims.append(el("classification", binding.term("purpose", "Educational Level"), path))
    return el("lom", general, el("educational", kind, level), origin, *aims)


def _keywords(words: Iterable[str], lang: str | None, binding: Binding) -> str:
    return "".join(binding.el("keyword", binding.string(word, lang)) for word in dict.fromkeys(words))


def _vcard(name: str) -> str:
    """A value of a vCard (RFC 2426): four characters have a meaning of their own."""
    for special in "\\,;":
        name = name.replace(special, f"\\{special}")
    return name.replace("\n", " ")
