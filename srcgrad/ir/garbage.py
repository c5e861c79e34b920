"""The collector of reference cycles, which rests while a program is compiled."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_running = [0, False]  # compilations under way, and was the collector on before the first?


@contextmanager
def uncollected() -> Iterator[None]:
    """Trees have no cycles and die young: looking through them takes a sixth of the time.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    with _lock:
        if not _running[0]:
            _running[1] = gc.isenabled()
            gc.disable()
        _running[0] += 1
    try:
        yield
    finally:
        with _lock:
            _running[0] -= 1
            if _running[1] and not _running[0]:
                gc.enable()
