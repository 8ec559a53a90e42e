"""Builds GIFT of questions as a build does, and has it read by gift-pegjs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qbank_gift import format as gift

from qbank.api import KINDS, BankInfo, Context, Document, Entry, Fragment, Item, Output, Plan, Row, Stimulus
from qbank.compiler.losses import losses

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INFO = BankInfo("bank", "A bank", "source/bank.yaml")


def question(kind: str, **fields: Any) -> Any:
    """Return a question, validated as typed; id and prompt have defaults."""
    return KINDS[kind].model_validate({"type": kind, "id": "q", "prompt": "Question?", **fields})


def render(item: Item, info: BankInfo = INFO, media: Mapping[str, Any] = {}) -> Fragment:
    """Return an item as GIFT's fragment."""
    return gift.make(gift.options()).render(item, Context(info, media))


def declared(item: Item) -> dict[str, str]:
    """Return what the format says it loses of an item: the table's entry → how."""
    reported = render(item).losses if gift.carries.holds(item.type) else ()
    return {name: carry.how for _, name, carry in losses(item, gift.carries, reported)}


def build(items: Iterable[Item], info: BankInfo = INFO, media: Mapping[str, Any] = {}) -> str:
    """Return the file that a bank becomes; kinds that the format doesn't hold are left out, as the core does."""
    held = [item for item in items if gift.carries.holds(item.type)]
    entries = [
        Entry(Row(item.id, item.type, info.id, "", 1, 1), 0 if isinstance(item, Stimulus) else number, 0)
        for number, item in enumerate(held, 1)
    ]
    found = {entry: render(item, info, media) for entry, item in zip(entries, held, strict=True)}
    with tempfile.TemporaryDirectory() as folder:
        gift.make(gift.options()).assemble(
            Plan([Document(info, entries)]), found.__getitem__, Output(Path(folder), Path(folder))
        )
        (path,) = Path(folder).iterdir()
        assert path.name == f"{info.id}.txt"
        return path.read_bytes().decode()


def read_all(texts: list[str]) -> list[Any]:
    """Return what gift-pegjs reads in each text; a text that it refuses fails the test."""
    answer = subprocess.run(
        ["node", str(HERE / "read_gift.cjs")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "NODE_PATH": str(ROOT / "tests" / "node_modules")},
    )
    found = json.loads(answer.stdout)
    for text, one in zip(texts, found, strict=True):
        assert isinstance(one, list), f"{one}\n{text}"
    return found


def read(text: str) -> list[Any]:
    """Return what gift-pegjs reads in one text, without the category."""
    category, *questions = read_all([text])[0]
    assert category["type"] == "Category"
    return questions


def visible(html: str) -> str:
    """Return HTML as meant: without the entity that may stand for the first character, and without outer space."""
    return re.sub(r"^&#(\d+);", lambda match: chr(int(match[1])), html).strip().strip("\ufeff").strip()
