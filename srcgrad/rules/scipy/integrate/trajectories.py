"""`scipy.integrate`: solutions of ordinary differential equations, by the adjoint equation."""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.found import Found
from srcgrad.rules.taking import call, trajectory
from srcgrad.runtime import matrix_found, vector_found

NAN = float("nan")  # the path starts at the first of the times


class Solution(Found):
    """What `solve_ivp` has found: values at times."""

    def __init__(self, t: Any, y: Any, told: Any) -> None:
        self.t, self.y, self.told = t, y, told


@meaning(scipy.integrate.odeint)
def odeint(
    func: Any,
    y0: Any,
    t: Any,
    args: Any = (),
    Dfun: Any = None,
    col_deriv: Any = 0,
    full_output: Any = 0,
    ml: Any = None,
    mu: Any = None,
    rtol: Any = None,
    atol: Any = None,
    tcrit: Any = None,
    hmax: Any = 0.0,
    hmin: Any = 0.0,
    mxstep: Any = 0,
    mxordn: Any = 12,
    mxords: Any = 5,
    tfirst: Any = False,
) -> Any:
    """A row of values for each time."""
    args = args if isinstance(args, tuple) else (args,)
    if full_output:
        raise NotImplementedError("odeint with full_output: use solve_ivp")
    start = np.atleast_1d(y0)
    found = call(
        scipy.integrate.odeint,
        func,
        y0,
        t,
        args,
        Dfun=Dfun,
        col_deriv=col_deriv,
        ml=ml,
        mu=mu,
        rtol=rtol,
        atol=atol,
        tcrit=tcrit,
        hmax=hmax,
        hmin=hmin,
        mxstep=mxstep,
        mxordn=mxordn,
        mxords=mxords,
        tfirst=tfirst,
    )
    times = np.asarray(t)
    if tfirst:
        return trajectory(func, matrix_found(found), start, times, NAN, NAN, "LSODA", *args)
    return trajectory(
        lambda s, y, *more: func(y, s, *more),
        matrix_found(found),
        start,
        times,
        NAN,
        NAN,
        "LSODA",
        *args,
    )


@meaning(scipy.integrate.solve_ivp)
def solve_ivp(
    fun: Any,
    t_span: Any,
    y0: Any,
    method: Any = "RK45",
    t_eval: Any = None,
    dense_output: Any = False,
    events: Any = None,
    vectorized: Any = False,
    args: Any = None,
    rtol: Any = 1e-3,
    atol: Any = 1e-6,
    max_step: Any = np.inf,
    first_step: Any = None,
    jac: Any = None,
) -> Any:
    """Values at times, of which those that the solver chooses count as constant."""
    if events is not None:
        raise NotImplementedError("solve_ivp with events")
    start = np.atleast_1d(y0)
    if jac is None:
        found = call(
            scipy.integrate.solve_ivp,
            fun,
            t_span,
            y0,
            method,
            t_eval,
            vectorized=vectorized,
            args=args,
            rtol=rtol,
            atol=atol,
            max_step=max_step,
            first_step=first_step,
        )
    else:
        found = call(
            scipy.integrate.solve_ivp,
            fun,
            t_span,
            y0,
            method,
            t_eval,
            vectorized=vectorized,
            args=args,
            rtol=rtol,
            atol=atol,
            max_step=max_step,
            first_step=first_step,
            jac=jac,
        )
    more = () if args is None else args
    if t_eval is None:
        times = vector_found(found.t)
    else:
        times = np.asarray(t_eval)[: len(vector_found(found.t))] * 1.0  # it may have stopped
    y = trajectory(fun, matrix_found(found.y.T), start, times, t_span[0], t_span[1], method, *more)
    return Solution(times, y.T, found)
