"""Classes of NumPy whose objects hold active values, as classes in Python."""
