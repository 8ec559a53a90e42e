"""Put one folder in the place of another: at once where the system can, in two renames elsewhere."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_ONCE = 8
"""Files that wait for the disk, to be written through or deleted: eight take it a sixth of the time of one by one."""
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
_AT_FDCWD = -100


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders at once; return False where the system or its file system can't."""
    library = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else None
    names = (os.fsencode(one), os.fsencode(two))
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        assert library
        done = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        assert library
        done = library.renamex_np(names[0], names[1], _RENAME_SWAP)
    else:
        return False
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV):
        return False
    raise OSError(code, os.strerror(code), str(two))


def swap_in(new: Path, target: Path, old: Path) -> None:
    """Move the folder `new` to `target`; what was there goes to `old` and is deleted. All three are siblings.

    A kill between the two renames leaves `old` and no `target`: `mend` puts it back. Raises OSError.
    """
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        delete(new)
    else:
        set_aside(target, old)
        new.rename(target)
        delete(old)
    sync_folder(target.parent)


def set_aside(target: Path, old: Path) -> None:
    """Move the previous build out of the way."""
    target.rename(old)


def delete(folder: Path) -> None:
    """Delete a build that is no longer needed."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(shutil.rmtree, [one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()]))
    shutil.rmtree(folder)


def mend(target: Path, new: Path, old: Path) -> None:
    """Undo what a killed build left: the previous build returns to its place, unfinished ones are deleted."""
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (new, old):
        if leftover.exists():
            delete(leftover)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system allows it."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_tree(root: Path) -> None:
    """Make all files below a folder last through a power cut."""
    found = [(Path(folder), names) for folder, _, names in os.walk(root)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(_sync_file, [folder / name for folder, names in found for name in names]))
    for folder, _ in found:
        sync_folder(folder)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
