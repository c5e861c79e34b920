"""`try`: attempts, jumps to the handlers, and what stands after them."""

from tests.stages import normalized, plain


def one(x):
    try:
        y = x[3]
    except IndexError:
        y = 0.0
    return y


def test_one_change_is_one_attempt():
    assert plain(normalized(one)) == (
        """\
raised, error = attempt, catching IndexError:
    y = x[3]
if raised:
    y = 0.0
return y"""
    )


def private(x):
    try:
        y = x[0]
        z = x[y]
    except IndexError:
        z = 0
    return z


def test_names_that_nobody_reads_after_it_raised_share_an_attempt():
    assert plain(normalized(private)) == (
        """\
raised, error = attempt, catching IndexError:
    y = x[0]
    z = x[y]
if raised:
    z = 0
return z"""
    )


def two(x):
    y = z = 0
    try:
        y = x[0]
        z = x[y]
    except (IndexError, TypeError):
        z = 1
    except KeyError:
        raise
    return y + z


def test_two_changes_are_two_attempts():
    assert """\
raised = 0
failed = False
raised, error = attempt, catching (IndexError, TypeError), KeyError:
    y = x[0]
failed = raised != 0
if failed:
    pass
else:
    raised, error = attempt, catching (IndexError, TypeError), KeyError:
        z = x[y]
    failed = raised != 0
if failed:
    test = raised == 1
    if test:
        z = 1
    else:
        raise error
""" in plain(normalized(two))


def finally_(x):
    try:
        y = x[0]
    finally:
        print(x)
    return y


def test_finally():
    assert plain(normalized(finally_)) == (
        """\
ensure:
    y = x[0]
final:
    print(x)
return y"""
    )


def loop(x):
    s = 0
    try:
        for i in x:
            s += i
    except TypeError:
        s = 1
    return s


def test_a_loop_is_left_and_then_the_body():
    assert """\
    for i in x:
        raised, error = attempt, catching TypeError:
            s += i
        if raised:
            break
if raised:
    s = 1
""" in plain(normalized(loop))
