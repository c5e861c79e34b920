"""The NumPy-only functions that generated code may call. An exported file has them pasted in.

Each is imported from its module at its first use: most programs need none, the others a few.
"""

from importlib import import_module
from typing import Any

FUNCTIONS = {  # by module
    "averages": "full_weights unfull_weights",
    "axes": "spread_diagonal unreduceat unrepeat untake untake_along_axis untile",
    "axis_orders": "core_ranks moved_last",
    "bands": "banded_product banded_solve_transpose banded_turned",
    "binning": "cells_of histogram2d_transpose histogram_transpose volumes",
    "bessel": "bessel_i1",
    "broadcasting": "unbroadcast",
    "combined": "places_of_product places_together",
    "copies": "replicas",
    "covariance": """
        SingularCovariance correlation_tangent correlation_transpose covariance_tangent
        covariance_transpose of_full_rank
    """,
    "curves": "enough_points place_in",
    "cutoffs": "cut_tangent cut_transpose",
    "determinants": "cofactors cofactors_tangent",
    "differences": "gradient_transpose undiff",
    "distances": "distances_tangent distances_transpose paired upper_pairs",
    "distinct": "place_among_distinct turns",
    "eigen_pairs": """
        pencil_tangent pencil_transpose second_pencil_tangent tridiagonal_tangent
        tridiagonal_transpose
    """,
    "elliptic": "elliprd_slope",
    "ends": "cut_or_filled ends_weighed",
    "equal_values": "ArbitraryBasis",
    "exceptions": "within",
    "expected": "expect",
    "eigenvectors": """
        ArbitraryPhase all_real eig_tangent eig_transpose largest phase_free with_phases
    """,
    "factorisations": """
        cholesky_tangent cholesky_transpose eigh_tangent eigh_transpose solved svd_tangent
        svd_transpose
    """,
    "filters": "filter_transpose filter_weights filters_transpose impulse",
    "fitted_polynomials": """
        polyder_transpose polyfit_tangent polyfit_transpose polymul_moved polymul_transpose
    """,
    "floats": "checked_elements checked_floats",
    "full_svd": "leading pair_free swapped",
    "handed_shadows": "blank_shadows hand_over",
    "incomplete": """
        beta_density_slope betainc_slope gamma_density_slope gammainc_slope
    """,
    "kinks": """
        beyond length length_tangent magnitude outwards outwards_tangent turned turned_further
        turning
    """,
    "least_squares": """
        lstsq_matrix_tangent lstsq_matrix_transpose lstsq_right_tangent
        lstsq_right_transpose
    """,
    "listed": """
        as_it_is element_at key_places last_place list_add list_zeros place_at place_of places_of
    """,
    "marks": "along along_curve relevant stop_gradient",
    "matrix_functions": """
        chain_transpose matrix_power_tangent matrix_power_transpose pinv_tangent
        pinv_transpose
    """,
    "modelled": "as_found found_like",
    "multiplying": "cumprod_tangent cumprod_transpose other_products other_products_tangent",
    "norms": "cond_slope norm_slope",
    "objects": """
        area curve_at factored_solve fitted_at grid_slope grid_value line_at polynomial_at
        product_with_sparse rotated rotation_matrix series_at sparse_product surface_at
        surface_called
    """,
    "ordering": """
        compared group_starts median_shares nanmedian_shares place_of_greatest place_of_least
        positions
    """,
    "orthogonal": "qr_tangent qr_transpose",
    "padding": "pad_statistics_tangent unpad unpad_copies unpad_lines unpad_statistics",
    "patterns": """
        ComplexResult circulant_transpose must_be_real sheared toeplitz_transpose within_reals
    """,
    "pieces": "joined_parts",
    "placing": """
        compress_transpose delete_transpose select_transpose uninsert uninserted unpartition
    """,
    "polynomials": "correlate_transpose polyval_transpose simple vander_tangent vander_transpose",
    "power": "exponent_slope power_slope",
    "products": "for_three unkron",
    "psi": "digamma",
    "quantiles": """
        chance_tangent chance_transpose nanquantile_slopes nanquantile_tangent
        nanquantile_transpose quantile_slopes quantile_tangent quantile_transpose
    """,
    "roots": "root_weight root_weights",
    "rows": "attributes_of items_of rows_of",
    "running": "running_extreme_tangent running_extreme_transpose",
    "running_integrals": "cumulative_transpose simpson_weights",
    "sampling": """
        convolve_transpose interp_slope interp_slope_transpose interp_transpose trapezoid_points
        trapezoid_weights
    """,
    "seeds": "ComplexPower NothingReturned SeedMismatch seed_for",
    "series": "exprel_slope log1p_quotient log1p_slope",
    "sharing": """
        arrays_in attributes_in containers_in has_attributes overlaps_itself reached separate
        slots_of
    """,
    "signals": "analytic_transpose convolved_middle convolved_whole delayed_products",
    "sinc": "sinc_slope",
    "snapshots": "Snapshots",
    "states_on_disk": "SnapshotsOnDisk",
    "solvers": """
        bounded_integral covariance_found inner_minimum matrix_found number_found places_found
        point_found vector_found within_limits within_pairs
    """,
    "solving": """
        cho_product_tangent cho_solve_transpose folded lu_product_tangent lu_solve_transpose
        lu_tangent lu_transpose mirrored packed pivoted places_of_ones
    """,
    "sparse_matrices": """
        as_places dense diagonal_places divided_matrix element_of iterated joined_matrix line_places
        matrix_as_array matrix_diagonal matrix_elements matrix_made matrix_of matrix_of_diagonals
        matrix_of_lines matrix_product matrix_shape matrix_solution matrix_solved matrix_sums
        matrix_total meetings part_of rows_picked scaled_matrix solution_by solution_found solver_of
        stored_columns stored_rows stored_values summed turned_matrix unchanged
    """,
    "spectra": "half_spectrum resized",
    "splines": "spline_at spline_bands spline_by_knots spline_found spline_through",
    "stores": "AmbiguousStore shadows winners",
    "structure": "derived instance like",
    "triangular_forms": "ldl_tangent ldl_transpose schur_tangent schur_transpose",
    "windows": "by_strides strided_places unwindow",
}
_HOMES = {name: module for module, names in FUNCTIONS.items() for name in names.split()}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
