"""A package of QTI 1.2 as Canvas reads it: the manifest, the quiz, what Canvas adds to it, media."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qbank_qti import asi, lom, package
from qbank_qti.canvas import kinds
from qbank_qti.canvas.item import decimal
from qbank_qti.identifiers import digest
from qbank_qti.options import Qti12Options
from qbank_qti.xml import HEADER, XSI, attribute, element, text

from qbank.api import BankInfo, Context, Document, Fragment, Fragments, Item, Output, Plan, Stimulus, fill_media

_META = "http://canvas.instructure.com/xsd/cccv1p0"
_QUIZ_TYPE = "imsqti_xmlv1p2"
_BANK_TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"
"""What New Quizzes tell an item bank by; Classic looks into the file."""
_META_TYPE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_FILES = "%24IMS-CC-FILEBASE%24"


class CanvasExporter:
    """Writes the Canvas flavour of QTI 1.2: a quiz, or an item bank."""

    def __init__(self, options: Qti12Options) -> None:
        self._bank = options.contents == "bank"

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item: its XML, and whether Canvas may shuffle its choices (nothing where it has none)."""
        title = package.title_of(item, context)
        if isinstance(item, Stimulus):
            return context.fragment(kinds.stimulus(item, title, context), "")
        written = kinds.write(item, title, context)
        return context.fragment(written, _shuffle(item))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.zip` for each document."""
        for document in plan.documents:
            quiz, _ = _identifiers(document.info)
            with out.zip(f"{document.info.id}.zip") as archive:
                archive.add("imsmanifest.xml", _manifest(document, fragments, bank=self._bank))
                archive.add(f"{quiz}/{quiz}.xml", _questions(document, fragments, quiz, bank=self._bank))
                if not self._bank:
                    archive.add(f"{quiz}/assessment_meta.xml", _about(document, fragments, quiz))
                for media in package.all_media(document.entries, fragments).values():
                    archive.add(_media_file(media.name), media)


def _shuffle(item: Item) -> str:
    choices = getattr(item, "choices", None)
    if choices is None:
        return ""
    return str(getattr(item, "shuffle", True) and not any(choice.fixed for choice in choices))


def _identifiers(info: BankInfo) -> tuple[str, str]:
    """Return the identifiers of the quiz and of what Canvas adds to it; they must differ."""
    home = f"{info.project}/{info.id}"
    return f"i{digest(f'quiz/{home}', 31)}", f"i{digest(f'meta/{home}', 31)}"


def _questions(document: Document, fragments: Fragments, ident: str, *, bank: bool) -> Iterator[bytes]:
    """Yield the quiz or the item bank, question by question."""
    title = document.info.title
    if bank:
        begin = f'<objectbank ident="{ident}">\n{asi.metadata([("bank_title", title)])}\n'
        end = "</objectbank>\n"
    else:
        begin = f'<assessment ident="{ident}" title="{attribute(title)}">\n'
        begin += f'{asi.metadata([("cc_maxattempts", "unlimited")])}\n<section ident="root_section">\n'
        end = "</section>\n</assessment>\n"
    yield f"{HEADER}{asi.ROOT}\n{begin}".encode()
    for entry in document.entries:
        item, _ = fragments(entry).parts
        yield fill_media(item, lambda name: f"{_FILES}/{package.url(_media_file(name))}").encode() + b"\n"
    yield f"{end}</questestinterop>\n".encode()


def _about(document: Document, fragments: Fragments, quiz: str) -> str:
    """Return what only Canvas knows of a quiz. It shuffles the choices of all questions or of none."""
    info = document.info
    allowed = [fragments(entry).parts[1] for entry in document.entries]
    shuffle = str(True) in allowed and str(False) not in allowed
    described = Context(info, {}).plain(info.description) if info.description else ""
    paragraphs = "".join(f"<p>{text(part.strip())}</p>" for part in described.split("\n\n") if part.strip())
    points = sum((Decimal(entry.row.points) for entry in document.questions), Decimal(0))
    content = (
        element("title", text(info.title)),
        element("description", text(paragraphs)),
        element("shuffle_answers", str(shuffle).lower()),
        element("quiz_type", "practice_quiz"),
        element("points_possible", decimal(points)),
        element("allowed_attempts", "-1"),
        element("show_correct_answers", "true"),
    )
    root = element(
        "quiz",
        *content,
        xmlns=_META,
        xmlns_xsi=XSI,
        xsi_schemaLocation=f"{_META} http://canvas.instructure.com/xsd/cccv1p0.xsd",
        identifier=quiz,
    )
    return f"{HEADER}{root}\n"


def _manifest(document: Document, fragments: Fragments, *, bank: bool) -> Iterator[bytes]:
    info = document.info
    quiz, meta = _identifiers(info)
    about = lom.of_bank(info, Context(info, {}).plain(info.description) if info.description else "")
    yield package.open_manifest(
        f"i{digest(f'manifest/{info.project}/{info.id}', 31)}", "IMS Content", "1.1.3", about
    ).encode()
    media = package.all_media(document.entries, fragments).values()
    needs = [*([] if bank else [meta]), *map(package.media_identifier, media)]
    type_ = _BANK_TYPE if bank else _QUIZ_TYPE
    yield package.resource(quiz, type_, None, [f"{quiz}/{quiz}.xml"], needs).encode()
    if not bank:
        file = f"{quiz}/assessment_meta.xml"
        yield package.resource(meta, _META_TYPE, file, [file]).encode()
    for one in media:
        file = package.url(_media_file(one.name))
        yield package.resource(package.media_identifier(one), "webcontent", file, [file]).encode()
    yield package.CLOSE_MANIFEST.encode()


def _media_file(name: str) -> str:
    return f"media/{name}"
