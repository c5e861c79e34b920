"""One exit: returns, continues and loop `else` become structure."""

from tests.stages import normalized


def early(x, c):
    if c:
        return x
    return -x


def test_early_return():
    assert (
        normalized(early)
        == """\
if c:
    value.2 = x
else:
    value.1 = -x
    value.2 = value.1
return value.2"""
    )


def last(x):
    y = x
    return y


def test_a_return_at_the_end_stays_an_expression():
    assert "y = x\nreturn y" == normalized(last)


def nothing(x):
    y = x  # noqa: F841 - part of the program


def test_no_return():
    assert "y = x\nreturn None" == normalized(nothing)


def perhaps(x, c):
    if c:
        return x


def test_falling_off_the_end_returns_none():
    lines = normalized(perhaps).splitlines()
    assert "if c:" == lines[0]
    assert lines[1].endswith("= x")
    assert "else:" == lines[2]
    assert lines[3].endswith("= None")


def skipping(x, k):
    s = 0.0
    for i in range(3):
        if i == k:
            continue
        s = x
    return s


def test_continue():
    assert (
        normalized(skipping)
        == """\
s = 0.0
for i in range(3):
    test.1 = i == k
    if test.1:
        pass
    else:
        s = x
return s"""
    )


def leaving(x):
    for i in range(3):
        if x:
            break
        x = i
    return x


def test_break_ends_its_path():
    assert (
        normalized(leaving)
        == """\
for i in range(3):
    if x:
        break
    else:
        x = i
return x"""
    )


def otherwise(x):
    for _ in range(3):
        if x:
            break
    else:
        x = 1
    return x


def test_else_of_a_loop_that_breaks():
    text = normalized(otherwise)
    lines = text.splitlines()
    flag = lines[0].partition(" ")[0]
    assert f"{flag} = False" == lines[0]
    assert f"        {flag} = True\n        break" in text
    assert f"if {flag}:\n    pass\nelse:\n    x = 1" in text


def always(x):
    for _ in range(3):
        x = x
    else:
        x = 1
    return x


def test_else_of_a_loop_that_never_breaks_follows_it():
    assert "for _ in range(3):\n    x = x\nx = 1\nreturn x" == normalized(always)


def from_a_loop(x):
    for i in range(3):
        if x:
            return i
    return x


def test_return_from_a_loop_breaks_and_is_remembered():
    text = normalized(from_a_loop)
    lines = text.splitlines()
    flag = lines[0].partition(" ")[0]
    value = lines[-1].removeprefix("return ")
    assert f"{flag} = False" == lines[0]
    assert f"        {value} = i\n        {flag} = True\n        break" in text
    assert f"if {flag}:\n    pass\nelse:\n    {value} = x" in text


def mixed(x, a, b):
    if a:
        if b:
            return x
        x = 2
    x = 3
    return x


def test_code_after_a_branch_that_returns_on_some_paths():
    text = normalized(mixed)
    assert 1 == text.count("x = 3")
    lines = text.splitlines()
    flag = lines[0].partition(" ")[0]
    assert f"{flag} = False" == lines[0]
    assert f"        {flag} = True\n    else:\n        x = 2\n" in text
    assert f"\nif {flag}:\n" in text


def raising(x):
    if x:
        raise ValueError
    return x


def test_raise_ends_its_path():
    assert "if x:\n    raise ValueError\nreturn x" == normalized(raising)


def raising_between(x, c):
    if c:
        raise ValueError
    x = 2
    if x:
        return 3
    return x


def test_what_follows_a_raise_is_no_branch_of_its_own():
    text = normalized(raising_between)
    assert 1 == text.count("x = 2")
    assert 1 == text.count("raise ValueError")
