"""Rules of libraries are there once the library is, whatever happens while they load."""

import sys
from importlib import import_module

import pytest

from srcgrad.rules import optional


def test_what_was_interrupted_is_loaded_again(monkeypatch):
    asked = []

    def interrupted(name):
        asked.append(name)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return import_module(name)

    optional.load()
    monkeypatch.setattr(optional, "_waiting", {"statistics": ("python.chains", "python.deques")})
    monkeypatch.setattr(optional, "import_module", interrupted)
    monkeypatch.setitem(sys.modules, "statistics", import_module("statistics"))
    with pytest.raises(KeyboardInterrupt):
        optional.load()
    assert optional.load()
    assert asked == ["srcgrad.rules.python.chains", "srcgrad.rules.python.deques"] * 2
    assert not optional.load()
