"""The shape of a reader: what an entry point of the group `qbank.importers` names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from qbank.importing.found import Read
from qbank.importing.input import Input


class Keep(Protocol):
    """Takes over a file that texts show."""

    def __call__(self, name: str, data: bytes) -> str | None:
        """Return the address to be written in Markdown; equal files are kept once. `name` is what it was called.

        None for a file that no target shows, or that is unsafe; the summary says so.
        """
        ...


@dataclass(frozen=True)
class Importer:
    """The face of a reader."""

    name: str
    """What authors type after `--from`, as the format's own name where there is one. Its entry point has the same."""
    title: str
    sniff: Callable[[Input], float]
    """Returns how sure it is that the input is its own, 0 to 1, by the first bytes and the names of members."""
    read: Callable[[Input, Keep], Iterator[Read]]
    """Yields what it finds, in the input's order. Raises `InputFault` where the input as a whole can't be read."""
    belongs_to: Callable[[Input], str] = lambda _: ""
    """Returns the name of the file beside an input with which it is read; empty where it is read for itself."""
    manifests: tuple[str, ...] = ()
    """Names of files that make the folder in which they lie one input: an archive that was unpacked."""
    options: tuple[str, ...] = ()
    """Names of settings of the command line that it takes, such as `map`."""
    needs: tuple[str, ...] = ()
    """Modules of an extra that must be installed."""
    extra: str = ""
    """The extra that brings them."""
