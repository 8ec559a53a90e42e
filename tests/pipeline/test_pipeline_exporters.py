"""An exporter that fails is named, the others are built, and what it made before is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_kit import exporter, found, run, with_exporter, write

from qbank.compiler.index import index_page

FAILING = {
    "raises when imported": ("raise ValueError('no import')\n", "no import"),
    "exits when imported": ("import sys; sys.exit(3)\n", "SystemExit"),
    "isn't there": ("other = 1\n", "no attribute 'format'"),
    "is no format": ("format = 5\n", "no qbank.api.Format"),
    "has another name": (exporter().replace('name="mine"', 'name="other"'), "calls itself other"),
    "raises when made": (exporter(make="raise ValueError('not made')"), "not made"),
    "raises in render": (exporter(render="raise ValueError('not rendered')"), "not rendered"),
    "exits in render": (exporter(render="raise SystemExit(4)"), "SystemExit"),
    "renders rubbish": (exporter(render="return 'text'"), "render returned str"),
    "returns media that are none": (
        exporter(render="from qbank.api import Fragment; return Fragment(b'x', media=('x.png',))"),
        "media",
    ),
    "reports a loss that it carries": (
        exporter(render="context.lose('prompt'); return context.fragment(b'x')"),
        "prompt is reported lost",
    ),
    "makes parts that run into each other": (
        exporter(render="return context.fragment('a', 'b\\x1ec')"),
        "parts of a fragment",
    ),
    "raises in assemble": (exporter(assemble="raise ValueError('not assembled')"), "not assembled"),
    "writes outside its folder": (exporter(assemble="out.write('/tmp/qbank-outside', b'x')"), "outside"),
    "climbs out of its folder": (exporter(assemble="out.write('../x', b'x')"), "outside"),
}


@pytest.mark.parametrize(("source", "message"), FAILING.values(), ids=FAILING)
def test_an_exporter_that_fails_is_named_and_the_others_are_built(source: str, message: str, tmp_path: Path) -> None:
    """One error names the format and the reason; GIFT is built anew; the format's previous file stays."""
    root = with_exporter(tmp_path, exporter())
    assert not run(root, trust=True).failed()
    kept = (root / "build/mine/b.txt").read_bytes()
    with_exporter(root, source)
    (root / "build/gift/b.txt").write_text("old", "utf-8")
    outcome = run(root, trust=True)
    (fault,) = [one for one in outcome.diagnostics if one.severity == "error"]
    assert (fault.code, outcome.failed()) == ("format-failed", True)
    assert "mine" in fault.message
    assert message in fault.message
    assert (root / "build/mine/b.txt").read_bytes() == kept
    assert "old" not in (root / "build/gift/b.txt").read_text("utf-8")
    assert "mine/b.txt" in (root / "build/manifest.json").read_text("utf-8")
    assert not Path("/tmp/qbank-outside").exists()


def test_an_own_exporter_needs_trust(tmp_path: Path) -> None:
    """Without --trust nothing of it runs: a warning at its line, the rest is built, and that is no failure."""
    root = with_exporter(tmp_path, "raise SystemExit('it ran')\n")
    outcome = run(root)
    assert found(outcome) == [("warning", "untrusted-exporter", 3)]
    assert (outcome.failed(), list(outcome.formats)) == (False, ["gift"])


def test_an_own_exporter_builds_with_trust(tmp_path: Path) -> None:
    """With --trust its files stand beside the others'."""
    root = with_exporter(tmp_path, exporter())
    assert found(run(root, trust=True)) == []
    assert (root / "build/mine/b.txt").read_text("utf-8") == "So?"


def test_own_templates_need_trust(tmp_path: Path) -> None:
    """A project's templates are programs, too: without --trust a warning, and the built-in ones are used."""
    settings = "schema: 1\nformats:\n  study:\n    templates: pages\n"
    root = with_exporter(tmp_path, exporter())
    write(root, {"qbank.yaml": settings, "pages/study/head.html": "OWN HEAD"})
    outcome = run(root)
    assert found(outcome) == [("warning", "untrusted-exporter", 4)]
    assert "OWN HEAD" not in (root / "build/study/b.html").read_text("utf-8")
    assert not run(root, trust=True).failed()
    assert "OWN HEAD" in (root / "build/study/b.html").read_text("utf-8")


def test_media_that_change_during_the_build_fail_the_format(tmp_path: Path) -> None:
    """A picture that isn't any more what was compiled never reaches a file: the format fails and says why."""
    bank = (
        "schema: 1\nbank: b\nquestions:\n  - {type: true_false, id: q, prompt: 'So? ![dot](dot.svg)', answer: true}\n"
    )
    change = "p = out._project / m.path; p.write_text('<svg/>'); out.copy('x.svg', m)"
    source = exporter(
        render="context.markdown(item.text); return context.fragment(b'x')",
        assemble="m = fragments(plan.documents[0].entries[0]).media[0]; " + change,
    )
    root = with_exporter(tmp_path, source)
    write(root, {"source/b.yaml": bank, "source/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    (fault,) = [one for one in run(root, trust=True).diagnostics if one.severity == "error"]
    assert "source/dot.svg was changed while it was being built" in fault.message


def test_the_index_says_code_as_code() -> None:
    """What exporters put between backticks is code on the page, and nothing of it is HTML."""
    format_ = {"title": "F", "how_to": ["Call `f <x>` & wait."], "files": [], "losses": []}
    assert "<p>Call <code>f &lt;x&gt;</code> &amp; wait.</p>" in index_page({"f": format_}, {})
