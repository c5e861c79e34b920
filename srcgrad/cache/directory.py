"""Where generated files lie."""

import os
import sys


def cache_directory() -> str | None:
    """The directory of generated files, or None where the cache is switched off.

    ``SRCGRAD_CACHE=off`` switches it off, ``SRCGRAD_CACHE_DIR`` names it. Otherwise it is
    ``srcgrad`` under the user's cache directory. The environment is read at each call. The
    directory need not exist. A user without a home directory has no cache.
    """
    if os.environ.get("SRCGRAD_CACHE", "").strip().lower() == "off":
        return None
    try:
        named = os.environ.get("SRCGRAD_CACHE_DIR")
        if named:
            return os.path.join(os.getcwd(), _with_home(named))
        return os.path.join(_user_cache(), "srcgrad")
    except (OSError, RuntimeError):  # no home directory, or no working directory
        return None


def _user_cache() -> str:
    """The user's cache directory, by the custom of the platform."""
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(xdg):  # the XDG specification: a relative path is to be ignored
        return xdg
    if sys.platform == "darwin":
        return _with_home(os.path.join("~", "Library", "Caches"))
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return local or _with_home(os.path.join("~", "AppData", "Local"))
    return _with_home(os.path.join("~", ".cache"))


def _with_home(path: str) -> str:
    """A path in which a home directory stands for `~`."""
    found = os.path.expanduser(path)
    if found.startswith("~"):
        raise RuntimeError("no home directory")
    return found
