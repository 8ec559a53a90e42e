"""Whatever was edited and built before, in whatever order: a build is the one that knows of no other."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipeline_kit import files, picture, run, without_a_past, write

FORMATS = ("anki", "gift", "markdown", "qti21", "study")
BANKS, QUESTIONS, PICTURES = "ab", "pqr", "xy"


@dataclass
class Project:
    """A project of two banks that share pictures and can exchange questions, and what can be done to it."""

    prompts: dict[str, str] = field(default_factory=lambda: {one: f"Is it {one}?" for one in QUESTIONS})
    where: dict[str, str] = field(default_factory=lambda: dict(zip(QUESTIONS, "aab", strict=True)))
    order: list[str] = field(default_factory=lambda: [*QUESTIONS])
    languages: dict[str, str] = field(default_factory=lambda: dict.fromkeys(BANKS, "en"))
    passages: dict[str, str] = field(default_factory=lambda: {one: f"Passage {one}" for one in BANKS})
    pictures: dict[str, int] = field(default_factory=lambda: dict(zip(PICTURES, (1, 2), strict=True)))
    drafts: set[str] = field(default_factory=set)
    formats: set[str] = field(default_factory=lambda: {*FORMATS})
    key: str = "folded"

    def files(self) -> dict[str, str]:
        """Return the files of its sources; a bank without questions has none."""
        found = {f"source/{name}.svg": picture(size) for name, size in self.pictures.items()}
        for bank in BANKS:
            own = [one for one in self.order if self.where[one] == bank]
            if own:
                found[f"source/{bank}.yaml"] = self._bank(bank, own)
        options = {"markdown": f" {{key: {self.key}}}"}
        found["qbank.yaml"] = "schema: 1\nformats:\n" + "".join(
            f"  {one}:{options.get(one, '')}\n" for one in sorted(self.formats)
        )
        return found

    def _bank(self, bank: str, own: list[str]) -> str:
        head = f"schema: 1\nbank: {bank}\nlanguage: {self.languages[bank]}\nstimuli: {{s: {self.passages[bank]}}}\n"
        return head + "questions:\n" + "".join(self._question(one) for one in own)

    def _question(self, one: str) -> str:
        status = "    status: draft\n" if one in self.drafts else ""
        return (
            f"  - type: true_false\n    id: {one}\n    stimulus: s\n{status}"
            f"    prompt: '{self.prompts[one]} ![x](x.svg)'\n    hints: '![y](y.svg)'\n    answer: true\n"
        )


QUESTION, BANK, PICTURE = st.sampled_from(QUESTIONS), st.sampled_from(BANKS), st.sampled_from(PICTURES)
WORD = st.sampled_from(["one", "two", "three"])
EDITS = st.one_of(
    st.tuples(st.just("prompts"), QUESTION, WORD),
    st.tuples(st.just("languages"), BANK, st.sampled_from(["en", "de"])),
    st.tuples(st.just("passages"), BANK, WORD),
    st.tuples(st.just("pictures"), PICTURE, st.integers(1, 2)),
    st.tuples(st.just("where"), QUESTION, BANK),
    st.tuples(st.just("order"), QUESTION),
    st.tuples(st.just("drafts"), QUESTION),
    st.tuples(st.just("formats"), st.sampled_from(FORMATS[1:])),
    st.tuples(st.just("key"), st.sampled_from(["folded", "apart"])),
    st.tuples(st.just("spoil"), st.sampled_from(FORMATS)),
    st.tuples(st.just("build"), st.sampled_from(["all", "a", "gift"])),
)
Edit = tuple[str, ...] | tuple[str, str, str | int]


def apply(project: Project, edit: Edit, root: Path) -> None:
    """Do what an edit says, to the model of the project or to what was built."""
    what, first, *rest = edit
    if what in ("prompts", "languages", "passages", "pictures", "where"):
        getattr(project, what)[first] = rest[0]
    elif what == "order":
        project.order.remove(str(first))
        project.order.insert(0, str(first))
    elif what in ("drafts", "formats"):
        getattr(project, what).symmetric_difference_update({first})
    elif what == "key":
        project.key = str(first)
    elif what == "spoil":
        for path in (root / "build" / str(first)).glob("a*"):
            path.write_bytes(b"spoilt")
    else:
        save(project, root)
        exists = (root / "source/a.yaml").exists()
        run(
            root,
            paths=(root / "source/a.yaml",) if first == "a" and exists else (),
            formats=("gift",) * (first == "gift"),
        )


def save(project: Project, root: Path) -> None:
    for name in BANKS:
        (root / f"source/{name}.yaml").unlink(missing_ok=True)
    write(root, project.files())


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(EDITS, min_size=1, max_size=6))
def test_a_build_does_not_depend_on_those_before(edits: list[Edit]) -> None:
    """Its files, what it says, and what is lost where."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        project = Project()
        write(root, project.files())
        assert run(root).written
        for edit in edits:
            apply(project, edit, root)
        save(project, root)
        outcome = run(root)
        with without_a_past(root) as new:
            alone = run(new)
            assert outcome.written == alone.written
            assert (outcome.diagnostics, outcome.losses) == (alone.diagnostics, alone.losses)
            assert files(root) == files(new)
