"""Statements in whose place Python raises an exception."""

import pytest

from srcgrad import grad, hvp, jacobian, jvp, vjp
from tests.programs import never_given

DERIVATIVES = {
    "grad": grad,
    "hvp": lambda f: lambda x: hvp(f)(x, v=1.0),
    "jacobian": jacobian,
    "jvp": lambda f: lambda x: jvp(f, (x,), (1.0,)),
    "vjp": lambda f: lambda x: vjp(f, x),
}


@pytest.mark.parametrize("name", DERIVATIVES)
@pytest.mark.parametrize(
    ("function", "at"),
    [
        (never_given.returned_on_one_path, 1.5),
        (never_given.in_a_function, 1.5),
        (never_given.logarithm, 1.5),
        (never_given.compared, 1.5),
        (never_given.chosen, 1.5),
        (never_given.in_a_loop, 6.5),
        (never_given.of_an_attribute, 5.5),
    ],
)
def test_the_exception_is_the_users_own(function, at, name):
    with pytest.raises(TypeError) as expected:
        function(at)
    with pytest.raises(TypeError) as found:
        DERIVATIVES[name](function)(at)
    assert str(expected.value) == str(found.value)


def test_nothing_is_derived_of_a_path_that_ends():
    derivative = grad(never_given.returned_on_one_path)
    derivative(3.0)
    assert "raise (x / length)" in derivative.adjoint_source
    assert derivative.adjoint_source.count("x_bar =") == 1
