"""Imported by every Python process of the law tests: what the environment asks for happens inside a build.

QBANK_KILL=module:name[/after] kills the process where the function is called, or when it returns; QBANK_HOLD=
module:name=file holds it up until there is such a file; QBANK_NO_EXCHANGE=1 is a file system without an exchange of
folders; QBANK_CLOCK=seconds moves the clock.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import signal
import sys
import time
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any


def _replace(target: str, make: Any) -> None:
    """Replace a function once its module is imported."""
    module_name, _, name = target.partition(":")

    def patch(module: Any) -> None:
        *outer, last = name.split(".")
        holder = functools.reduce(getattr, outer, module)
        setattr(holder, last, make(getattr(holder, last)))

    class Finder(MetaPathFinder):
        def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
            if fullname != module_name:
                return None
            sys.meta_path.remove(self)
            spec = importlib.util.find_spec(fullname)
            assert spec and spec.loader
            execute = spec.loader.exec_module

            def execute_and_patch(module: Any) -> None:
                execute(module)
                patch(module)

            spec.loader.exec_module = execute_and_patch  # type: ignore[method-assign]
            return spec

    sys.meta_path.insert(0, Finder())


def _killing(after: bool, pid: int) -> Any:
    def make(function: Any) -> Any:
        @functools.wraps(function)
        def killed(*arguments: Any, **named: Any) -> Any:
            if after:
                function(*arguments, **named)
            os.kill(pid, signal.SIGKILL)
            time.sleep(60)

        return killed

    return make


def _held(file: str) -> Any:
    def make(function: Any) -> Any:
        @functools.wraps(function)
        def held(*arguments: Any, **named: Any) -> Any:
            while not Path(file).exists():
                time.sleep(0.02)
            return function(*arguments, **named)

        return held

    return make


if kill := os.environ.get("QBANK_KILL"):
    where, _, when = kill.partition("/")
    _replace(where, _killing(when == "after", os.getpid()))
if hold := os.environ.get("QBANK_HOLD"):
    where, _, file = hold.partition("=")
    _replace(where, _held(file))
if os.environ.get("QBANK_NO_EXCHANGE"):
    _replace("qbank.compiler.exchange:_exchange", lambda function: lambda one, two: False)
if shift := os.environ.get("QBANK_CLOCK"):
    _time, _time_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime
    time.time = lambda: _time() + int(shift)
    time.time_ns = lambda: _time_ns() + int(shift) * 10**9
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
