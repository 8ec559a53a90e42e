"""What doesn't depend on the machine: how often a text is parsed, how much goes from one process to another."""

from __future__ import annotations

import pickle
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import projects
from benchmarks.languages import LANGUAGES
from benchmarks.questions import banks
from qbank.compiler import assemble, files, order
from qbank.compiler.build import build
from qbank.compiler.order import Order, Result
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_bytes
from qbank.content import formulas, parsing
from qbank.model.walk import texts

SINK = Path(__file__).parents[1] / "kitchen_sink"
FORMATS = ("anki", "gift", "moodle_xml", "qti12", "qti21", "qti30", "study", "handout", "markdown")
A_QUESTION = 500
"""Bytes that a process may send for a question: its row in the index, and that its formats lose something."""


def forget() -> None:
    for cached in (parsing.parse, formulas.convert, formulas.mathjax):
        cached.cache_clear()


def test_a_text_is_parsed_once_for_all_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SINK, tmp_path / "sink")
    parsed: Counter[str] = Counter()
    converted: Counter[tuple[str, bool]] = Counter()
    parse, convert = parsing._PARSER.parse, formulas._CONVERTER.convert_with_local_state

    def counted(text: str, *more: Any) -> Any:
        parsed[text] += 1
        return parse(text, *more)

    class Counting:
        def convert_with_local_state(self, tex: str, *, displaystyle: bool) -> str:
            converted[tex, displaystyle] += 1
            return convert(tex, displaystyle=displaystyle)

    monkeypatch.setattr(parsing._PARSER, "parse", counted)
    monkeypatch.setattr(formulas, "_CONVERTER", Counting())
    forget()
    outcome = build(open_project(tmp_path / "sink"), Request(formats=FORMATS, jobs=1))
    assert outcome.written
    assert len(parsed) > 50 and max(parsed.values()) == 1
    assert len(converted) >= 10 and max(converted.values()) == 1


def test_a_large_file_is_parsed_twice_at_most(tmp_path: Path) -> None:
    """To be checked, and to be rendered, however many formats there are and whatever the cache can hold."""
    root = tmp_path / "large"
    (root / "source").mkdir(parents=True)
    parts = [LANGUAGES["yaml"](bank).partition("questions:\n") for bank in banks(800)]
    data = "".join(parts[0][:2]) + "".join(questions for _, _, questions in parts)
    (root / "source" / "large.yaml").write_text(data, "utf-8")
    unit = compile_bytes(data.encode(), root, "source/large.yaml")
    different = {text for item in unit.items for _, text in texts(item)}
    assert len(different) > parsing.parse.cache_parameters()["maxsize"]
    forget()
    assert build(open_project(root), Request(formats=FORMATS, jobs=1)).written
    assert parsing.parse.cache_info().misses < len(different) * 2.2


def test_a_process_sends_neither_fragments_nor_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = projects.write(tmp_path / "bank", 50)
    orders: list[tuple[Order, Result]] = []
    run = order.run
    monkeypatch.setattr(order, "run", lambda one: orders.append((one, run(one))) or orders[-1][1])
    build(open_project(project.root), Request(formats=FORMATS, jobs=1))
    [(sent, result)] = orders
    assert result.rendered and Path(result.spool).stat().st_size > 50 * 10_000
    assert len(pickle.dumps(sent)) < 4000
    assert len(pickle.dumps(result)) < 50 * A_QUESTION


def test_a_format_is_sent_where_its_plan_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many questions are in it."""
    project = projects.write(tmp_path / "banks", 200)
    tasks: list[assemble.Assembly] = []
    run = assemble.run
    monkeypatch.setattr(assemble, "run", lambda one: tasks.append(one) or run(one))
    build(open_project(project.root), Request(formats=FORMATS, jobs=1))
    counts = [sum(document.questions for document in one.plan.stored) for one in tasks]
    assert counts == [200 if one != "gift" else 195 for one in FORMATS]
    assert all(len(pickle.dumps(one)) < 4000 for one in tasks)


def test_work_is_cut_into_pieces_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large project, every format by several of them; of one bank that changed, its files alone."""
    monkeypatch.setattr(files, "AT_A_TIME", 100)
    project = projects.write(tmp_path / "banks", 300)
    tasks: list[assemble.Assembly] = []
    run = assemble.run
    monkeypatch.setattr(assemble, "run", lambda one: tasks.append(one) or run(one))
    build(open_project(project.root), Request(formats=("gift", "qti21"), jobs=1))
    assert Counter(one.order.source.name for one in tasks) == {"gift": 3, "qti21": 3}
    banks_done = Counter((one.order.source.name, document.bank) for one in tasks for document in one.plan.stored)
    assert set(banks_done.values()) == {1}
    tasks.clear()
    project.edit()
    build(open_project(project.root), Request(formats=("gift", "qti21"), jobs=1))
    assert [len(one.plan.stored) for one in tasks] == [1, 1]


def test_few_files_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many banks there are: a system lets a process open a thousand."""
    opened: list[int] = []

    class Counted(assemble.SpoolReader):
        is_open = 0

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            Counted.is_open += 1
            opened.append(Counted.is_open)

        def close(self) -> None:
            super().close()
            Counted.is_open -= 1

    monkeypatch.setattr(assemble, "SpoolReader", Counted)
    (tmp_path / "source").mkdir()
    for number in range(assemble.OPENED + 4):
        question = f"{{type: true_false, id: q{number}, prompt: a, answer: true}}"
        bank = f"schema: 1\nbank: b{number}\nquestions:\n  - {question}\n"
        (tmp_path / "source" / f"b{number}.yaml").write_text(bank, "utf-8")
    assert build(open_project(tmp_path), Request(formats=("gift",), jobs=1)).written
    assert len(opened) >= assemble.OPENED + 4
    assert max(opened) == assemble.OPENED
    assert Counted.is_open == 0
