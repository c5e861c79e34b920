"""Numbers that the program has names for are written by these names."""

import numpy as np
import pytest

from srcgrad import grad, source, vjp
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.optimize.names.known_names import write_names
from tests.programs import named_constants as programs

VECTOR = np.ones(3)
DT = e.Named(0.01, e.Var("dt"))
TIMES = e.Binary("*", e.Var("x~bar"), DT)
BOUND = s.Assign("dt", e.Const(0.01))


def reverse_of(function, *args, wrt=0):
    return source(function, *args, wrt=wrt).partition("# reverse sweep\n")[2]


@pytest.mark.parametrize(
    ("function", "args", "line"),
    [
        (programs.spring, (1.0, 0.5, 3.0, 5), "v_bar += x_bar * dt"),
        (programs.by_thirds, (VECTOR, 0.6), "* (h / 6)"),
        (programs.negative, (0.7, 1.3), "* pull"),
        (programs.powers, (VECTOR, 0.8), "gamma * x ** (gamma - 1)"),
        (programs.until_small, (0.9, 0.8), "* shrink"),
    ],
)
def test_a_name_of_the_programs(function, args, line):
    assert line in reverse_of(function, *args)


def test_a_number_is_divided_where_the_program_divides():
    assert "/ mass" in reverse_of(programs.spring, 1.0, 0.5, 3.0, 5, wrt=2)


def test_what_takes_long_to_write_stays_a_number():
    assert "seed / (a * b) * -2.2035" in reverse_of(programs.long_arithmetic, VECTOR)


def test_what_is_one_goes():
    assert "unit" not in reverse_of(programs.one_and_zero, 0.9, 0.8).split("#")[0]


def written(forward, reverse, gradient=e.NONE):
    found = write_names(forward, reverse, gradient, Facts(kinds={"x~bar": k.Real()}))
    return reverse[-1].value if reverse else found


def test_where_it_is_bound():
    assert e.Binary("*", e.Var("x~bar"), e.Var("dt")) == written([BOUND], [s.Assign("v", TIMES)])
    assert e.Var("dt") == written([BOUND], [], DT)


def test_not_where_it_may_not_be_bound():
    perhaps = s.If(e.Var("test"), [BOUND.twin()], [])
    passes = s.For("i", e.Var("n"), [BOUND.twin()])
    for forward in ([perhaps], [passes], [], [s.While([], e.Var("test"), [BOUND.twin()])]):
        assert isinstance(written(forward, [s.Assign("v", TIMES)]).right, e.Named)


def test_not_where_it_is_bound_twice():
    twice = [BOUND.twin(), s.Assign("v", TIMES), s.Assign("dt", e.Const(0.5))]
    write_names(twice, [], e.NONE, Facts())
    assert isinstance(twice[1].value.right, e.Named)
    again = [s.Assign("dt", e.Const(0.5)), s.Assign("v", TIMES)]
    assert isinstance(written([BOUND], again).right, e.Named)


def test_not_before_it_is_bound():
    early = [s.Assign("v", TIMES), BOUND.twin()]
    write_names(early, [], e.NONE, Facts())
    assert isinstance(early[0].value.right, e.Named)


def test_an_array_is_multiplied_by_the_reciprocal():
    value = e.Binary("*", e.Var("u~bar"), e.Named(100.0, e.Binary("/", e.Const(1), e.Var("dt"))))
    array = k.Array(np.dtype("f8"), (None,))
    for kind, op in ((array, "*"), (k.Real(), "/")):
        node = s.Assign("v", value)
        write_names([BOUND], [node], e.NONE, Facts(kinds={"u~bar": kind}))
        assert op == node.value.op


def test_an_array_is_scaled_by_two_numbers_at_once():
    reciprocal = e.Named(10.0, e.Binary("/", e.Const(1), e.Var("dx")))
    bound = [BOUND, s.Assign("dx", e.Const(0.1))]
    vector = k.Array(np.dtype("f8"), (None,))
    for kind, large, found in (
        (vector, reciprocal, "u~bar * (dt / dx)"),
        (k.Real(), reciprocal, "(u~bar / dx) * dt"),
        (vector, e.Named(1e300, e.Var("dx")), "(u~bar * dx) * dt"),
    ):
        node = s.Assign("v", e.Binary("*", e.Binary("*", e.Var("u~bar"), large), DT))
        write_names(bound, [node], e.NONE, Facts(kinds={"u~bar": kind}))
        assert found == e.render(node.value)


def test_a_reciprocal_that_is_long_is_a_quotient():
    def third(x, u):
        return x / 3 + np.sum(u / 3) + x / 8 + np.sum(u / 5.0)

    reverse = reverse_of(third, 1.0, VECTOR, wrt=(0, 1))
    assert "seed / 3" in reverse
    assert "0.125" in reverse


def test_the_second_of_two_functions_binds_literals_anew():
    _, pullback = vjp(programs.spring, 1.0, 0.5, 3.0, 5, wrt=2)
    assert grad(programs.spring, wrt=2)(1.0, 0.5, 3.0, 5)[1] == pullback(1.0)
