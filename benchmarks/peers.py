"""Others that do a part of the same, in a virtual environment of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True)
class Peer:
    """A program to compare with: what to install, what it reads, the script that runs it over a folder of files."""

    packages: tuple[str, ...]
    language: str
    suffix: str
    script: str
    prefix: str = ""
    """What the names of its files begin with."""


PEERS = {
    "text2qti": Peer(("text2qti==0.8.*",), "text2qti", ".md", "run_text2qti.py"),
    "qti-package-maker": Peer(
        ("qti-package-maker==26.7.*",), "blackboard", ".txt", "run_qti_package_maker.py", prefix="bbq-"
    ),
    "genanki": Peer(("genanki==0.13.*", "markdown==3.*", "pyyaml==6.*"), "yaml", ".yaml", "run_genanki.py"),
    "pandoc": Peer(("pypandoc_binary==1.17.*",), "markdown", ".md", "run_pandoc.py"),
}


def install(folder: Path, tell: Callable[[str], None]) -> dict[str, Peer]:
    """Install the peers into `folder`; return those that could be had."""
    program = python(folder)
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    found = {}
    for name, peer in PEERS.items():
        command = [str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            found[name] = peer
        else:
            reason = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
            tell(f"{name} can't be installed, and is left out: {reason}")
    return found


def python(folder: Path) -> Path:
    """Return the Python of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
