"""The command line: `srcgrad show`, `export`, `check`, `explain` and `cache`.

Exit status: 0 for success, 1 for a failed check, 2 for a usage error (a target that cannot be
loaded, called or differentiated included).
"""

import argparse
import ast
import contextlib
import importlib
import importlib.util
import inspect
import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from srcgrad import cache
from srcgrad.checks import check_grads
from srcgrad.errors import GradientCheckError, SrcgradError
from srcgrad.late import dataclass
from srcgrad.report import coloured, described, wants_colour
from srcgrad.report.explanation import print_page
from srcgrad.transforms.exports import standalone_text, written
from srcgrad.transforms.gradient import Gradient, grad
from srcgrad.transforms.known import primal_of
from srcgrad.transforms.sources import source

FAILED = 1
USAGE = 2


class UsageError(Exception):
    """The command line cannot be carried out as it stands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status.

    Args:
        arguments: The words after the program's name; those of the process by default.
    """
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except GradientCheckError as error:
        print(f"srcgrad: {described(error)}", file=sys.stderr)
        return FAILED
    except (UsageError, SrcgradError) as error:
        print(f"srcgrad: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader of the output has gone, e.g. `srcgrad show ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    whole = argparse.ArgumentParser(
        prog="srcgrad", description="Gradients of Python functions, as readable source."
    )
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    show = commands.add_parser("show", help="print the generated adjoint of a function")
    show.set_defaults(run=run_show)
    add_target(show)
    add_colour(show)
    export = commands.add_parser("export", help="write the adjoint as a module of its own")
    export.set_defaults(run=run_export)
    add_target(export)
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write")
    check = commands.add_parser("check", help="compare a gradient with finite differences")
    check.set_defaults(run=run_check)
    add_target(check)
    check.add_argument("--rtol", type=float, default=1e-6, help="relative tolerance")
    check.add_argument("--atol", type=float, default=1e-8, help="absolute tolerance")
    told = commands.add_parser("explain", help="tell what is active, recorded and removed, and why")
    told.set_defaults(run=run_explain)
    add_target(told)
    add_colour(told)
    told.add_argument("--after", metavar="STAGE", help="print the program as it is after a stage")
    stored = commands.add_parser("cache", help="what is stored on disk")
    actions = stored.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("info", help="print what is stored").set_defaults(run=run_info)
    actions.add_parser("clear", help="remove what is stored").set_defaults(run=run_clear)
    return whole


def add_colour(command: argparse.ArgumentParser) -> None:
    """The options that decide on colour, in place of the terminal."""
    colour = command.add_mutually_exclusive_group()
    colour.add_argument("--no-color", action="store_const", const=False, dest="colour")
    colour.add_argument("--color", action="store_const", const=True, dest="colour")


def add_target(command: argparse.ArgumentParser) -> None:
    """The options of a command that differentiates a function."""
    command.add_argument(
        "target", metavar="TARGET", help="package.module:function or path/to/file.py:function"
    )
    command.add_argument(
        "--args",
        default="",
        metavar="'EXPR, EXPR'",
        help="example arguments; np, math and the names of the target's module can be used",
    )
    command.add_argument(
        "--wrt", metavar="NAME", help="a parameter's name or position, or several with commas"
    )


@dataclass(frozen=True)
class Target:
    """A function to be differentiated, with example arguments."""

    fun: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def run_show(options: argparse.Namespace) -> int:
    """Print the generated source."""
    target = loaded(options.target, options.args)
    if isinstance(target.fun, Gradient) and options.wrt is None:
        text = target.fun.source(*target.args, **target.kwargs)
    else:
        wrt = chosen(options.wrt, target)
        text = source(target.fun, *target.args, wrt=wrt, **target.kwargs)
    colour = wants_colour(sys.stdout) if options.colour is None else options.colour
    print((coloured(text) if colour else text).rstrip("\n"))
    return 0


def run_explain(options: argparse.Namespace) -> int:
    """Print what the compiler does with a function."""
    from srcgrad.report.compilation import after, explain  # slow to import

    target = loaded(options.target, options.args)
    wrt = None if options.wrt is None else chosen(options.wrt, target)
    if options.after is not None:
        print(after(options.after, target.fun, *target.args, wrt=wrt, **target.kwargs))
        return 0
    explanation = explain(target.fun, *target.args, wrt=wrt, **target.kwargs)
    colour = wants_colour(sys.stdout) if options.colour is None else options.colour
    print_page(explanation, sys.stdout, colour)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write a module that runs without srcgrad."""
    target = loaded(options.target, options.args)
    fun = target.fun
    if not isinstance(fun, Gradient) or options.wrt is not None:
        fun = grad(primal_of(fun), wrt=chosen(options.wrt, target))
    text = standalone_text(fun, target.args, target.kwargs)
    if not (folder := Path(options.output).parent).is_dir():
        raise UsageError(f"cannot write {options.output}: there is no folder {folder}")
    try:
        print(written(Path(options.output), text))
    except OSError as error:
        raise UsageError(described(error, f"cannot write {options.output}")) from error
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Compare the gradient with finite differences."""
    target = loaded(options.target, options.args)
    if target.kwargs:
        raise UsageError("a check takes positional arguments: leave out the names in --args")
    wrt = chosen(options.wrt, target)
    try:
        check_grads(
            target.fun,
            target.args,
            wrt=wrt,
            modes=("reverse",),
            rtol=options.rtol,
            atol=options.atol,
        )
    except SrcgradError:
        raise
    except Exception as error:
        raise UsageError(described(error, f"{options.target} raises")) from error
    print(f"{options.target}: the gradient agrees with finite differences")
    return 0


def run_info(options: argparse.Namespace) -> int:
    """Print where generated files are stored, how many and how large they are."""
    directory, files, size = cache.info()
    if directory is None:
        print("the cache on disk is off")
    else:
        print(f"directory  {directory}\nfiles      {files}\nbytes      {size}")
    return 0


def run_clear(options: argparse.Namespace) -> int:
    """Remove the generated files."""
    removed = cache.clear()
    print(f"removed {removed} file{'' if removed == 1 else 's'}")
    return 0


def loaded(text: str, expressions: str) -> Target:
    """The function that a TARGET names, and the arguments that ``--args`` gives."""
    place, colon, name = text.rpartition(":")
    if not colon or not place or not name:
        raise UsageError(
            f"{text!r} names no function: write package.module:function or path/to/file.py:function"
        )
    module = imported(place)
    fun: Any = module
    for part in name.split("."):
        if not hasattr(fun, part):
            raise UsageError(f"{place} has no {name!r}")
        fun = getattr(fun, part)
    args, kwargs = evaluated(expressions, vars(module))
    primal = fun.primal if isinstance(fun, Gradient) else fun
    try:
        inspect.signature(primal).bind(*args, **kwargs)
    except TypeError as error:
        raise UsageError(
            f"{text}: {error}; give example arguments with --args 'EXPR, EXPR'"
        ) from None
    except ValueError:
        pass  # a built-in without a signature: the compiler says what is wrong with it
    return Target(fun, args, kwargs)


def imported(place: str) -> ModuleType:
    """The module of a dotted name or of a file, imported as Python would run it."""
    path = Path(place)
    is_file = path.suffix == ".py"
    if is_file and not path.is_file():
        raise UsageError(f"there is no file {place}")
    sys.path.insert(0, str(path.resolve().parent) if is_file else os.getcwd())
    try:
        with contextlib.redirect_stdout(sys.stderr):  # what it prints is not our output
            return from_file(path.resolve()) if is_file else importlib.import_module(place)
    except (Exception, SystemExit) as error:
        raise UsageError(described(error, f"cannot import {place}")) from error


def from_file(path: Path) -> ModuleType:
    """The module in a file, under the file's name unless another module has it."""
    known = sys.modules.get(path.stem)
    taken = known is not None and getattr(known, "__file__", None) != str(path)
    name = f"{path.stem}_file" if taken else path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def evaluated(expressions: str, names: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The values of the text of a call's arguments.

    >>> evaluated("np.ones(2), n=k + 1", {"k": 2})
    ((array([1., 1.]),), {'n': 3})
    """
    collect = "__arguments__"
    scope = {"np": np, "math": math, **names, collect: lambda *args, **kwargs: (args, kwargs)}
    try:
        tree = ast.parse(f"{collect}({expressions}\n)", "<--args>", "eval")
        whole = tree.body
        if not (isinstance(whole, ast.Call) and isinstance(whole.func, ast.Name)):
            raise SyntaxError("not a list of arguments")
        result: tuple[tuple[Any, ...], dict[str, Any]]
        result = eval(compile(tree, "<--args>", "eval"), scope)
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UsageError(f"cannot evaluate --args {expressions!r}: {reason}") from None
    return result


def chosen(text: str | None, target: Target) -> Any:
    """What ``--wrt`` names; else what a decorated target was decorated with; else argument 0.

    >>> chosen("x, 1", Target(print, (), {})), chosen("x", Target(print, (), {}))
    (('x', 1), 'x')
    """
    if text is None:
        return target.fun.wrt if isinstance(target.fun, Gradient) else 0
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    names = tuple(int(entry) if entry.lstrip("-").isdecimal() else entry for entry in entries)
    if not names:
        raise UsageError("--wrt names no argument")
    return names if "," in text else names[0]
