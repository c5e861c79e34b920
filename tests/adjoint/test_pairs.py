"""The reverse of a call of a recursive function."""

from srcgrad.ir.text import listing
from tests.stages import after, plain


def power(v, n):
    if n == 0:
        return 1.0
    return v * power(v, n - 1)


def in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        s = s + power(x, i)
    return s


def test_what_is_saved_goes_on_a_tape_in_a_loop():
    sweeps = after("adjoint", in_a_loop, 1.3, 3).sweeps
    forward, reverse = plain(listing(sweeps.forward)), plain(listing(sweeps.reverse))
    assert ", saved = power_fwd(x, i)" in forward
    assert "tape.append(saved)" in forward
    assert "power_rev(saved, " in reverse
