"""Derivatives of special functions, and quotients whose closed form cancels."""
