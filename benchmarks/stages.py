"""Stage by stage in one process, each beside what nobody can do without: reading the bytes, a parser's events, zlib."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from math_core import LatexToMathML

from benchmarks.commands import FORMATS
from qbank import content
from qbank.compiler import assemble, link
from qbank.compiler.lock import Line
from qbank.compiler.losses import said
from qbank.compiler.order import FormatOrder, Result
from qbank.compiler.plans import store
from qbank.compiler.reader import compile_bytes
from qbank.compiler.registry import installed, load
from qbank.compiler.render import render
from qbank.compiler.rows import row_of
from qbank.compiler.spool import SpoolWriter
from qbank.compiler.unit import Unit
from qbank.compiler.values import Fragment, Media
from qbank.content.formulas import convert
from qbank.content.rules import build
from qbank.model.walk import texts
from qbank.source import read

BOUNDS = {"parse YAML": "PyYAML's events", "Markdown": "markdown-it", "formulas": "math-core"}


@dataclass
class Measured:
    """Seconds of computing by stage, and by lower bound."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add what happens inside to a stage."""
        started = time.process_time()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0) + time.process_time() - started

    def rows(self) -> Iterator[tuple[str, float, str, float]]:
        """Yield each stage with its lower bound, which is a stage of another name."""
        for stage, seconds in self.seconds.items():
            bound = BOUNDS.get(stage, self._packing(stage))
            if stage not in BOUNDS.values() and not stage.endswith(("zlib", "bytes", "SQLite")):
                yield stage, seconds, bound.rpartition(": ")[2], self.seconds.get(bound, 0)

    def _packing(self, stage: str) -> str:
        name, _, what = stage.partition(": ")
        if what != "assemble":
            return ""
        return f"{name}: {'SQLite' if name == 'anki' else 'zlib' if name.startswith('qti') else 'bytes'}"


def stages(root: Path) -> Measured:
    """Return what each stage of building a project takes. As in a build, a file is compiled and rendered at once."""
    measured = Measured()
    orders = {name: FormatOrder(installed()[name], {}) for name in FORMATS.split(",")}
    for order in orders.values():
        load(order.source)
    with tempfile.TemporaryDirectory() as scratch:
        results = [_compiled(measured, path, root, orders, Path(scratch, path.stem)) for path in _files(root)]
        for name, order in orders.items():
            _assembled(measured, name, order, results, Path(scratch))
    return measured


def _files(root: Path) -> list[Path]:
    return sorted((root / "source").iterdir())


def _compiled(measured: Measured, path: Path, root: Path, orders: Mapping[str, FormatOrder], target: Path) -> Result:
    with measured.timed("read"):
        data = path.read_bytes()
    file = f"source/{path.name}"
    _parts(measured, data, file, root)
    with measured.timed("compile: parse, validate, Markdown, check"):
        unit = compile_bytes(data, root, file)
    with measured.timed("index"):
        rows = [row_of(item, unit) for item in unit.items]
    with target.open("wb") as written:
        spool = SpoolWriter(written)
        for name, order in orders.items():
            with measured.timed(f"{name}: render"):
                for item, fragment in _rendered(order, unit):
                    spool.add(name, item, fragment)
        spool.finish()
    return Result(file, str(target), unit.info, rows=rows, rendered=True)


def _parts(measured: Measured, data: bytes, file: str, root: Path) -> None:
    """Measure what compiling is made of, each part alone."""
    with measured.timed("PyYAML's events"):
        sum(1 for _ in yaml.parse(data, yaml.CLoader))
    with measured.timed("parse YAML"):
        read(data, file)
    unit = compile_bytes(data, root, file)
    found = list({text: None for item in unit.items for _, text in texts(item)})
    parser, converter = build(), LatexToMathML()
    with measured.timed("markdown-it"):
        for text in found:
            parser.parse(text)
    formulas = list({one.tex: None for text in found for one in content.parse(text).formulas})
    with measured.timed("math-core"):
        for tex in formulas:
            converter.convert_with_local_state(tex, displaystyle=False)
    _forget()
    with measured.timed("formulas"):
        for tex in formulas:
            convert(tex, False)
    with measured.timed("Markdown"):
        for text in found:
            content.parse(text)
    _forget()


def _rendered(order: FormatOrder, unit: Unit) -> Iterator[tuple[str, Fragment]]:
    found = load(order.source)
    exporter = found.make(found.options.model_validate({}))
    items = {item.id: (item, said(item)) for item in unit.items}
    for identity, fragment, _ in render(found, exporter, items, unit):
        if fragment is not None:
            yield identity, fragment


def _assembled(measured: Measured, name: str, order: FormatOrder, results: Sequence[Result], scratch: Path) -> None:
    """Assemble one format, and measure what its bytes take alone: compressed, in a database, on the disk."""
    found = load(order.source)
    lines = {row.id: Line(row.id, row.kind, row.hash, 0) for result in results for row in result.rows}
    held = {row.kind for result in results for row in result.rows if found.carries.holds(row.kind)}
    plan = store(scratch / f"{name}-plan", link.documents(results, lines, found.revised, held, drafts=False))
    spools: dict[str, tuple[str, dict[str, Media]]] = {one.info.id: (one.spool, {}) for one in results if one.info}
    task = assemble.Assembly(order, plan, spools, str(scratch / name), str(scratch))
    with measured.timed(f"{name}: assemble"):
        assert not assemble.run(task)
    fragments = assemble.SpooledFragments(task)
    bodies = [fragments(entry).body for document in plan.documents for entry in document.entries]
    fragments.close()
    data = b"".join(bodies)
    with measured.timed(f"{name}: bytes"):
        (scratch / "bound").write_bytes(data)
    with measured.timed(f"{name}: zlib"):
        zlib.compress(data, 6)
    with measured.timed(f"{name}: SQLite"):
        database = sqlite3.connect(scratch / f"{name}.db")
        database.execute("create table notes (id integer primary key, fields text)")
        database.executemany("insert into notes (fields) values (?)", ((one.decode(),) for one in bodies))
        database.commit()
        database.close()


def _forget() -> None:
    """Empty every cache of texts and formulas, so that a stage does its own work."""
    for name, module in list(sys.modules.items()):
        if name.startswith("qbank.content"):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
