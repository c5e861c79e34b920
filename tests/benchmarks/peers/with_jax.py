"""JAX's derivatives, compiled; compilation is timed apart.

Its work is done by threads of its own, so a call is timed by the clock on the wall.
"""

import time

import numpy

from tests.benchmarks.peers.functional import builders
from tests.benchmarks.timing import seconds


def prepare():
    """What `measure` and `directions` need."""
    import jax
    import jax.numpy as np

    jax.config.update("jax_enable_x64", True)

    def repeat(step, state, count):
        return jax.lax.scan(lambda state, _: (step(state), None), state, None, length=count)[0]

    return jax, builders(np, jax.lax.scan, repeat, jax.scipy.special.erf)


def passed(program, tools):
    """The function of the arguments that are not whole numbers, these, and which are derived by."""
    jax, functions = tools
    fun = functions[program.primal.__name__]
    args = program.arguments()
    numbers = [n for n, arg in enumerate(args) if not isinstance(arg, int)]
    wrt = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)

    def of_passed(*given):
        whole = list(args)
        for place, arg in zip(numbers, given, strict=True):
            whole[place] = arg
        return fun(*whole)

    places = tuple(numbers.index(n) for n in wrt)
    return of_passed, tuple(jax.numpy.asarray(args[n]) for n in numbers), places


def compiled(fun, jax):
    """The function compiled; a call returns when its results are there."""
    quick = jax.jit(fun)
    return lambda *args: jax.block_until_ready(quick(*args))


def measure(program, budget, tools):
    """The times of compilation and of a call, and the gradient; whole numbers are constants."""
    jax, _ = tools
    fun, given, places = passed(program, tools)
    call = compiled(jax.value_and_grad(fun, argnums=places), jax)
    start = time.process_time()
    gradient = call(*given)[1]
    compilation = time.process_time() - start
    taken = seconds(call, lambda: given, writes=False, budget=budget, clock=time.perf_counter)
    return {"time": taken, "compile": compilation}, tuple(map(numpy.asarray, gradient))


def directions(program, moves, budget, tools):
    """The times of `jvp` and of forward over reverse, the tangent and the product."""
    jax, _ = tools
    fun, given, places = passed(program, tools)
    dots = tuple(jax.numpy.asarray(move) for move in moves.values())

    def along(of, args, dots):
        def moved(*chosen):
            whole = list(args)
            for place, arg in zip(places, chosen, strict=True):
                whole[place] = arg
            return of(*whole)

        return jax.jvp(moved, tuple(args[place] for place in places), dots)

    calls = {
        "jvp": compiled(lambda *args: along(fun, *args), jax),
        "hvp": compiled(lambda *args: along(jax.grad(fun, argnums=places), *args), jax),
    }
    times = {
        name: seconds(
            call, lambda: (given, dots), writes=False, budget=budget, clock=time.perf_counter
        )
        for name, call in calls.items()
    }
    tangent = float(calls["jvp"](given, dots)[1])
    return times, tangent, tuple(map(numpy.asarray, calls["hvp"](given, dots)[1]))
