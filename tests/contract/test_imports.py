"""Who imports whom: the core no format, formats only `qbank.api`, never each other; `--help` next to nothing."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path for path in (ROOT / "exporters").iterdir() if (path / "__init__.py").is_file())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
THIRD_PARTY = {"genanki", "jinja2", "markupsafe", "markdown_it", "mdit_py_plugins", "math_core", "pygments", "pydantic"}
"""What a format may use besides `qbank.api`: what pyproject.toml says is installed."""
OPTIONAL = {"brotli", "fontTools", "openpyxl", "resvg_py", "xlsxwriter", "zstandard"}
"""What an extra brings: imported inside functions only, where it may be missing."""


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports, inside functions as well."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def all_imports(folder: Path) -> set[tuple[str, str]]:
    """Return each file below a folder with each module that it imports."""
    return {(file.relative_to(ROOT).as_posix(), module) for file in folder.rglob("*.py") for module in imported(file)}


def loaded(program: str) -> set[str]:
    """Return the modules that are loaded after a program ran in a new interpreter."""
    code = f"import sys, json\n{program}\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_core_imports_no_format() -> None:
    """Not even inside a function; names of formats are found by their entry points."""
    found = all_imports(ROOT / "qbank")
    assert len(found) > 300
    formats = {folder.name for folder in FOLDERS}
    assert [one for one in found if one[1].partition(".")[0] in formats] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_format_imports_the_api_alone(folder: Path) -> None:
    """`qbank.api` (readers: `qbank.importing.api`), the standard library, what comes with it, its own modules."""
    for file, module in sorted(all_imports(folder)):
        first = module.partition(".")[0]
        if first == "qbank":
            assert module in ("qbank.api", "qbank.importing.api"), f"{file} imports {module}"
        else:
            known = first == folder.name or first in sys.stdlib_module_names or first in THIRD_PARTY | OPTIONAL
            assert known, f"{file} imports {module}"


def test_third_party_packages_are_declared() -> None:
    """What formats may import is among the dependencies, or comes with one of them."""
    declared = {name.split(">")[0].split("=")[0].replace("-", "_").lower() for name in PROJECT["dependencies"]}
    brought = {"markdown_it": "markdown_it_py", "mdit_py_plugins": "mdit_py_plugins", "markupsafe": "jinja2"}
    assert {brought.get(name, name) for name in THIRD_PARTY} <= declared


def test_optional_packages_are_in_an_extra_and_imported_late() -> None:
    """A core install does without them: no module needs one to be imported."""
    extras = PROJECT["optional-dependencies"]
    brought = {
        name.split(">")[0].split("=")[0].lower() for extra in extras if extra != "test" for name in extras[extra]
    }
    assert {name.lower() for name in OPTIONAL} <= brought
    for file in (file for folder in FOLDERS for file in folder.rglob("*.py")):
        top = ast.Module(ast.parse(file.read_text(encoding="utf-8")).body, [])
        direct = [node for node in top.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {name.name.split(".")[0] for node in direct if isinstance(node, ast.Import) for name in node.names}
        names |= {(node.module or "").split(".")[0] for node in direct if isinstance(node, ast.ImportFrom)}
        assert not names & OPTIONAL, file


def test_every_folder_has_an_entry_point() -> None:
    """And every entry point has a folder, and its format the entry point's name."""
    points = PROJECT["entry-points"]
    targets = [*points["qbank.formats"].values(), *points["qbank.importers"].values()]
    assert {target.partition(":")[0].partition(".")[0] for target in targets} == {folder.name for folder in FOLDERS}


def test_a_folder_without_code_is_no_format() -> None:
    """Everything under exporters/ is a format's folder or a text about them."""
    others = [one.name for one in (ROOT / "exporters").iterdir() if one not in FOLDERS and one.name != "__pycache__"]
    assert set(others) <= {"README.md"}


def test_listing_formats_imports_none() -> None:
    """Their names come from the entry points."""
    modules = loaded("from qbank.compiler.registry import installed\nassert 'gift' in installed()")
    assert not {folder.name for folder in FOLDERS} & modules
    assert not {"genanki", "jinja2", "pygments"} & modules


def test_one_format_is_imported_without_the_others() -> None:
    """And without what only the others need."""
    modules = loaded("from qbank.compiler.registry import installed, load\nload(installed()['gift'])")
    assert "qbank_gift" in modules
    assert not ({folder.name for folder in FOLDERS} - {"qbank_gift"}) & modules
    assert "genanki" not in modules


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_next_to_nothing(arguments: list[str]) -> None:
    """It is there at once: neither pydantic nor YAML nor a format."""
    call = (
        f"import qbank.cli\ntry:\n    qbank.cli.cli({arguments!r})\nexcept SystemExit as end:\n    assert not end.code"
    )
    modules = loaded(call)
    assert "qbank.cli" in modules
    heavy = {"pydantic", "pydantic_core", "yaml", "markdown_it", "jinja2", "genanki", "pygments"}
    assert not heavy & modules
    assert not {folder.name for folder in FOLDERS} & modules
