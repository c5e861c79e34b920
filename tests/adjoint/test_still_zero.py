"""Where what is added to an element of an adjoint first is stored."""

import pytest

from srcgrad import source
from tests.programs import lean_forms as p


def test_stored():
    assert "        c_bar[i] = " in source(p.buffer_read_once, p.V)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (p.buffer_read_in_each_pass, (2,)),
        (p.buffer_read_around_its_end, ()),
        (p.buffer_read_through_a_view, ()),
    ],
)
def test_added(function, args):
    assert "        c_bar[i] += " in source(function, p.V, *args)
