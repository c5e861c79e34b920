"""The NumPy-only functions that generated code may call. An exported file has them pasted in."""

from srcgrad.runtime.averages import full_weights, unfull_weights
from srcgrad.runtime.axes import spread_diagonal, unrepeat, untake, untake_along_axis, untile
from srcgrad.runtime.bands import banded_product, banded_solve_transpose, banded_turned
from srcgrad.runtime.binning import histogram_transpose
from srcgrad.runtime.broadcasting import unbroadcast
from srcgrad.runtime.copies import replicas
from srcgrad.runtime.covariance import (
    correlation_tangent,
    correlation_transpose,
    covariance_tangent,
    covariance_transpose,
)
from srcgrad.runtime.determinants import cofactors
from srcgrad.runtime.differences import gradient_transpose, undiff
from srcgrad.runtime.distances import distances_tangent, distances_transpose, paired, upper_pairs
from srcgrad.runtime.exceptions import within
from srcgrad.runtime.factorisations import (
    cholesky_tangent,
    cholesky_transpose,
    eigh_tangent,
    eigh_transpose,
    qr_tangent,
    qr_transpose,
    solved,
    svd_tangent,
    svd_transpose,
)
from srcgrad.runtime.filters import filter_transpose, filter_weights, filters_transpose, impulse
from srcgrad.runtime.fitted_polynomials import (
    polyder_transpose,
    polyfit_tangent,
    polyfit_transpose,
    polymul_moved,
    polymul_transpose,
)
from srcgrad.runtime.least_squares import (
    lstsq_matrix_tangent,
    lstsq_matrix_transpose,
    lstsq_right_tangent,
    lstsq_right_transpose,
)
from srcgrad.runtime.marks import stop_gradient
from srcgrad.runtime.matrix_functions import (
    chain_transpose,
    matrix_power_tangent,
    matrix_power_transpose,
    pinv_tangent,
    pinv_transpose,
)
from srcgrad.runtime.multiplying import (
    cumprod_tangent,
    cumprod_transpose,
    other_products,
    other_products_tangent,
)
from srcgrad.runtime.norms import cond_slope, norm_slope
from srcgrad.runtime.ordering import median_shares, nanmedian_shares, positions
from srcgrad.runtime.padding import (
    pad_statistics_tangent,
    unpad,
    unpad_copies,
    unpad_lines,
    unpad_statistics,
)
from srcgrad.runtime.patterns import (
    ComplexResult,
    circulant_transpose,
    must_be_real,
    sheared,
    toeplitz_transpose,
)
from srcgrad.runtime.pieces import joined_parts
from srcgrad.runtime.placing import (
    compress_transpose,
    delete_transpose,
    insert_transpose,
    select_transpose,
    unpartition,
)
from srcgrad.runtime.polynomials import (
    correlate_transpose,
    polyval_transpose,
    vander_tangent,
    vander_transpose,
)
from srcgrad.runtime.power import exponent_slope, power_slope
from srcgrad.runtime.products import unkron
from srcgrad.runtime.quantiles import quantile_tangent, quantile_transpose
from srcgrad.runtime.roots import root_weight, root_weights
from srcgrad.runtime.running import running_extreme_tangent, running_extreme_transpose
from srcgrad.runtime.running_integrals import cumulative_transpose, simpson_weights
from srcgrad.runtime.sampling import (
    convolve_transpose,
    interp_slope,
    interp_transpose,
    trapezoid_points,
    trapezoid_weights,
)
from srcgrad.runtime.seeds import ComplexPower, NothingReturned, SeedMismatch, seed_for
from srcgrad.runtime.series import exprel_slope, log1p_slope
from srcgrad.runtime.signals import convolved_whole, delayed_products
from srcgrad.runtime.sinc import sinc_slope
from srcgrad.runtime.solving import (
    cho_product_tangent,
    cho_solve_transpose,
    folded,
    lu_product_tangent,
    lu_solve_transpose,
    lu_tangent,
    lu_transpose,
    mirrored,
    packed,
    pivoted,
)
from srcgrad.runtime.spectra import half_spectrum, resized
from srcgrad.runtime.stores import AmbiguousStore, shadows, winners
from srcgrad.runtime.structure import instance, like

__all__ = [
    "AmbiguousStore",
    "ComplexPower",
    "ComplexResult",
    "NothingReturned",
    "SeedMismatch",
    "banded_product",
    "banded_solve_transpose",
    "banded_turned",
    "chain_transpose",
    "cho_product_tangent",
    "cho_solve_transpose",
    "cholesky_tangent",
    "cholesky_transpose",
    "circulant_transpose",
    "cofactors",
    "compress_transpose",
    "cond_slope",
    "convolve_transpose",
    "convolved_whole",
    "correlate_transpose",
    "correlation_tangent",
    "correlation_transpose",
    "covariance_tangent",
    "covariance_transpose",
    "cumprod_tangent",
    "cumprod_transpose",
    "cumulative_transpose",
    "delayed_products",
    "delete_transpose",
    "distances_tangent",
    "distances_transpose",
    "eigh_tangent",
    "eigh_transpose",
    "exponent_slope",
    "exprel_slope",
    "filter_transpose",
    "filter_weights",
    "filters_transpose",
    "folded",
    "full_weights",
    "gradient_transpose",
    "half_spectrum",
    "histogram_transpose",
    "impulse",
    "insert_transpose",
    "instance",
    "interp_slope",
    "interp_transpose",
    "joined_parts",
    "like",
    "log1p_slope",
    "lstsq_matrix_tangent",
    "lstsq_matrix_transpose",
    "lstsq_right_tangent",
    "lstsq_right_transpose",
    "lu_product_tangent",
    "lu_solve_transpose",
    "lu_tangent",
    "lu_transpose",
    "matrix_power_tangent",
    "matrix_power_transpose",
    "median_shares",
    "mirrored",
    "must_be_real",
    "nanmedian_shares",
    "norm_slope",
    "other_products",
    "other_products_tangent",
    "packed",
    "pad_statistics_tangent",
    "paired",
    "pinv_tangent",
    "pinv_transpose",
    "pivoted",
    "polyder_transpose",
    "polyfit_tangent",
    "polyfit_transpose",
    "polymul_moved",
    "polymul_transpose",
    "polyval_transpose",
    "positions",
    "power_slope",
    "qr_tangent",
    "qr_transpose",
    "quantile_tangent",
    "quantile_transpose",
    "replicas",
    "resized",
    "root_weight",
    "root_weights",
    "running_extreme_tangent",
    "running_extreme_transpose",
    "seed_for",
    "select_transpose",
    "shadows",
    "sheared",
    "simpson_weights",
    "sinc_slope",
    "solved",
    "spread_diagonal",
    "stop_gradient",
    "svd_tangent",
    "svd_transpose",
    "toeplitz_transpose",
    "trapezoid_points",
    "trapezoid_weights",
    "unbroadcast",
    "undiff",
    "unfull_weights",
    "unkron",
    "unpad",
    "unpad_copies",
    "unpad_lines",
    "unpad_statistics",
    "unpartition",
    "unrepeat",
    "untake",
    "untake_along_axis",
    "untile",
    "upper_pairs",
    "vander_tangent",
    "vander_transpose",
    "winners",
    "within",
]
