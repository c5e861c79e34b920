"""`match`: tests in order, each case in the `else` of the one before."""

from tests.stages import normalized, plain


def by_value(x):
    match x:
        case 1:
            y = 2
        case None:
            y = 3
        case other:
            y = other
    return y


def test_values_and_a_name():
    assert plain(normalized(by_value)) == (
        """\
subject = x
met = False
test = subject == 1
if test:
    met = True
if met:
    y = 2
else:
    met = False
    test = subject is None
    if test:
        met = True
    if met:
        y = 3
    else:
        other = subject
        y = other
return y"""
    )


def guarded(x):
    y = 0
    match x:
        case float(a) if a > 1.0:
            y = a
    return y


def test_a_guard_is_asked_after_the_pattern():
    assert plain(normalized(guarded)) == (
        """\
y = 0
subject = x
met = False
test = isinstance(subject, float)
if test:
    a = subject
    met = True
if met:
    met = a > 1.0
if met:
    y = a
return y"""
    )
