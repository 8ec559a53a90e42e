"""One input, from its bytes to a bank in `source/`: find the format, read, judge, write."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from qbank.compiler.garbage import seldom
from qbank.compiler.layout import SOURCES, bank_files
from qbank.importing import registry
from qbank.importing.bank import BankWriter, place, staging
from qbank.importing.files import Files
from qbank.importing.found import Aside, InputFault, Place
from qbank.importing.input import Input
from qbank.importing.merge import merge
from qbank.importing.names import Names
from qbank.importing.outcome import Outcome
from qbank.importing.protocols import Importer
from qbank.importing.reading import Reading, Request, Taken, beside
from qbank.source import Mapping as Node
from qbank.source import Scalar, Sequence, read


def taken(root: Path) -> Taken:
    """Return the ids of a project's banks and of what is in them, read without checking anything."""
    found = Taken()
    for file in bank_files(root) if (root / SOURCES).is_dir() else ():
        try:
            top = read((root / file).read_bytes(), file).root
        except OSError:
            continue
        if isinstance(top, Node):
            found.banks |= set(_texts(top.get("bank")))
            stimuli, questions = top.get("stimuli"), top.get("questions")
            found.items |= {key.value for key, _ in stimuli.entries} if isinstance(stimuli, Node) else set()
            for one in questions.items if isinstance(questions, Sequence) else ():
                if isinstance(one, Node):
                    found.items |= {*_texts(one.get("id")), *_texts(one.get("aliases"))}
    return found


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.value
    elif isinstance(node, Sequence):
        yield from (one.value for one in node.items if isinstance(one, Scalar))


def spread(path: Path, request: Request) -> Iterator[tuple[Path, str]]:
    """Yield what a path of the command line stands for, and why it isn't read; nothing where it is.

    That is itself, or the files of a folder that is no package: those that a reader knows are read.
    """
    if not path.is_dir() or request.format or registry.is_package(path):
        yield path, ""
        return
    inside = sorted(one for one in path.iterdir() if not one.name.startswith(".") and not one.is_symlink())
    for one in inside:
        if one.is_dir():
            yield from spread(one, request)
        elif one.is_file():
            yield one, _why_left(Input(one, request.settings, request.max_files))


def _why_left(source: Input) -> str:
    try:
        whole = registry.detect(source).belongs_to(source)
    except InputFault as fault:
        return f"{fault}; it was left"
    return f"it is read with {whole}" if whole and source.path.with_name(whole).is_file() else ""


def left(path: Path, why: str) -> Outcome:
    """Return the outcome of a file in a folder that isn't read."""
    outcome = Outcome(path)
    outcome.leave(Aside(Place(), why))
    return outcome


def run(path: Path, request: Request, ids: Taken) -> Outcome:
    """Import one file, archive or folder. What is wrong is in the outcome; then nothing was written."""
    outcome = Outcome(path)
    source = Input(path, request.settings, request.max_files)
    try:
        importer = registry.chosen(source, request.format)
        outcome.format = importer.title
        with seldom():
            if request.into is None:
                _new(source, importer, request, ids, outcome)
            else:
                merge(source, importer, request, ids, outcome)
    except InputFault as fault:
        outcome.fail(fault)
    except RecursionError:
        outcome.fail(InputFault("it is nested too deeply", "simplify it where it was written"))
    except OSError as error:
        outcome.fail(InputFault(error.strerror or str(error), "check that the file can be read, and source/ written"))
    except Exception as error:
        # A reader may be anyone's: what it does wrong is a diagnostic that names it, and nothing was written.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        said = f"the reader failed: {type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
        outcome.fail(InputFault(said, f"tell the author of the reader of {outcome.format}; try another format"))
    return outcome


def _new(source: Input, importer: Importer, request: Request, ids: Taken, outcome: Outcome) -> None:
    folder = request.root / SOURCES
    wanted = Names().give(source.name.lower(), otherwise="bank")
    if (folder / f"{wanted}.yaml").exists() and wanted not in ids.made:
        hint = f"rename the input, or add its questions: qbank import {source.path.name} --into source/{wanted}.yaml"
        raise InputFault(f"source/{wanted}.yaml is there already", hint)
    name = Names({*ids.banks}).give(wanted)
    called = name if not (folder / name).exists() else f"{name}-files"
    with staging(folder) as stage:
        files = Files(stage, called, beside(source))
        writer = BankWriter(stage, name)
        reading = Reading(importer, source, files, Names({*ids.items}), outcome)
        try:
            for question in reading.questions():
                writer.add(question)
                outcome.took(question)
            if not writer.written:
                raise InputFault("there is no question in it", "choose another file, or another format with --from")
            file = writer.finish(reading.header(name), reading.stimuli)
        finally:
            writer.close()
        outcome.target = place(file, stage / called, folder)
    ids.items |= reading.names.taken
    ids.banks.add(name)
    ids.made.add(name)
