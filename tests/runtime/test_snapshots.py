"""States of a loop: how many are kept, how many passes run again, and that they are right."""

import numpy as np
import pytest

from srcgrad.runtime import Snapshots, SnapshotsOnDisk
from srcgrad.runtime.checkpoints.binomial import passes_run


class Run:
    """A loop of `passes`, whose state counts them, gone through and back."""

    def __init__(self, states, passes, keep=False):
        self.most, self.again, self.seen = 0, 0, []
        state = np.zeros(1)
        for _ in range(passes):
            states.keep(state)
            self.most = max(self.most, len(states.kept))
            state += 1.0
        back = states.backwards(keep)
        for item in back:
            (state,) = back.state()
            for _ in back.ahead():
                back.keep(state)
                self.most = max(self.most, len(back.kept))
                state += 1.0
                self.again += 1
            self.seen.append((item, state[0]))


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 50])
def test_as_few_passes_as_can_be(limit):
    for passes in (0, 1, 2, 3, 7, 20, 41):
        run = Run(Snapshots(range(passes), limit), passes)
        assert [(n, n) for n in range(passes - 1, -1, -1)] == run.seen
        assert passes_run(passes + 1, limit) - passes == run.again
        assert run.most <= limit


@pytest.mark.parametrize("limit", [1, 2, 3, 8])
def test_the_number_of_passes_is_not_known(limit):
    for passes in (0, 1, 2, 9, 40):
        run = Run(Snapshots(None, limit), passes)
        assert [(n, n) for n in range(passes - 1, -1, -1)] == run.seen
        assert run.most <= limit


def test_a_loop_that_ends_early():
    run = Run(Snapshots(range(10, 1000), 4), 17)
    assert [(n + 10, n) for n in range(16, -1, -1)] == run.seen
    assert run.most <= 4


def test_by_default_no_pass_runs_more_than_twice_again():
    run = Run(Snapshots(range(1000)), 1000)
    assert run.most <= 45
    assert run.again <= 2 * 1000
    without_end = Run(Snapshots(None), 1000)
    assert without_end.most <= 45


def test_bytes():
    run = Run(Snapshots(range(100), None, 2000), 100)
    assert 4 <= run.most <= 8
    with pytest.raises(ValueError, match=r"memory must hold one state of the loop, which takes"):
        Run(Snapshots(range(100), None, 100), 100)


def test_what_can_be_gone_through_once_is_refused():
    with pytest.raises(TypeError, match=r"a callable_iterator cannot: make a list of it"):
        Snapshots(iter(int, 1), 4)


def test_the_way_back_twice():
    states = Snapshots(range(20), 3)
    first = Run(states, 20, keep=True)
    back = states.backwards()
    seen = []
    for item in back:
        (state,) = back.state()
        for _ in back.ahead():
            back.keep(state)
            state += 1.0
        seen.append((item, state[0]))
    assert first.seen == seen


def test_states_share_memory_as_they_did():
    states = Snapshots(range(1), 1)
    whole = np.arange(3.0)
    states.keep(whole, whole[1:])
    whole[:] = 7.0
    back = states.backwards()
    for _ in back:
        whole, tail = back.state()
    tail[0] = 5.0
    np.testing.assert_array_equal([0.0, 5.0, 2.0], whole)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((0,), "snapshots must be at least 1, and is 0"),
        ((None, -1.0), "memory must be a positive number of bytes"),
        ((3, 100), "give one of them"),
    ],
)
def test_limits(options, words):
    with pytest.raises(ValueError, match=words):
        Snapshots(range(3), *options)


def test_what_is_no_folder():
    with pytest.raises(TypeError, match="on_disk must be True, False or a folder, and is 7"):
        SnapshotsOnDisk(range(3), 2, None, 7)
