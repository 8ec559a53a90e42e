"""A build on the workers of a Dask cluster that share a file system with this machine: the same tasks, the same bytes.

Each worker must have the same programs. That is looked at before the build, and with each task, as workers come and go.
Dask gives the tasks of a worker that is lost to another one; a task writes what it did before, in the same place.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qbank import __version__
from qbank.compiler.order import FormatOrder
from qbank.compiler.registry import GROUP

SCHEME = "dask://"
PATIENCE = 15
"""Seconds in which a scheduler must answer, and have a worker."""
Programs = Mapping[str, str]
"""The version and a hash of each package that takes part."""


class ClusterFault(Exception):
    """A cluster that can't be built on, and why."""


@contextmanager
def cluster(address: str, formats: Sequence[FormatOrder]) -> Iterator[Callable[..., Iterator[Any]]]:
    """Yield a function like `map` that runs on the cluster. Raises ClusterFault."""
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise ClusterFault("--executor needs Dask: pip install 'qbank[dask]'") from error
    # a project's own formats are in its folder, which all see
    installed = {one.source.target.partition(":")[0].partition(".")[0] for one in formats if not one.source.folder}
    packages = ("qbank", *sorted(installed))
    ours = programs(packages)
    try:
        client = dask.Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise ClusterFault(f"no scheduler answers at {address}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterFault(f"the scheduler at {address} has no workers") from error
        for worker, theirs in client.run(programs, packages, on_error="return").items():
            _compare(worker, ours, theirs)
        executor = client.get_executor(pure=False)

        def run(function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
            return iter(executor.map(Task(function, ours), tasks))

        yield run


@dataclass(frozen=True, slots=True)
class Task:
    """A function that runs only where the programs are the same."""

    function: Callable[[Any], Any]
    programs: Programs

    def __call__(self, given: Any) -> Any:
        """Run the function. Raises ClusterFault where the programs are others."""
        _compare("a worker", self.programs, programs(tuple(self.programs)))
        return self.function(given)


@cache
def programs(packages: tuple[str, ...]) -> Programs:
    """Return the version and a hash of each package; empty for one that isn't there."""
    points = entry_points(group=GROUP)
    known = {point.module.partition(".")[0]: point.dist.version for point in points if point.dist}
    known["qbank"] = __version__
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"Python": python} | {name: _program(name, known.get(name, "")) for name in packages if name != "Python"}


def _program(name: str, version: str) -> str:
    found = find_spec(name)
    folders = list(found.submodule_search_locations or ()) if found else []
    if not folders:
        return ""
    digest = hashlib.sha256()
    files = (path for path in Path(folders[0]).rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in sorted(files):
        digest.update(path.relative_to(folders[0]).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version} ({digest.hexdigest()[:8]})".lstrip()


def _compare(worker: str, ours: Programs, theirs: Any) -> None:
    """Raise ClusterFault where a worker's programs aren't ours, with the first that is another."""
    if not isinstance(theirs, Mapping):
        raise ClusterFault(f"{worker} can't run qbank: {theirs}")
    for name, here in ours.items():
        there = theirs.get(name) or "not installed"
        if there != here:
            raise ClusterFault(f"{worker} has another {name}: {there}; here it is {here}")
