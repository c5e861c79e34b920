"""Digests, of which cache keys are made."""

import functools
import hashlib
import os
import sys

from srcgrad.cache.disk import load, store
from srcgrad.cache.header import unsealed
from srcgrad.cache.stamps import stamps

PACKAGE = os.path.dirname(os.path.dirname(__file__))
DEPENDENCIES = ("numpy", "gast", "astor", "scipy")  # whose versions are in the digest


def digest(*parts: str) -> str:
    """The SHA-256 digest of a sequence of texts, in hexadecimal.

    Each part goes in with its length, so that no two sequences have the same input.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    >>> len(digest())
    64
    """
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


@functools.cache
def compiler_digest() -> str:
    """A digest of the compiler: its own files, and the versions that its output depends on.

    It is computed once per process; the cache keeps it for others, until one of the files changes.
    """
    known = stamps(PACKAGE, DEPENDENCIES)
    key = digest(sys.version, known[0], known[1].hex()) if known else ""
    found = load(key, "compiler") if known else None
    kept = None if found is None else unsealed(key, found[1])
    if kept is not None:
        return kept.strip("# \n")
    versions = _versions()
    made = digest(*_own_files(PACKAGE), *versions)
    if known and versions == _versions():  # all of them are recorded
        store(key, "compiler", f"# {made}\n")
    return made


def _own_files(package: str) -> list[str]:
    """Name and digest of each of the compiler's files, in the order of their names."""
    from pathlib import Path  # slow to import

    parts = []
    for path in sorted(Path(package).rglob("*.py")):
        parts.append(path.relative_to(package).as_posix())
        parts.append(hashlib.sha256(path.read_bytes()).hexdigest())
    if not parts:  # imported from an archive: no two processes may share what they generate
        parts.append(os.urandom(16).hex())
    return parts


def _versions() -> list[str]:
    """The versions of Python, NumPy, gast, astor, and of SciPy where it is installed."""
    from importlib.util import find_spec  # slow to import

    names = ["numpy", "gast", "astor", *(["scipy"] if find_spec("scipy") else [])]
    return [sys.version, *map(_version, names)]


def _version(name: str) -> str:
    """The version of a distribution, or a text that never repeats where it is not recorded."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version(name)
    except PackageNotFoundError:
        return os.urandom(16).hex()
