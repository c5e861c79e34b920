"""Every program of the corpus in forward mode: value, state, tangent."""

import inspect

import pytest

from srcgrad import grad
from srcgrad.transforms.forward import pushforward
from tests.programs import corpus
from tests.programs.forward import examine_forward

PROGRAMS = corpus.accepted()
# Both modes come from the same rules and facts, which programs show in reverse: one of 34
# shows what forward mode adds.
CHOSEN = corpus.picked(PROGRAMS, 34)
WARN = {
    "npbench_apps:nbody",
    "selected:misfit_where_observed",  # the tangents of what is missing are NaN, and left out
} | {  # the tangent of `sqrt` at 0 is infinite, and not selected afterwards
    f"selected:{name}"
    for name in (
        "overwritten_by_element",
        "by_maximum",
        "by_unpacking",
        "by_take",
        "roots_popped",
        "roots_until_a_break",
        "root_read_in_a_branch",
    )
}


def push(function, arguments, tangents):
    """`jvp`, with arguments by name, keyword-only ones among them."""
    forward = pushforward(function, tuple(tangents))
    call = inspect.BoundArguments(inspect.signature(function), arguments)
    values, kwargs = forward._bound(call.args, call.kwargs)
    return forward.push(values, kwargs, tangents)


@pytest.mark.parametrize("name", CHOSEN)
def test_forward(name):
    examine_forward(PROGRAMS[name], push, grad, warns=name in WARN)
