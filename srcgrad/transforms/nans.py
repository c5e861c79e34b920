"""`debug_nans`: which statement is the first to make a NaN or an infinity of finite numbers."""

from __future__ import annotations

import os
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from srcgrad.request.options import searches
from srcgrad.rules import declare

if TYPE_CHECKING:  # not imported where nobody searches
    from srcgrad.backends.compiled import Compiled
    from srcgrad.backends.watching import Noted
    from srcgrad.errors import Location, NonFiniteError
    from srcgrad.request import Options


@contextmanager
def debug_nans() -> Iterator[None]:
    """Search for the statement that makes the first NaN or infinity.

    While it is entered, derivatives whose value or gradient is not finite raise `NonFiniteError`
    at the end of the call. It names the user's line and the generated statement: the first of the
    reverse sweep that makes NaN or inf of finite numbers, or of the forward sweep if there the
    value itself goes wrong. NaN and inf that the arguments hold, or that nothing selects, raise
    nothing. The environment variable SRCGRAD_DEBUG_NANS=1 does the same for a whole process.

    Examples
    --------
    >>> import numpy as np
    >>> from srcgrad import NonFiniteError, grad
    >>> def size(x):
    ...     return np.sum(np.sqrt(x**3))
    >>> with debug_nans(), np.errstate(all="ignore"):
    ...     try:
    ...         grad(size)(np.zeros(2))
    ...     except NonFiniteError as error:
    ...         print(error.statement)
    x_bar = seed * 1.5 / sqrt_value * x ** 2
    """
    _enter(1)
    try:
        yield
    finally:
        _enter(-1)


PACKAGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")
_generated: dict[str, dict[int, Location]] = {}  # the lines that generated texts come from


def _enter(step: int) -> None:
    """What was compiled before, for the other case, is not used."""
    searches[0] += step
    declare.current[0] += 1


def searched(
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...],
) -> Compiled:
    """The derivative of a request, which watches itself; it is held in memory alone."""
    from srcgrad.backends.watching import WATCH, Watch, watched
    from srcgrad.compiler import Program

    compiled = Program(target, options, signature, wrt, overlap).made(stored=False)
    _generated.update(compiled.places())
    if options.nested:  # the derivative of it is watched
        return compiled
    name = compiled.function.__name__
    entries = {name: {"reverse": "both", "forward": "all", "split": "value"}[options.mode]}
    if options.mode == "split":
        entries[f"{name.removesuffix('_fwd')}_rev"] = "all"
    module, sweep = watched(compiled.source, entries)
    lines = compiled.source.split("\n")

    def blame(noted: Noted) -> NoReturn:
        raise _error(noted, lines, compiled.spots, options.mode != "forward" and noted.line > sweep)

    namespace: dict[str, Any] = dict(compiled.function.__globals__)
    namespace[WATCH] = Watch(blame, sweep)
    exec(compile(module, compiled.path, "exec"), namespace)
    compiled.function = namespace[name]
    return compiled


def _place(line: int, spots: dict[int, Location]) -> Location | None:
    return next((spots[n] for n in range(line, 0, -1) if n in spots), None)


def _asked(place: Location | None) -> Location | None:
    """A place outside of what generated code calls."""
    if place is None or not place.file.startswith(PACKAGE):
        return place
    return next((one for one in place.callers if not one.file.startswith(PACKAGE)), place)


def _statement(lines: list[str]) -> str:
    """The text of the first statement, which may take several lines.

    >>> _statement(["    y_dot = (", "        a + b", "    )  # line 3: y = a + b", "    return y"])
    'y_dot = (a + b)'
    """
    text = ""
    for line in lines:
        text = f"{text} {line.partition('  # line ')[0].strip()}".strip()
        if all(text.count(first) == text.count(last) for first, last in ("()", "[]", "{}")):
            break
    return text.replace("( ", "(").replace(" )", ")")


def _error(
    noted: Noted, lines: list[str], spots: dict[int, Location], reverse: bool
) -> NonFiniteError:
    from srcgrad.errors import NonFiniteError

    statement = _statement(lines[noted.line - 1 :])
    place = _asked(_place(noted.line, spots))
    while place is not None and place.file in _generated:  # of a derivative: on to the user's line
        place, reverse = _asked(_place(place.line, _generated[place.file])), True
    if reverse:
        reason = f"the derivative of this line makes {noted.made} of finite numbers: `{statement}`"
        remedy = "keep away from this point, or choose with np.where before the operation"
    else:
        reason = f"this line makes {noted.made} of finite numbers: `{statement}`"
        remedy = "keep the arguments inside of the function's domain"
    return NonFiniteError(reason, remedy, place, statement)
