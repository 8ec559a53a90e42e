"""Damages files in many ways and imports them: `python tests/importing/mutate.py gift --count 10000`.

Whatever is in a file, there is an outcome: a bank that compiles without an error, or a diagnostic and nothing written.
A file that takes longer than `HANG` seconds is a fault as well; so is more than `MEMORY` bytes for all of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import traceback
import zipfile
from io import BytesIO
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from bank_files import SINK, made, unit_of

from qbank.compiler import registry as formats
from qbank.compiler.reader import compile_file
from qbank.importing import registry as readers
from qbank.importing.reading import Request, Taken
from qbank.importing.run import run

HANG = 20
"""Seconds: ten times what is allowed, since machines are shared."""
MEMORY = 512 * 1024 * 1024
SAMPLES = ROOT.parent / "shared" / "samples"
OWN = Path(__file__).parent / "seeds"
"""Files for readers of formats that aren't written; `<reader>*`."""
TOKENS = (
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"\0", b"\xff\xfe", b"[[", b"]]", b"{", b"}", b"~%", b"=", b"\\", b"$$",
    b"<p>" * 50, b"</", b"<![CDATA[", b"]]>", b"&x;", b"&#0;", b"-9e999", b"\xed\xa0\x80", b"{{c1::", b"\n\n\n", b'"',
    b",", b";", b"\t", b"> " * 60, b"1e9999", b"99999999999999999999", b"../../x.png",
    b"![](", b"`" * 30, b"*" * 40, b"\xe2\x80\xae",
)  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """Return files that a reader takes: what we write ourselves, what others wrote."""
    found = [path.read_bytes() for path in sorted(OWN.glob(f"{name}.*"))]
    if name in formats.installed():
        (path,) = sorted(SINK.rglob("*.yaml"))
        unit, project = unit_of(path)
        assert unit.bank
        files = made(formats.load(formats.installed()[name]), unit.bank, project, unit)
        found.append(files[min(files, key=lambda one: (one.count("/"), one))])
    if name in ("gift", "qti12", "qti21", "qti22") and SAMPLES.is_dir():
        folder = SAMPLES / ("gift" if name == "gift" else "canvas-qti12")
        found += [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in (".gift", ".xml")][:40]
    return found


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few faults; in an archive they are in its members as often as in itself."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _in_archive(data, chance)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(out) + 1), chance.choice((1, 2, 8, 64, 1000))
        what = chance.randrange(6)
        if what == 0:
            del out[at : at + length]
        elif what == 1:
            out[at:at] = chance.choice(TOKENS)
        elif what == 2:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 3:
            start = chance.randrange(len(out) + 1)
            out[at:at] = out[start : start + length]
        elif what == 4:
            out[at : at + length] = chance.choice(TOKENS)
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


def _in_archive(data: bytes, chance: random.Random) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hurt = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == hurt and chance.random() < 0.1:
                continue
            new.writestr(name, damaged(content, chance) if name == hurt else content)
    return packed.getvalue()


def _hang(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"took more than {HANG} s")


def faults(name: str, data: bytes) -> str:
    """Import bytes into an empty project; return what is wrong with how that ended, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file, project = Path(folder) / "input.bin", Path(folder) / "project"
        project.mkdir()
        file.write_bytes(data)
        signal.alarm(HANG)
        try:
            outcome = run(file, Request(project, name), Taken())
            left = sorted(path for path in project.rglob("*") if path.is_file())
            failed = [one.message for one in outcome.diagnostics if "the reader failed" in one.message]
            if failed:
                return failed[0]
            if outcome.target is None:
                return "" if outcome.failed and not left else f"nothing failed, or {left} was left"
            unit = compile_file(project, outcome.target.relative_to(project).as_posix())
            errors = [one for one in unit.diagnostics if one.severity == "error"]
            taken = len(unit.questions) + len(unit.drafts) + outcome.counts["refused"]
            return f"{errors[0]}" if errors else "" if taken == outcome.total else f"{taken} of {outcome.total}"
        except Exception:
            return traceback.format_exc()
        finally:
            signal.alarm(0)


def main() -> None:
    """Damage files of one reader, or of all; exit status 1 where a fault was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", choices=[*readers.names(), "all"])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that had a fault")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _hang)
    found = 0
    for name in readers.names() if options.reader == "all" else (options.reader,):
        sources = seeds(name)
        assert sources, f"there is no file to damage for {name}"
        for number in range(options.count):
            chance = random.Random(f"{name} {options.seed} {number}")
            data = damaged(chance.choice(sources), chance)
            fault = faults(name, data)
            if fault:
                found += 1
                print(f"{name} {number}: {fault}")
                if options.keep:
                    options.keep.mkdir(exist_ok=True)
                    (options.keep / f"{name}-{number}").write_bytes(data)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{found} faults; {used // 1024 // 1024} MB")
    sys.exit(bool(found or used > MEMORY))


if __name__ == "__main__":
    main()
