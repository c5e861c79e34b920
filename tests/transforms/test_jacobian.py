"""`jacobian`: shapes, structures and modes."""

import numpy as np
import pytest

from srcgrad import NonDifferentiableError, UnsupportedSyntaxError, check_grads, grad, jacobian

X = np.array([1.0, 2.0, 3.0])
MODES = ("forward", "reverse", "auto")


def products(x):
    return x[1:] * x[:-1]


@pytest.mark.parametrize("mode", MODES)
def test_matrix(mode):
    np.testing.assert_array_equal([[2, 1, 0], [0, 3, 2]], jacobian(products, mode=mode)(X))
    np.testing.assert_array_equal([[2, 1, 0], [0, 3, 2]], jacobian(grad(products), mode=mode)(X))


@pytest.mark.parametrize("mode", MODES)
def test_shape_is_that_of_the_value_and_then_that_of_the_argument(mode):
    def outer(a, b):
        return np.outer(a, b)

    a, b = np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0])
    found = jacobian(outer, wrt=("a", "b"), mode=mode)(a, b)
    assert ((2, 3, 2), (2, 3, 3)) == (found[0].shape, found[1].shape)
    np.testing.assert_array_equal(np.einsum("ik,j->ijk", np.eye(2), b), found[0])
    np.testing.assert_array_equal(np.einsum("i,jk->ijk", a, np.eye(3)), found[1])


@pytest.mark.parametrize("mode", MODES)
def test_numbers(mode):
    assert 6.0 == jacobian(lambda x: x * x, mode=mode)(3.0)
    np.testing.assert_array_equal([2.0, 4.0, 6.0], jacobian(lambda x: np.sum(x * x))(X))
    assert (3,) == jacobian(lambda k: k * X, mode=mode)(2.0).shape


@pytest.mark.parametrize("mode", MODES)
def test_containers_give_containers(mode):
    def of(p):
        return {"a": p["k"] * p["x"], "n": p["n"], "s": (np.sum(p["x"]),)}

    found = jacobian(of, mode=mode)({"k": 2.0, "x": X, "n": 3})
    assert ["a", "n", "s"] == list(found)
    assert found["n"] is None
    assert found["a"]["n"] is None
    np.testing.assert_array_equal(X, found["a"]["k"])
    np.testing.assert_array_equal(2 * np.eye(3), found["a"]["x"])
    np.testing.assert_array_equal(np.ones(3), found["s"][0]["x"])
    assert 0.0 == found["s"][0]["k"]


@pytest.mark.parametrize("mode", MODES)
def test_arguments_end_as_the_function_leaves_them(mode):
    def doubled(x):
        x *= 2.0
        return x * x

    x = X.copy()
    found = jacobian(doubled, mode=mode)(x)
    np.testing.assert_array_equal(2 * X, x)
    np.testing.assert_array_equal(np.diag(8 * X), found)


@pytest.mark.parametrize("mode", MODES)
def test_nothing(mode):
    assert (0, 0) == jacobian(lambda x: x * 2, mode=mode)(np.zeros(0)).shape


def test_auto_takes_fewer_sweeps(capsys):
    def tall(k):
        print("ran")
        return k * X

    jacobian(tall, mode="reverse")(2.0)
    assert "ran\n" == capsys.readouterr().out


def test_what_there_is_not():
    with pytest.raises(UnsupportedSyntaxError):
        jacobian(products, mode="sideways")


def with_length(x):
    y = np.sin(x) * x[0]
    return y[1:], {"y": y, "n": len(y)}


@pytest.mark.parametrize("mode", MODES)
def test_has_aux(mode):
    found, aux = jacobian(with_length, mode=mode, has_aux=True)(X)
    np.testing.assert_allclose(jacobian(lambda x: with_length(x)[0])(X), found, rtol=1e-14)
    np.testing.assert_array_equal(np.sin(X) * X[0], aux["y"])
    assert len(X) == aux["n"]


def test_what_has_no_aux():
    with pytest.raises(NonDifferentiableError, match="does not return a pair, which has_aux=True"):
        jacobian(products, mode="forward", has_aux=True)(X)
    with pytest.raises(NonDifferentiableError, match="does not return a pair, which has_aux=True"):
        jacobian(products, has_aux=True)(X)


def test_large_jacobians_hold_one_row_at_a_time():
    """All seeds together would take 3 GB."""
    found = jacobian(lambda x: np.sum(x[:200].reshape(20, 10), axis=1))(np.ones(20_000))
    assert (20, 20_000) == found.shape
    assert 200.0 == np.sum(found)


@pytest.mark.parametrize(
    ("function", "loops"),
    [
        (lambda q: q * np.sum(q), 1),
        (lambda q: np.outer(q, np.sin(q)), 1),
        (lambda q: np.outer(q, q)[0, :2], 2),  # two rows are more than one column
    ],
    ids=["as many rows", "more rows", "what the run tells"],
)
@pytest.mark.parametrize("length", [1, 2, 3])
def test_inside_one_loop_stands_where_the_lengths_tell_which(function, loops, length):
    def energy(x):
        return np.sum(jacobian(function)(x) ** 2)

    x = np.linspace(0.3, 1.1, length)
    if length > 1:
        assert grad(energy).source(x).partition("# reverse")[0].count("np.eye(") == loops
    assert grad(energy)(x)[0] == energy(x)
    check_grads(energy, (x,))
