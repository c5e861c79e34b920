"""The generated text of chosen programs, compared with the golden files.

`python -m tests.golden` writes them anew; the diff is then judged as code.
"""

import ast

import pytest

from tests.golden.texts import FOLDER, FORWARD, PROGRAMS, path_of, printed


@pytest.mark.parametrize("name", PROGRAMS | FORWARD)
def test_golden(name):
    expected = path_of(name).read_text()
    assert expected == printed(name), "python -m tests.golden, then judge the diff"


@pytest.mark.parametrize("name", PROGRAMS | FORWARD)
def test_golden_files_hold_programs(name):
    """A refusal may not become the accepted text of a program that must work."""
    tree = ast.parse(path_of(name).read_text())
    assert isinstance(tree.body[-1], ast.FunctionDef)
    suffix = "jvp" if name in FORWARD else "grad"
    function = (PROGRAMS | FORWARD)[name].function
    assert f"{function.__name__}_{suffix}" == tree.body[-1].name


def test_no_golden_file_is_left_over():
    held = {path.name.removesuffix(".py.txt") for path in FOLDER.glob("*.py.txt")}
    assert set(PROGRAMS | FORWARD) == held
