"""The NumPy-only functions that generated code may call. An exported file has them pasted in.

Each is imported from its module at its first use: most programs need none, the others a few.
"""

from importlib import import_module
from typing import Any

FUNCTIONS = {  # by module
    "arrays.averages": "full_weights over_freedom unfull_weights",
    "arrays.axes": "spread_diagonal unreduceat unrepeat untake untake_along_axis untile",
    "arrays.axis_orders": "core_ranks moved_last",
    "arrays.broadcasting": "unbroadcast",
    "arrays.combined": "places_of_product places_together",
    "arrays.covariance": """
        SingularCovariance correlation_tangent correlation_transpose covariance_tangent
        covariance_transpose of_full_rank
    """,
    "arrays.distances": "distances_tangent distances_transpose paired upper_pairs",
    "arrays.distinct": "place_among_distinct turns",
    "arrays.ends": "cut_or_filled ends_weighed",
    "arrays.multiplying": "cumprod_tangent cumprod_transpose other_products other_products_tangent",
    "arrays.ordering": """
        compared group_starts median_shares nanmedian_shares place_of_greatest place_of_least
        positions
    """,
    "arrays.padding": "pad_statistics_tangent unpad unpad_copies unpad_lines unpad_statistics",
    "arrays.pieces": "joined_parts",
    "arrays.placing": """
        compress_transpose delete_transpose select_transpose uninsert uninserted unpartition
    """,
    "arrays.quantiles": """
        chance_tangent chance_transpose nanquantile_slopes nanquantile_tangent
        nanquantile_transpose quantile_slopes quantile_tangent quantile_transpose
    """,
    "arrays.running": "running_extreme_tangent running_extreme_transpose",
    "arrays.stores": "AmbiguousStore shadows winners",
    "checkpoints.snapshots": "Snapshots",
    "checkpoints.states_on_disk": "SnapshotsOnDisk",
    "exceptions": "within",
    "floats": "checked_elements checked_floats",
    "kinks": """
        beyond length length_tangent magnitude outwards outwards_tangent turned turned_further
        turning
    """,
    "linalg.bands": "banded_product banded_solve_transpose banded_turned",
    "linalg.cutoffs": "cut_tangent cut_transpose",
    "linalg.determinants": "cofactors cofactors_tangent",
    "linalg.eigen_pairs": """
        pencil_tangent pencil_transpose second_pencil_tangent tridiagonal_tangent
        tridiagonal_transpose
    """,
    "linalg.eigenvectors": """
        ArbitraryPhase all_real eig_tangent eig_transpose largest phase_free with_phases
    """,
    "linalg.equal_values": "ArbitraryBasis",
    "linalg.factorisations": """
        cholesky_tangent cholesky_transpose eigh_tangent eigh_transpose solved svd_tangent
        svd_transpose
    """,
    "linalg.full_svd": "leading pair_free swapped",
    "linalg.least_squares": """
        lstsq_matrix_tangent lstsq_matrix_transpose lstsq_right_tangent
        lstsq_right_transpose
    """,
    "linalg.matrix_functions": """
        chain_transpose matrix_power_tangent matrix_power_transpose pinv_tangent
        pinv_transpose
    """,
    "linalg.norms": "cond_slope norm_slope",
    "linalg.orthogonal": "qr_tangent qr_transpose",
    "linalg.patterns": """
        ComplexResult circulant_transpose must_be_real sheared toeplitz_solved toeplitz_transpose
        within_reals
    """,
    "linalg.products": "for_three unkron",
    "linalg.solving": """
        cho_product_tangent cho_solve_transpose folded lu_product_tangent lu_solve_transpose
        lu_tangent lu_transpose mirrored packed pivoted places_of_ones
    """,
    "linalg.sparse_factors": "Factors Solves factors_of solver_of",
    "linalg.sparse_forms": """
        averaged block_places changed_matrix densely held_places held_values matrix_count
        matrix_extreme matrix_mean matrix_means merged_places multiplied_matrix size_of
        solution_of_triangle triangle_of
    """,
    "linalg.sparse_matrices": """
        as_places dense diagonal_places divided_matrix element_of iterated joined_matrix line_places
        matrix_as_array matrix_diagonal matrix_elements matrix_made matrix_of matrix_of_diagonals
        matrix_of_lines matrix_product matrix_shape matrix_solution matrix_solved matrix_sums
        matrix_total meetings part_of rows_picked scaled_matrix
        stored_columns stored_rows stored_values summed turned_matrix unchanged
    """,
    "linalg.triangular_forms": "ldl_tangent ldl_transpose schur_tangent schur_transpose",
    "marks": "along along_curve relevant stop_gradient",
    "modelled": "as_found found_like",
    "objects": """
        area curve_at factored_solve fitted_at grid_slope grid_value line_at polynomial_at
        product_with_sparse rotated rotation_matrix series_at sparse_product surface_at
        surface_called
    """,
    "roots": "root_weight root_weights",
    "samples.binning": "cells_of histogram2d_transpose histogram_transpose volumes",
    "samples.curves": "enough_points place_in",
    "samples.differences": "gradient_transpose undiff",
    "samples.filters": "filter_transpose filter_weights filters_transpose impulse",
    "samples.fitted_polynomials": """
        polyder_transpose polyfit_tangent polyfit_transpose polymul_moved polymul_transpose
    """,
    "samples.polynomials": """
        correlate_transpose polyval_transpose simple vander_tangent vander_transpose
    """,
    "samples.running_integrals": "cumulative_transpose simpson_weights",
    "samples.sampling": """
        convolve_transpose interp_slope interp_slope_transpose interp_transpose trapezoid_points
        trapezoid_weights
    """,
    "samples.signals": "analytic_transpose convolved_middle convolved_whole delayed_products",
    "samples.spectra": "half_spectrum resized",
    "samples.splines": "spline_at spline_bands spline_by_knots spline_found spline_through",
    "samples.windows": "by_strides strided_places unwindow",
    "seeds": "ComplexPower NothingReturned SeedMismatch seed_for",
    "sharing": """
        arrays_in attributes_in containers_in has_attributes overlaps_itself reached separate
        slots_of
    """,
    "solvers": """
        bounded_integral covariance_found inner_minimum matrix_found number_found places_found
        point_found vector_found within_limits within_pairs
    """,
    "special.bessel": "bessel_i1",
    "special.elliptic": "elliprd_slope",
    "special.far": "bessel_decay digamma_rise",
    "special.incomplete": """
        beta_density_slope betainc_slope gamma_density_slope gammainc_slope
    """,
    "special.parameter_slopes": """
        slope_of_four slope_of_one slope_of_result_of_three slope_of_result_of_two
        slope_of_three slope_of_two
    """,
    "special.power": "exponent_slope power_slope",
    "special.psi": "digamma",
    "special.series": "exprel_slope log1p_quotient log1p_slope",
    "special.sinc": "sinc_slope",
    "structures.copies": "replicas",
    "structures.expected": "expect",
    "structures.handed_shadows": "blank_shadows hand_over",
    "structures.listed": """
        as_it_is asked counted element_at key_places last_place list_add list_zeros place_at
        place_of places_of
    """,
    "structures.rows": "attributes_of items_of rows_of",
    "structures.structure": "derived instance like",
    "users": "of_one_shape one_for_each",
}
_HOMES = {name: module for module, names in FUNCTIONS.items() for name in names.split()}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
