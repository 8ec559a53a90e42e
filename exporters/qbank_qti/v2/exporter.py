"""A package of QTI 2: the manifest, one test with the bank as its section, an item a file, media beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qbank_qti import lom, package
from qbank_qti.identifiers import file_stem, identifier, reserved
from qbank_qti.v2 import kinds
from qbank_qti.v2.assessment import assessment_test
from qbank_qti.v2.dialect import Dialect

from qbank.api import Context, Document, Fragment, Fragments, Item, Media, Output, Plan, Stimulus, fill_media

TEST = "assessment.xml"


class Qti2Exporter:
    """Writes one dialect of QTI 2.1 and later."""

    def __init__(self, dialect: Dialect) -> None:
        self._q = dialect

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return a question's item and its metadata, as JSON. A stimulus stands inside the items that refer to it."""
        if isinstance(item, Stimulus):
            return Fragment(b"")
        title = package.title_of(item, context)
        written = kinds.write(self._q, item, title, context)
        return context.fragment(json.dumps({"item": written, "lom": lom.of_item(item, title, context)}))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.zip` for each document."""
        for document in plan.documents:
            with out.zip(f"{document.info.id}.zip") as archive:
                archive.add("imsmanifest.xml", self._manifest(document, fragments))
                archive.add(TEST, (piece.encode() for piece in assessment_test(self._q, document, _item_file)))
                for entry in document.questions:
                    written = str(json.loads(fragments(entry).body)["item"])
                    archive.add(
                        _item_file(entry.row.id), fill_media(written, lambda name: package.url(f"../media/{name}"))
                    )
                for media in package.all_media(document.questions, fragments).values():
                    archive.add(_media_file(media), media)

    def _manifest(self, document: Document, fragments: Fragments) -> Iterator[bytes]:
        info, q = document.info, self._q
        description = Context(info, {}).plain(info.description) if info.description else ""
        about = lom.of_bank(info, description)
        yield package.open_manifest(
            reserved("manifest", info.id), q.manifest_schema, q.manifest_version, about
        ).encode()
        items = [identifier(entry.row.id) for entry in document.questions]
        yield package.resource(reserved("test", info.id), q.test_type, TEST, [TEST], items).encode()
        for entry in document.questions:
            fragment = fragments(entry)
            needs = [package.media_identifier(media) for media in fragment.media]
            about = str(json.loads(fragment.body)["lom"])
            file = _item_file(entry.row.id)
            yield package.resource(identifier(entry.row.id), q.item_type, file, [file], needs, about).encode()
        for media in package.all_media(document.questions, fragments).values():
            file = package.url(_media_file(media))
            yield package.resource(package.media_identifier(media), "webcontent", file, [file]).encode()
        yield package.CLOSE_MANIFEST.encode()


def _item_file(question: str) -> str:
    return f"items/{file_stem(identifier(question))}.xml"


def _media_file(media: Media) -> str:
    return f"media/{media.name}"
