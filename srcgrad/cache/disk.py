"""Reading and writing generated files, without trust in what lies on the disk."""

import contextlib
import os
import re
import stat

from srcgrad.cache.directory import cache_directory
from srcgrad.cache.header import sealed, unsealed

TEMPORARY = ".srcgrad_"  # how the name of a file that is being written begins
LONGEST = 80  # characters of a function's name in a file's name


def file_name(key: str, name: str) -> str:
    """The file's name: readable, and with enough of the key to tell files apart.

    >>> file_name("0123456789abcdef" * 4, "<lambda>")
    'lambda_0123456789abcdef.py'
    """
    stem = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")[:LONGEST]
    return f"{stem or 'function'}_{key[:16]}.py"


def path_of(key: str, name: str) -> str | None:
    """Where the file of `key` is, or would be; None where the cache is switched off."""
    directory = cache_directory()
    return None if directory is None else os.path.join(directory, file_name(key, name))


def load(key: str, name: str) -> tuple[str, str] | None:
    """The path and the whole content of the file of `key`, or None where there is none.

    A file counts only if it is complete, was made for this key, and nobody but the current
    user can have written it. The content begins with the header line: compile it as it is,
    and its line numbers are those of the file.
    """
    directory = cache_directory()
    if directory is None:
        return None
    path = os.path.join(directory, file_name(key, name))
    try:
        if not _private(os.stat(directory)):
            return None
        content = _read(path)
    except (OSError, ValueError):  # ValueError: not UTF-8, or a path that cannot exist
        return None
    if content is None or unsealed(key, content) is None:
        return None
    return path, content


def store(key: str, name: str, text: str) -> str | None:
    """Write `text` as the file of `key` and return its path; None where that fails.

    The file holds `sealed(key, text)`. It appears whole or not at all, also to other
    processes, and a failure leaves the file that was there before.
    """
    directory = cache_directory()
    if directory is None:
        return None
    path = os.path.join(directory, file_name(key, name))
    try:
        content = sealed(key, text).encode("utf-8")
        _make(directory)
        if not _private(os.stat(directory)):
            return None
        _write(path, content)
    except (OSError, ValueError):  # read-only or full disk; a text that UTF-8 cannot hold
        return None
    return path


def _private(status: os.stat_result) -> bool:
    """Whether only the current user can write what `status` describes."""
    if not hasattr(os, "geteuid"):  # Windows: the user's own directories are private
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(path: str) -> str | None:
    """The content of a regular private file; what was checked is what is read."""
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"):  # not on every platform
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not _private(status):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read().decode("utf-8")
    finally:
        os.close(descriptor)


def _write(path: str, content: bytes) -> None:
    """Write to a temporary file (mode 0600) beside `path`, and move it into place."""
    import tempfile  # slow, and a process that only reads does without

    descriptor, temporary = tempfile.mkstemp(".tmp", TEMPORARY, os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _make(directory: str) -> None:
    """Make a directory and its parents, each with mode 0700."""
    if os.path.isdir(directory):
        return
    if os.path.dirname(directory) != directory:
        _make(os.path.dirname(directory))
    with contextlib.suppress(FileExistsError):  # another process was faster
        os.mkdir(directory, 0o700)
