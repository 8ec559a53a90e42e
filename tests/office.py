"""LibreOffice, without a screen: converts files as a person would who opens and saves them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0"
"""Commas, quotes, UTF-8; cells as they are shown; no quotes around all text; no formulas; the first sheet."""
UTF_8 = "--infilter=CSV:44,34,76"
"""How CSV is read: what a person chooses in the dialogue of import."""


def convert(files: Sequence[Path], to: str, folder: Path, *more: str) -> list[Path]:
    """Return the files converted, in order, in a new folder; `to` names the kind of file, and how it is written."""
    profile, out = folder / "profile", folder / "out"
    call = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", *more]
    done = subprocess.run(
        [*call, "--convert-to", to, "--outdir", str(out), *map(str, files)], capture_output=True, text=True, timeout=300
    )
    found = [out / f"{path.stem}.{to.partition(':')[0]}" for path in files]
    assert all(path.is_file() for path in found), done.stdout + done.stderr
    return found
