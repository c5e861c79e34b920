"""Rules of libraries that may be absent, or are slow to load: loaded once the library is."""

import sys
from importlib import import_module

LIBRARIES = {  # library module: the rules that its functions have
    "statistics": ("python.averages_of_lists",),
    "scipy.fft": (
        "scipy.fft.cosine_transforms",
        "scipy.fft.transforms",
        "scipy.fft.transforms_of_axes",
    ),
    "scipy.fftpack": ("scipy.fft.older_transforms",),
    "scipy.integrate": (
        "scipy.integrate.integration",
        "scipy.integrate.quadrature",
        "scipy.integrate.repeated_quadrature",
        "scipy.integrate.romberg",
        "scipy.integrate.running_parabolas",
        "scipy.integrate.spaced_samples",
        "scipy.integrate.trajectories",
    ),
    "scipy.interpolate": (
        "scipy.interpolate.interpolation",
        "scipy.interpolate.curves",
        "scipy.interpolate.fitpack",
        "scipy.interpolate.grids",
        "scipy.interpolate.scattered",
        "scipy.interpolate.splines",
        "scipy.interpolate.lines",
    ),
    "scipy.ndimage": (
        "scipy.found",
        "scipy.ndimage.adjoints",
        "scipy.ndimage.filters",
        "scipy.ndimage.places",
        "scipy.ndimage.images",
        "scipy.ndimage.widths",
    ),
    "scipy.signal": (
        "scipy.signal.filters",
        "scipy.found",
        "scipy.signal.peaks",
        "scipy.signal.windows",
        "scipy.signal.signals",
        "scipy.signal.spectra",
        "scipy.signal.transforms_of_signals",
    ),
    "scipy.sparse": (
        "scipy.sparse.products",
        "scipy.sparse.entries",
        "scipy.sparse.values",
        "scipy.sparse.makers",
        "scipy.sparse.joins",
    ),
    "scipy.sparse.linalg": (
        "scipy.sparse.systems",
        "scipy.sparse.solvers",
    ),
    "scipy.optimize": (
        "scipy.optimize.assignments",
        "scipy.optimize.bounded_fits",
        "scipy.optimize.minimisation",
        "scipy.optimize.older_minimisation",
        "scipy.optimize.root_finding",
    ),
    "scipy.spatial.distance": (
        "scipy.spatial.distances",
        "scipy.spatial.metrics",
    ),
    "scipy.spatial": ("scipy.found", "scipy.spatial.neighbours"),
    "scipy.spatial.transform": ("scipy.spatial.rotations",),
    "scipy.linalg": (
        "scipy.linalg.banded",
        "scipy.linalg.decompositions",
        "scipy.linalg.eigenvalues",
        "scipy.found",
        "scipy.linalg.matrices",
        "scipy.linalg.matrix_equations",
        "scipy.linalg.matrix_forms",
        "scipy.linalg.matrix_models",
        "scipy.linalg.sylvester",
        "scipy.linalg.systems",
        "scipy.linalg.triangular_forms",
    ),
    "scipy.special": (
        "scipy.special.bessel",
        "scipy.special.cumulative",
        "scipy.special.entropy",
        "scipy.special.errors",
        "scipy.special.gamma",
        "scipy.special.hypergeometric",
        "scipy.special.incomplete",
        "scipy.special.integrals",
        "scipy.special.inverses",
        "scipy.special.kelvin",
        "scipy.special.noncentral",
        "scipy.special.parameter_slopes",
        "scipy.special.spherical_harmonics",
        "scipy.special.waves",
    ),
    "scipy.stats": (
        "scipy.stats.count_models",
        "scipy.stats.counts",
        "scipy.stats.densities",
        "scipy.stats.descriptive",
        "scipy.stats.distributions",
        "scipy.stats.fitted_distributions",
        "scipy.stats.frozen",
        "scipy.stats.further_densities",
        "scipy.stats.further_moments",
        "scipy.stats.incomplete_distributions",
        "scipy.stats.kernel_density",
        "scipy.stats.modelled_densities",
        "scipy.stats.moments",
        "scipy.stats.more_distributions",
        "scipy.stats.quantiles",
        "scipy.stats.rare_distributions",
        "scipy.stats.sample_statistics",
        "scipy.stats.shaped_densities",
        "scipy.stats.shaped_distributions",
        "scipy.stats.significance",
        "scipy.stats.standard_moments",
    ),
}
_waiting = dict(LIBRARIES)


def load() -> bool:
    """Load the rules of libraries that have been imported by now; were there any?"""
    found = [name for name in [*_waiting] if name in sys.modules]
    for name in found:
        for family in _waiting.get(name, ()):
            import_module(f"srcgrad.rules.{family}")
        _waiting.pop(name, None)  # not before: the user may interrupt, another thread may ask
    return bool(found)
