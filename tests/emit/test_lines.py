"""Where long lines are broken."""

import ast

import pytest

from srcgrad.emit.lines import broken


def test_a_short_line_stays():
    assert "x = a + b" == broken("x = a + b", 9)


CASES = {
    "x_bar = first * second + third": ["x_bar = (", "    first * second", "    + third", ")"],
    "x_bar = np.sum(first, second)": ["x_bar = np.sum(", "    first, second", ")"],
    "x_bar[a, b] += g(first)[second]": ["x_bar[a, b] += g(first)[", "    second", "]"],
    "return value, (x_bar, y_bar, z_bar)": [
        "return (",
        "    value,",
        "    (",
        "        x_bar,",
        "        y_bar, z_bar",
        "    )",
        ")",
    ],
    "y = array([first, second, third, fourth])[1:]": [
        "y = array([",
        "    first, second,",
        "    third, fourth",
        "])[1:]",
    ],
    "y = first / six * (second + third)": [
        "y = (",
        "    first / six * (",
        "        second + third",
        "    )",
        ")",
    ],
    "if first_name > second_name and c:": [
        "if (",
        "    first_name > second_name",
        "    and c",
        "):",
    ],
    "elif first_name > second_name_ab:": ["elif (", "    first_name", "    > second_name_ab", "):"],
    "y = first_name if test else -other": [
        "y = (",
        "    first_name",
        "    if test",
        "    else -other",
        ")",
    ],
    "value = sum([first, second * x])": ["value = sum([", "    first, second * x", "])"],
    "hs_bar = [zeros(held) for held in h]": [
        "hs_bar = [",
        "    zeros(held)",
        "    for held in h",
        "]",
    ],
    "x_bar = first_slope(second)[third, fourth]": [
        "x_bar = first_slope(",
        "    second",
        ")[",
        "    third, fourth",
        "]",
    ],
    "first_one, second_one, x = saved": [
        "(",
        "    first_one,",
        "    second_one, x,",
        ") = saved",
    ],
    "first, second, th = saved": ["(", "    first, second, th,", ") = saved"],
    "first, second = tape.pop()": ["(", "    first, second,", ") = tape.pop()"],
    "first, second, third = solve(z)": [
        "(",
        "    first, second,",
        "    third,",
        ") = solve(z)",
    ],
    "for first, (second, z) in pairs(x):": [
        "for (",
        "    first, (second, z),",
        ") in pairs(x):",
    ],
    "for i in range(first - 1, -1, -1):": [
        "for i in range(",
        "    first - 1, -1, -1",
        "):",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_broken(text):
    width = {"return": 20, "if": 29}.get(text.partition(" ")[0], 24)
    assert CASES[text] == broken(text, width).split("\n")


@pytest.mark.parametrize("width", range(4, 40, 3))
def test_the_tree_is_the_same(width):
    text = "x[i, :] = f(-a, b[c, ...], key={'k': [u, v, (w,)]}) ** 2 @ g() if not a or b else -1.5"
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(broken(text, width)))


def test_a_subscript_gets_no_comma():
    assert "x = a[\n    first\n]" == broken("x = a[first]", 9)
