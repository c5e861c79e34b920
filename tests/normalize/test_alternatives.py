"""Which function a name stands for is decided in a branch: its calls go there."""

import numpy as np

from tests.stages import after, plain, text


def inferred(function, *args, **options):
    return plain(text(after("infer", function, *args, **options).core))


def chosen(x, n):
    f = np.sin if n > 2 else np.cos
    y = f(x)
    return y * x


def test_the_call_moves_and_what_follows_stays():
    found = inferred(chosen, 2.0, 3)
    assert "    choice = np.sin\n    f = choice\n    y = f(x)\nelse:\n" in found
    assert 1 == found.count("* x")


def known(x, flag):
    f = np.sin if flag else np.cos
    return f(x)


def test_a_known_choice_needs_no_branch():
    assert "if" not in inferred(known, 2.0, True)
