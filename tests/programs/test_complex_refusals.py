"""Complex values in places that are not for them: by error class and text."""

import numpy as np
import pytest

from srcgrad import hessian, jacobian, jvp
from srcgrad.errors import (
    MissingRuleError,
    NonDifferentiableError,
    SeedError,
    UnsupportedSyntaxError,
)
from tests.programs.test_refusals import refused

Z = np.array([0.4 - 0.3j, 1.2 + 0.5j])


def singular_vectors(z):
    return np.linalg.svd(np.outer(z, z), full_matrices=False)[0][0, 0].real


def written_imaginary_part(z):
    w = z * z
    w.imag[0] = 2.0
    return np.sum(w.real)


def cast_to_real(z):
    return np.sum((z * z).astype(float))


CASES = {
    "range": (lambda z: np.ptp(z).real, "`ptp` of complex active values"),
    "constant": (lambda x: np.sum(np.hypot(x.real, np.maximum(x, 1j).real)), "`maximum` of comp"),
    "imaginary part written": (
        written_imaginary_part,
        "imaginary part of an array that is written",
    ),
    "cast": (cast_to_real, "from complex to real"),
    "transform along one axis twice": (
        lambda z: np.sum(np.abs(np.fft.fftn(np.outer(z, z), (2, 2), (0, 0)))),
        "one axis twice",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_refused(case):
    function, words = CASES[case]
    refused(function, (Z.copy(),), UnsupportedSyntaxError, words=words)


def test_sign_of_a_complex_number_is_no_constant():
    refused(lambda z: np.sum(np.sign(z).real), (Z.copy(),), MissingRuleError, words="sign")


def test_singular_vectors_in_forward_mode():
    with pytest.raises(UnsupportedSyntaxError, match="phases are arbitrary"):
        jvp(singular_vectors, (Z,), (Z,))


@pytest.mark.parametrize("mode", ["forward", "reverse"])
@pytest.mark.parametrize(
    ("function", "argument"), [(lambda z: z * z, Z), (lambda x: x * 1j, Z.real.copy())]
)
def test_no_jacobian_of_complex_values(function, argument, mode):
    with pytest.raises(NonDifferentiableError, match="of complex values"):
        jacobian(function, mode=mode)(argument)
    with pytest.raises(NonDifferentiableError, match="of complex values"):
        hessian(lambda z: np.sum(np.abs(z) ** 2))(Z)


@pytest.mark.parametrize("power", [0.5, 2.5, -1.5])
def test_power_of_a_negative_float_that_is_complex(power):
    def root(x):
        return (x**power).real

    words = "power of a negative float is complex"
    refused(root, (-2.0,), NonDifferentiableError, words=words)
    with pytest.raises(NonDifferentiableError, match=words):
        jvp(root, (-2.0,), (1.0,))
    refused(lambda x: (x**power).imag, (-2.0,), UnsupportedSyntaxError, words="imaginary part")
    refused(lambda x, p: (x**p).real, (-2.0, power), NonDifferentiableError, wrt=1, words=words)


@pytest.mark.parametrize("function", [np.imag, np.angle])
def test_parts_of_floats_are_those_of_complex_numbers(function):
    refused(lambda x: function(x) * x, (2.0,), UnsupportedSyntaxError, words="of a float")


def test_a_complex_value_needs_a_seed():
    assert "complex number" in refused(lambda z: z * z, (1j,), SeedError)
    assert "complex" in refused(lambda z: abs(z), (1j,), SeedError, seed=1j)
    refused(lambda z: z * z, (1j,), SeedError, seed=np.ones(2))
