"""What lists hold, lists of lists among it, and which of them may be one."""

import numpy as np
import pytest

from srcgrad.infer.kinds.signature import kind_of as kind_of_signature
from srcgrad.infer.program import Inference
from srcgrad.ir import kinds as k
from srcgrad.normalize.names.webs import split
from srcgrad.normalize.scope import Counter
from srcgrad.request import sign
from tests.stages import core_of

ROWS = k.List(None, k.List(None, k.Real()))


def facts_of(function, *args):
    core = core_of(function)
    split(core, Counter())
    names = [parameter.name for parameter in core.parameters]
    start = {n: kind_of_signature(sign(a), n) for n, a in zip(names, args, strict=True)}
    return Inference(core, start, {names[0]}).run()


def grown(x, n):
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(x * j)
        rows.append(row)
    other = rows[0]
    other[0] = x
    return rows, other


def filled(x, n):
    rows = []
    for _ in range(n):
        rows.append([0.0] * n)
    first = rows[0]
    first[1] = x
    return rows, first


@pytest.mark.parametrize("function", [grown, filled])
def test_a_table(function):
    facts = facts_of(function, 1.0, 3)
    inner = "other" if function is grown else "first"
    assert ROWS == facts.kinds["rows"]
    assert ROWS.element == facts.kinds[inner]
    assert {"rows", inner} <= facts.varied
    assert facts.root("rows[]") == facts.root(inner)
    assert facts.root("rows") != facts.root(inner)
    assert ["rows", "rows[]", "rows[][]"] == facts.places("rows")


def arrays_within(x, n):
    rows = []
    for i in range(n):
        y = x * i
        rows.append([y])
    z = rows[0][0]
    z[0] = 1.0
    return rows, z


def test_arrays_in_lists_in_lists():
    facts = facts_of(arrays_within, np.zeros(2), 3)
    assert facts.root("rows[][]") == facts.root("z") == facts.root("y")
    assert isinstance(facts.at("rows[][]"), k.Array)


def itself(x, n):
    rows = [[x]]
    for _ in range(n):
        rows[0].append(rows)
    return rows


def test_a_list_that_holds_itself_has_no_kind():
    held = facts_of(itself, 1.0, 3).kinds["rows"]
    while isinstance(held, k.List):
        held = held.element
    assert k.Unknown() == held
