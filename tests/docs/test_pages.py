"""What README.md and docs/ show works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qbank
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_bytes
from qbank.model import KINDS

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLES = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in (ROOT / "README.md", ROOT / "docs/language.md")
    for number, block in enumerate(BLOCK.findall(page.read_text("utf-8")))
]


def as_bank(block: str) -> str:
    """Return an example as a bank: questions alone get a header."""
    if not block.startswith("- "):
        return block
    return "schema: 1\nbank: example\nquestions:\n" + "".join(f"  {line}\n" for line in block.splitlines())


@pytest.mark.parametrize("block", EXAMPLES)
def test_examples_compile(block: str, tmp_path: Path) -> None:
    """Every YAML example is valid, without a warning."""
    if "bank:" not in block and not block.startswith("- "):
        (tmp_path / "qbank.yaml").write_text(block, "utf-8")
        assert open_project(tmp_path).diagnostics == []
        return
    unit = compile_bytes(as_bank(block).encode(), tmp_path, "source/example.yaml")
    assert unit.diagnostics == []
    assert unit.questions


def test_language_page_has_every_kind_and_field() -> None:
    """Nothing of the language is missing from its page."""
    page = (ROOT / "docs/language.md").read_text("utf-8")
    for name, kind in KINDS.items():
        assert f"type: {name}" in page
        missing = [field for field in kind.model_fields if not re.search(rf"\b{field}\b", page)]
        assert missing == [], name


def test_architecture_names_every_folder() -> None:
    """The map has every package of the core and every folder of the repository."""
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    for folder in (ROOT / "qbank").iterdir():
        if (folder / "__init__.py").exists():
            assert f"  {folder.name}/ " in page
    for module in re.findall(r"`(qbank/[a-z_/]+\.py)`", page):
        assert (ROOT / module).exists(), module


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/architecture.md"])
def test_version_is_todays(page: str) -> None:
    """The pages speak of this version."""
    assert qbank.__version__ in (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("exporters/*.md")]))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page is a file of the repository."""
    prose = re.sub(r"`[^`]*`", "", page.read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", prose):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
