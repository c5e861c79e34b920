"""What NumPy has and no rule covers, by the reason: the error for an active value shows it.

A test goes through the namespaces of NumPy and of scipy.special, and fails for a function that is
neither here nor has a rule.
"""

import random
import sys
import warnings
from typing import Any

import numpy as np

_COMPLEX = "its values are complex in general: split them into real and imaginary parts"
_WRITES = (
    "it writes into an argument in a way that is not followed: use a store, `y[index] = value`"
)
_LATER = (
    "no rule has been written yet: "
    "declare its derivative with srcgrad.rules, or write it in plain operations"
)

DRAWN = (
    "it draws at random: draw standard numbers outside, pass them as an argument, "
    "and scale them in the function, as in `mu + sigma * z`"
)
_PLAIN = "it makes an object that is not a plain array: use plain arrays"
MASKED = "numpy.ma"  # what masked arrays are made of: their source asks what only the run knows
DRAWING = (random.Random, np.random.Generator, np.random.RandomState)

REASONS: dict[str, str] = {  # reason: names, those of submodules after a dot
    _COMPLEX: """
        clongdouble clongfloat complex256 complexfloating longcomplex sort_complex
    """,
    _WRITES: "copyto",
    _LATER: """
        asarray_chkfinite asfarray astype cumproduct fastCopyAndTranspose
        float128 float16 half longdouble
        longfloat msort product round_
        row_stack unique_all unique_counts unique_inverse unique_values
    """,
    "it calls a function that it is given: write the loop out": """
        fromfunction frompyfunc
    """,
    _PLAIN: """
        asmatrix bmat chararray flatiter format_parser mat matrix memmap ndarray
        ndenumerate ndindex nditer nested_iters object_ rec recarray record void
    """,
    "its result has no derivative, and whether it stays constant is not declared: "
    "compute it from values that do not depend on the differentiated arguments": """
        alltrue array2string array_repr array_str bartlett base_repr binary_repr bitwise_count
        blackman busday_count busday_offset busdaycalendar byte_bounds can_cast
        compare_chararrays datetime_as_string datetime_data einsum_path
        find_common_type format_float_positional format_float_scientific hamming hanning
        histogram_bin_edges in1d intersect1d is_busday iscomplex isdtype isfortran isnat isreal
        issctype issubclass_ issubsctype iterable ix_ kaiser mask_indices
        maximum_sctype min_scalar_type mintypecode nanargmax nanargmin obj2sctype packbits
        sctype2char setdiff1d setxor1d sometrue typename union1d unpackbits linalg.matrix_rank
    """,
    "it stands for a type or for NumPy's own state, not for a function of numbers": """
        add_docstring add_newdoc add_newdoc_ufunc byte bytes_ character datetime64 deprecate
        deprecate_with_doc disp errstate flexible floating generic get_array_wrap
        get_include get_printoptions getbufsize geterr geterrcall geterrobj inexact info
        int16 int8 integer longlong lookfor number printoptions safe_eval set_numeric_ops
        set_printoptions set_string_function setbufsize seterr seterrcall seterrobj short
        show_config show_runtime signedinteger source str_ string_ test timedelta64 ubyte ufunc
        uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong unicode_ unsignedinteger
        ushort who fft.test linalg.test
    """,
    "it reads or writes files or raw memory": """
        DataSource from_dlpack frombuffer fromfile fromregex fromstring genfromtxt load loadtxt
        recfromcsv recfromtxt save savetxt savez savez_compressed
    """,
}

SPECIAL: dict[str, str] = {  # the same of `scipy.special`
    "no formula for its derivative is known here: "
    "declare its derivative with srcgrad.rules, or compute it from constants": """
        assoc_legendre_p ellip_harm ellip_harm_2 legendre_p lqmn lqn modfresnelm modfresnelp
        ncfdtridfd ncfdtridfn ncfdtrinc obl_ang1 obl_ang1_cv obl_cv obl_rad1 obl_rad1_cv
        obl_rad2 obl_rad2_cv pro_ang1 pro_ang1_cv pro_cv pro_rad1 pro_rad1_cv pro_rad2
        pro_rad2_cv sph_harm sph_legendre_p
    """,
    "it gives the values of all orders at once: use the function of one order": """
        assoc_legendre_p_all clpmn legendre_p_all lmbda lpmn lpn obl_cv_seq pbdn_seq
        pbdv_seq pbvv_seq pro_cv_seq riccati_jn riccati_yn sph_harm_y_all sph_legendre_p_all
    """,
    "it is a function of whole numbers, which have no derivative: give it constants": """
        ai_zeros bei_zeros beip_zeros ber_zeros bernoulli berp_zeros bi_zeros comb
        ellip_normal erf_zeros euler factorial factorial2 factorialk fresnel_zeros
        fresnelc_zeros fresnels_zeros jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros kei_zeros
        keip_zeros kelvin_zeros ker_zeros kerp_zeros mathieu_even_coef mathieu_odd_coef perm
        stirling2 y0_zeros y1_zeros y1p_zeros yn_zeros ynp_zeros
    """,
    "it gives the nodes of a quadrature, or a polynomial as an object: give it constants": """
        c_roots cg_roots chebyc chebys chebyt chebyu gegenbauer genlaguerre h_roots he_roots
        hermite hermitenorm j_roots jacobi js_roots l_roots la_roots laguerre legendre p_roots
        ps_roots roots_chebyc roots_chebys roots_chebyt roots_chebyu roots_gegenbauer
        roots_genlaguerre roots_hermite roots_hermitenorm roots_jacobi roots_laguerre
        roots_legendre roots_sh_chebyt roots_sh_chebyu roots_sh_jacobi roots_sh_legendre
        s_roots sh_chebyt sh_chebyu sh_jacobi sh_legendre t_roots ts_roots u_roots us_roots
    """,
    "it stands for the library's own state": "geterr seterr test",
}

_UNREAD = (
    "no rule has been written yet, and its source is outside the language: "
    "declare its derivative with srcgrad.rules, or write it in plain operations"
)
UNREAD: dict[str, str] = {  # functions of SciPy that are written in Python, by their modules
    "scipy.integrate": """
        cubature nsum qmc_quad solve_bvp tanhsinh
    """,
    "scipy.interpolate": """
        approximate_taylor_polynomial bisplrep generate_knots
        insert lagrange make_smoothing_spline make_splprep make_splrep pade
        spalde splantider splder splint splprep sproot
    """,
    "scipy.linalg": """
        cdf2rdf clarkson_woodruff_transform cossin
        dft diagsvd expm_cond funm hadamard helmert
        hilbert invhilbert invpascal matrix_balance ordqz pascal
        qr_delete qr_insert qr_multiply qr_update qz rsf2csf
    """,
    "scipy.ndimage": """
        black_tophat fourier_ellipsoid fourier_gaussian fourier_shift
        fourier_uniform generic_filter generic_filter1d generic_gradient_magnitude
        generic_laplace geometric_transform grey_closing grey_dilation grey_erosion grey_opening
        label labeled_comprehension maximum_filter1d minimum_filter1d morphological_gradient
        morphological_laplace percentile_filter rank_filter
        vectorized_filter watershed_ift white_tophat
    """,
    "scipy.optimize": """
        approx_fprime bracket brent brute check_grad direct fmin fmin_bfgs fmin_cg fmin_cobyla
        fmin_l_bfgs_b fmin_ncg fmin_powell fmin_slsqp fmin_tnc fminbound golden
        isotonic_regression leastsq line_search linprog lsq_linear milp nnls
        quadratic_assignment rosen_der rosen_hess rosen_hess_prod shgo
    """,
    "scipy.signal": """
        bilinear cspline1d cspline1d_eval cspline2d envelope gauss_spline
        group_delay hilbert2 invres invresz lfiltic lp2bp lp2bs lp2hp lp2lp lsim minimum_phase
        normalize order_filter qspline1d qspline1d_eval qspline2d residue residuez savgol_coeffs
        sos2tf sos2zpk sosfilt_zi spline_filter ss2tf ss2zpk symiirorder1 symiirorder2 tf2sos
        tf2ss tf2zpk unique_roots zoom_fft zpk2sos zpk2ss zpk2tf
    """,
    "scipy.sparse.linalg": """
        eigs eigsh expm expm_multiply funm_multiply_krylov gcrotmk inv lobpcg lsmr lsqr
        matrix_power norm onenormest spilu spsolve_triangular svds
    """,
    "scipy.stats": """
        bayes_mvs boxcox_normmax mvsdist quantile sigmaclip trim1 trimboth yeojohnson_llf
    """,
}

CHOOSING = "scipy.spatial.transform."  # its classes choose among libraries of arrays as they run

METHODS_APART: dict[str, str] = {  # methods of arrays without a function whose rule serves them
    **dict.fromkeys(
        ["astype", "fill", "item", "partition", "sort", "tolist"], "the compiler knows it"
    ),
    **dict.fromkeys(["compress"], _LATER),
    **dict.fromkeys(["resize", "setfield", "setflags", "itemset"], _WRITES),
    **dict.fromkeys(
        ["byteswap", "getfield", "newbyteorder", "view", "to_device"], "it shows raw memory"
    ),
    **dict.fromkeys(
        ["dump", "dumps", "tobytes", "tofile", "tostring"], "its result holds no numbers"
    ),
}


def named(path: str) -> Any:
    """A member of NumPy or of its submodules, or None where this NumPy has none."""
    home, _, name = path.rpartition(".")
    module = getattr(np, home) if home else np
    return vars(module).get(name)  # what a module makes when it is asked is no function of it


def unread(function: Any) -> bool:
    """Is it a library's function whose source is not to be followed where it meets active values?

    Those of SciPy that are named above, and all that make masked arrays.
    """
    home, name = getattr(function, "__module__", None) or "", getattr(function, "__name__", "")
    if home.startswith(MASKED):
        return True
    if not home.startswith("scipy."):
        return False
    if home.startswith(CHOOSING):
        return True
    code = getattr(function, "__code__", None)
    if hasattr(function, "__wrapped__") and code is not None and code.co_name.endswith("wrapper"):
        return True  # it hands on arguments of which only the run knows the number
    return any(
        name in names.split() and getattr(sys.modules.get(module), name, None) is function
        for module, names in UNREAD.items()
    )


def reason_of(function: Any) -> str | None:
    """Why active values may not reach a function of a library, if it is one of these."""
    if function is None:
        return None
    if isinstance(getattr(function, "__self__", None), DRAWING):
        return DRAWN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that NumPy will drop
        for reason, names in REASONS.items():
            if any(named(path) is function for path in names.split()):
                return reason
    if unread(function):
        return _PLAIN if function.__module__.startswith(MASKED) else _UNREAD
    special = sys.modules.get("scipy.special")
    for reason, names in SPECIAL.items() if special else ():
        if any(getattr(special, name, None) is function for name in names.split()):
            return reason
    return None
