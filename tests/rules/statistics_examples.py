"""Example calls of statistics: without NaN, with weights, quantiles, covariance."""

import numpy as np

from tests.rules.reductions_examples import chosen
from tests.rules.samples import Call, along_axes, apart, call, examples, signed


@examples(np.nansum, np.nanprod, np.nanmedian)
def _() -> list[Call]:
    return along_axes()


@examples(np.nanmax, np.nanmin)
def _() -> list[Call]:
    return [*along_axes(), *chosen(initial=0.1), call(apart(2, 3), axis=1, initial=-0.1)]


@examples(np.nanmean)
def _() -> list[Call]:
    return [*along_axes(), *chosen()]


@examples(np.nanvar, np.nanstd)
def _() -> list[Call]:
    calls = along_axes({"ddof": 1}, {"ddof": 1, "axis": 0}, {"ddof": 1, "axis": (0, 1)})
    return [*calls, *chosen(), *chosen(ddof=1)]


@examples(np.nancumsum)
def _() -> list[Call]:
    return [call(apart(4)), call(apart(2, 3)), call(apart(2, 3), 0), call(apart(2, 3), axis=-1)]


@examples(np.quantile)
def _() -> list[Call]:
    a = apart(3, 4)
    calls = [call(apart(5), q) for q in (0, 0.3, 0.55, 1)]
    calls += [
        call(a, 0.3),
        call(a, 0.3, 0),
        call(a, 0.3, axis=-1),
        call(a, np.array([0.1, 0.7]), 1),
    ]
    calls += [
        call(a, 0.3, 1, keepdims=True),
        call(a, np.array([[0.1, 0.7]]), 0, keepdims=True),
    ]
    calls += [
        call(apart(2, 3, 2), 0.4, (0, 2)),
        call(apart(2, 3, 2), np.array([0.4]), keepdims=True),
    ]
    calls += [call(a, 0.3, 1, method=m) for m in ("lower", "higher", "midpoint", "nearest")]
    calls += [
        call(apart(5), np.array([0.23, 0.65]), method=m)
        for m in ("hazen", "weibull", "inverted_cdf")
    ]
    return [
        *calls,
        call(a, 1, 1, method="linear", keepdims=True),  # constant: for second derivatives
        call(a, 0.3, method="median_unbiased"),
        call(a, 0.4, 0, method="normal_unbiased"),
    ]


@examples(np.nanquantile, np.nanpercentile)
def _() -> list[Call]:
    a = apart(3, 4)
    calls = [call(a, 0.3), call(a, np.array([0.3, 0.6]), 0), call(a, 0.7, axis=1, keepdims=True)]
    calls += [call(a[:, None], 0.3, (0, 2)), call(apart(5), 0.2, method="hazen")]
    calls += [call(a, 1, 1, method="linear", keepdims=True)]  # for second derivatives
    return [*calls, call(apart(3, 4), 0.6, 1, method="lower")]


@examples(np.percentile)
def _() -> list[Call]:
    return [
        call(apart(5), 50),
        call(apart(5), 30.0),
        call(apart(3, 4), np.array([10.0, 72.0]), 1),
        call(apart(3, 4), 25, axis=0),
    ]


@examples(np.cov)
def _() -> list[Call]:
    x, y = signed(5), signed(5)
    rows = signed(3, 5)
    calls = [call(x), call(x, y), call(rows), call(rows, signed(2, 5)), call(rows, y)]
    calls += [call(rows, rowvar=False), call(rows, signed(3, 2), rowvar=False)]
    return [*calls, call(rows, bias=True), call(rows, ddof=2), call(x, y, bias=True)]


@examples(np.corrcoef)
def _() -> list[Call]:
    rows = signed(3, 5)
    calls = [call(signed(5), signed(5)), call(rows), call(rows, signed(5))]
    return [*calls, call(rows, rowvar=False), call(rows, signed(2, 5))]


@examples(np.average)
def _() -> list[Call]:
    w = np.array([0.5, 1.5, 0.7])
    a, b = signed(2, 3), signed(2, 3, 2)
    calls = along_axes()
    calls += [call(signed(3), None, w), call(a, None, w + a * a), call(a, 1, w)]
    calls += [call(a, -1, w), call(a, 0, w[:2]), call(a, 1, w, keepdims=True)]
    return [*calls, call(a, 1, w + a * a), call(b, 1, w), call(b, (0, 1), 1 + b * b)]
