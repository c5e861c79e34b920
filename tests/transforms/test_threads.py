"""Many threads call one gradient."""

import sys
import threading

import numpy as np

from srcgrad import grad


def energy(x, k):
    y = x * x
    y[1:] += k * x[:-1]
    return np.sum(y * x)


def test_concurrent_calls():
    """One compilation for all, right numbers, and each thread's own last source."""
    f = grad(energy, wrt=(0, 1))
    arguments = [(np.linspace(0.1, 1.0, n), 0.1 * n) for n in range(4, 12)]
    expected = [grad(energy, wrt=(0, 1))(*args) for args in arguments]
    barrier, results, switch = threading.Barrier(8), {}, sys.getswitchinterval()

    def work(number):
        barrier.wait()
        for _ in range(30):
            results[number] = f(*arguments[number])
        results[number, "source"] = f.adjoint_source

    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(switch)
    for number in range(8):
        value, (x_bar, k_bar) = results[number]
        assert expected[number][0] == value
        np.testing.assert_array_equal(expected[number][1][0], x_bar)
        assert expected[number][1][1] == k_bar
    assert 1 == f.cache_info().misses
    assert 1 == len({results[n, "source"] for n in range(8)})


def test_threads_with_other_kinds():
    f = grad(lambda x: np.sum(x * x))
    kinds = [
        np.ones(3),
        np.ones((2, 2)),
        np.ones(3, np.float32),
        np.ones((1, 3)),
        2.0,
        np.float32(2.0),
    ]
    barrier, sources = threading.Barrier(len(kinds)), {}

    def work(number):
        barrier.wait()
        for _ in range(20):
            f(kinds[number])
        sources[number] = f.adjoint_source

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(kinds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [f.source(kind) for kind in kinds] == [sources[n] for n in range(len(kinds))]
