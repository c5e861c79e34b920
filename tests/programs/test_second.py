"""`hvp` of many programs of the corpus: the derivative of the gradient, and symmetric."""

import contextlib
import io
import warnings
import zlib

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SrcgradError
from srcgrad.transforms.second import Scalar
from tests.oracle import differences
from tests.oracle.fresh import fresh, widened
from tests.programs import corpus
from tests.programs.examine import Wrong
from tests.programs.forward import bound, direction, moved_names, numbers, shifted, tree

PROGRAMS = corpus.accepted()
CHOSEN = {  # by family: programs whose value is one number
    "aliased_stores": (
        "one_of_two_in_each_pass one_of_two_in_second_pass one_of_two_shifted "
        "reshaped_in_each_pass slices_stored triangles_stored turned_in_each_pass"
    ),
    "arithmetic": (
        "array_of_exponents#2 bool_array_operand int_to_the_power mask_operators nested unused"
    ),
    "array_methods": "clip maximum take",
    "array_read_forms": "enumerated_while_written indices_of_one_axis",
    "assignment": (
        "augmented_parameter augmented_reduction delete swap unpack_array_starred walrus_twice"
    ),
    "branches": (
        "argmax_by_branch boolean_value#2 branch_kinds_join#2 branch_on_isinstance "
        "branch_on_overwritten branch_on_shape chained_comparison_with_walrus#2 "
        "early_return_else#3 if_elif_else_first if_else#2 nested_ifs#4 short_circuit_and "
        "short_circuit_effects"
    ),
    "broadcasting": "conditional_shape#2 operators_one_vector powers_scalar_vector",
    "callables": (
        "calls_with_stars fitted#3 functions_in_a_tuple lambda_as_argument method_in_map "
        "several_callbacks#2"
    ),
    "callees_with_effects": "helper_exchanges_two_arrays output_by_position",
    "calls": "call_on_slices helper_in_while helper_swaps other_module_reads_its_globals",
    "calls_that_write": "out_in_a_loop#2 sum_out",
    "closures": (
        "chosen_before_a_loop#2 comprehension_in_a_closure factories_in_an_unrolled_loop "
        "factory_with_state_in_a_loop inner_with_defaults"
    ),
    "construction": "triangles",
    "containers": (
        "comprehension_over_list dict_not_differentiated list_appended_and_read list_argument "
        "list_of_ranks list_stacked tuple_compared"
    ),
    "contexts": "logarithm_of_zero_ignored tuple_named",
    "effects": "asserts_shapes raises_when_bad",
    "evaluation_order": "sliced_items_read_after_the_call subscript_bound_by_the_right_side",
    "exceptions": "branch_inside_raises only_finally returns_early_through_finally",
    "exchanged": "buffers_of_each_pass",
    "fft": "real_spectrum_padded",
    "function_options": "one_norm_of_vector",
    "functions": (
        "builtin_bool builtin_min_max_array builtin_min_max_constant "
        "builtin_min_max_constant_negative builtin_pow_array constants float_of_numpy_scalar "
        "inverse_hyperbolic logarithms"
    ),
    "interleaved": "arrays_shifted_in_branches pair_fibonacci",
    "iterables_rebound": "iterated_name_rebound",
    "iterators": "chain_from_iterable combinations_and_permutations reduced_iterator",
    "joined": "element_of_zeros_increased",
    "kinds": (
        "cast_to_double halving_steps mixed_scalars mixed_scalars#2 numpy_scalar_methods "
        "single_store_from_double zero_d_in_place#2"
    ),
    "kinds_that_change": "scalar_and_float",
    "lean_forms": (
        "adds_what_broadcasts divides_by_its_own_kin elements_read_twice interior "
        "joined_in_a_loop new_axes same_adjoint_twice"
    ),
    "learning": "elbo libor_swaption nonnegative_matrix_factorization two_layer_net",
    "lists_as_arrays": "interpolated_between_numbers",
    "lists_changed": "empty_list_as_factor_of_item empty_list_as_factor_of_store",
    "lists_of_written": "first_rest_of_rows views_appended",
    "local_names": "builtins_of_the_reverse_sweep runtime_helper",
    "loops": (
        "break_at_first break_inner_only continue_after_work dependent_inner_range "
        "for_in_while last_value_wins range_backwards_by_two#2 while_counter_zero_passes "
        "while_not while_two_conditions zipped_with_range"
    ),
    "memory_examples": "seidel states update_disjoint",
    "mixed_stores": "columns_augmented elements_named_by_tuples matrix_of_indices number_stored",
    "overwriting": "argument_after_result final_value_needed_twice operand_index",
    "parameters": "a_lambda default_flag#2 unused_parameters",
    "products": (
        "dot_matrix_stack dot_with_scalar einsum_sum_out matmul_matrix_vector "
        "operator_vector_vector"
    ),
    "realistic": "gaussian_process",
    "recursion": "horner_by_recursion least_path",
    "reductions": (
        "max_axes mean_axes norms_of_matrix of_empty prod_through_zero std_axes "
        "sum_axis_argument sum_axis_argument#3 sum_keepdims sum_of_scalar"
    ),
    "scope": (
        "global_array_written parameter_attribute_in_loop shadowed_global unbound_method_with_loop"
    ),
    "selected": "by_element_in_branch by_mask",
    "selection": "maximum_of_products search where where_on_scalar where_on_scalar#2",
    "shapes": "concatenate_with_constants shape_functions tile_matrix",
    "small_integers": "bytes_in_a_loop weighted_squares weighted_squares#2",
    "statements": "imported_from_a_module last_of_vector matched_number matched_option",
    "stores": (
        "cumulative_backwards integer_array_stores loop_two_back overlap_shift_up "
        "rows_exchanged_by_a_list"
    ),
    "subscripts": "fancy fancy_outer fancy_separated mask slice_of_slice slices_backwards",
    "views": (
        "alias_rebound ascontiguous chained_views_in_one_target ravel_written "
        "reshape_base_written reshape_of_transpose views_in_list"
    ),
    "while_tests": "two_tests_and_break",
}
NAMES = [f"{family}:{name}" for family, names in CHOSEN.items() for name in names.split()]


def product(second, program, tangents):
    """The Hessian-vector product of one program, as a tree."""
    given = bound(program)
    values, kwargs = second._bound(given.args, given.kwargs)
    return tree(second.push(values, kwargs, tangents)[1])


def by_differences(gradient, program, tangents, like):
    """How the gradient changes along the tangents."""

    def at(size):
        given = bound(program)
        if program.shared:
            held = dict(widened(fresh(dict(given.arguments))))
        else:
            held = {name: widened(fresh(value)) for name, value in given.arguments.items()}
        for name, tangent in tangents.items():
            held[name] = shifted(held[name], tangent, size)
        given.arguments.update(held)
        return numbers(tree(gradient(*given.args, **given.kwargs)[1]), like)

    return differences.extrapolated(lambda h: at(h) - at(-h), 4e-3)


def other(tangent):
    """A second direction: the numbers of the first one in another order."""
    if isinstance(tangent, dict):
        return {key: other(part) for key, part in tangent.items()}
    if isinstance(tangent, (list, tuple)):
        parts = [other(part) for part in tangent]
        return type(tangent)(*parts) if hasattr(tangent, "_fields") else type(tangent)(parts)
    if isinstance(tangent, (float, np.ndarray, np.generic)):
        return np.cos(3 * tangent) if isinstance(tangent, np.ndarray) else type(tangent)(0.6)
    return tangent


def examine(program):
    """Raise ``Wrong`` unless the second derivative is right, and symmetric."""
    gradient = grad(program.function, wrt=program.wrt)
    second = Scalar(program.function, program.wrt)
    given = bound(program)
    u = {name: direction(given.arguments[name]) for name in moved_names(program)}
    moved = product(second, program, u)
    found, expected = numbers(moved, moved), by_differences(gradient, program, u, moved)
    scale = 10 * program.error_scale
    if not np.allclose(found, expected, rtol=1e-6 * scale, atol=1e-7 * scale):
        raise Wrong(f"hvp: {found}, by differences {expected}")
    w = {name: other(tangent) for name, tangent in u.items()}
    turned = product(second, program, w)
    one = tree(list(u.values()) if isinstance(program.wrt, tuple) else next(iter(u.values())))
    two = tree(list(w.values()) if isinstance(program.wrt, tuple) else next(iter(w.values())))
    left, right = numbers(two, moved) * found, numbers(one, turned) * numbers(turned, turned)
    left, right = np.real(left), np.real(right)  # of complex arguments, this part is symmetric
    size = np.sum(np.abs(left)) + np.sum(np.abs(right))
    if not np.isclose(np.sum(left), np.sum(right), rtol=1e-7, atol=1e-9 * scale * (1 + size)):
        raise Wrong(f"w.Hu is {np.sum(left)}, and u.Hw {np.sum(right)}")


@pytest.mark.parametrize("name", corpus.picked(NAMES, 3))
def test_hvp(name):
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        examine(PROGRAMS[name])


COARSE = {"realistic:bisection"}  # what it returns has the right slope, and no right curvature
# Refused, after thousands of statements in nested branches have been looked at three times.
SLOW = {
    "recursion:divide_and_conquer",
    "recursion:inner_on_slices",
    "recursion:loop_of_recursions#2",
}
LEFT_OUT = {*NAMES, *COARSE, *SLOW}


def sampled(name):
    """Is a program in the sample? Others than it do not decide that."""
    return zlib.crc32(name.encode()) % 240 == 7


@pytest.mark.parametrize("name", [n for n in PROGRAMS if sampled(n) and n not in LEFT_OUT])
def test_hvp_is_right_or_refused(name):
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with contextlib.suppress(SrcgradError):
            examine(PROGRAMS[name])


def test_many_programs_have_second_derivatives():
    assert len(set(NAMES)) >= 150
