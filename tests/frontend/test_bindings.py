"""Free names are looked up as Python does it: cells, globals, builtins."""

import builtins

from srcgrad.frontend import Bindings

SCALE = 2.0
abs_ = abs


def reader(x):
    return SCALE * abs_(x) + len(str(x))


def maker(k):
    def inner(x):
        return k * x * SCALE

    return inner


def late():
    def inner(x):
        return x * later

    yield inner
    later = 3.0
    yield inner


def test_globals():
    found = Bindings(reader).find("SCALE")
    assert (2.0, "SCALE") == (found.value, found.key)
    assert found.holder is globals()


def test_builtins():
    found = Bindings(reader).find("len")
    assert found.value is len
    assert found.holder is vars(builtins)


def test_cells_come_first():
    inner = maker(5.0)
    found = Bindings(inner).find("k")
    assert 5.0 == found.value
    assert found.holder is inner.__closure__[0]
    assert 2.0 == Bindings(inner).find("SCALE").value


def test_empty_cells_are_unbound():
    stages = late()
    inner = next(stages)
    assert Bindings(inner).find("later") is None
    next(stages)
    assert 3.0 == Bindings(inner).find("later").value


def test_unbound_names():
    assert Bindings(reader).find("nowhere_at_all") is None


def test_globals_hide_builtins(monkeypatch):
    monkeypatch.setitem(globals(), "len", abs)
    assert Bindings(reader).find("len").value is abs
