"""Rules of SciPy, a module for each family; nothing imports them before SciPy is there."""
