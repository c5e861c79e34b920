"""Containers in an argument of which copies are read are written where they are."""

from srcgrad import jvp
from tests.oracle.fresh import fresh
from tests.programs import graphs_by_key


def test_rows_in_lists_in_a_dict():
    written, rows = graphs_by_key.argument_of_rows_that_are_written, graphs_by_key.ROWS
    plain, pushed, scaled = (fresh(rows) for _ in range(3))
    along = {node: [[None, length] for _, length in inner] for node, inner in rows.items()}
    value = written(plain, graphs_by_key.PASSES)
    same, slope = jvp(written, (pushed, graphs_by_key.PASSES), (along, None))
    assert value == same
    assert plain == pushed
    for inner in scaled.values():
        for row in inner:
            row[1] *= 2.0
    assert abs(written(scaled, graphs_by_key.PASSES) - value - slope) < 1e-9 * value
