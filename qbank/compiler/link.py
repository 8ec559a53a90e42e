"""Link: the rows of every file → one plan. Ids are unique, cross-file checks pass, times come from the lock."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from qbank.compiler.lock import Line
from qbank.compiler.order import Result
from qbank.compiler.rows import is_built
from qbank.compiler.values import Document, Entry, Row
from qbank.diagnostics import Diagnostic, Span


def cross_checks(results: Sequence[Result]) -> Iterator[Diagnostic]:
    """Yield what only all files together show: `duplicate-id`, `duplicate-bank`, `alias-taken`."""
    banks: dict[str, str] = {}
    for result in results:
        if result.info is None:
            continue
        name = result.info.id.casefold()
        if name in banks:
            message = f"{banks[name]} has the bank {result.info.id}, too; files are named by it, in any case of letters"
            place = result.bank_place or Span(result.file)
            yield Diagnostic("duplicate-bank", message, place, hint="give it an id of its own")
        banks.setdefault(name, result.file)
    owners: dict[str, tuple[str, Row]] = {}
    for file, row in _questions(results):
        if row.id in owners and owners[row.id][0] != file:
            first = owners[row.id]
            message = f"{row.id} is the id of another question, in {first[0]}:{first[1].line}"
            yield _at(file, row, "duplicate-id", message, "give it an id of its own")
        owners.setdefault(row.id, (file, row))
    taken: dict[str, str] = {}
    for file, row in _questions(results):
        for alias in row.aliases:
            other = alias if alias in owners and owners[alias][1] is not row else taken.get(alias)
            if other is not None:
                message = f"the alias {alias} of {row.id} is the id or an alias of another question"
                yield _at(file, row, "alias-taken", message, "delete the alias, or the other question")
            taken[alias] = row.id


def kind_changes(results: Sequence[Result], kinds: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield `kind-changed` for questions that were of another kind when last built: `kinds` maps ids to it."""
    for file, row in _questions(results):
        if row.id in kinds:
            message = f"{row.id} was a {kinds[row.id]} and is now a {row.kind}: platforms take it for another question"
            hint = "give it a new id, or leave it so: learners' progress with the old one is not carried over"
            yield _at(file, row, "kind-changed", message, hint, "warning")


def id_changes(results: Sequence[Result], renamed: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield `id-changed` for questions that say what one said that is gone: `renamed` maps new ids to old ones."""
    for file, row in _questions(results):
        if row.id in renamed and not row.aliases:
            message = (
                f"{row.id} says what {renamed[row.id]} said, which is gone: platforms take it for another question"
            )
            hint = f"if it is the same, add aliases: {renamed[row.id]}, so that its cards keep what learners did"
            yield _at(file, row, "id-changed", message, hint, "warning")


def _at(file: str, row: Row, code: str, message: str, hint: str, severity: str = "error") -> Diagnostic:
    place = Span(file, row.line, row.column, row.line, row.column + len(row.id))
    return Diagnostic(code, message, place, "warning" if severity == "warning" else "error", hint, row.id)


def _questions(results: Iterable[Result]) -> Iterator[tuple[str, Row]]:
    for result in results:
        for row in result.rows:
            if row.kind != "stimulus":
                yield result.file, row


def documents(
    results: Iterable[Result], lock: Mapping[str, Line], revised: int, kinds: Container[str], *, drafts: bool
) -> Iterator[Document]:
    """Yield the plan: a document for each bank, its questions numbered from 1, stimuli before their first question.

    `revised` is when the format itself last changed; an entry is never older. Only `kinds`, which the format holds, are
    in it; the numbers of the others are left out, so that question 7 is question 7 everywhere.
    """
    for result in results:
        if result.info is None:
            continue
        stimuli = {row.id: row for row in result.rows if row.kind == "stimulus"}
        entries: list[Entry] = []
        number = 0
        for row in result.rows:
            if row.kind == "stimulus" or not is_built(row, drafts):
                continue
            number += 1
            if row.kind not in kinds:
                continue
            modified = max(revised, lock[row.id].time)
            stimulus = stimuli.pop(row.stimulus, None)
            if stimulus is not None and "stimulus" in kinds:
                entries.append(Entry(stimulus, 0, modified))
            entries.append(Entry(row, number, modified))
        if entries:
            yield Document(result.info, tuple(entries))
