"""Updates in place that are arrays of their own, and updates that are seen."""

import numpy as np
import pytest

from srcgrad import source
from tests.programs import own_updates

V, W = np.ones(4), np.ones((4, 4))


def written(function, *args):
    """The forward sweep."""
    return source(function, *args).partition("# reverse sweep")[0]


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (own_updates.normalised, (W, 3)),
        (own_updates.filtered, (V, W, 3)),
        (own_updates.squashed, (V, W, 3)),
    ],
)
def test_nothing_is_copied(function, args):
    text = source(function, *args)
    assert "copy" not in text


@pytest.mark.parametrize(
    "function",
    [
        own_updates.kept_list,
        own_updates.view_between,
        own_updates.two_names,
        own_updates.updated_inside,
        own_updates.updated_by_a_function,
    ],
)
def test_what_others_may_see_is_done_in_place(function):
    text = written(function, V, 3)
    assert any(f"x {op}= " in text for op in "*/") or "y *= " in text
