"""The work of a compilation grows in step with the length of the function."""

import cProfile
import importlib.util

import numpy as np
import pytest

from srcgrad import source
from tests.verified import unverified

X = np.linspace(0.5, 1.5, 4)
HEAD = """import numpy as np


def helper(v, k):
    w = np.tanh(v) * k
    return w + v


def f(x):
    y = x.copy()
    a0 = x
    t = s = x[0]
"""
PARTS = {  # what stands in a function many times
    "lines": "    a{n} = np.sin(a{m}) * x + {n}.0\n",
    "loops": (
        "    for i in range(1, len(x)):\n"
        "        t = y[i] * x[i - 1]\n"
        "        y[i] = np.sin(t) + {n}.0\n"
        "    a{n} = a{m} * 0.5 + t\n"
    ),
    "calls": "    a{n} = helper(a{m}, {n}.0) + x\n",
}
MEETING = (  # in a loop: each number is made of the one before by two ways
    "        left{n} = t * 0.5\n"
    "        right{n} = t * 0.25\n"
    "        t = left{n} + right{n}\n"
)  # fmt: skip


def work(tmp_path, name, text):
    """How many calls a compilation of the function in a text makes."""
    path = tmp_path / f"{name}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    profile = cProfile.Profile()
    with unverified():
        profile.runcall(source, module.f, X)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("part", PARTS)
def test_work_grows_with_length(tmp_path, monkeypatch, part):
    """As many parts more cost about as much more, wherever they stand."""
    monkeypatch.setenv("SRCGRAD_CACHE", "off")

    def of(count):
        body = "".join(PARTS[part].format(n=n, m=n - 1) for n in range(1, count + 1))
        end = f"    return np.sum(a{count} * y)\n"
        return work(tmp_path, f"grown_{part}_{count}", HEAD + body + end)

    of(2)  # what is done once in a process
    few, some, many = map(of, (4, 12, 20))
    assert many - some < 1.35 * (some - few)


def test_work_does_not_double_where_ways_meet(tmp_path, monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")

    def of(count):
        body = "    for i in range(len(x)):\n        t = s * x[i]\n"
        body += "".join(MEETING.format(n=n) for n in range(1, count + 1))
        end = "        s = s + np.sin(t) * s\n    return s\n"
        return work(tmp_path, f"meeting_{count}", HEAD + body + end)

    of(2)
    few, some, many = map(of, (4, 8, 12))
    assert many - some < 1.5 * (some - few)
