"""Reads fixtures as markdown-it's own: a title, a line with a dot, the input, a dot, what is expected, a dot."""

from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures"


def cases(name: str) -> list[tuple[str, str, str]]:
    """Return title, input and what is expected of each case in a file; `␂1␃` stands for a blank's marker."""
    text = (FOLDER / name).read_text(encoding="utf-8").replace("␂", "\x02").replace("␃", "\x03")
    parts = [part.strip("\n") for part in f"\n{text}\n".split("\n.\n")]
    assert len(parts) % 3 == 1 and not parts[-1], f"{name} has a case that isn't complete"
    return [(parts[i], parts[i + 1], parts[i + 2]) for i in range(0, len(parts) - 1, 3)]
