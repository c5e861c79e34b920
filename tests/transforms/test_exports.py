"""Exported modules run where srcgrad cannot be imported, and give the same bits."""

import ast
import builtins
import dis
import inspect
import math as expect
import os
import pickle
import re
import stat
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import brentq

from srcgrad import export, grad, runtime
from srcgrad.backends.compiled import read_free
from srcgrad.emit.carried import carried
from srcgrad.errors import UnsupportedSyntaxError
from tests.programs import corpus
from tests.programs.examine import make_seed, primal_run, same

CHOSEN = """\
arithmetic:nested_matrices assignment:augmented_float_of_array branches:branch_on_membership
broadcasting:scalar_in_many_places#2 callables:all_arrays calls:helper_steps
calls_that_write:out_by_position caching:arrays_from_outside closures:returns_early
complex_numbers:real_through_recursion containers:list_argument_arrays_written
contexts:in_a_helper checkpointed_loops:masked dict_programs:adam exceptions:factor_or_scale
exchanged:buffers_are_arguments factorised:factors_returned fft:autocorrelation
iterators:combinations_and_permutations kinds:zero_d_in_place learning:lstm_predict
linear_algebra:inverse_and_norms list_methods:argument_of_lists loops:power_by_loop_of_array
memory_examples:lu models:settings nested:with_a_seed npbench_apps:nbody outputs:listing
polybench:cholesky2 recursion:two_arrays realistic:gauss_with_pivoting reductions:averages
scope:global_array_written signals:charge special:mixture statistics:vandermonde
stores:fancy_and_slice trees:step_of_tree views:ascontiguous winding:which_is_returned
"""

ALONE = """
import importlib.util, pickle, sys
sys.path[:0] = SITE
sys.modules["srcgrad"] = None
results = {}
for name, (path, function, args, kwargs) in pickle.load(open(CALLS, "rb")).items():
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    results[name] = getattr(module, function)(*args, **kwargs), args, kwargs
pickle.dump(results, open(RESULTS, "wb"))
"""


def test_programs_run_alone_with_the_same_bits(tmp_path):
    calls, expected = {}, {}
    for number, name in enumerate(CHOSEN.split()):
        program = corpus.accepted()[name]
        gradient = grad(program.function, wrt=program.wrt)
        args, kwargs = program.arguments()
        path = export(gradient, *args, path=tmp_path / f"p{number}.py", wrt=program.wrt, **kwargs)
        assert not re.search(r"^\s*(from|import) srcgrad", path.read_text(), re.MULTILINE)
        adjoint = gradient.adjoint(*args, **kwargs)
        seed = make_seed(primal_run(program).value)
        weights = {} if seed is None else {"seed": seed}
        values, named = gradient._bound(args, kwargs)
        arrays = {f.name: read_free(f) for f in adjoint.compiled.free}
        arrays = {n: v.copy() for n, v in arrays.items() if type(v) is np.ndarray}
        given = path, adjoint.function.__name__, values, named | arrays | weights
        calls[name] = pickle.loads(pickle.dumps(given))
        expected[name] = gradient(*args, **kwargs, **weights), values, named | arrays | weights
    held = {"CALLS": tmp_path / "calls", "RESULTS": tmp_path / "results"}
    held["CALLS"].write_bytes(pickle.dumps(calls))
    site = [p for p in sys.path if p.endswith("site-packages")]
    text = "\n".join([*(f"{n} = {str(p)!r}" for n, p in held.items()), f"SITE = {site!r}", ALONE])
    subprocess.run([sys.executable, "-I", "-S", "-c", text], check=True, timeout=120)
    results = pickle.loads(held["RESULTS"].read_bytes())
    for name in CHOSEN.split():
        found, found_args, found_kwargs = results[name]
        result, args, kwargs = expected[name]
        same(result, found, f"{name}: value and gradient")
        same(args, found_args, f"{name}: final state of the arguments")
        assert list(kwargs) == list(found_kwargs)


SCALE = 0.1
WEIGHTS = np.array([1.0, 2.0])
TABLE = {"k": 2.0}


def weighed(x, n=2, *, power=3):
    """Reads a number and an array from outside, and has defaults."""
    return np.sum(x**power) * SCALE * n + np.dot(WEIGHTS, x)


def loaded(path, name):
    namespace = {"__name__": "exported"}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    return namespace[name]


def test_defaults_and_values_from_outside(tmp_path):
    path = export(weighed, np.ones(2), path=str(tmp_path / "weighed.py"))
    assert path == tmp_path / "weighed.py"
    text = path.read_text()
    assert "Exported by srcgrad from " in text
    assert str(Path(__file__).parent) not in text
    function = loaded(path, "weighed_grad")
    assert "def weighed_grad(x, n=2, seed=1.0, *, power=3, SCALE=0.1, WEIGHTS):" in text
    expected = grad(weighed)(np.array([1.0, 2.0]))
    same(expected, function(np.array([1.0, 2.0]), WEIGHTS=WEIGHTS), "result")
    with pytest.raises(TypeError, match="WEIGHTS"):
        function(np.ones(2))
    same(2.0 * expected[1], function(np.array([1.0, 2.0]), seed=2, WEIGHTS=WEIGHTS)[1], "seeded")


def test_other_kinds_of_arguments_are_refused(tmp_path):
    function = loaded(export(weighed, np.ones(2), path=tmp_path / "f.py"), "weighed_grad")
    for x in (np.ones(1), np.ones(2, np.float32), np.ones((2, 2)), [1.0, 2.0]):
        with pytest.raises(TypeError, match="`x`"):
            function(x, WEIGHTS=WEIGHTS)
    with pytest.raises(TypeError, match="`SCALE` is of type int"):
        function(np.ones(2), WEIGHTS=WEIGHTS, SCALE=1)


def listed(x):
    return tuple(x * x)


def test_another_shape_is_refused_where_it_counts(tmp_path):
    function = loaded(export(listed, np.ones(3), path=tmp_path / "f.py"), "listed_grad")
    assert (1.0, 1.0, 1.0) == function(np.ones(3), seed=(1.0, 1.0, 1.0))[0]
    with pytest.raises(TypeError, match="axis 0 of `x` has length 4, and must have a length that"):
        function(np.ones(4), seed=(1.0, 1.0, 1.0, 1.0))


def ranked(x, axes):
    return np.sum(np.expand_dims(x, tuple(range(axes))).T ** 2)


def test_another_integer_is_refused_where_it_counts(tmp_path):
    function = loaded(export(ranked, np.ones(3), 1, path=tmp_path / "f.py"), "ranked_grad")
    assert ranked(np.ones(4), 1) == function(np.ones(4), 1)[0]
    with pytest.raises(TypeError, match="`axes` is 2, and must be 1, as in the example"):
        function(np.ones(4), 2)


def shifted(x, y):
    x[1:] += y[:-1] ** 2
    return np.sum(x * x)


def test_arguments_that_share_memory_are_refused_where_one_is_written(tmp_path):
    path = export(shifted, np.ones(9), np.ones(9), path=tmp_path / "f.py")
    function = loaded(path, "shifted_grad")
    same(grad(shifted)(np.ones(9), np.ones(9)), function(np.ones(9), np.ones(9)), "result")
    x = np.ones(9)
    with pytest.raises(ValueError, match="`x` is written, and `y` shares its memory"):
        function(x, x)
    with pytest.raises(UnsupportedSyntaxError, match="in the example, `x` is written"):
        export(shifted, x, x, path=tmp_path / "g.py")


def test_an_output_that_is_an_array_takes_its_seed(tmp_path):
    function = loaded(export(lambda x: x * x, np.ones(9), path=tmp_path / "f.py"), "function_grad")
    same(np.arange(9.0) * 2, function(np.ones(9), np.arange(9.0))[1], "gradient")
    with pytest.raises(ValueError, match="the seed has shape"):
        function(np.ones(9), np.ones(8))


def test_the_names_of_what_is_carried_do_not_matter(tmp_path):
    def inner(x, separate):
        return np.sum(x * separate)

    def named(x, seed_for, unbroadcast):
        expect = inner(x, seed_for)
        return expect * unbroadcast

    path = export(named, np.ones(3), np.ones(2)[:1], 2.0, path=tmp_path / "f.py")
    function = loaded(path, "named_grad")
    same(grad(named)(np.ones(3), np.ones(1), 2.0), function(np.ones(3), np.ones(1), 2.0), "result")


@pytest.mark.parametrize(
    ("fun", "args", "words"),
    [
        (lambda x: x * TABLE["k"], (1.0,), "`TABLE` is a dict outside"),
        (lambda x, g: g(x), (1.0, np.sin), "`g` is a function or a module"),
        (lambda x: x * float(os.environ.get("K", "2.0")), (1.0,), "environ"),
        (lambda x: x * corpus.dataclasses.math.pi, (1.0,), "the generated code imports `tests"),
        (lambda x: x * expect.pi, (1.0,), "`expect` has the name of a function that the file"),
        (lambda x: (x, SimpleNamespace(k=x)), (1.0,), "is a class outside"),
        (lambda a: brentq(lambda t: t * t - a, 0.0, 10.0), (2.0,), "`brentq` calls a function of"),
        (lambda path: path * path, (1.0,), "a parameter of its own named 'path'"),
    ],
)
def test_what_cannot_stand_alone(fun, args, words, tmp_path):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        export(fun, *args, path=tmp_path / "f.py")
    assert [] == list(tmp_path.iterdir())


def test_the_file_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "f.py"
    path.write_text("before")
    export(lambda x: x * x, 1.0, path=path)
    assert "before" not in path.read_text()
    assert [path] == list(tmp_path.iterdir())
    assert path.stat().st_mode & stat.S_IRUSR
    with pytest.raises(FileNotFoundError):
        export(lambda x: x * x, 1.0, path=tmp_path / "nowhere" / "f.py")


@pytest.mark.parametrize("name", runtime.__all__)
def test_what_is_carried_is_whole(name):
    found = carried([name])
    space = {}
    exec("\n".join([*sorted(found.imports), *found.definitions.values()]), space)
    for function in [f for f in space.values() if getattr(f, "__globals__", None) is space]:
        asked = {i.argval for i in dis.get_instructions(function) if i.opname == "LOAD_GLOBAL"}
        assert asked <= space.keys() | vars(builtins).keys()


@pytest.mark.parametrize("name", runtime.FUNCTIONS)
def test_modules_of_the_run_time_hold_what_can_be_carried(name):
    for node in ast.parse(inspect.getsource(import_module(f"srcgrad.runtime.{name}"))).body:
        match node:
            case ast.Assign(targets=[ast.Name()]):
                pass  # each name on its own, at once
            case _:
                plain = ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Expr
                assert isinstance(node, plain), ast.unparse(node)


def test_the_same_text_each_time(tmp_path):
    first = export(weighed, np.ones(2), path=tmp_path / "a.py").read_bytes()
    grad(weighed).cache_clear()
    assert first == export(weighed, np.ones(2), path=tmp_path / "b.py").read_bytes()
