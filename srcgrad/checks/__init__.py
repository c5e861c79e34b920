"""Checks of gradients against finite differences."""

from srcgrad.checks.gradients import CheckRequestError, check_grads

__all__ = ["CheckRequestError", "check_grads"]
