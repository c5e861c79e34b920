"""Derivatives of functions of samples, curves and polynomials."""
