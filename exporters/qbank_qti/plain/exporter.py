"""A package of plain QTI 1.2: the manifest, one file with all questions, media beside it."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.api import Context, Document, Fragment, Fragments, Item, Media, Output, Plan, Stimulus, fill_media
from qbank_qti import asi, lom, package
from qbank_qti.identifiers import reserved
from qbank_qti.options import PlainOptions
from qbank_qti.plain import kinds
from qbank_qti.xml import HEADER, attribute, element

FILE = "questions.xml"
_TYPE = "imsqti_xmlv1p2"


class PlainExporter:
    """Writes QTI 1.2 by the specification: a test, or an item bank."""

    def __init__(self, options: PlainOptions) -> None:
        self._options = options

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return a question's item. A stimulus stands inside the items that refer to it."""
        if isinstance(item, Stimulus):
            return Fragment(b"")
        written = kinds.write(item, package.title_of(item, context), context, self._options)
        return context.fragment(written)

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.zip` for each document."""
        for document in plan.documents:
            with out.zip(f"{document.info.id}.zip") as archive:
                archive.add("imsmanifest.xml", _manifest(document, fragments))
                archive.add(FILE, self._questions(document, fragments))
                for media in package.all_media(document.questions, fragments).values():
                    archive.add(_media_file(media.name), media)

    def _questions(self, document: Document, fragments: Fragments) -> Iterator[bytes]:
        """Yield the file, question by question."""
        info = document.info
        if self._options.contents == "bank":
            begin = f'<objectbank ident="{reserved("bank", info.id)}">\n'
            begin += asi.metadata([("bank_title", info.title)]) + "\n"
            end = "</objectbank>"
        else:
            described = _described(document)
            begin = f'<assessment ident="{reserved("test", info.id)}" title="{attribute(info.title)}">\n'
            begin += element("objectives", asi.material(described, "text/plain")) if described else ""
            begin += f'\n<section ident="{reserved("section", info.id)}">\n'
            end = "</section>\n</assessment>"
        yield f"{HEADER}{asi.ROOT}\n{begin}".encode()
        for entry in document.questions:
            (item,) = fragments(entry).parts
            yield fill_media(item, lambda name: package.url(_media_file(name))).encode() + b"\n"
        yield f"{end}\n</questestinterop>\n".encode()


def _described(document: Document) -> str:
    info = document.info
    return Context(info, {}).plain(info.description) if info.description else ""


def _manifest(document: Document, fragments: Fragments) -> Iterator[bytes]:
    info = document.info
    about = lom.of_bank(info, _described(document))
    yield package.open_manifest(reserved("manifest", info.id), "IMS Content", "1.1.3", about).encode()
    media: list[Media] = list(package.all_media(document.questions, fragments).values())
    needs = [package.media_identifier(one) for one in media]
    yield package.resource(reserved("questions", info.id), _TYPE, FILE, [FILE], needs).encode()
    for one in media:
        file = package.url(_media_file(one.name))
        yield package.resource(package.media_identifier(one), "webcontent", file, [file]).encode()
    yield package.CLOSE_MANIFEST.encode()


def _media_file(name: str) -> str:
    return f"media/{name}"
