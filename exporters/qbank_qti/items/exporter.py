"""A package of QTI 2 or 3: the manifest, one test with the bank as its section, an item a file, media beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank_qti import lom, package
from qbank_qti.identifiers import identifier, reserved
from qbank_qti.items import files, kinds, stimulus
from qbank_qti.items.assessment import assessment_test
from qbank_qti.items.dialect import Dialect

from qbank.api import Context, Document, Entry, Fragment, Fragments, Item, Output, Plan, Stimulus, fill_media

TEST = "assessment.xml"


class QtiExporter:
    """Writes one dialect of QTI 2.1 and later."""

    def __init__(self, dialect: Dialect) -> None:
        self._q = dialect

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item's file, and its metadata; nothing for a stimulus that its questions repeat."""
        if isinstance(item, Stimulus) and not self._q.since_2_2:
            return Fragment(b"")
        title = package.title_of(item, context)
        if isinstance(item, Stimulus):
            written = stimulus.document(self._q, item, title, context)
        else:
            written = kinds.write(self._q, item, title, context)
        about = lom.of_item(item, title, context, self._q.packaging.binding)
        return context.fragment(written, about)

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.zip` for each document."""
        for document in plan.documents:
            entries = self._entries(document)
            with out.zip(f"{document.info.id}.zip") as archive:
                archive.add("imsmanifest.xml", self._manifest(document, fragments))
                archive.add(TEST, (piece.encode() for piece in assessment_test(self._q, document)))
                for entry in entries:
                    written, _ = fragments(entry).parts
                    archive.add(files.of(entry.row), fill_media(written, lambda name: package.url(files.beside(name))))
                for media in package.all_media(entries, fragments).values():
                    archive.add(files.media(media), media)

    def _entries(self, document: Document) -> Sequence[Entry]:
        return document.entries if self._q.since_2_2 else document.questions

    def _manifest(self, document: Document, fragments: Fragments) -> Iterator[bytes]:
        info, q, entries = document.info, self._q, self._entries(document)
        description = Context(info, {}).plain(info.description) if info.description else ""
        about = lom.of_bank(info, description, q.packaging.binding)
        name = reserved("manifest", info.id)
        yield package.open_manifest(name, q.package_schema, q.package_version, about, q.packaging).encode()
        items = [identifier(entry.row.id) for entry in document.questions]
        yield package.resource(reserved("test", info.id), q.type_of("test"), TEST, [TEST], items).encode()
        for entry in entries:
            yield self._resource(entry, fragments(entry)).encode()
        for media in package.all_media(entries, fragments).values():
            file = package.url(files.media(media))
            yield package.resource(package.media_identifier(media), "webcontent", file, [file]).encode()
        yield package.CLOSE_MANIFEST.encode()

    def _resource(self, entry: Entry, fragment: Fragment) -> str:
        needs = [package.media_identifier(media) for media in fragment.media]
        if entry.row.stimulus and self._q.since_2_2:
            needs.insert(0, identifier(entry.row.stimulus))
        type_ = self._q.type_of("stimulus" if entry.row.kind == "stimulus" else "item")
        (_, about), file = fragment.parts, files.of(entry.row)
        return package.resource(identifier(entry.row.id), type_, file, [file], needs, about)
