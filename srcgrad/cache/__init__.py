"""Generated source on disk, as plain Python files that a person can open.

The cache maps a key (a digest of everything that a generated text depends on) to a file.
It knows nothing of the compiler. A file that cannot be trusted is as good as absent: it
is never executed, and the caller generates the text anew.
"""

from srcgrad.cache.digest import compiler_digest, digest
from srcgrad.cache.directory import cache_directory
from srcgrad.cache.disk import load, path_of, store
from srcgrad.cache.header import sealed, unsealed
from srcgrad.cache.usage import Usage, clear, info

__all__ = [
    "Usage",
    "cache_directory",
    "clear",
    "compiler_digest",
    "digest",
    "info",
    "load",
    "path_of",
    "sealed",
    "store",
    "unsealed",
]
