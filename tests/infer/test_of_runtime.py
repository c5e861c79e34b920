"""Kinds of what functions of the run time give, where the function itself tells none."""

import numpy as np
import pytest

from srcgrad.infer.kinds.of_runtime import OF_RUNTIME
from srcgrad.ir import kinds as k
from srcgrad.runtime import eigh_transpose, svd_transpose


def array(dtype, *dims):
    return k.Array(np.dtype(dtype), dims)


NONE, LOW = k.Int(0), k.Known("L")


@pytest.mark.parametrize(
    ("expected", "function", "args"),
    [
        (
            array("f8", "m", "n"),
            svd_transpose,
            [NONE, array("f8", 3), NONE, array("f8", "m", 3), array("f8", 3), array("f8", 3, "n")],
        ),
        (
            array("f4", "n", "n"),
            eigh_transpose,
            [array("f4", "n"), NONE, array("f4", "n"), array("f4", "n", "n"), LOW],
        ),
        (  # the adjoint of a real factor may be complex
            array("c16", 2, 2),
            eigh_transpose,
            [NONE, array("c16", 2, 2), array("f8", 2), array("f8", 2, 2), LOW],
        ),
        (
            k.Unknown(),
            eigh_transpose,
            [k.Unknown(), NONE, array("f8", 2), array("f8", 2, 2), LOW],
        ),
    ],
)
def test_product_of_factors(expected, function, args):
    assert expected == OF_RUNTIME[function](function, args, {})
