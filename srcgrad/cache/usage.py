"""What the cache on disk holds, and how it is emptied."""

import contextlib
import os
import re
from typing import NamedTuple

from srcgrad.cache.directory import cache_directory
from srcgrad.cache.disk import TEMPORARY
from srcgrad.cache.header import MARK


class Usage(NamedTuple):
    """The cache directory (None: switched off), its number of files, their size in bytes."""

    directory: str | None
    files: int
    size: int


def info() -> Usage:
    """What the cache on disk holds now."""
    sizes = []
    for path in _generated():
        with contextlib.suppress(OSError):  # removed in the meantime
            sizes.append(os.path.getsize(path))
    return Usage(cache_directory(), len(sizes), sum(sizes))


def clear() -> int:
    """Remove the generated files, and nothing else; return how many there were."""
    removed = 0
    for path in _generated():
        with contextlib.suppress(OSError):
            os.unlink(path)
            removed += 1
    for path in _files():
        if os.path.basename(path).startswith(TEMPORARY) and path.endswith(".tmp"):
            with contextlib.suppress(OSError):  # left by a process that was killed
                os.unlink(path)
    return removed


def _generated() -> list[str]:
    """The files that `store` wrote: both name and first line are ours."""
    named = re.compile(r"\w+_[0-9a-f]{16}\.py", re.ASCII)  # most processes do not ask
    return [one for one in _files() if named.fullmatch(os.path.basename(one)) and _marked(one)]


def _marked(path: str) -> bool:
    """Whether the file begins as generated files do."""
    try:
        with open(path, "rb") as file:
            return file.read(len(MARK)) == MARK.encode()
    except OSError:
        return False


def _files() -> list[str]:
    """The regular files in the cache directory, in the order of their names."""
    directory = cache_directory()
    if directory is None:
        return []
    try:
        with os.scandir(directory) as entries:
            names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
    return [os.path.join(directory, name) for name in sorted(names)]
