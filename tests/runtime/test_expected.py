"""Arguments of files that stand alone are of the kinds that these were made for."""

from types import SimpleNamespace

import numpy as np
import pytest

from srcgrad.runtime import expect

VECTOR = ("array", "float64", ("not 1",))
OBJECT = ("object", "SimpleNamespace", {"k": "float"}, {})


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (np.ones(2), VECTOR),
        (np.ones((1, 4)), ("array", "float64", ("1", "> 3"))),
        (2, "int"),
        (np.float32(1.0), ("scalar", "float32")),
        (True, ("value", True)),
        ((1.0, np.ones(3)), ("tuple", "tuple", ["float", VECTOR])),
        ([1.0], ("list", "list", ["float"])),
        ([1.0] * 20, ("any list", "float")),
        ({"a": {"b": 1.0}}, ("dict", {"a": ("dict", {"b": "float"})})),
        (SimpleNamespace(k=1.0), OBJECT),
        (range(3), ("other", "range")),
    ],
)
def test_what_fits(value, kind):
    expect("x", value, kind)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (np.ones(1), VECTOR, "axis 0 of `x` has length 1"),
        (np.ones(3, np.float32), VECTOR, "`x` is an array of float32 with 1 axes, and must be an"),
        (np.ones((2, 2)), VECTOR, "with 2 axes"),
        (np.ma.ones(3), VECTOR, "must be an array of float64"),
        ([1.0, 2.0], VECTOR, "`x` is of type list"),
        (2, "float", "`x` is of type int, and must be of type float"),
        (True, "int", "of type bool"),
        (np.float64(1.0), ("scalar", "float32"), "a NumPy scalar of float32"),
        (False, ("value", True), "`x` is False, and must be True"),
        (1, ("value", True), "`x` is 1, and must be True"),
        ([1.0], ("tuple", "tuple", ["float"]), "of type list"),
        ([1.0, 2.0], ("list", "list", ["float"]), "a list of 1"),
        ([1.0] * 20 + [2], ("any list", "float"), r"`x\[20\]` is of type int"),
        ({"b": 1.0}, ("dict", {"a": "float"}), r"with the keys \['a'\]"),
        ({"a": 1}, ("dict", {"a": "float"}), r"`x\['a'\]` is of type int"),
        (SimpleNamespace(k=1), OBJECT, "`x.k` is of type int"),
        (SimpleNamespace(j=1.0), OBJECT, "a SimpleNamespace with k"),
        (3.0, OBJECT, "a SimpleNamespace with k"),
        ([], ("other", "range"), "of type range"),
    ],
)
def test_what_does_not_fit(value, kind, words):
    with pytest.raises(TypeError, match=words):
        expect("x", value, kind)
