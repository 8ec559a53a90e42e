"""pandoc, which makes Word's files of HTML, formulas included: found, and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from importlib import util
from pathlib import Path
from tempfile import TemporaryDirectory

from qbank.api import FormatFault, Program

SECONDS = 300


def find() -> str | None:
    """Return where pandoc lies: the one that the extra brings, so that it is the same everywhere, or the machine's."""
    package = util.find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (package.submodule_search_locations or ()) if package else ():
        program = Path(folder, "files", name)
        if program.is_file():
            return str(program)
    return shutil.which("pandoc")


PANDOC = Program("pandoc", find, "pip install 'qbank[docx]', or install pandoc")


@cache
def reference_document() -> bytes:
    """Return pandoc's own model of a document, whose styles its output uses."""
    with TemporaryDirectory() as folder:
        return _run(["--print-default-data-file", "reference.docx"], Path(folder), 0)


def docx(html: Path, reference: Path, *, language: str, right_to_left: bool, changed: int) -> bytes:
    """Return an HTML file as a .docx; the files that it shows lie beside it, and its dates are `changed`.

    Raises FormatFault where pandoc makes nothing of it, or not of all that it shows.
    """
    told = [f"--reference-doc={reference.name}", f"--metadata=lang:{language}", "--from=html", "--to=docx"]
    told += ["--preserve-tabs", *(["--metadata=dir:rtl"] if right_to_left else [])]
    return _run([*told, "--output=-", html.name], html.parent, changed)


def _run(arguments: list[str], folder: Path, changed: int) -> bytes:
    """Run pandoc without the settings and programs of who runs it: they would change what it makes."""
    program = find()
    if program is None:
        raise FormatFault("pandoc is gone")
    environment = {**os.environ, "PATH": "", "SOURCE_DATE_EPOCH": str(changed)}
    call = [program, f"--data-dir={folder}", *arguments]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, timeout=SECONDS)  # noqa: S603
    said = done.stderr.decode(errors="replace")
    if done.returncode or "Could not fetch resource" in said:
        raise FormatFault(f"pandoc: {said.strip() or done.returncode}")
    return done.stdout
