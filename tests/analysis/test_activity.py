"""What depends on `wrt` and matters to the result, and what does not."""

import numpy as np

from srcgrad.analysis.activity import active
from tests.stages import after


def actives(function, *args, **options):
    """The user's own names that are active, after `infer`."""
    one = after("infer", function, *args, **options)
    return {n.partition(".")[0] for n in active(one.core, one.facts)} & set(
        function.__code__.co_varnames
    )


def mixed(x, a):
    y = x * a
    z = a * a
    unused = np.sin(x)  # noqa: F841 - inactive on purpose
    return y + z


def test_varied_and_useful():
    assert {"x", "y"} == actives(mixed, 2.0, 3.0)
    assert {"a", "y", "z"} == actives(mixed, 2.0, 3.0, wrt="a")


def piecewise(x):
    k = np.floor(x)
    n = int(x)
    b = x > 1.0
    return x * k * n * b


def test_what_has_derivative_zero():
    assert {"x"} == actives(piecewise, 2.5)


def integer_part(x):
    q = x // 2.0
    return x + q


def test_floor_division():
    assert {"x"} == actives(integer_part, 2.5)


def by_index(x, n):
    i = int(x[0]) % n
    return x[i] * 2.0


def test_an_index_is_not_active():
    assert {"x"} == actives(by_index, np.ones(3), 3)


def through_a_view(x):
    y = np.zeros(4)
    v = y[1:]
    v[:] = x
    return y[1]


def test_a_store_through_a_view_makes_the_whole_array_active():
    assert {"x", "y", "v"} == actives(through_a_view, np.ones(3))


def overwritten(x):
    y = x * 2.0
    y = y * 0.0 + 1.0
    z = np.ones(3)
    z[0] = x
    w = np.ones(3)
    w[0] = 2.0
    return z[0] + w[0]


def test_constant_stores_do_not_make_active():
    found = actives(overwritten, 2.0)
    assert "z" in found
    assert "w" not in found
    assert "y" not in found


def in_a_loop(x, n):
    a = b = c = x
    for _ in range(n):
        c = b
        b = a
        d = c  # noqa: F841 - inactive on purpose
    return c


def test_activity_goes_round_loops():
    found = actives(in_a_loop, 2.0, 3)
    assert {"x", "b", "c"} <= found
    assert "d" not in found
    assert "n" not in found


def swapped(x, n):
    a, b = x, 1.0
    for _ in range(n):
        a, b = b, a
    return a


def test_activity_goes_through_permutations():
    assert {"a", "b"} <= actives(swapped, 2.0, 3)


def appended(x, n):
    ys, zs = [], []
    for i in range(n):
        ys.append(x * i)
        zs.append(2.0 * i)
    return ys[0] + zs[0]


def test_lists():
    found = actives(appended, 2.0, 3)
    assert "ys" in found
    assert "zs" not in found
