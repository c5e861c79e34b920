"""`grad`: value and gradient of a function, as a callable object."""

from __future__ import annotations

import functools
import os
import threading
import types
from collections import namedtuple
from dataclasses import replace
from typing import Any

from srcgrad.backends.compiled import read_free
from srcgrad.backends.stored import stored
from srcgrad.errors import (
    MissingRuleError,
    NonDifferentiableError,
    SrcgradError,
    UnsupportedSyntaxError,
    shorn,
)
from srcgrad.request import ByValue, Options, sign
from srcgrad.request.options import VARIABLE, searches, searching
from srcgrad.rules.declare import current
from srcgrad.rules.derived import Derived, maker
from srcgrad.runtime import ComplexPower, NothingReturned, SeedMismatch
from srcgrad.transforms.arguments import (
    behind,
    bound,
    by_name,
    check_known,
    check_options,
    check_wrt,
    counts,
    has_source,
    is_variadic,
    nested_too_deeply,
    no_source,
    parameters_of,
    plain,
    reaches,
    resolve,
    standing_for,
    under_classmethod,
)
from srcgrad.transforms.overlap import apart, check_containers, overlapping
from srcgrad.transforms.quick import never, told
from srcgrad.transforms.seeds import misfit, missing, seed_of
from srcgrad.transforms.specialised import Adjoint, GradientOfCode, Quick, generated

CacheInfo = namedtuple("CacheInfo", "hits misses size")
_compiling = threading.RLock()
BY_KIND = ByValue()
Values = tuple[Any, ...]
Named = dict[str, Any]
Names = tuple[str, ...]
MANY = 256  # shapes of arguments, of which more are not kept
NEVER: Quick = (never, None, None)


class Gradient(Derived):
    """A function that returns its value together with its gradient; made by `grad`."""

    def __init__(self, fun: Any, options: Options) -> None:
        if isinstance(getattr(fun, "__func__", fun), Gradient):  # a method of an object too
            raise NonDifferentiableError(
                "grad of a Gradient could mean two things",
                "grad(f.primal, wrt=...) changes the options, "
                "hessian(f) and hvp(f) are second derivatives",
            )
        if not has_source(fun):
            raise no_source(fun)
        self.primal = fun
        self.options = options
        self._positional, self._keyword = parameters_of(fun)
        self._count = -1 if self._keyword or is_variadic(fun) else len(self._positional)
        if options.seed_name in (*self._positional, *self._keyword):
            raise UnsupportedSyntaxError(
                f"{fun.__name__} has a parameter of its own named {options.seed_name!r}",
                "choose another name for the seed: grad(fun, seed_name='v')",
            )
        self._method = False
        self._reaches = reaches(fun, options.wrt, True)  # may a position count into `*args`?
        self._by_count: dict[int, Gradient] = {}
        # A position out of range is refused now; which parameter it means, only a class decides.
        chosen = None if self._reaches else resolve(fun, options.wrt, method=False)
        self._wrt: tuple[str, ...] | None = None if counts(options.wrt) else chosen
        self._by_value = BY_KIND
        self._table: dict[Any, list[Adjoint]] = {}
        self._seen: dict[Any, Any] = {}  # by what arrays and numbers show, for quick calls
        self._last_quick = NEVER
        self._generation = current[0]
        self._code = fun.__code__
        self._misses = self._hits = 0
        self._last = threading.local()
        functools.update_wrapper(self, fun, updated=())

    # -- what the user asked for -----------------------------------------------------------

    @property
    def wrt(self) -> int | str | tuple[int | str, ...]:
        """`wrt` as it was given."""
        return self.options.wrt

    @property
    def has_aux(self) -> bool:
        """Does the function return `(value, aux)`?"""
        return self.options.has_aux

    def _chosen(self) -> tuple[str, ...]:
        if self._wrt is None:
            self._wrt = resolve(self.primal, self.options.wrt, self._method)
        return self._wrt

    def for_call(self, count: int) -> Gradient:
        """The gradient for so many arguments by position, where `wrt` counts into `*args`."""
        if not self._reaches or not reaches(self.primal, self.options.wrt, self._method):
            return self
        if count not in self._by_count:
            from srcgrad.transforms.spread import spread

            one = self._by_count[count] = Gradient(spread(self.primal, count), self.options)
            one._method = self._method
        return self._by_count[count]

    def __set_name__(self, owner: type, name: str) -> None:
        self._method = True
        self._wrt = None

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    # -- calling ---------------------------------------------------------------------------

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """`(value, gradient)`; with `has_aux` `((value, aux), gradient)`."""
        if not kwargs:  # what a call of a few microseconds can afford
            quick = self._last_quick
            if not quick[0](*args):
                quick = self._last_quick = self._seen.get(told(args), NEVER)
                if not quick[0](*args):
                    return self._call(args, kwargs)
            self._hits += 1
            self._last.adjoint = quick[1]
            try:
                return quick[2](*args)
            except SeedMismatch as mismatch:
                raise misfit(mismatch) from None
        return self._call(args, kwargs)

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """A call of any kind; one like it may be quick from now on."""
        if not self._method and args and under_classmethod(self, args[0]):
            self.__set_name__(args[0], "")
        if (one := self.for_call(len(args))) is not self:
            found = one(*args, **kwargs)
            self._last.adjoint = one._last.adjoint
            return found
        seed = kwargs.pop(self.options.seed_name, None) if kwargs else None
        simple = not kwargs and len(args) == self._count
        values, kwargs = (args, {}) if simple else self._bound(args, kwargs)
        if not simple and seed is None and not kwargs and len(values) == self._count:
            return Gradient.__call__(self, *values)  # as a call by position, which may be quick
        adjoint = self._specialise(values, kwargs)
        if simple and adjoint.compiled.scalar:
            self._keep(adjoint, args)
        return self._run(adjoint, values, kwargs, seed)

    def _keep(self, adjoint: Adjoint, args: tuple[Any, ...]) -> None:
        """Calls with arguments like these are quick, if these show all that a call needs."""
        if not self._by_value.decides and adjoint.may_be_quick(seen := told(args)):
            if len(self._seen) >= MANY:
                self._seen.clear()
            self._last_quick = self._seen[seen] = adjoint.quick(seen, self._generation)

    def _bound(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """All arguments, with defaults; a call that does not fit raises Python's TypeError."""
        if not kwargs and len(args) == self._count:
            return args, {}
        return bound(self.primal, args, kwargs)

    def _stands(self, adjoint: Adjoint) -> bool:
        """Is it beyond doubt that a call needs what was generated then?"""
        same = self._generation == current[0] and self._code is self.primal.__code__
        return same and adjoint.holds()

    def _find(self, values: Values, kwargs: Named, overlap: Names) -> Adjoint | None:
        if self._generation != current[0] or self._code is not self.primal.__code__:
            self.cache_clear()
        try:
            key = self._key(values, kwargs, overlap)
        except RecursionError:
            raise nested_too_deeply(self.primal) from None
        try:
            found = self._table.get(key, ())
        except TypeError:  # an argument that cannot be a key, in a container
            return None
        for adjoint in found:
            if adjoint.holds():
                self._hits += 1
                return adjoint
        return None

    def _key(self, values: Values, kwargs: Named, overlap: Names) -> Any:
        """What a specialisation is found by."""
        if self._by_value.decides:
            named = self._named(values, kwargs)
            return tuple(self._by_value.signature(named).values()), overlap
        key = tuple([sign(v) for v in values])
        if kwargs or overlap:
            return key, tuple([sign(v) for v in kwargs.values()]), overlap
        return key

    def _named(self, values: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        names = [*self._positional, *self._keyword]
        return dict(zip(names, [*values, *kwargs.values()], strict=True))

    def _specialise(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], overlap: tuple[str, ...] = ()
    ) -> Adjoint:
        adjoint = self._find(values, kwargs, overlap)
        if adjoint is not None:
            return adjoint
        with _compiling:
            adjoint = self._find(values, kwargs, overlap)
            if adjoint is not None:
                return adjoint
            self._misses += 1
            try:
                adjoint = self._compile_for_integers(values, kwargs, overlap)
            except SrcgradError as refusal:
                raise shorn(refusal) from None
            key = self._key(values, kwargs, overlap)
            self._table.setdefault(key, []).insert(0, adjoint)
            return adjoint

    def request(
        self, values: Values, kwargs: Named, overlap: Names = (), by_value: ByValue = BY_KIND
    ) -> tuple[types.FunctionType, Options, dict[str, Any], tuple[str, ...], tuple[str, ...]]:
        """What is asked of the compiler for these arguments."""
        named = self._named(values, kwargs)
        signature = by_value.signature(named)
        for name, value in named.items():
            check_known(name, signature[name], value)
        options = replace(self.options, by_value=by_value.outside)
        return self.primal, options, signature, self._chosen(), overlap

    def _compile_for_integers(self, values: Values, kwargs: Named, overlap: Names) -> Adjoint:
        """The adjoint; where ranks depend on integers or lengths, for these."""
        try:
            return self._compile(values, kwargs, overlap, self._by_value)
        except (MissingRuleError, UnsupportedSyntaxError) as refusal:
            from srcgrad.transforms.by_value import narrowest  # not where the disk cache answers

            attempt = functools.partial(self._compile, values, kwargs, overlap)
            named = self._named(values, kwargs)
            adjoint, self._by_value = narrowest(attempt, self._by_value, named, refusal)
            return adjoint

    def _compile(self, values: Values, kwargs: Named, overlap: Names, by_value: ByValue) -> Adjoint:
        request = self.request(values, kwargs, overlap, by_value)
        signature, wrt = request[2:4]
        search = searches[0] or VARIABLE in os.environ
        if search:
            from srcgrad.transforms import nans

            search = searching()
        key, compiled = (None, None) if search else stored(*request)
        if compiled is None:
            for name in wrt:  # what is stored for a signature was made for it
                check_wrt(name, signature[name])
            compiled = nans.searched(*request) if search else generated(key, *request)
        return Adjoint(compiled, self.primal, self.options.seed_name, signature)

    def _run(
        self, adjoint: Adjoint, values: tuple[Any, ...], kwargs: dict[str, Any], seed: Any
    ) -> Any:
        compiled = adjoint.compiled
        absent = seed is None
        seed = seed_of(seed, compiled.output, compiled.scalar)
        free = {f.name: read_free(f) for f in compiled.free}
        if compiled.changed:
            check_containers(compiled, self._named(values, kwargs) | free)
        if compiled.written:
            named = self._named(values, kwargs)
            written = {n: (named | free)[n] for n in compiled.written}
            shared = overlapping(written, named | free, set(named), self._chosen())
            seed = apart(seed, written)
            if shared and not compiled.overlap:
                return self._run(self._specialise(values, kwargs, shared), values, kwargs, seed)
        self._last.adjoint = adjoint
        try:
            return adjoint.function(*values, seed, **kwargs, **free)
        except SeedMismatch as mismatch:
            if absent and not isinstance(mismatch, NothingReturned | ComplexPower):
                raise missing(compiled.output) from None
            raise misfit(mismatch) from None

    # -- looking inside --------------------------------------------------------------------

    @property
    def adjoint_source(self) -> str:
        """The generated source that ran last in this thread."""
        adjoint = getattr(self._last, "adjoint", None)
        if adjoint is None:
            raise AttributeError(
                f"{self.primal.__name__} has not been called in this thread: "
                "call it first, or use .source(*args)"
            )
        return str(adjoint.source)

    def adjoint(self, *args: Any, **kwargs: Any) -> Adjoint:
        """The compiled adjoint for arguments of these kinds; nothing is run."""
        one = self.for_call(len(args))
        return one._specialise(*one._bound(args, kwargs))

    def source(self, *args: Any, **kwargs: Any) -> str:
        """The generated source for arguments of these kinds; nothing is run."""
        return self.adjoint(*args, **kwargs).source

    def cache_info(self) -> CacheInfo:
        """Hits, misses and the number of specialisations in memory."""
        size = sum(map(len, self._table.values()))
        each = [one.cache_info() for one in self._by_count.values()]
        return CacheInfo(*map(sum, zip((self._hits, self._misses, size), *each, strict=True)))

    def cache_clear(self) -> None:
        """Forget the specialisations in memory."""
        self._by_count.clear()
        self._table.clear()
        self._seen.clear()
        self._last_quick = NEVER
        self._code = self.primal.__code__
        self._generation = current[0]

    def __repr__(self) -> str:
        return f"<srcgrad.Gradient of {self.primal.__qualname__}, wrt={self.options.wrt!r}>"

    def __reduce__(self) -> Any:
        if standing_for(self.primal) is self:
            return self.primal.__qualname__
        return Gradient, (self.primal, self.options)


@maker(GradientOfCode)
def grad(
    fun: Any = None,
    *,
    wrt: int | str | tuple[int | str, ...] = 0,
    has_aux: bool = False,
    backend: str = "numpy",
    seed_name: str = "seed",
) -> Any:
    """Differentiate a function in reverse mode.

    Parameters
    ----------
    fun : a Python function, or a method of an object, which is held constant then; without it,
        `grad(...)` is a decorator.
    wrt : the argument to differentiate by: a position (counted after `self` on a method, into
        `*args` too), a parameter's name, or a tuple of them, which gives a tuple of gradients.
    has_aux : the function returns `(value, aux)`, and only `value` is differentiated.
    backend : "numpy".
    seed_name : the keyword under which a call takes the seed.

    Returns
    -------
    A `Gradient`: `f(*args, seed=None, **kwargs)` gives `(value, gradient)`. The gradient has the
    structure, shape and dtype of its argument; the seed is the adjoint of the output, the v of
    the vector-Jacobian product, 1.0 by default for a real scalar.

    Raises
    ------
    SrcgradError, by the class that `srcgrad.errors` documents, when the function, an argument or
    the seed cannot be differentiated.

    Examples
    --------
    >>> import numpy as np
    >>> def z(x):
    ...     return np.sum(x ** 2 + 2)
    >>> value, x_bar = grad(z)(np.array([1.0, 2.0, 3.0]))
    >>> print(value, x_bar)
    20.0 [2. 4. 6.]
    """
    check_options(backend, seed_name)
    options = Options(wrt, has_aux, backend, seed_name)
    fun = plain(fun)
    if fun is None:
        return lambda decorated: Gradient(decorated, options)
    method = behind(fun)
    if method is None:
        return Gradient(fun, options)
    options = replace(options, wrt=by_name(method[0], wrt))
    return types.MethodType(Gradient(method[0], options), method[1])
