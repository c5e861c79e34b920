"""Derivatives of linear algebra."""
