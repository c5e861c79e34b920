"""One name per value, and where values must share one."""

from srcgrad.normalize.names.webs import split
from srcgrad.normalize.scope import Counter
from tests.stages import core_of, text


def webs(function):
    core = core_of(function)
    counter = Counter()
    counter.count = 90
    split(core, counter)
    return text(core)


def unrelated(x):
    y = x
    z = y
    y = 2
    z = y
    return z


def test_unrelated_values_get_names_of_their_own():
    assert "y = x\nz = y\ny.91 = 2\nz.92 = y.91\nreturn z.92" == webs(unrelated)


def parameter(x):
    x = -x
    return x


def test_parameters_keep_their_names():
    assert "x.91 = -x\nreturn x.91" == webs(parameter)


def merged(x, c):
    if c:
        y = x
    else:
        y = 2
    return y


def test_values_that_meet_share_a_name():
    assert "if c:\n    y = x\nelse:\n    y = 2\nreturn y" == webs(merged)


def carried(x):
    s = 0
    for i in range(3):
        s = s + i
    t = s
    s = x
    return (s, t)


def test_carried_values_share_a_name():
    text = webs(carried)
    assert "s = 0\nfor i in range(3):\n    s = s + i\nt = s\n" in text
    assert "return (s.91, t)" in text


def local_to_a_pass(x):
    for i in range(3):
        y = i
        x = y
        y = x
        x = y
    return x


def test_values_within_one_pass():
    text = webs(local_to_a_pass)
    assert "y = i" in text
    assert "return x" in text
    assert 2 == len(
        {line.split()[0] for line in text.splitlines() if " = " in line and "y" in line.split()[0]}
    )


def broken(x):
    y = 1
    for i in range(3):
        if i:
            y = 2
            break
        y = 3
        x = y
    return (x, y)


def test_values_that_leave_by_break_meet_after_the_loop():
    text = webs(broken)
    assert "return (x, y)" in text
    assert "y = 2" in text
    assert "y = 1" in text


def raised(x, c):
    y = 1
    if c:
        y = 2
        raise ValueError(y)
    return y


def test_values_that_end_in_raise_meet_nothing():
    text = webs(raised)
    assert "y = 1" in text
    assert "return y" in text
    assert "y.91 = 2" in text


def swapped(a, b):
    for _ in range(3):
        a, b = b, a
    return a


def test_permutations_in_loops():
    assert "    a, b = b, a" in webs(swapped)


def counted(x):
    while x:
        x = x - 1
    return x


def test_while():
    assert "while x:\n    x = x - 1\nreturn x" == webs(counted)


def in_place(x):
    y = x.copy()
    y += 1
    return y


def test_augmented_assignment_keeps_its_name():
    assert "y = x.copy()\ny += 1\nreturn y" == webs(in_place)
