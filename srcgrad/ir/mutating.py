"""Methods that change what they belong to: containers, and objects that stand for some."""

MUTATING = {
    *("append", "extend", "insert", "pop", "popitem", "remove", "clear", "update", "setdefault"),
    *("sort", "reverse", "add", "discard", "appendleft", "popleft", "extendleft", "rotate"),
    *("__setitem__", "__delitem__", "__setattr__", "__ior__", "__iadd__", "__imul__"),
}
