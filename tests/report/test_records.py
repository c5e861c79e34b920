"""Which statements of the reverse sweep need what the forward sweep keeps."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.report.records import kept

X, T, TAPE, BAR = e.Var("x"), e.Var("t"), e.Var("t~tape"), e.Var("t~bar")


def appended(value):
    return s.Evaluate(e.Call(e.Attr(TAPE, "append"), (value,)))


def popped(target):
    return s.Assign(target, e.Call(e.Attr(TAPE, "pop"), ()))


def test_the_reader_is_what_reads_the_value_that_was_put_back():
    record = appended(T)
    reader = s.Augment(e.Var("x~bar"), None, "+", e.Binary("*", BAR, T))
    loop = [popped("t"), reader, s.Assign("t~bar", e.Binary("*", BAR, X))]
    forward = [s.Assign("t~tape", e.Sequence("list", ())), record]
    (found,) = kept(forward, [s.For("k", e.Var("n"), loop)], e.Var("x~bar"))
    assert ("t~tape", record, (reader,)) == (found.name, found.made, found.readers)
    assert found.recorded


def test_readers_end_where_the_name_is_bound_again():
    first = s.Assign("a~bar", e.Binary("*", BAR, T))
    reverse = [popped("t"), first, s.Assign("t", X), s.Assign("b~bar", T)]
    (found,) = kept([appended(T)], reverse, e.Var("a~bar"))
    assert (first,) == found.readers


def test_a_value_that_is_put_back_for_the_next_pass():
    early = s.Assign("a~bar", e.Binary("*", BAR, T))
    loop = [early, popped("t")]
    (found,) = kept([appended(T)], [s.For("k", e.Var("n"), loop)], e.Var("a~bar"))
    assert (early,) == found.readers


def test_variables_and_the_gradient():
    made = s.Assign("y", X)
    reader = s.Assign("x~bar", e.Var("y"))
    (found,) = kept([made], [reader], e.Var("x~bar"))
    assert (made, (reader,), False) == (found.made, found.readers, found.recorded)
    (found,) = kept([made], [], e.Var("y"))
    assert () == found.readers


def test_what_nobody_reads():
    assert [] == kept([appended(T), s.Assign("y", X)], [s.Assign("x~bar", BAR)], e.Var("x~bar"))
