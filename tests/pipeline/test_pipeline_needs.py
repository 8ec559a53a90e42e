"""What a format needs beside qbank: modules of an extra, programs of the machine."""

from __future__ import annotations

from pathlib import Path

from pipeline_kit import exporter, run, with_exporter, write

PROGRAM = "programs=(Program('Printer', lambda: {found!r}, 'install a printer'),)"


def needing(needs: str) -> str:
    """Return an exporter that works, and says what it needs."""
    source = exporter().replace("Options, lost", "Options, Program, lost")
    return source.replace("options=Options)", f"options=Options, {needs})")


def test_a_missing_module_and_how_to_get_it(tmp_path: Path) -> None:
    """One error at the format's line: the module, the extra that brings it."""
    root = with_exporter(tmp_path, needing("needs=('json', 'no_such_module'), extra='ink'"))
    (fault,) = run(root, trust=True).diagnostics
    assert (fault.code, fault.severity, fault.span.line) == ("format-needs", "error", 2)
    assert fault.message == "the format mine needs no_such_module"
    assert fault.hint == "pip install 'qbank[ink]'"


def test_a_missing_module_without_an_extra(tmp_path: Path) -> None:
    """Then the modules are what is to be installed."""
    root = with_exporter(tmp_path, needing("needs=('no_such_module', 'nor_this')"))
    (fault,) = run(root, trust=True).diagnostics
    assert fault.hint == "pip install no_such_module nor_this"


def test_a_missing_program_and_how_to_get_it(tmp_path: Path) -> None:
    """One error, before anything is built."""
    root = with_exporter(tmp_path, needing(PROGRAM.format(found=None)))
    outcome = run(root, trust=True)
    (fault,) = outcome.diagnostics
    assert (fault.code, fault.message) == ("format-needs", "the format mine needs Printer")
    assert fault.hint == "install a printer"
    assert (outcome.failed(), list(outcome.formats)) == (True, [])


def test_a_format_with_a_program_is_built_only_when_it_is_named(tmp_path: Path) -> None:
    """It takes its time, so `qbank build` alone leaves it out, whether the program is there or not."""
    root = with_exporter(tmp_path, needing(PROGRAM.format(found="/bin/printer")))
    assert "mine" in run(root, trust=True).formats
    write(root, {"qbank.yaml": "schema: 1\nexporters: {mine: 'qbank_mine:format'}\n"})
    for found in ("/bin/printer", None):
        write(root, {"exporters/qbank_mine.py": needing(PROGRAM.format(found=found))})
        outcome = run(root, trust=True)
        assert (outcome.failed(), "mine" in outcome.formats, "gift" in outcome.formats) == (False, False, True)
