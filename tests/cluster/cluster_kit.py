"""A real scheduler of Dask and real workers on loopback, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 120


class Cluster:
    """Starts the scheduler and workers; `close` ends them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self._wait(lambda: self._file.exists() and self._file.stat().st_size > 0, "no scheduler")
        self.address = json.loads(self._file.read_text("utf-8"))["address"].replace("tcp://", "dask://")

    def worker(self, path: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a worker; `path` is a folder whose packages go first."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory")
        folder = self.folder / f"worker-{len(self.processes)}"
        return self._start("dask_worker", *options, str(folder), path=path)

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address.replace("dask://", "tcp://"), set_as_default=False) as client:
            self._wait(
                lambda: len(client.scheduler_info(n_workers=-1)["workers"]) == workers, "the workers are missing"
            )

    def close(self) -> None:
        """End all processes."""
        for one in reversed(self.processes):
            one.kill()
            one.wait()

    def _start(self, program: str, *arguments: str, path: Path | None = None) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(self._file), *arguments]
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > ends:
                logs = "\n".join(path.read_text("utf-8", "replace")[-1500:] for path in self.folder.glob("*.log"))
                raise TimeoutError(f"{what}: {logs}")
            time.sleep(0.1)
