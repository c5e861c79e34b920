"""Rules of NumPy, a module for each family."""
