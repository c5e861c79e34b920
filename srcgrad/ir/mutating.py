"""Methods that change what they belong to, or are given: containers, objects in their place."""

MUTATING = {
    *("append", "extend", "insert", "pop", "popitem", "remove", "clear", "update", "setdefault"),
    *("sort", "reverse", "add", "discard", "appendleft", "popleft", "extendleft", "rotate"),
    *("__setitem__", "__delitem__", "__setattr__", "__ior__", "__iadd__", "__imul__"),
}
WRITING = {"shuffle", "readinto", "readinto1", "recv_into", "pack_into"}  # into what they are given
FIRST = {"insort", "insort_left", "insort_right", "heappush", "heappop", "heapify", "heapreplace"}
