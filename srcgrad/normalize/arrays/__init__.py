"""What NumPy's calls and methods do to arrays, as stores and subscripts."""
