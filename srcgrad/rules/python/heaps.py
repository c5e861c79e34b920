"""What the functions of `heapq` mean, in Python: elements are compared and moved as they are there.

Equal elements may be told apart by what they hold besides, so each step is that of `heapq`.
"""

import heapq
from typing import Any

from srcgrad.rules.declare import meaning


def sift_down(heap: Any, start: Any, place: Any) -> None:
    """Move an element towards the top, up to `start`, as far as it is less than what is there."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def sift_up(heap: Any, start: Any) -> None:
    """Fill a place with the lesser child, to the bottom, and move what was there up again."""
    item, place, child = heap[start], start, 2 * start + 1
    while child < len(heap):
        if child + 1 < len(heap) and not heap[child] < heap[child + 1]:
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    sift_down(heap, start, place)


@meaning(heapq.heappush, always=True)
def heappush(heap: Any, item: Any, /) -> None:
    """At the end, and then up."""
    heap.append(item)
    sift_down(heap, 0, len(heap) - 1)


@meaning(heapq.heappop, always=True)
def heappop(heap: Any, /) -> Any:
    """The least element; the last one takes its place, and finds its own."""
    last = heap.pop()
    if len(heap) == 0:
        return last
    least = heap[0]
    heap[0] = last
    sift_up(heap, 0)
    return least


@meaning(heapq.heapreplace, always=True)
def heapreplace(heap: Any, item: Any, /) -> Any:
    """The least element; another takes its place, and finds its own."""
    least = heap[0]
    heap[0] = item
    sift_up(heap, 0)
    return least


@meaning(heapq.heappushpop, always=True)
def heappushpop(heap: Any, item: Any, /) -> Any:
    """The least of the elements and another one."""
    if len(heap) == 0 or not heap[0] < item:
        return item
    least = heap[0]
    heap[0] = item
    sift_up(heap, 0)
    return least


@meaning(heapq.heapify, always=True)
def heapify(heap: Any, /) -> None:
    """From the last parent to the top."""
    for place in range(len(heap) // 2 - 1, -1, -1):
        sift_up(heap, place)


@meaning(heapq.nlargest)
def nlargest(n: Any, iterable: Any, key: Any = None) -> Any:
    """The first ones in falling order."""
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]


@meaning(heapq.nsmallest)
def nsmallest(n: Any, iterable: Any, key: Any = None) -> Any:
    """The first ones in order."""
    return sorted(iterable, key=key)[: max(n, 0)]
