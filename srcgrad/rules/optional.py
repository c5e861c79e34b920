"""Rules of libraries that may be absent, or are slow to load: loaded once the library is."""

import sys
from importlib import import_module

LIBRARIES = {  # library module: the rules that its functions have
    "statistics": ("averages_of_lists",),
    "scipy.fft": ("cosine_transforms", "transforms", "transforms_of_axes"),
    "scipy.fftpack": ("older_transforms",),
    "scipy.integrate": (
        "integration",
        "quadrature",
        "repeated_quadrature",
        "romberg",
        "running_parabolas",
        "spaced_samples",
        "trajectories",
    ),
    "scipy.interpolate": ("interpolation", "curves", "fitpack", "grids", "scattered", "splines"),
    "scipy.ndimage": ("found", "image_adjoints", "image_filters", "image_places", "images"),
    "scipy.signal": (
        "filters",
        "found",
        "peaks",
        "signal_windows",
        "signals",
        "spectra",
        "transforms_of_signals",
    ),
    "scipy.sparse": (
        "sparse_products",
        "sparse_entries",
        "sparse_values",
        "sparse_makers",
        "sparse_joins",
    ),
    "scipy.sparse.linalg": ("sparse_systems", "sparse_solvers"),
    "scipy.optimize": ("minimisation", "root_finding"),
    "scipy.spatial.distance": ("distances", "metrics"),
    "scipy.spatial.transform": ("rotations",),
    "scipy.linalg": (
        "banded",
        "decompositions",
        "eigenvalues",
        "found",
        "matrices",
        "matrix_equations",
        "matrix_forms",
        "matrix_models",
        "sylvester",
        "systems",
        "triangular_forms",
    ),
    "scipy.special": (
        "bessel",
        "cumulative",
        "entropy",
        "errors",
        "gamma",
        "hypergeometric",
        "incomplete",
        "integrals",
        "inverses",
        "kelvin",
        "waves",
    ),
    "scipy.stats": (
        "count_models",
        "counts",
        "densities",
        "descriptive",
        "distributions",
        "fitted_distributions",
        "frozen",
        "further_densities",
        "incomplete_distributions",
        "kernel_density",
        "modelled_densities",
        "moments",
        "more_distributions",
        "rare_distributions",
        "sample_statistics",
        "shaped_densities",
        "shaped_distributions",
        "significance",
        "standard_moments",
    ),
}
_waiting = dict(LIBRARIES)


def load() -> bool:
    """Load the rules of libraries that have been imported by now; were there any?"""
    found = {name: _waiting.pop(name, ()) for name in [*_waiting] if name in sys.modules}
    for name, families in found.items():
        home = "scipy." if name.startswith("scipy.") else ""
        for family in families:
            import_module(f"srcgrad.rules.{home}{family}")
    return bool(found)
