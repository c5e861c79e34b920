"""The command line, in this process and as `python -m srcgrad`."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from srcgrad import cache
from srcgrad.cli import main

PROGRAM = """
import numpy as np
from srcgrad import grad

START = np.array([1.0, 2.0])

def square(x, n=2):
    return np.sum(x**n)

@grad(wrt="x")
def scaled(factor, x):
    return factor * x * x

def kinked(x):
    return x if x > 0 else 3.0 * x

def inverse(x):
    return 1.0 / x

async def later(x):
    return x
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    path = tmp_path / "cli_program.py"
    path.write_text(PROGRAM)
    yield str(path)
    sys.modules.pop("cli_program", None)


def test_show_prints_the_generated_source(program, capsys):
    assert 0 == main(["show", f"{program}:square", "--args", "START"])
    out, err = capsys.readouterr()
    assert "x_bar" in out
    assert "seed=1.0" in out
    assert "" == err
    compile(out, "<shown>", "exec")


def test_show_takes_the_options_of_a_decorated_function(program, capsys):
    assert 0 == main(["show", f"{program}:scaled", "--args", "2.0, 3.0"])
    out, _ = capsys.readouterr()
    assert "x_bar" in out
    assert "factor_bar" not in out


def test_show_with_another_argument(program, capsys):
    assert 0 == main(["show", f"{program}:scaled", "--args", "2.0, 3.0", "--wrt", "factor,x"])
    out, _ = capsys.readouterr()
    assert "factor_bar" in out
    assert "x_bar" in out


def test_show_takes_named_arguments(program, capsys):
    assert 0 == main(["show", f"{program}:square", "--args", "np.ones(3), n=3"])
    assert "x_bar" in capsys.readouterr().out


def test_show_in_colour_is_the_same_text(program, capsys):
    pytest.importorskip("pygments")
    main(["show", f"{program}:square", "--args", "START", "--no-color"])
    plain = capsys.readouterr().out
    main(["show", f"{program}:square", "--args", "START", "--color"])
    coloured = capsys.readouterr().out
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert "def" in coloured


def test_export_writes_a_module(program, tmp_path, capsys):
    path = tmp_path / "alone.py"
    assert 0 == main(["export", f"{program}:square", "--args", "START", "-o", str(path)])
    assert f"{path}\n" == capsys.readouterr().out
    namespace = {}
    exec(path.read_text(), namespace)
    assert 5.0 == namespace["square_grad"](np.array([1.0, 2.0]))[0]
    assert "Exported by srcgrad from cli_program.square" in path.read_text()


def test_export_of_a_decorated_function(program, tmp_path):
    path = tmp_path / "alone.py"
    words = ["export", f"{program}:scaled", "--args", "2.0, 3.0", "-o", str(path)]
    assert 0 == main(words)
    assert "factor_bar" not in path.read_text()
    assert 0 == main([*words, "--wrt", "factor"])
    assert "factor_bar" in path.read_text()


def test_check_passes(program, capsys):
    assert 0 == main(["check", f"{program}:square", "--args", "START"])
    assert capsys.readouterr().out.endswith(": the gradient agrees with finite differences\n")


def test_check_of_a_decorated_function(program):
    assert 0 == main(["check", f"{program}:scaled", "--args", "2.0, 3.0"])


def test_check_fails_with_status_1_where_there_is_no_derivative(program, capsys):
    assert 1 == main(["check", f"{program}:kinked", "--args", "0.0"])
    err = capsys.readouterr().err
    assert err.startswith("srcgrad: the gradient of `kinked` with respect to x is 3.0")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["check", "{}:square"], "missing a required argument: 'x'; give example arguments"),
        (["check", "{}:square", "--args", "np.ones(3"], "cannot evaluate --args 'np.ones(3'"),
        (["check", "{}:square", "--args", "unknown"], "name 'unknown' is not defined"),
        (["check", "{}:square", "--args", "START, n=2"], "takes positional arguments"),
        (["check", "{}:square", "--args", "START", "--wrt", ","], "--wrt names no argument"),
        (["check", "{}:inverse", "--args", "0.0"], "raises: ZeroDivisionError"),
        (["show", "{}:nothing"], "has no 'nothing'"),
        (["show", "{}"], "names no function"),
        (["show", "missing/file.py:f"], "there is no file missing/file.py"),
        (["show", "no.such.module:f"], "cannot import no.such.module: ModuleNotFoundError"),
        (["show", "math:nothing"], "math has no 'nothing'"),
        (
            ["export", "{}:square", "--args", "START", "-o", "missing/f.py"],
            "there is no folder missing",
        ),
        (["export", "{}:later", "--args", "1.0", "-o", "f.py"], "async"),
        (["show", "{}:later", "--args", "1.0"], "async"),
        (["show", "{}:square", "--args", "START", "--wrt", "y"], "y"),
        (["show", "math:sin", "--args", "1.0"], "sin"),
    ],
)
def test_usage_errors_are_one_block_with_status_2(program, capsys, words, text):
    assert 2 == main([word.format(program) for word in words])
    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith("srcgrad: ")
    assert text in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [[], ["frobnicate"], ["show"], ["cache"], ["cache", "burn"]])
def test_unknown_words_have_status_2(words, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert 2 == caught.value.code
    assert capsys.readouterr().err.startswith("usage: srcgrad")


def test_a_file_that_cannot_be_imported(tmp_path, capsys):
    path = tmp_path / "broken_program.py"
    path.write_text("value = 1 +\n")
    assert 2 == main(["show", f"{path}:f"])
    err = capsys.readouterr().err
    assert "SyntaxError" in err
    assert "broken_program.py" in err
    assert "Traceback" not in err


def test_what_a_module_prints_is_not_the_output(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "path", list(sys.path))
    path = tmp_path / "talking_program.py"
    path.write_text("print('hello')\ndef f(x):\n    return x * x\n")
    assert 0 == main(["show", f"{path}:f", "--args", "2.0"])
    out, err = capsys.readouterr()
    assert "hello" not in out
    assert "hello\n" == err


def test_a_file_named_like_a_loaded_module_does_not_replace_it(tmp_path, monkeypatch):
    """`random.py` is a fair name for a user's file."""
    import random

    monkeypatch.setattr(sys, "path", list(sys.path))
    path = tmp_path / "random.py"
    path.write_text("def f(x):\n    return x * x\n")
    assert 0 == main(["check", f"{path}:f", "--args", "2.0"])
    assert sys.modules["random"] is random


def test_cache_info(program, capsys):
    assert 0 == main(["cache", "info"])
    directory, files, size = cache.info()
    out = capsys.readouterr().out
    assert out == f"directory  {directory}\nfiles      {files}\nbytes      {size}\n"


def test_cache_clear(program, capsys):
    main(["check", f"{program}:square", "--args", "START"])
    files = cache.info().files
    capsys.readouterr()
    assert 0 == main(["cache", "clear"])
    assert f"removed {files} file{'' if files == 1 else 's'}\n" == capsys.readouterr().out
    assert 0 == cache.info().files


def test_the_cache_can_be_off(monkeypatch, capsys):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    assert 0 == main(["cache", "info"])
    assert "the cache on disk is off\n" == capsys.readouterr().out


def test_python_m_srcgrad_is_the_same_program(program):
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "srcgrad", "check", f"{program}:kinked", "--args", "0.0"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
    assert 1 == result.returncode
    assert "" == result.stdout
    assert result.stderr.startswith("srcgrad: the gradient of `kinked`")


def test_explain(program, capsys):
    assert 0 == main(["explain", f"{program}:square", "--args", "START"])
    out, err = capsys.readouterr()
    assert out.startswith("square with respect to x\n")
    assert "Activity\n  active      x\n" in out
    assert "Recorded\n  nothing\n" in out
    assert "" == err


def test_explain_takes_the_options_of_a_decorated_function(program, capsys):
    assert 0 == main(["explain", f"{program}:scaled", "--args", "2.0, 3.0"])
    assert capsys.readouterr().out.startswith("scaled with respect to x\n")
    assert 0 == main(["explain", f"{program}:scaled", "--args", "2.0, 3.0", "--wrt", "factor"])
    assert capsys.readouterr().out.startswith("scaled with respect to factor\n")


def test_explain_in_colour(program, capsys):
    pytest.importorskip("rich")
    assert 0 == main(["explain", "--color", f"{program}:square", "--args", "START"])
    assert "\x1b[1m" in capsys.readouterr().out
    assert 0 == main(["explain", "--no-color", f"{program}:square", "--args", "START"])
    assert "\x1b" not in capsys.readouterr().out


def test_explain_after_a_stage(program, capsys):
    command = ["explain", f"{program}:square", "--args", "START", "--after"]
    assert 0 == main([*command, "infer"])
    assert capsys.readouterr().out.rstrip().splitlines()[-1].startswith("return ")
    assert 2 == main([*command, "nowhere"])
    assert "the stages are frontend, infer" in capsys.readouterr().err
