"""Where generated files lie."""

import os
import sys
from pathlib import Path


def cache_directory() -> Path | None:
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
            return Path(named).expanduser().absolute()
        return _user_cache() / "srcgrad"
    except (OSError, RuntimeError):  # no home directory, or no working directory
        return None


def _user_cache() -> Path:
    """The user's cache directory, by the custom of the platform."""
    xdg = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if xdg.is_absolute():  # the XDG specification: a relative path is to be ignored
        return xdg
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    return Path.home() / ".cache"
