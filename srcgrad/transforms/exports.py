"""`export`: a generated gradient as a file that runs without srcgrad."""

from __future__ import annotations

import builtins
import contextlib
import inspect
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from srcgrad.backends.compiled import read_free
from srcgrad.backends.identity import origin_of
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir.function import Free
from srcgrad.request import sign, sign_by_value
from srcgrad.rules.held import Constant
from srcgrad.runtime import separate
from srcgrad.transforms.arguments import behind, by_name, reaches, refuse_own
from srcgrad.transforms.gradient import Gradient, grad
from srcgrad.transforms.known import primal_of
from srcgrad.transforms.specialised import Adjoint
from srcgrad.transforms.spread import spread

AXES = {0: "not 1", 1: "1", 4: "> 3"}  # what the codes of lengths in a signature promise
REMEDY = "pass it as an argument, or write a function that holds it as a constant"


def export(
    fun: Any,
    *args: Any,
    path: str | os.PathLike[str],
    wrt: int | str | tuple[int | str, ...] = 0,
    backend: str = "numpy",
    **kwargs: Any,
) -> Path:
    """Write the gradient of a function as a module that runs without srcgrad.

    Parameters
    ----------
    fun : a Python function, or what `grad` made of one.
    *args, **kwargs : example arguments. The module is for arguments of their kinds: of an array
        the dtype and the number of axes, and whether a length is 1, or above 3.
    path : where to write. The file appears whole or not at all.
    wrt, backend : as for `grad`.

    Returns
    -------
    The path. The module imports NumPy, and SciPy where the function or a rule needs it. Its
    function is called like a `Gradient`; numbers that `fun` reads from outside are defaults of
    keywords, with the values of now, and arrays are keywords without one.

    Raises
    ------
    UnsupportedSyntaxError, for what cannot stand alone: objects, functions that are called as
    they are, modules other than those of Python, NumPy and SciPy.

    Examples
    --------
    >>> import tempfile
    >>> def square(x):
    ...     return np.sum(x * x)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = export(square, np.ones(9), path=os.path.join(folder, "square.py"))
    ...     print(path.name, path.read_text().splitlines()[0].strip('"'))
    square.py Value and gradient of square with respect to x.
    """
    primal = primal_of(fun)
    method = behind(primal)
    if method is not None:
        primal, args, wrt = method[0], (method[1], *args), by_name(method[0], wrt)
    if inspect.isfunction(primal):
        for name in ("path", "wrt", "backend"):
            refuse_own(primal, name, "a function that calls it under another name")
    if reaches(primal, wrt):
        primal = spread(primal, len(args))
    text = standalone_text(grad(primal, wrt=wrt, backend=backend), args, kwargs)
    return written(Path(path), text)


def standalone_text(gradient: Gradient, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The text of a module that holds the gradient for arguments like these."""
    from srcgrad.emit.standalone import Entry, standalone  # slow to import

    values, held = gradient._bound(args, kwargs)
    adjoint = gradient.adjoint(*args, **kwargs)
    named = dict(
        zip([*gradient._positional, *gradient._keyword], [*values, *held.values()], strict=True)
    )
    compiled = adjoint.compiled
    free = {f.name: _free_value(f) for f in compiled.free}
    try:
        separate(named | free, compiled.written, compiled.changed)
    except ValueError as error:
        raise UnsupportedSyntaxError(f"in the example, {error}", "give other arguments") from None
    by_value = gradient._by_value
    key = sign_by_value if by_value.outside else sign
    keys = by_value.signature(named) | {n: key(v) for n, v in free.items() if not callable(v)}
    kinds = {name: _kind(found, name) for name, found in keys.items()}
    parameters = inspect.signature(gradient.primal, follow_wrapped=False).parameters
    defaults = {n: _literal(p.default) for n, p in parameters.items()}
    defaults |= {name: _literal(value) for name, value in free.items()}
    own = _parameters(adjoint)
    entry = Entry(
        compiled.function.__name__,
        origin_of(gradient.primal),
        {name: kind for name, kind in kinds.items() if name in own},
        {name: text for name, text in defaults.items() if text is not None},
        adjoint.seed_name,
        compiled.scalar,
        [name for name in compiled.written if name in own],
        [name for name in compiled.changed if name in own],
    )
    return standalone(compiled.source, entry)


def written(path: Path, text: str) -> Path:
    """Write a text to a temporary file beside `path`, and move it into place."""
    descriptor, temporary = tempfile.mkstemp(".tmp", f".{path.name}.", path.parent)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return path


def _parameters(adjoint: Adjoint) -> list[str]:
    return list(inspect.signature(adjoint.function).parameters)


def _free_value(free: Free) -> Any:
    """The value of a free name, which must be able to stand in a file."""
    value = read_free(free)
    if type(value) is np.ndarray or _literal(value) is not None:
        return value
    if isinstance(value, Constant):  # a name of ours
        raise UnsupportedSyntaxError(
            f"`{value.__name__}` calls a function of the program, which no exported file can hold",
            "export a function that gets its result as an argument",
        )
    what = "a function" if callable(value) else f"a {type(value).__name__}"
    what = "a class" if isinstance(value, type) else what
    raise UnsupportedSyntaxError(
        f"`{free.key}` is {what} outside of the function, and an exported file cannot hold it",
        REMEDY,
    )


def _literal(value: Any) -> str | None:
    """An expression with exactly this value, if there is one that anyone can read.

    >>> print(_literal(0.1), _literal(np.float32(0.1)), _literal((1, float("inf"))), _literal([]))
    0.1 np.float32(0.10000000149011612) (1, np.inf) None
    """
    kind = type(value)
    if kind in (bool, int, str, bytes, type(None)):
        return repr(value)
    if kind is float:
        return repr(value) if np.isfinite(value) else f"{'-' * (value < 0)}np.{abs(value)}"
    if kind is complex and np.isfinite(value):
        return f"complex({value.real!r}, {value.imag!r})"
    if isinstance(value, np.bool_ | np.integer | np.float16 | np.float32 | np.float64):
        inner = _literal(value.item())
        return (
            f"np.{value.dtype.name}({inner})"
            if value.dtype.name != "bool"
            else f"np.bool_({inner})"
        )
    if kind is tuple:
        parts = [_literal(part) for part in value]
        return None if None in parts else f"({', '.join(map(str, parts))}{',' * (len(parts) == 1)})"
    name = getattr(value, "__name__", None)
    if isinstance(name, str) and getattr(np, name, None) is value:
        return f"np.{name}"
    return name if isinstance(name, str) and getattr(builtins, name, None) is value else None


def _kind(key: Any, name: str) -> Any:
    """The key of an argument as `expect` takes it."""
    if isinstance(key, str):
        return key
    tag, *rest = key
    if tag == "array":
        codes = rest[1] if isinstance(rest[1], tuple) else (4,) * rest[1]
        return "array", str(rest[0]), tuple(AXES[code] for code in codes)
    if tag == "shaped":
        return "array", str(rest[0]), tuple(map(str, rest[1]))
    if tag == "scalar":
        return "scalar", str(rest[0])
    if tag == "value" and isinstance(rest[0], bool | str | type(None)):
        return "value", rest[0]
    if tag == "integer" or (tag == "range" and rest):
        return "value", rest[0]
    if tag == "tuple":
        return (
            "tuple",
            rest[0].__qualname__,
            [_kind(k, f"{name}[{n}]") for n, k in enumerate(rest[1])],
        )
    if tag == "list":
        return "list", "list", [_kind(k, f"{name}[{n}]") for n, k in enumerate(rest[0])]
    if tag == "long list":
        return "any list", _kind(rest[0], f"{name}[0]")
    if tag == "dict":
        parts = zip(rest[0], rest[1], strict=True)
        return "dict", {k: _kind(v, f"{name}[{k!r}]") for k, v in parts}
    if tag == "object":
        held = {n: _kind(k, f"{name}.{n}") for n, k in zip(rest[1], rest[2], strict=True)}
        return (
            "object",
            rest[0].__qualname__,
            held,
            {n: _kind(k, f"{name}.{n}") for n, k in rest[3]},
        )
    if tag == "other":
        return "other", rest[0].__qualname__
    what = "a distribution" if tag == "frozen" else "a function or a module"
    raise UnsupportedSyntaxError(
        f"the argument `{name}` is {what}, and the generated code is for this one",
        "export a function that calls yours with it",
    )
