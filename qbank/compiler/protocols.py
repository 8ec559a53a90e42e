"""The shapes of what plugs in: a format and its exporter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from qbank.compiler.carries import Carries
from qbank.compiler.context import Context
from qbank.compiler.output import Output
from qbank.compiler.values import Fragment, Fragments, Plan
from qbank.model.bank import Item
from qbank.model.base import Model


class Options(Model):
    """What an author may set for a format in `qbank.yaml`; a format with options derives its own class."""


OptionsT = TypeVar("OptionsT", bound=Options)


class Exporter(Protocol):
    """A back end: renders items one by one, then assembles them into files."""

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return the item as finished bytes. Pure: the same item, context and options give the same fragment."""
        ...

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write the files of the format: normally one for each document of the plan.

        A format that is `separate` is asked for one document at a time.
        """
        ...


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the machine that a format runs, such as a browser."""

    name: str
    """As people know it."""
    find: Callable[[], str | None]
    """Returns where it lies, None where it isn't found."""
    how_to_get: str
    """What to do where it isn't, in one line."""


@dataclass(frozen=True)
class Format(Generic[OptionsT]):
    """The face of a format: what an entry point of the group `qbank.formats` names."""

    name: str
    """What authors type; also its folder in `build/`. Its entry point has the same name."""
    title: str
    make: Callable[[OptionsT], Exporter]
    carries: Carries
    how_to: tuple[str, str]
    """Two lines: how to get the files where they belong."""
    revised: int
    """When what the format makes of the same question last changed: seconds since 1970 (UTC)."""
    options: type[OptionsT]
    needs: tuple[str, ...] = ()
    """Modules of an extra that must be installed; where one is missing, the format is built only when it is named."""
    extra: str = ""
    """The extra that brings them."""
    separate: bool = False
    """Whether each document's files depend on it alone, but for the media that they show.

    Then documents are assembled one by one, several at once, and one of which nothing changed keeps its files.
    """
    programs: tuple[Program, ...] = ()
    """Programs that it runs; such a format takes its time, and is built only when it is named."""
