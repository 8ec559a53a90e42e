"""Damages files in many ways and imports them: `python tests/importing/mutate.py gift --count 10000`.

Whatever is in a file, there is an outcome: a bank that compiles without an error, or a diagnostic and nothing written.
A file that takes longer than `HANG` seconds of the processor is a fault as well; so is more than `MEMORY` bytes.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(Path(__file__).parent)]

from bank_files import SINK, made, unit_of
from damage import damaged

from qbank.compiler import registry as formats
from qbank.compiler.reader import compile_file
from qbank.importing import registry as readers
from qbank.importing.reading import Request, Taken
from qbank.importing.run import run

HANG = 2
"""Seconds of the processor, which others at work on the machine don't take."""
STUCK = 120
"""Seconds after which the run ends and says where it is."""
MEMORY = 512 * 1024 * 1024
SAMPLES = ROOT.parent / "shared" / "samples"
OWN = Path(__file__).parent / "seeds"
"""Files that others write, `<reader>.*`."""


class Hang(BaseException):
    """A file takes too long; nothing that a reader may catch."""


def seeds(name: str) -> list[bytes]:
    """Return files that a reader takes: what we write ourselves, as often what others wrote."""
    found = [path.read_bytes() for path in sorted(OWN.glob(f"{name}.*"))]
    if name in formats.installed():
        (path,) = sorted(SINK.rglob("*.yaml"))
        unit, project = unit_of(path)
        assert unit.bank
        files = made(formats.load(formats.installed()[name]), unit.bank, project, unit)
        found.append(files[min(files, key=lambda one: (one.count("/"), one))])
    folder = SAMPLES / ("gift" if name == "gift" else "canvas-qti12" if name in ("qti12", "qti21", "qti22") else name)
    others = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in (".gift", ".xml")][:40]
    return [*found * max(1, len(others) // len(found)), *others]


def _hang(signum: int, frame: FrameType | None) -> None:
    raise Hang


def faults(name: str, data: bytes) -> str:
    """Import bytes into an empty project; return what is wrong with how that ended, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file, project = Path(folder) / "input.bin", Path(folder) / "project"
        project.mkdir()
        file.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            outcome = run(file, Request(project, name), Taken())
            signal.setitimer(signal.ITIMER_PROF, 0)
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
        except (Exception, Hang):
            return traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def main() -> None:
    """Damage files of one reader, or of all; exit status 1 where a fault was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", choices=[*readers.names(), "all"])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the number of the first, for a run that goes on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that had a fault")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _hang)
    found = 0
    for name in readers.names() if options.reader == "all" else (options.reader,):
        sources = seeds(name)
        assert sources, f"there is no file to damage for {name}"
        for number in range(options.first, options.first + options.count):
            chance = random.Random(f"{name} {options.seed} {number}")
            data = damaged(chance.choice(sources), chance)
            faulthandler.dump_traceback_later(STUCK, exit=True)  # code that isn't Python's hears no signal
            fault = faults(name, data)
            if fault:
                found += 1
                print(f"{name} {number}: {fault}", flush=True)
                if options.keep:
                    options.keep.mkdir(exist_ok=True)
                    (options.keep / f"{name}-{number}").write_bytes(data)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{found} faults; {used // 1024 // 1024} MB")
    sys.exit(bool(found or used > MEMORY))


if __name__ == "__main__":
    main()
