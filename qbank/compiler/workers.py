"""Who does the work: this process, a few beside it, or a cluster. All of them map a function over tasks."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from qbank.compiler.garbage import GARBAGE, seldom
from qbank.compiler.order import Order

T = TypeVar("T")
R = TypeVar("R")
Map = Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]

SMALL = 300_000
"""Bytes of source below which a second process costs more than it brings (starting one takes some 0.3 s)."""


@contextmanager
def workers(orders: Sequence[Order], jobs: int, executor: str = "") -> Iterator[Map[Any, Any]]:
    """Yield a function like `map`. `jobs` is how many processes, 0 for as many as are worth it.

    `executor` is the address of a Dask scheduler (`dask://HOST:PORT`), empty for this machine. Raises ClusterFault.
    """
    if executor:
        from qbank.compiler.cluster import cluster

        with cluster(executor, [one for order in orders[:1] for one in order.formats]) as run:
            yield run
        return
    paths = [Path(one.project, one.file) for one in orders]
    size = sum(path.stat().st_size for path in paths if path.is_file())
    count = jobs or (min(os.cpu_count() or 1, len(orders)) if size > SMALL else 1)
    if count <= 1:
        with seldom():
            yield map
    else:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(count, initializer=gc.set_threshold, initargs=(GARBAGE,)) as pool:
            yield pool.map
