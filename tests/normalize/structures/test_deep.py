"""Recursion over objects that the run ends is seen for what it is where Python's stack ends."""

import pytest

from srcgrad import grad
from srcgrad.errors import SrcgradError
from srcgrad.infer.rounds import effort
from tests.programs import corpus


def deeper(calls, function, *args):
    return deeper(calls - 1, function, *args) if calls else function(*args)


def test_stack(monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    program = corpus.programs()["built_by_length:by_mask"]
    with pytest.raises(SrcgradError, match="calls itself, and how often only the run decides"):
        deeper(300, grad(program.function), *program.arguments()[0])
    # 78,535 where each end of the stack counts as a refusal of its own
    assert effort.spent < 40_000
