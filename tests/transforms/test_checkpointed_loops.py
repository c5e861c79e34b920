"""Loops under `checkpoint`: what is kept, what runs again, and what is refused."""

import ast
import importlib.util
import inspect
import sys
import tracemalloc
import weakref

import numpy as np
import pytest

from srcgrad import checkpoint, grad, hvp, jvp, source, vjp
from srcgrad.rules import nondifferentiable
from srcgrad.runtime import Snapshots
from srcgrad.runtime.checkpoints.binomial import passes_run
from tests.programs import checkpointed_loops as programs

CALLS = []
LOG = []


def counted(i):
    CALLS.append(i)
    return 1.0


nondifferentiable(counted)


def logistic(x, n, s):
    for i in checkpoint(range(n), snapshots=s):
        x = 3.7 * x * (1.0 - x) * counted(i)
    return x


@pytest.mark.parametrize(("passes", "limit"), [(1, 1), (6, 1), (10, 2), (50, 3), (100, 10)])
def test_passes_run_again_and_states_kept(monkeypatch, passes, limit):
    kept = []
    keep = Snapshots.keep

    def watched(self, *state):
        keep(self, *state)
        kept.append(len(self.kept))

    monkeypatch.setattr(Snapshots, "keep", watched)
    derivative = grad(logistic)
    derivative(0.3, passes, limit)
    assert ".backwards()" in derivative.adjoint_source
    CALLS.clear()
    kept.clear()
    derivative(0.3, passes, limit)
    forward, reversed_ = passes, passes
    again = passes_run(passes + 1, limit) - passes
    assert forward + again + reversed_ == len(CALLS)
    assert max(kept) <= limit


class Plain(ast.NodeTransformer):
    """Removes `checkpoint` from loops."""

    def visit_Call(self, node):
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return node.args[0] if name == "checkpoint" else node


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The programs without `checkpoint`, by name."""
    text = ast.unparse(Plain().visit(ast.parse(inspect.getsource(programs))))
    text = text.replace("itertools.count()", "range(10**6)")
    text = text.replace("itertools.count(2)", "range(2, 10**6)")
    path = tmp_path_factory.mktemp("plain") / "plain_loops.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("plain_loops", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["plain_loops"] = module
    spec.loader.exec_module(module)
    return {program.title: program for program in module.PROGRAMS}


@pytest.mark.parametrize("program", programs.PROGRAMS, ids=lambda p: p.title)
def test_the_same_bits_as_without(program, plain):
    results = []
    for one in (program, plain[program.title]):
        args, kwargs = one.arguments()
        results.append((grad(one.function, wrt=one.wrt)(*args, **kwargs), args))
    assert repr(results[1]) == repr(results[0])


def wave(u, v, n):
    for _ in checkpoint(range(n), snapshots=8):
        v[1:-1] += 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - 0.01 * u[1:-1] ** 3
        u += 0.1 * v
    return np.sum(u * u)


def wave_in_full(u, v, n):
    for _ in range(n):
        v[1:-1] += 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - 0.01 * u[1:-1] ** 3
        u += 0.1 * v
    return np.sum(u * u)


def peak(function, n):
    u = np.sin(np.linspace(0.0, 3.0, 500))
    derivative = grad(function)
    derivative(u.copy(), np.zeros(500), 2)
    tracemalloc.start()
    result = derivative(u, np.zeros(500), n)
    high = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, high


def test_memory_does_not_grow_with_the_passes():
    result, high = peak(wave, 400)
    expected, higher = peak(wave_in_full, 400)
    np.testing.assert_array_equal(expected[1], result[1])
    assert high < 50 * 500 * 8 < 0.2 * higher
    assert peak(wave, 1600)[1] < 1.2 * high


def swing(friction, steps, where):
    """A state of numbers; `where` is an option."""
    angle, speed = 1.0, 0.0
    for _ in checkpoint(range(steps), snapshots=100, on_disk=where):
        speed = speed - 1e-3 * (9.81 * np.sin(angle) + friction * speed)
        angle = angle + 1e-3 * speed
    return angle


@pytest.mark.parametrize("where", [False, True])
def test_many_steps_within_a_budget(where):
    """Records of all passes would take over 400,000 bytes."""
    derivative = grad(swing)
    derivative(0.02, 2, where)
    tracemalloc.start()
    _, slope = derivative(0.02, 2_500, where)
    high = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert high < (250_000 if where else 80_000)  # of which a buffer
    _, expected = jvp(swing, (0.02, 2_500, where), (1.0, None, None))
    np.testing.assert_allclose(expected, slope, rtol=1e-9)


def test_the_schedule_of_very_many_passes():
    """No pass is run more than twice before it is reversed."""
    passes, limit = 30_000, 250
    snapshots = Snapshots(range(passes), limit)
    for _ in range(passes):
        snapshots.keep(0)
    again, most = passes, len(snapshots.kept)
    back = snapshots.backwards()
    for _ in back:
        back.state()
        for _ in back.ahead():
            back.keep(0)
            again += 1
        most = max(most, len(back.kept))
    assert limit == most
    assert passes_run(passes + 1, limit) == again < 2 * passes


def files_of(folder):
    return [path.name for path in folder.iterdir()]


def test_nothing_is_left_on_disk(tmp_path):
    def broken(x, n):
        for i in checkpoint(range(n), snapshots=3, on_disk=tmp_path):
            x = np.sin(x) * x
            if i == 7:
                raise KeyError(i)
        return np.sum(x)

    x = np.ones(20_000)
    _, pullback = vjp(broken, x, 6)
    np.testing.assert_array_equal(pullback(1.0), pullback(1.0))
    assert [] == files_of(tmp_path)
    with pytest.raises(KeyError):
        grad(broken)(x, 9)
    assert [] == files_of(tmp_path)


def test_states_on_disk_do_not_stay_in_memory(tmp_path):
    def run(u, n, where):
        for _ in checkpoint(range(n), snapshots=30, on_disk=where):
            u = np.sin(u) * u
        return np.sum(u)

    u, peaks = np.ones(20_000), []
    for where in (False, tmp_path):
        grad(run)(u, 2, where)
        tracemalloc.start()
        grad(run)(u, 40, where)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] > 30 * u.nbytes and peaks[1] < 12 * u.nbytes


def test_a_pullback_keeps_no_more_snapshots_than_it_may(monkeypatch):
    """A second call of it runs the passes from the first one again."""
    held = []
    stored = Snapshots._stored

    def watched(self, state):
        found = stored(self, state)
        held.append(weakref.ref(found[0]))
        high.append(sum(one() is not None for one in held))
        return found

    monkeypatch.setattr(Snapshots, "_stored", watched)
    high = []
    _, pullback = vjp(wave, np.linspace(0.0, 1.0, 9), np.zeros(9), 60)
    np.testing.assert_array_equal(pullback(1.0), pullback(1.0))
    assert 8 == max(high)


def test_a_generator_is_drawn_from_once():
    def noisy(x, rng, n):
        for _ in checkpoint(range(n), snapshots=3):
            x = np.sin(x) + 0.1 * rng.normal(size=2) * x
        return np.sum(x)

    def plain(x, rng, n):
        for _ in range(n):
            x = np.sin(x) + 0.1 * rng.normal(size=2) * x
        return np.sum(x)

    x, first, second = np.array([0.3, 0.6]), np.random.default_rng(1), np.random.default_rng(1)
    value, slope = grad(noisy)(x, first, 20)
    expected = grad(plain)(x, second, 20)
    assert expected[0] == value
    np.testing.assert_array_equal(expected[1], slope)
    assert first.random() == second.random()


def test_outside_of_derivatives_it_is_the_iterable():
    assert checkpoint(3.0 > 2.0, snapshots=2) is True
    steps = range(3)
    assert steps is checkpoint(steps, snapshots=2)
    assert [(0, "a"), (1, "b")] == list(checkpoint(enumerate("ab"), 1))


@pytest.mark.parametrize("options", [{"snapshots": 0}, {"snapshots": -2}, {"memory": 0.0}])
def test_limits_below_one_state(options):
    name = next(iter(options))
    with pytest.raises(ValueError, match=f"^{name} must be"):
        checkpoint(range(3), **options)


@pytest.mark.parametrize(
    "options", [{"snapshots": 2.5}, {"snapshots": True}, {"snapshots": "3"}, {"memory": "1e6"}]
)
def test_limits_that_are_no_numbers(options):
    name = next(iter(options))
    with pytest.raises(TypeError, match=f"^{name} must be a .*number"):
        checkpoint(range(3), **options)


def test_a_limit_that_only_the_run_knows():
    with pytest.raises(ValueError, match=r"^snapshots must be at least 1, and is 0"):
        grad(logistic)(0.3, 5, 0)


def test_functions_have_no_limits():
    with pytest.raises(TypeError, match="iterable or the test of a loop"):
        checkpoint(np.sin, snapshots=3)
    with pytest.raises(TypeError, match="iterable or the test of a loop"):
        checkpoint(np.sin, on_disk=True)
    with pytest.raises(TypeError, match="iterable or the test of a loop"):
        grad(lambda x: checkpoint(lambda v: v * v, snapshots=3)(x))(2.0)
    with pytest.raises(ValueError, match="with on_disk, give snapshots"):
        checkpoint(range(3), memory=1e6, on_disk=True)


def test_forward_mode_keeps_nothing():
    _, slope = grad(logistic)(0.3, 20, 3)
    _, tangent = jvp(logistic, (0.3, 20, 3), (1.0, None, None))
    np.testing.assert_allclose(slope, tangent, rtol=1e-12)
    assert "Snapshots" not in source(logistic, 0.3, 20, 3, mode="forward")


def test_second_derivatives_record_all():
    def slope(x):
        return grad(logistic)(x, 6, 3)[1]

    h = 1e-6
    by_difference = (slope(0.3 + h) - slope(0.3 - h)) / (2 * h)
    np.testing.assert_allclose(by_difference, hvp(logistic)(0.3, 6, 3, v=1.0), rtol=1e-6)


def test_a_pullback_many_times():
    _, pullback = vjp(wave, np.linspace(0.0, 1.0, 9), np.zeros(9), 30)
    first, second = pullback(1.0), pullback(2.0)
    np.testing.assert_array_equal(first * 2.0, second)
    np.testing.assert_array_equal(first, pullback(1.0))


def tells(x, n):
    for i in checkpoint(range(n), snapshots=2):
        x = np.sin(x)
        print("pass", i)
        LOG.append(i)
    return x


def test_what_tells_something_tells_it_once(capsys):
    LOG.clear()
    grad(tells)(0.4, 4)
    assert "pass 0\npass 1\npass 2\npass 3\n" == capsys.readouterr().out
    assert [0, 1, 2, 3] == LOG
