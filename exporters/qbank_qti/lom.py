"""Learning Object Metadata (IMS MD 1.2.4) for a manifest: what a bank and its questions say of themselves.

The elements stand in the order of the schema (`imsmd_v1p2p4.xsd`), which is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable

from qbank.api import BankInfo, Context, Flashcard, Item, Stimulus
from qbank_qti.xml import element, language, text

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_v1p2"
LOCATION = f"{NAMESPACE} http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd"
_DIFFICULTY = {"easy": "easy", "medium": "medium", "hard": "difficult"}


def _el(name: str, *content: str) -> str:
    return element(f"imsmd:{name}", *content) if any(content) else ""


def _string(value: str, lang: str | None = None) -> str:
    return element("imsmd:langstring", text(value), xml_lang=lang)


def _term(name: str, value: str) -> str:
    """A word from a vocabulary: LOM's own."""
    return _el(name, _el("source", _string("LOMv1.0", "x-none")), _el("value", _string(value, "x-none")))


def _keywords(words: Iterable[str], lang: str | None) -> str:
    return "".join(_el("keyword", _string(word, lang)) for word in dict.fromkeys(words))


def of_bank(info: BankInfo, description: str) -> str:
    """Return the metadata of a bank; `description` is plain text."""
    lang = language(info.language)
    general = _el(
        "general",
        _el("title", _string(info.title, lang)),
        _el("language", text(lang or "")),
        _el("description", _string(description, lang)) if description else "",
        _keywords(info.tags, lang),
    )
    authors = "".join(
        _el("centity", _el("vcard", text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{_vcard(name)}\nN:{_vcard(name)}\nEND:VCARD")))
        for name in info.authors
    )
    made = _el("lifecycle", _el("contribute", _term("role", "author"), authors)) if authors else ""
    terms = _term("copyrightandotherrestrictions", "yes") + _el("description", _string(info.license))
    return _el("lom", general, made, _el("rights", terms) if info.license else "")


def _vcard(name: str) -> str:
    """A value of a vCard (RFC 2426): four characters have a meaning of their own."""
    for special in "\\,;":
        name = name.replace(special, f"\\{special}")
    return name.replace("\n", " ")


def of_item(item: Item, title: str, context: Context) -> str:
    """Return the metadata of a question: title, tags, difficulty, Bloom's level, objectives, source."""
    if isinstance(item, Stimulus):
        return ""
    lang = language(context.bank.language)
    general = _el("general", _el("title", _string(title, lang)), _keywords(item.tags, lang))
    scored = not isinstance(item, Flashcard)
    kind = _term("learningresourcetype", "Questionnaire") if scored else ""
    level = _term("difficulty", _DIFFICULTY[item.difficulty]) if item.difficulty else ""
    origin = ""
    if item.source:
        described = _el("description", _string(context.plain(item.source), lang))
        origin = _el("relation", _term("kind", "isbasedon"), _el("resource", described))
    aims = [
        _el(
            "classification",
            _term("purpose", "Educational Objective"),
            _el("description", _string(context.plain(aim), lang)),
        )
        for aim in item.objectives
    ]
    if item.bloom:
        path = _el("source", _string("Bloom's revised taxonomy", "en")) + _el(
            "taxon", _el("entry", _string(item.bloom, "en"))
        )
        aims.append(_el("classification", _term("purpose", "Educational Level"), _el("taxonpath", path)))
    return _el("lom", general, _el("educational", kind, level), origin, *aims)
