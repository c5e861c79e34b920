"""The tree of exactly the function object that was given, wherever it was defined."""

import ast
import functools
import importlib.util
import linecache
import sys

import gast
import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SourceUnavailableError, UnsupportedSyntaxError
from srcgrad.frontend import read


def plain(x):
    return x + 1


def marked(function):
    function.mark = True
    return function


def wrapped(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@marked
@marked
def decorated(x):
    return x * 2


@wrapped
def inside(x):
    return x * 3


class Holder:
    def method(self, x):
        return x - 1

    @staticmethod
    def fixed(x):
        return x - 2


def body(function):
    """What a function returns, as text."""
    tree = gast.gast_to_ast(read(function).tree)
    if isinstance(tree, ast.Lambda):
        return ast.unparse(tree.body)
    return ast.unparse(tree.body[-1].value)


def test_function():
    source = read(plain)
    assert "plain" == source.tree.name
    assert __file__ == source.file
    assert "def plain(x):\n    return x + 1\n" == source.text


def test_decorated_function_starts_at_def():
    source = read(decorated)
    assert "x * 2" == body(decorated)
    assert source.text.startswith("def decorated")


def test_wrapper_is_a_wrapper():
    """`__wrapped__` is never followed: what was given is what is read."""
    assert inside.__wrapped__ is not None
    assert "wrapper" == read(inside).tree.name
    assert "x * 3" == body(inside.__wrapped__)


def test_methods():
    assert "x - 1" == body(Holder.method)
    assert "x - 2" == body(Holder.fixed)


def test_lambdas_on_one_line():
    two = [lambda x: x + 1, lambda x: x + 2]
    assert ["x + 1", "x + 2"] == [body(f) for f in two]


def test_lambdas_of_other_parameters_on_one_line():
    two = [lambda x: x + 1, lambda y: y + 2]
    assert ["x + 1", "y + 2"] == [body(f) for f in two]


def test_lambda_in_a_lambda():
    outer = lambda x: lambda x: x * 5  # noqa: E731 - the source of a lambda is what is read
    assert "lambda x: x * 5" == body(outer)
    assert "x * 5" == body(outer(0))


def test_lambda_over_lines():
    spread = (  # noqa: E731 - the source of a lambda is what is read
        lambda x:
            x
            + 4
    )  # fmt: skip
    assert "x + 4" == body(spread)


def test_equal_lambdas_on_one_line():
    two = [lambda x: x + 1, lambda x: x + 1]
    assert ["x + 1", "x + 1"] == [body(f) for f in two]


def test_two_functions_of_one_name():
    def same(x):
        return x + 1

    first = same

    def same(x):
        return x + 2

    assert ["x + 1", "x + 2"] == [body(f) for f in (first, same)]


def module(tmp_path, text, name="changing"):
    """A module from a file with this text."""
    path = tmp_path / f"{name}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made, path


def test_changed_file(tmp_path):
    """A file that no longer holds the function is refused, never taken for it."""
    made, path = module(tmp_path, "def f(x):\n    return x\n")
    path.write_text("# a new line\n\ndef f(x):\n    return 2 * x\n")
    linecache.checkcache(str(path))
    with pytest.raises(SourceUnavailableError, match="no longer holds f as it was loaded"):
        read(made.f)


@pytest.mark.parametrize(
    "now",
    [
        "def f(x):\n    return 3 * x\n",
        "def f(x):\n    return 2 + x\n",
        "def f(x):\n    return 2 * y\n",
        "def f(x):\n    return (lambda v: 2 * v)(x)\n",
    ],
)
def test_file_of_another_body(tmp_path, now):
    """What stands there by now is not what the function computes."""
    made, path = module(tmp_path, "def f(x):\n    return 2 * x\n")
    path.write_text(now)
    linecache.checkcache(str(path))
    with pytest.raises(SourceUnavailableError, match="no longer holds f as it was loaded"):
        read(made.f)


@pytest.mark.parametrize(
    "before, now",
    [
        ("x * 0.0", "x * -0.0"),
        ("[x**n for n in (1, 2)]", "[x**n for n in (1.0, 2.0)]"),
        ("x in {1, 2}", "x in {1.0, 2.0}"),
    ],
)
def test_file_of_constants_that_are_equal(tmp_path, before, now):
    """They are not the same, and neither is what is computed from them."""
    made, path = module(tmp_path, f"def f(x):\n    return {before}\n")
    path.write_text(f"def f(x):\n    return {now}\n")
    linecache.checkcache(str(path))
    with pytest.raises(SourceUnavailableError, match="no longer holds f as it was loaded"):
        read(made.f)


def test_file_of_a_set_of_constants(tmp_path):
    """The order in which a set is printed tells nothing."""
    members = ", ".join(map(repr, "abcdefgh"))
    made, path = module(tmp_path, f"def f(x):\n    return x in {{{members}}}\n")
    assert members in read(made.f).text
    path.write_text(f"def f(x):  # of a set\n    return x in {{{members}}}\n")
    linecache.checkcache(str(path))
    assert "of a set" in read(made.f).text


def test_file_that_was_edited_beside_the_function(tmp_path):
    made, path = module(tmp_path, "def f(x):\n    return 2 * x\n\ndef g(x):\n    return x\n")
    path.write_text("def f(x):\n    return 2 * x  # twice\n\ndef g(x):\n    return 3 * x\n")
    assert "twice" in read(made.f).text
    with pytest.raises(SourceUnavailableError, match="no longer holds g"):
        read(made.g)


def test_file_that_is_run_in_parts(tmp_path):
    """A part that does not see the imports calls the functions of modules in another manner."""
    text = "def f(x):\n    return np.mean(x) if x.size else np.sum(x)\n"
    path = tmp_path / "parts.py"
    path.write_text(f"import numpy as np\n{text}")
    space = {"np": np}
    exec(compile(f"\n{text}", str(path), "exec"), space)
    assert "np.mean(x) if x.size else np.sum(x)" == body(space["f"])
    path.write_text(f"import numpy as np\n{text.replace('mean', 'max')}")
    linecache.checkcache(str(path))
    with pytest.raises(SourceUnavailableError, match="no longer holds f"):
        read(space["f"])


def test_file_that_is_loaded_again(tmp_path):
    """Its functions are those of the text that is there, the old ones those of the text before."""
    made, path = module(tmp_path, "def f(x):\n    return 2 * x\n")
    old = made.f
    assert "2 * x" in read(old).text
    path.write_text("def f(x):\n    return 30 * x\n")
    assert "2 * x" in read(old).text
    made.__loader__.exec_module(made)
    assert "30 * x" in read(made.f).text
    with pytest.raises(SourceUnavailableError, match="no longer holds f"):
        read(old)


def test_file_of_other_parameters(tmp_path):
    made, path = module(tmp_path, "def f(x):\n    return x\n")
    path.write_text("def f(y):\n    return y\n")
    linecache.checkcache(str(path))
    with pytest.raises(SourceUnavailableError, match="no longer holds f"):
        read(made.f)


def test_sum_of_very_many_terms(tmp_path):
    """Trees that Python's own recursion limit does not let anyone walk are refused as such."""
    terms = " + ".join(["x"] * 700)
    made, _ = module(tmp_path, f"def f(x):\n    return {terms}\n")
    with pytest.raises(UnsupportedSyntaxError, match="too many operations within one another") as e:
        read(made.f)
    assert "give parts of it names" in str(e.value)
    assert "def f(x):" in str(e.value)


def test_notebook_cell():
    """A cell's text lies in linecache only, under a name that is no file."""
    text = "def cell(x):\n    return x ** 2\n"
    name = "<ipython-input-7-abcdef>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {}
    exec(compile(text, name, "exec"), space)
    try:
        assert "x ** 2" == body(space["cell"])
        assert name == read(space["cell"]).file
    finally:
        del linecache.cache[name]


def test_exec():
    space = {}
    exec("def unseen(x):\n    return x\n", space)
    with pytest.raises(SourceUnavailableError, match="the source of unseen is not available"):
        read(space["unseen"])


@pytest.mark.parametrize("thing", [len, Holder, sys, Holder().method, functools.partial(plain)])
def test_what_is_no_function(thing):
    with pytest.raises(SourceUnavailableError, match="there is no source to differentiate"):
        read(thing)


def test_error_is_an_os_error():
    with pytest.raises(OSError, match="no source"):
        read(len)


def test_location():
    source = read(plain)
    where = source.location(source.tree.body[-1])
    assert "    return x + 1" == where.text
    assert "return x + 1" == where.text[where.column : where.end_column]
    assert where.line == plain.__code__.co_firstlineno + 1


def unusual(x):
    "é"; return x + 1  # fmt: skip # noqa: E702 - two statements on one line


def test_location_counts_characters_not_bytes():
    source = read(unusual)
    where = source.location(source.tree.body[-1])
    assert "return x + 1" == where.text[where.column : where.end_column]


def test_the_tree_of_a_helper_is_read_once_and_never_written():
    def helper(x, *rest, scale=2.0):
        total = 0.0
        for part in [x, *rest]:
            total += scale * part
        return total if total > 0.0 else -total

    def caller(x):
        return helper(x) * helper(x, x, scale=helper(x))

    tree = read(helper).tree
    before = gast.dump(tree)
    grad(caller)(1.5)
    assert read(helper).tree is tree
    assert gast.dump(tree) == before
