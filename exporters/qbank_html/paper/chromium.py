"""Chromium, found on this machine, as a printer: an HTML file in, a tagged PDF out, no window, no network, no trace.

Chrome and Edge are the same program under other names. It is started once a file: a command that ends by itself needs
no protocol, and what one file does to it can't change the next.
"""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from qbank.api import FormatFault, Program

VARIABLE = "QBANK_CHROMIUM"
"""The environment variable that names the program, by its path or by its name on the PATH."""
NAMES = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable",
    "microsoft-edge", "msedge", "brave-browser",
)  # fmt: skip
MAC = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
WINDOWS = ("Google/Chrome", "Chromium", "Microsoft/Edge", "BraveSoftware/Brave-Browser")
SECONDS = 180
"""How long printing a file may take: a machine may be busy, and a Chromium that hangs ends some time."""
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--lang=en-US", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip


def find() -> str | None:
    """Return where Chromium lies; None where it isn't found."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    return next((found for found in map(shutil.which, [*NAMES, *map(str, _usual_places())]) if found), None)


CHROMIUM = Program(
    name="Chromium",
    find=find,
    how_to_get=f"install Chromium, Chrome or Edge, or name its program in the environment variable {VARIABLE}",
)


def _usual_places() -> Iterator[Path]:
    """Yield where browsers are installed that aren't on the PATH: on macOS and Windows none is."""
    system = platform.system()
    if system == "Darwin":
        for home in (Path("/"), Path.home()):
            yield from (home / "Applications" / f"{name}.app" / "Contents" / "MacOS" / name for name in MAC)
    elif system == "Windows":
        folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        for folder in filter(None, folders):
            for name in WINDOWS:
                program = "msedge.exe" if name.endswith("Edge") else "chrome.exe"
                yield Path(folder, name, "Application", "brave.exe" if "Brave" in name else program)


def print_pdf(html: Path, pdf: Path, profile: Path) -> None:
    """Print a file; `profile` is a folder that Chromium may fill. Raises FormatFault where it makes no PDF."""
    program = find()
    if program is None:
        raise FormatFault(f"{CHROMIUM.name} isn't there: {CHROMIUM.how_to_get}")
    command = [program, *FLAGS, *_as_root(), f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", html.as_uri()]
    profile.mkdir()
    with (profile / "said").open("w+b") as said:
        ended = _run(command, said.fileno(), os.environ | {"BREAKPAD_DUMP_LOCATION": str(profile / "crashes")})
        if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF-"):
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            why = f"it ended with {ended}" if ended is not None else f"it was stopped after {SECONDS} seconds"
            raise FormatFault(f"{program} printed nothing: {why}. {lines[-1][-300:] if lines else ''}".strip())


def _as_root() -> tuple[str, ...]:
    """Chromium's sandbox doesn't start for root, as whom containers build. The pages are ours, and run no script."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: list[str], said: int, environment: dict[str, str]) -> int | None:
    """Run a command and return its code, None where it took too long. None of its processes is left."""
    # A session of its own, so that all of its processes can be ended at once.
    process = subprocess.Popen(  # noqa: S603 - the program that the author's machine has
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, env=environment,
        start_new_session=True,
    )  # fmt: skip
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if platform.system() == "Windows":
        if process.poll() is None:
            subprocess.run(  # noqa: S603
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607 - a part of Windows
                capture_output=True,
                check=False,
            )
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
