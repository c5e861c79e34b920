"""How long a call takes, and how much memory."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from srcgrad.backends import loading

Clock = Callable[[], float]
PASS = 2e-3  # seconds; shorter calls are timed several at once


def forget() -> None:
    """Let the next call compile, whatever was generated before."""
    loading._texts.clear()


def seconds(
    call: Callable[..., Any],
    arguments: Callable[[], Any],
    *,
    writes: bool,
    budget: float,
    clock: Clock = time.process_time,
):
    """The shortest time of one call: after a warm-up, over repeats that take about ``budget``.

    Args:
        call: What is timed.
        arguments: Makes its arguments; their making is not timed.
        writes: Whether it writes into its arguments, so that each call needs new ones.
        budget: Seconds.
        clock: That of the processor does not count what other processes do meanwhile; of a call
            that works in other threads it may not count all.
    """
    args = arguments()
    once = elapsed(call, args, 1, clock)  # the warm-up
    number = 1 if writes else max(1, int(PASS / max(once, 1e-9)))
    best = once
    end = time.process_time() + budget
    repeats = 0
    while repeats < 5 or time.process_time() < end:
        if writes:
            args = arguments()
        best = min(best, elapsed(call, args, number, clock))
        repeats += 1
    return best


def peak(call: Callable[..., Any], arguments: Callable[[], Any]) -> int:
    """The most bytes that one call holds at a time, beside its arguments."""
    args = arguments()
    call(*arguments())  # what is allocated once only
    gc.collect()
    tracemalloc.start()
    try:
        call(*args)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def elapsed(call: Callable[..., Any], args: Any, number: int, clock: Clock) -> float:
    """Seconds per call, over ``number`` calls without garbage collection."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        start = clock()
        for _ in range(number):
            call(*args)
        return (clock() - start) / number
    finally:
        if enabled:
            gc.enable()
