"""JAX's value and gradient, compiled; compilation is timed apart."""

import time

import numpy

from tests.benchmarks.peers.functional import builders
from tests.benchmarks.timing import seconds


def prepare():
    """What `measure` needs."""
    import jax
    import jax.numpy as np

    jax.config.update("jax_enable_x64", True)

    def repeat(step, state, count):
        return jax.lax.scan(lambda state, _: (step(state), None), state, None, length=count)[0]

    return jax, builders(np, jax.lax.scan, repeat, jax.scipy.special.erf)


def measure(program, budget, tools):
    """The times of compilation and of a call, and the gradient; whole numbers are constants."""
    jax, functions = tools
    fun = functions[program.primal.__name__]
    args = program.arguments()
    passed = [n for n, arg in enumerate(args) if not isinstance(arg, int)]
    wrt = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)

    def of_passed(*given):
        whole = list(args)
        for place, arg in zip(passed, given, strict=True):
            whole[place] = arg
        return fun(*whole)

    places = tuple(passed.index(n) for n in wrt)
    compiled = jax.jit(jax.value_and_grad(of_passed, argnums=places))
    given = tuple(jax.numpy.asarray(args[n]) for n in passed)

    def call(*given):
        return jax.block_until_ready(compiled(*given))

    start = time.process_time()
    gradient = call(*given)[1]
    compilation = time.process_time() - start
    taken = seconds(call, lambda: given, writes=False, budget=budget)
    return {"time": taken, "compile": compilation}, tuple(map(numpy.asarray, gradient))
